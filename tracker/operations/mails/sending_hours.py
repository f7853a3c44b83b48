"""When mails that nobody is waiting for may leave: from seven in the morning on working days (ux 4.5).

A mail is written for such a day anyway; this holds for what is left over when a server was down or refused it. What a
person asked for a moment ago, and what has been offered to a server already, goes at any time.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, or_
from sqlmodel import col

from tracker.operations.mails.queue_notices import morning_of
from tracker.store.outbox import MailKind, MailRow
from tracker.timeline.clock import prague_day
from tracker.timeline.working_days import WorkingDays

RESTING = frozenset(
    {
        MailKind.REMINDER,
        MailKind.DIGEST,
        MailKind.REVIEW,
        MailKind.ESCALATION,
        MailKind.RETURNED,
        MailKind.REPORT,
        MailKind.SUBSCRIPTION,
        MailKind.REASON_CALL,
    }
)


def open_since(now: datetime, days: WorkingDays) -> datetime | None:
    """Since when today resting mails may leave; ``None`` while they may not."""
    day = prague_day(now)
    opening = morning_of(day)
    return opening if day in days and now >= opening else None


def may_leave(now: datetime, days: WorkingDays) -> ColumnElement[bool]:
    """A condition on mails: whether they may leave at this hour."""
    resting = RESTING if open_since(now, days) is None else frozenset[MailKind]()
    return or_(col(MailRow.kind).not_in(resting), col(MailRow.transmissions) > 0)
