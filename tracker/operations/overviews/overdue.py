"""The overdue terms as the snapshots tell them, counted, narrowed and put in order by the database; and which may have
been overdue on another day.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, case
from sqlmodel import col, func, or_, select

from tracker.fulfilment.facts import end_of_day
from tracker.fulfilment.standing import Status
from tracker.obligations.obligation import Act
from tracker.operations.ground import Work
from tracker.store.agreements import TermRow
from tracker.store.events import DecisionRow, DelayReasonRow
from tracker.store.occurrences import OccurrenceBeforeRow, OccurrenceRow
from tracker.store.territory import MunicipalityRow

PAGE = 50
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

    @property
    def narrows(self) -> bool:
        """Whether something overdue may not be asked for."""
        return self.municipality is not None or self.act is not None or self.without_reason or self.long


def may_be_overdue(day: date) -> ColumnElement[bool]:
    """Whether a term may have been overdue on a day: others need not be judged for it.

    Without a decision and without another window before, it falls due when it was first agreed to.
    """
    number = col(OccurrenceRow.id)
    return or_(
        col(OccurrenceRow.first_due) < day,
        number.in_(select(DecisionRow.occurrence_id)),
        number.in_(select(OccurrenceBeforeRow.occurrence_id)),
    )


def count_overdue(work: Work) -> tuple[int, int, int]:
    """How many terms are overdue in reach, in how many municipalities, and how many of them have no reason."""
    silent = func.sum(case((_without_reason(work), 1), else_=0))
    counts: Any = select(func.count(), func.count(func.distinct(OccurrenceRow.municipality_id)), silent)
    total, towns, without_reason = work.session.execute(_overdue(work, counts.select_from(OccurrenceRow))).one()
    return total, towns, without_reason or 0


def count_wanted(work: Work, asked: Asked) -> int:
    """How many of them are asked for."""
    counted: int = work.session.exec(select(func.count()).select_from(wanted(work, asked).subquery())).one()
    return counted


def wanted(work: Work, asked: Asked) -> Select[Any]:
    """A query of the numbers of those that are asked for, in no order."""
    return _overdue(work, select(OccurrenceRow.id)).where(*_conditions(work, asked))


def wanted_on(work: Work, asked: Asked, page: int) -> list[int]:
    """The numbers of those on a page, counted from 1."""
    query = wanted(work, asked).join(TermRow, col(TermRow.id) == OccurrenceRow.term_id).order_by(*_ORDERS[asked.order])
    return list(work.session.scalars(query.limit(PAGE).offset((page - 1) * PAGE)))


_PLACE = (col(MunicipalityRow.sort_key), col(OccurrenceRow.due), col(TermRow.position), col(OccurrenceRow.id))
_ORDERS: dict[Order, tuple[Any, ...]] = {Order.TOWN: _PLACE, Order.DELAY: (col(OccurrenceRow.due), *_PLACE)}
"""The longest delay has the earliest due day."""


def _overdue(work: Work, query: Any) -> Select[Any]:
    in_town = col(MunicipalityRow.id) == OccurrenceRow.municipality_id
    narrowed: Select[Any] = query.join(MunicipalityRow, in_town).where(
        work.in_reach(), OccurrenceRow.status == Status.OVERDUE
    )
    return narrowed


def _conditions(work: Work, asked: Asked) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if asked.municipality is not None:
        conditions.append(col(OccurrenceRow.municipality_id) == asked.municipality)
    if asked.act is not None:
        conditions.append(col(OccurrenceRow.term_id).in_(select(TermRow.id).where(TermRow.act == asked.act)))
    if asked.without_reason:
        conditions.append(_without_reason(work))
    if asked.long:
        conditions.append(col(OccurrenceRow.due) < work.today - timedelta(days=LONG))
    return conditions


def _without_reason(work: Work) -> ColumnElement[bool]:
    told = select(DelayReasonRow.id).where(
        DelayReasonRow.occurrence_id == OccurrenceRow.id, col(DelayReasonRow.recorded_at) < end_of_day(work.today)
    )
    return ~told.correlate(OccurrenceRow).exists()
