"""The matrix of the board, a page at a time: municipalities in reach by kinds of duty, most trouble on top."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, case
from sqlmodel import col, func, select

from tracker.fulfilment.standing import Status
from tracker.obligations.obligation import Act
from tracker.operations.ground import Work
from tracker.operations.overviews.towns import reached_towns
from tracker.operations.standings import items
from tracker.reports.town_matrix import CALLING, WORST, Square, squares_of, trouble
from tracker.store.agreements import TermRow
from tracker.store.occurrences import OccurrenceRow
from tracker.store.territory import MunicipalityRow

PAGE = 50


@dataclass(frozen=True, slots=True)
class Matrix:
    """The municipalities of the page with their fields; ``acts`` are all kinds of duty in reach, ``troubled`` of
    ``total`` fields of all ``towns`` are overdue.
    """

    acts: tuple[Act, ...]
    rows: tuple[tuple[MunicipalityRow, Mapping[Act, Square]], ...]
    towns: int
    troubled: int
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.towns // PAGE))


def matrix(work: Work, page: int = 1) -> Matrix:
    """The worst status of every kind of duty in every municipality in reach; pages are counted from 1."""
    return _stored(work, page) if work.ground.snapshots_hold else _judged(work, page)


def _stored(work: Work, page: int) -> Matrix:
    """Today's answer: the database puts the municipalities in order, only the fields of the page are read."""
    fields = work.session.execute(_fields(work)).all()
    towns = work.session.exec(_worst_first(work).limit(PAGE).offset((page - 1) * PAGE)).all()
    squares = squares_of(_counts(work, [town.id or 0 for town in towns]))
    acts = {act for act, _fields, _troubled in fields}
    return Matrix(
        acts=tuple(act for act in Act if act in acts),
        rows=tuple((town, squares.get(town.id or 0, {})) for town in towns),
        towns=work.session.exec(select(func.count()).select_from(MunicipalityRow).where(work.in_reach())).one(),
        troubled=sum(troubled for _act, _fields, troubled in fields),
        total=sum(size for _act, size, _troubled in fields),
    )


def _judged(work: Work, page: int) -> Matrix:
    """The answer for another day: every term is judged anew."""
    squares = squares_of(Counter((i.row.municipality_id, i.obligation.act, i.standing.status) for i in items(work)))
    held = [(town, squares.get(town.id or 0, {})) for town in reached_towns(work)]
    rows = sorted(held, key=lambda row: trouble(row[1].values()))
    fields = [(act, square) for _town, row in rows for act, square in row.items()]
    return Matrix(
        acts=tuple(act for act in Act if any(act is found for found, _square in fields)),
        rows=tuple(rows[(page - 1) * PAGE : page * PAGE]),
        towns=len(rows),
        troubled=sum(square.status is Status.OVERDUE for _act, square in fields),
        total=len(fields),
    )


def _of_terms(work: Work, query: Any) -> Select[Any]:
    """A question about the terms in reach that are in force, their wording and their municipality joined."""
    joined: Select[Any] = (
        query.select_from(OccurrenceRow)
        .join(TermRow, col(TermRow.id) == OccurrenceRow.term_id)
        .join(MunicipalityRow, col(MunicipalityRow.id) == OccurrenceRow.municipality_id)
        .where(work.in_reach(), col(OccurrenceRow.status).in_(WORST))
    )
    return joined


def _squares(work: Work, *conditions: ColumnElement[bool]) -> Subquery:
    """The fields with terms in reach that meet the conditions, and whether one of the terms is overdue (1 or 0)."""
    town: ColumnElement[int] = col(OccurrenceRow.municipality_id).label("town")
    act: ColumnElement[Act] = col(TermRow.act).label("act")
    late = func.max(case((col(OccurrenceRow.status) == Status.OVERDUE, 1), else_=0)).label("late")
    return _of_terms(work, select(town, act, late)).where(*conditions).group_by(town, act).subquery()


def _fields(work: Work) -> Any:
    """Of each kind of duty how many fields it has, and how many of them are overdue."""
    fields = _squares(work)
    return select(fields.c.act, func.count(), func.sum(fields.c.late)).group_by(fields.c.act)


def _worst_first(work: Work) -> Any:
    """The municipalities in reach in the order of ``reports.town_matrix.trouble``, then of their names."""
    calling = _squares(work, col(OccurrenceRow.status).in_(CALLING))
    counts = select(calling.c.town, func.sum(calling.c.late).label("late"), func.count().label("calls"))
    called = counts.group_by(calling.c.town).subquery()
    return (
        select(MunicipalityRow)
        .join(called, called.c.town == MunicipalityRow.id, isouter=True)
        .where(work.in_reach())
        .order_by(
            func.coalesce(called.c.late, 0).desc(),
            func.coalesce(called.c.calls, 0).desc(),
            col(MunicipalityRow.sort_key),
            col(MunicipalityRow.id),
        )
    )


def _counts(work: Work, towns: Sequence[int]) -> dict[tuple[int, Act, Status], int]:
    place = (col(OccurrenceRow.municipality_id), col(TermRow.act), col(OccurrenceRow.status))
    counts: Any = select(*place, func.count())
    rows = work.session.execute(_of_terms(work, counts).where(place[0].in_(towns)).group_by(*place)).all()
    return {(town, act, status): count for town, act, status, count in rows}
