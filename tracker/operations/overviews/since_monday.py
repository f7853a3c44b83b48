"""How many overdue terms have come and gone since the last Monday, the day on which a head gets the digest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import col, select

from tracker.fulfilment.facts import end_of_day
from tracker.fulfilment.standing import Status
from tracker.operations.ground import Work
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


def since_monday(work: Work, late: Sequence[Item]) -> Since:
    """``late`` is what is overdue on the day looked at."""
    day = last_monday(work.today)
    now = {item.row.id or 0 for item in late}
    if work.ground.snapshots_hold:
        before = _statuses_before(work, day)
        was = {number for number, status in before.items() if status == Status.OVERDUE}
        return Since(day, len((now & before.keys()) - was), len(was - now))
    judged = items(work, col(OccurrenceRow.first_due) < day, on=day)
    was = {item.row.id or 0 for item in judged if item.standing.status is Status.OVERDUE}
    return Since(day, len(now - was), len(was - now))


def _statuses_before(work: Work, day: date) -> dict[int, str | None]:
    """How the terms stood at the end of ``day`` whose stored status has changed since, as the journal tells it."""
    entries = work.session.exec(
        select(JournalRow.subject_id, JournalRow.changes)
        .join(MunicipalityRow, col(MunicipalityRow.id) == JournalRow.municipality_id)
        .where(
            JournalRow.subject == OccurrenceRow.__tablename__,
            JournalRow.action == "changed",
            col(JournalRow.at) >= end_of_day(day),
            work.in_reach(),
        )
        .order_by(col(JournalRow.id))
    )
    before: dict[int, str | None] = {}
    for number, changes in entries:
        if changes and "status" in changes:
            before.setdefault(number, changes["status"][0])
    return before
