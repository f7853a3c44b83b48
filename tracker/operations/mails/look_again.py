"""Lets the next sweep look at terms again, since what decides about their reminders has changed."""

from datetime import timedelta

import sqlalchemy as sa
from sqlmodel import col

from tracker.operations.ground import Work
from tracker.reminders.policy import REMINDED
from tracker.store.occurrences import OccurrenceRow

RECENT = timedelta(days=10)
"""A term at which nothing will happen any more is looked at only so long after its day: old ones are not dug up."""
_OCCURRENCE: sa.Table = OccurrenceRow.__table__  # type: ignore[attr-defined]


def look_again(work: Work, which: sa.ColumnElement[bool]) -> None:
    """Of the terms that are recalled, let the sweep look at these today."""
    recent = col(OccurrenceRow.due) >= work.today - RECENT
    later = sa.or_(col(OccurrenceRow.next_day).is_(None) & recent, col(OccurrenceRow.next_day) > work.today)
    recalled = col(OccurrenceRow.status).in_(REMINDED)
    work.session.execute(sa.update(_OCCURRENCE).where(recalled, later, which).values(next_day=work.today))
