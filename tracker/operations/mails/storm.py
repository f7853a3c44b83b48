"""Many times as many mails as on any day before are a mistake until a person says otherwise (R9).

A wrong date in an import or a clock nobody doubted would write to everybody at once. The mails stay where they are and
the page of the jobs tells it; ``tracker jobs confirm`` lets them go. What somebody is waiting for leaves all the same.
"""

from datetime import timedelta

from sqlmodel import col, func, select

from tracker.operations.ground import Work
from tracker.operations.mails.sending_hours import RESTING
from tracker.store.lease import JobRunRow
from tracker.store.outbox import MailRow, MailState
from tracker.timeline.clock import prague_day

MANY = 2_000
"""So many mails are never a storm: a small installation may double in a day."""
TIMES = 3
LOOKS_BACK = timedelta(days=90)
CONFIRMED = "confirm"
"""The name under which the diary of the jobs keeps that a person has confirmed the day."""


def storm(work: Work, many: int = MANY) -> str:
    """Why the mails of the day are held, in Czech for the page of the jobs; empty where they are not."""
    waiting = work.session.exec(
        select(func.count()).where(
            MailRow.state == MailState.PENDING, col(MailRow.not_before) <= work.now, col(MailRow.kind).in_(RESTING)
        )
    ).one()
    if waiting <= many or waiting <= TIMES * _busiest_day(work) or _is_confirmed(work):
        return ""
    return f"Najednou čeká {waiting} e-mailů, mnohem víc než kdy dřív. Zkontrolujte datum a termíny a potvrďte je."


def _busiest_day(work: Work) -> int:
    by_day = (
        select(func.count())
        .where(
            MailRow.state == MailState.SENT, col(MailRow.day) >= work.today - LOOKS_BACK, col(MailRow.kind).in_(RESTING)
        )
        .group_by(col(MailRow.day))
    )
    return max(work.session.exec(by_day), default=0)


def _is_confirmed(work: Work) -> bool:
    """Whether a person has looked today."""
    last = select(JobRunRow.started_at).where(JobRunRow.job == CONFIRMED).order_by(col(JobRunRow.id).desc()).limit(1)
    at = work.session.exec(last).first()
    return at is not None and prague_day(at) == work.today
