"""The header of an agreement: who agreed, for how long, on what, and how it was approved."""

from dataclasses import dataclass
from datetime import date

from tracker.people.actor import Role


@dataclass(frozen=True, slots=True)
class RoleName:
    """A person named in a role; ``label`` keeps the document's words for the role."""

    role: Role
    name: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A validity as the document words it; an end it does not give is ``None``."""

    words: str
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Topics:
    """The topics of the cooperation, *prioritně* and *dále*."""

    priority: tuple[str, ...] = ()
    further: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Opinion:
    """The day on which the local partnership discussed the document."""

    day: date | None = None


@dataclass(frozen=True, slots=True)
class Approval:
    """A council's decision on the document."""

    municipality: str | None
    day: date | None
    resolution: str | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """Who agreed, for how long, on what, and how it was approved."""

    municipality: str | None = None
    ico: str | None = None
    seat: str | None = None
    office: str | None = None
    roles: tuple[RoleName, ...] = ()
    validity: tuple[Span, ...] = ()
    topics: Topics = Topics()
    lp_opinion: Opinion = Opinion()
    approvals: tuple[Approval, ...] = ()
