"""A person with mandates in time; the territory that a mandate reaches."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """The roles of domain, "People"."""

    MANAGER = "manager"
    REPRESENTATIVE = "representative"
    DEPARTMENT_HEAD = "department_head"
    CONSULTANT = "consultant"
    METHODIST = "methodist"
    REGIONAL_HEAD = "regional_head"
    HEADQUARTERS = "headquarters"
    ADMINISTRATOR = "administrator"


TOWN_ROLES = frozenset({Role.MANAGER, Role.REPRESENTATIVE, Role.DEPARTMENT_HEAD, Role.CONSULTANT})
"""Roles whose mandate names one municipality."""

OFFICE_ROLES = frozenset({Role.METHODIST, Role.REGIONAL_HEAD})
"""Roles whose mandate names one regional office and reaches all its municipalities."""

COUNTRY_ROLES = frozenset({Role.HEADQUARTERS, Role.ADMINISTRATOR})
"""Roles that reach the whole country."""

MUNICIPAL_SIDE = frozenset({Role.MANAGER, Role.REPRESENTATIVE, Role.DEPARTMENT_HEAD})
"""Roles that act for the municipality; all others act for ASZ."""


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality and the regional office it belongs to, by id."""

    municipality: int
    office: int


@dataclass(frozen=True, slots=True)
class Mandate:
    """A role for a territory from ``starts`` to ``ends``, both days included; ``ends`` of ``None`` is open."""

    role: Role
    starts: date
    ends: date | None = None
    municipality: int | None = None
    office: int | None = None

    def __post_init__(self) -> None:
        if self.role in TOWN_ROLES and self.municipality is None:
            raise ValueError(f"a {self.role} acts for one municipality")
        if self.role in OFFICE_ROLES and self.office is None:
            raise ValueError(f"a {self.role} acts for one regional office")

    def holds_on(self, day: date) -> bool:
        """Whether the mandate is in force on ``day``."""
        return self.starts <= day and (self.ends is None or day <= self.ends)

    def reaches(self, place: Place) -> bool:
        """Whether the municipality lies in the mandate's territory."""
        if self.role in COUNTRY_ROLES:
            return True
        return self.municipality == place.municipality if self.role in TOWN_ROLES else self.office == place.office


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who asks for something. The system itself acts under ``SYSTEM``."""

    person: int | None
    name: str
    mandates: tuple[Mandate, ...] = ()

    def mandates_on(self, day: date) -> tuple[Mandate, ...]:
        """The mandates in force on ``day``."""
        return tuple(m for m in self.mandates if m.holds_on(day))

    def roles_on(self, day: date) -> frozenset[Role]:
        """The roles held on ``day``, anywhere."""
        return frozenset(m.role for m in self.mandates_on(day))

    def roles_at(self, place: Place, day: date) -> frozenset[Role]:
        """The roles held on ``day`` that reach ``place``."""
        return frozenset(m.role for m in self.mandates_on(day) if m.reaches(place))


SYSTEM = Actor(person=None, name="systém")
"""The jobs and the command line."""


def acts_for_municipality(roles: Iterable[Role]) -> bool:
    """Whether somebody holding ``roles`` speaks for the municipality rather than for ASZ."""
    return any(role in MUNICIPAL_SIDE for role in roles)
