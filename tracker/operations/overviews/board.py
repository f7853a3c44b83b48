"""The board of a head: what is overdue, why, who works on it, and which kinds of duty are in trouble where."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import col, or_, select

from tracker.fulfilment.standing import GROUP_OF, Group, Status
from tracker.obligations.obligation import Act
from tracker.operations.ground import Work
from tracker.operations.overviews.since_monday import Since, since_monday
from tracker.operations.standings import Item, items
from tracker.people.actor import Role
from tracker.store.agreements import TermRow
from tracker.store.occurrences import OccurrenceRow
from tracker.store.people import MandateRow, PersonRow
from tracker.store.territory import MunicipalityRow

LONG = 30
"""Days of delay after which a reason is a must (act 106/1999 Sb. asks for it)."""


class Order(StrEnum):
    """What the rows are sorted by."""

    DELAY = "delay"
    TOWN = "town"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader wants to see."""

    municipality: int | None = None
    act: Act | None = None
    without_reason: bool = False
    long: bool = False
    order: Order = Order.DELAY


@dataclass(frozen=True, slots=True)
class Late:
    """An overdue term and who works on it."""

    item: Item
    worker: str


@dataclass(frozen=True, slots=True)
class Board:
    """The rows that were asked for; ``total``, ``towns`` and ``without_reason`` count all that is overdue in reach."""

    rows: tuple[Late, ...]
    total: int
    towns: int
    without_reason: int
    since: Since


@dataclass(frozen=True, slots=True)
class Square:
    """A field of the matrix: the worst status of a kind of duty in a municipality, and how many terms stand so."""

    status: Status
    count: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Municipalities by kinds of duty, the worst municipality first; ``troubled`` of ``total`` fields are overdue."""

    acts: tuple[Act, ...]
    rows: tuple[tuple[MunicipalityRow, dict[Act, Square]], ...]
    troubled: int
    total: int


_WORST = (
    Status.OVERDUE,
    Status.MISSED,
    Status.DISPUTED,
    Status.RETURNED,
    Status.AWAITING_EVIDENCE,
    Status.PARTLY,
    Status.DUE_SOON,
    Status.AWAITING_OTHER_SIDE,
    Status.OPEN,
    Status.ONGOING,
    Status.WAITING,
    Status.PLANNED,
    Status.FULFILLED_LATE,
    Status.FULFILLED,
)


def board(work: Work, asked: Asked) -> Board:
    """What is overdue in reach on the day looked at."""
    narrowed = (col(OccurrenceRow.status) == Status.OVERDUE,) if work.ground.snapshots_hold else ()
    late = [item for item in items(work, *narrowed) if item.standing.status is Status.OVERDUE]
    workers = _consultants(work, {item.municipality.id or 0 for item in late})
    owners = _names(work, {item.duty.owner_id for item in late if item.duty.owner_id})
    rows = [
        Late(item, owners.get(item.duty.owner_id or 0) or workers.get(item.municipality.id or 0, ""))
        for item in late
        if _asked_for(item, asked)
    ]
    return Board(
        rows=tuple(sorted(rows, key=_by_delay) if asked.order is Order.DELAY else rows),
        total=len(late),
        towns=len({item.municipality.id for item in late}),
        without_reason=sum(item.standing.reason is None for item in late),
        since=since_monday(work, late),
    )


def matrix(work: Work) -> Matrix:
    """The worst status of every kind of duty in every municipality in reach."""
    counts = _counts(work)
    towns = {
        town.id: town
        for town in work.session.exec(
            select(MunicipalityRow).where(work.in_reach()).order_by(col(MunicipalityRow.sort_key))
        )
    }
    squares = {number: {act: _square(counted) for act, counted in counts[number].items()} for number in counts}
    held = [(town, _in_force(squares.get(number or 0, {}))) for number, town in towns.items()]
    acts = tuple(act for act in Act if any(act in row for _, row in held))
    fields = [square for _, row in held for square in row.values()]
    troubled = sum(square.status is Status.OVERDUE for square in fields)
    return Matrix(acts, tuple(sorted(held, key=_by_trouble)), troubled, len(fields))


def _asked_for(item: Item, asked: Asked) -> bool:
    return (
        (asked.municipality is None or item.municipality.id == asked.municipality)
        and (asked.act is None or item.obligation.act is asked.act)
        and not (asked.without_reason and item.standing.reason)
        and not (asked.long and item.standing.days_late <= LONG)
    )


def _by_delay(late: Late) -> int:
    return -late.item.standing.days_late


def _consultants(work: Work, towns: set[int]) -> dict[int, str]:
    query = (
        select(MandateRow.municipality_id, PersonRow.name)
        .join(PersonRow, col(PersonRow.id) == MandateRow.person_id)
        .where(
            MandateRow.role == Role.CONSULTANT,
            col(MandateRow.municipality_id).in_(towns),
            col(MandateRow.starts) <= work.today,
            or_(col(MandateRow.ends).is_(None), col(MandateRow.ends) >= work.today),
        )
        .order_by(col(MandateRow.id).desc())
    )
    return {town: name for town, name in work.session.exec(query) if town is not None}


def _names(work: Work, people: set[int]) -> dict[int, str]:
    rows = work.session.exec(select(PersonRow.id, PersonRow.name).where(col(PersonRow.id).in_(people)))
    return {number: name for number, name in rows if number is not None}


def _counts(work: Work) -> dict[int, dict[Act, Counter[Status]]]:
    counts: dict[int, dict[Act, Counter[Status]]] = defaultdict(lambda: defaultdict(Counter))
    for town, act, status in _statuses(work):
        counts[town][act][status] += 1
    return counts


def _statuses(work: Work) -> Iterable[tuple[int, Act, Status]]:
    if not work.ground.snapshots_hold:
        return [(i.row.municipality_id, i.obligation.act, i.standing.status) for i in items(work)]
    reached: ColumnElement[bool] = work.in_reach()
    rows: Any = work.session.exec(
        select(OccurrenceRow.municipality_id, TermRow.act, OccurrenceRow.status)
        .join(TermRow, col(TermRow.id) == OccurrenceRow.term_id)
        .join(MunicipalityRow, col(MunicipalityRow.id) == OccurrenceRow.municipality_id)
        .where(reached)
    ).all()
    return [(town, act, status) for town, act, status in rows]


def _square(counted: Counter[Status]) -> Square | None:
    worst = next((status for status in _WORST if counted[status]), None)
    return Square(worst, counted[worst]) if worst else None


def _in_force(row: dict[Act, Square | None]) -> dict[Act, Square]:
    return {act: square for act, square in row.items() if square is not None}


def _by_trouble(row: tuple[MunicipalityRow, dict[Act, Square]]) -> tuple[int, int, str]:
    squares = row[1].values()
    overdue = sum(square.status is Status.OVERDUE for square in squares)
    calling = sum(GROUP_OF[square.status] is Group.NEEDS_ACTION for square in squares)
    return -overdue, -calling, row[0].sort_key
