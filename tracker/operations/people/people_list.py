"""People and their mandates: the list with its filters, and the page of one person."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, exists, or_
from sqlmodel import col, select

from tracker.operations.ground import Work
from tracker.operations.history import Change, history_of
from tracker.operations.people.people_reach import Held, held_by, may_change, people_in_reach, person_of
from tracker.people.actor import Role
from tracker.people.permissions import Permission
from tracker.store.people import MandateRow, PersonRow
from tracker.store.territory import MunicipalityRow, OfficeRow
from tracker.timeline.folding import folded
from tracker.timeline.name_search import Named

PAGE = 50


class Standing(StrEnum):
    """Which people of the list are wanted by how they stand."""

    MANDATED = "s-mandatem"
    WITHOUT = "bez-mandatu"
    BLOCKED = "blokovani"


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filter of the list; what is ``None`` or empty filters nothing."""

    words: str = ""
    role: Role | None = None
    office: int | None = None
    town: int | None = None
    standing: Standing | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of the list."""

    person: PersonRow
    mandates: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """One page of the list; ``total`` counts all that were found."""

    rows: tuple[Listed, ...]
    total: int
    number: int

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // PAGE))


@dataclass(frozen=True, slots=True)
class PersonPage:
    """Everything on the page of one person."""

    person: PersonRow
    mandates: tuple[Held, ...]
    may_change: bool
    history: tuple[Change, ...]


def people_page(work: Work, wanted: Wanted, number: int = 1) -> PeoplePage:
    """The people in reach that fit, in the Czech order of their names."""
    work.require(Permission.MANAGE_PEOPLE)
    query = (
        select(PersonRow.id, PersonRow.name, PersonRow.email)
        .where(people_in_reach(work), *_conditions(work, wanted))
        .order_by(col(PersonRow.sort_key), col(PersonRow.id))
    )
    words = folded(wanted.words).split()
    found = [person for person, name, email in work.session.exec(query) if _holds(f"{name} {email}", words)]
    number = min(max(number, 1), max(1, -(-len(found) // PAGE)))
    shown = [person for person in found[(number - 1) * PAGE : number * PAGE] if person is not None]
    people = {row.id: row for row in work.session.exec(select(PersonRow).where(col(PersonRow.id).in_(shown)))}
    mandates = held_by(work, shown)
    return PeoplePage(tuple(Listed(people[one], mandates.get(one, ())) for one in shown), len(found), number)


def person_page(work: Work, person_id: int) -> PersonPage:
    """The page of somebody within reach."""
    person = person_of(work, person_id)
    mandates = held_by(work, [person_id]).get(person_id, ())
    things = {"person": [person_id], "mandate": [held.row.id or 0 for held in mandates if held.place is not None]}
    return PersonPage(person, mandates, may_change(work, mandates), history_of(work, things))


def colleagues(work: Work) -> list[Named]:
    """Everybody in reach with an open account and a mandate today, by name: whom work can be given to.

    Those who are called alike are told apart by their addresses.
    """
    query = (
        select(PersonRow.id, PersonRow.name, PersonRow.email)
        .where(people_in_reach(work), *_conditions(work, Wanted(standing=Standing.MANDATED)))
        .order_by(col(PersonRow.sort_key), col(PersonRow.id))
    )
    return told_apart((number or 0, name, email) for number, name, email in work.session.exec(query))


def told_apart(people: Iterable[tuple[int, str, str]]) -> list[Named]:
    """People by number and name, with the address behind a name that several have."""
    known = list(people)
    common = Counter(name for _, name, _ in known)
    return [(number, f"{name} ({email})" if common[name] > 1 else name) for number, name, email in known]


def offices_in_reach(work: Work) -> list[OfficeRow]:
    """The regional offices of the municipalities in reach, by their names."""
    query = select(OfficeRow).order_by(col(OfficeRow.name))
    if not work.may(Permission.READ_COUNTRY):
        query = query.where(col(OfficeRow.id).in_({m.office for m in work.mandates if m.office is not None}))
    return list(work.session.exec(query))


def holds_on(day: date) -> ColumnElement[bool]:
    """A condition on ``MandateRow``: in force on ``day``."""
    return (col(MandateRow.starts) <= day) & or_(col(MandateRow.ends).is_(None), col(MandateRow.ends) >= day)


def _conditions(work: Work, wanted: Wanted) -> list[ColumnElement[bool]]:
    held: Any = exists().where(col(MandateRow.person_id) == col(PersonRow.id), holds_on(work.today))
    if wanted.standing is Standing.WITHOUT:
        return [~held, col(PersonRow.active).is_(True)]
    conditions: list[ColumnElement[bool]] = []
    if wanted.standing:
        conditions.append(col(PersonRow.active).is_(wanted.standing is not Standing.BLOCKED))
    if wanted.role:
        held = held.where(col(MandateRow.role) == wanted.role)
    if wanted.town:
        held = held.where(col(MandateRow.municipality_id) == wanted.town)
    if wanted.office:
        towns = select(MunicipalityRow.id).where(MunicipalityRow.office_id == wanted.office)
        held = held.where(or_(col(MandateRow.office_id) == wanted.office, col(MandateRow.municipality_id).in_(towns)))
    narrowed = wanted.role or wanted.town or wanted.office or wanted.standing is Standing.MANDATED
    return [*conditions, held] if narrowed else conditions


def _holds(text: str, words: list[str]) -> bool:
    plain = folded(text) if words else ""
    return all(word in plain for word in words)
