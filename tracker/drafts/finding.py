"""Proposed obligations, each with its words and its doubts."""

from dataclasses import dataclass, field

from tracker.drafts.at import At
from tracker.drafts.doubt import Doubt
from tracker.obligations.deadline import Deadline
from tracker.obligations.obligation import Act, Party, Side, Validity


@dataclass(frozen=True, slots=True)
class Mended:
    """Damaged characters and how they were read; the page marks them "opraveno"."""

    was: str
    now: str
    passage: At


@dataclass(frozen=True, slots=True)
class Replaced:
    """The duty of an agreement whose term alone an amendment changes: its name and the words of the term as it was."""

    duty: str
    words: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A proposed obligation. ``validity`` is that of its own row, ``None`` where the whole agreement's holds.

    ``quote`` is an exact part of the document's text and ``passage`` selects exactly it. ``step`` is the number that
    the document itself gives the duty. ``replaces`` is set where an amendment gives one duty of the agreement a new
    term and leaves the rest of it as agreed.
    """

    id: str
    title: str
    quote: str
    deadline: Deadline
    passage: At
    outputs: tuple[str, ...] = ()
    party: Party = Party.BOTH
    halves: dict[Side, str] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()
    validity: Validity | None = None
    act: Act = Act.OTHER
    step: str | None = None
    mended: tuple[Mended, ...] = ()
    replaces: Replaced | None = None
