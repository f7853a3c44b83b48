"""How many overdue terms have come and gone since the last Monday, the day on which a head gets the digest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Subquery, case
from sqlmodel import col, func, select

from tracker.fulfilment.facts import end_of_day
from tracker.fulfilment.standing import Status
from tracker.operations.ground import Work
from tracker.operations.overviews.overdue import may_be_overdue
from tracker.operations.standings import Item, items
from tracker.store.journal import JournalRow
from tracker.store.occurrences import OccurrenceRow
from tracker.store.territory import MunicipalityRow

WEEK = 7


@dataclass(frozen=True, slots=True)
class Since:
    """What changed since the end of ``day``."""

    day: date
    come: int
    gone: int


def last_monday(today: date) -> date:
    """The newest Monday before today."""
    return today - timedelta(days=today.weekday() or WEEK)


def stored_since(work: Work) -> Since:
    """What has come to the overdue terms of today and gone from them, as the journal tells of their snapshots."""
    day = last_monday(work.today)
    first = _first_changes(work, day)
    was = col(JournalRow.changes)["status"][0].as_string() == Status.OVERDUE.value
    now = col(OccurrenceRow.status) == Status.OVERDUE
    counts: Any = select(_how_many(~was & now), _how_many(was & ~now)).select_from(first)
    come, gone = work.session.exec(
        counts.join(JournalRow, col(JournalRow.id) == first.c.entry).join(
            OccurrenceRow, col(OccurrenceRow.id) == JournalRow.subject_id
        )
    ).one()
    return Since(day, come or 0, gone or 0)


def judged_since(work: Work, late: Sequence[Item]) -> Since:
    """The same where ``late``, what is overdue on the day looked at, was judged anew."""
    day = last_monday(work.today)
    now = {item.row.id or 0 for item in late}
    judged = items(work, may_be_overdue(day), on=day)
    was = {item.row.id or 0 for item in judged if item.standing.status is Status.OVERDUE}
    return Since(day, len(now - was), len(was - now))


def _first_changes(work: Work, day: date) -> Subquery:
    """Of every term in reach whose stored status has changed since the end of ``day`` the first entry of the journal:
    it tells how the term stood before.
    """
    told = col(JournalRow.changes)["status"].as_string()
    entry: Any = select(func.min(JournalRow.id).label("entry"))
    first: Subquery = (
        entry.join(MunicipalityRow, col(MunicipalityRow.id) == JournalRow.municipality_id)
        .where(
            JournalRow.subject == OccurrenceRow.__tablename__,
            JournalRow.action == "changed",
            col(JournalRow.at) >= end_of_day(day),
            told.is_not(None),
            work.in_reach(),
        )
        .group_by(col(JournalRow.subject_id))
        .subquery()
    )
    return first


def _how_many(those: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((those, 1), else_=0))
