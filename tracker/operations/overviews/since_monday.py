"""How many overdue terms have come and gone since the last Monday, the day on which a head gets the digest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import col

from tracker.fulfilment.facts import end_of_day
from tracker.fulfilment.standing import Status
from tracker.operations.ground import Work
from tracker.operations.standings import Item, items
from tracker.store.occurrences import OccurrenceRow

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
    """``late`` is what is overdue today. Only what changed since is judged by that day anew, where snapshots hold."""
    day = last_monday(work.today)
    end, by_snapshot = end_of_day(day), work.ground.snapshots_hold
    changed = (col(OccurrenceRow.changed_at) >= end,) if by_snapshot else ()
    touched = items(work, col(OccurrenceRow.first_due) < work.today, *changed, on=day)
    before = {item.row.id for item in touched if item.standing.status is Status.OVERDUE}
    now = {item.row.id for item in late}
    fresh = {item.row.id for item in late if not by_snapshot or item.row.changed_at >= end}
    return Since(day, len(fresh - before), len(before - now))
