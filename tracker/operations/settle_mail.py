"""Writes down what became of one letter (R7): whose fault it was, whether it is tried again, and when."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

import sqlalchemy as sa
from sqlmodel import Session

from tracker.mailing.mailer import Outcome, Verdict
from tracker.operations.claim_mails import INTENT, MOST_TRANSMISSIONS, SECOND_AFTER, Claimed
from tracker.store.occurrences import OccurrenceRow
from tracker.store.outbox import ADDRESS_FAULT, MAIL, NOTICE, Happening, MailState, NoticeState, insert_new, note
from tracker.timeline.clock import prague_day

Fate = Literal["sent", "deferred", "failed", "uncertain", "lost"]
BACKOFF = tuple(timedelta(minutes=m) for m in (5, 15, 30, 60, 120, 240, 480))
"""Waits after a temporary refusal; the last one goes on until ``PATIENCE`` is over."""
PATIENCE = timedelta(hours=72)
ASIDE = timedelta(minutes=5)
"""A letter at which the line broke waits a little, so that the next run begins with another one."""

_ENHANCED = re.compile(r"(550|551|553)\b[ -](?:(5\.\d{1,3}\.\d{1,3})\b)?")
_HAPPENED = {
    Verdict.ACCEPTED: Happening.ACCEPTED,
    Verdict.DEFERRED: Happening.DEFERRED,
    Verdict.REFUSED: Happening.REFUSED,
    Verdict.AMBIGUOUS: Happening.AMBIGUOUS,
    Verdict.FAULT: Happening.FAULTY,
}


@dataclass(slots=True)
class Tally:
    """How many letters met each fate; ``lost`` were taken over by another sender."""

    sent: int = 0
    deferred: int = 0
    failed: int = 0
    uncertain: int = 0
    lost: int = 0


def settle(session: Session, now: datetime, one: Claimed, outcome: Outcome) -> Fate:
    """Write the outcome of a letter into its row, its notices and its diary; only the holder of its lease may."""
    if outcome.verdict is Verdict.WITHDRAWN:
        return "lost"
    mine = (MAIL.c.id == one.mail_id) & (MAIL.c.lease_token == one.token)
    row = session.execute(
        sa.select(MAIL.c.attempts, MAIL.c.transmissions, MAIL.c.transmitted_at, MAIL.c.created_at).where(mine)
    ).one_or_none()
    if row is None:
        return "lost"
    fate, change = _change(row, now, outcome)
    settled = {"stage": "", "lease_token": None, "locked_until": None, "reply": outcome.reply[:1000]}
    session.execute(sa.update(MAIL).where(mine).values(**settled, **change))
    note(session, [one.mail_id], _HAPPENED[outcome.verdict], now, outcome.reply)
    if outcome.verdict is Verdict.REFUSED and is_bad_address(outcome.reply):
        fault = {"address": one.letter.recipient, "reply": outcome.reply[:1000], "at": now}
        insert_new(session, ADDRESS_FAULT, [fault])
    if fate != "deferred":
        _settle_notices(session, one.mail_id, fate, now)
    return fate


def is_bad_address(reply: str) -> bool:
    """Whether a refusal is about the address (RFC 3463: 5.1.x, 5.2.1) and not about this letter or about us."""
    told = _ENHANCED.match(reply)
    return told is not None and (told[2] is None or told[2].startswith("5.1.") or told[2] == "5.2.1")


def _change(row: sa.Row[Any], now: datetime, outcome: Outcome) -> tuple[Fate, dict[str, Any]]:
    not_taken = sa.case((MAIL.c.stage == INTENT, MAIL.c.transmissions - 1), else_=MAIL.c.transmissions)
    match outcome.verdict:
        case Verdict.ACCEPTED:
            return "sent", {"state": MailState.SENT, "done_at": now}
        case Verdict.REFUSED:
            return "failed", {"state": MailState.DEAD, "done_at": now, "transmissions": not_taken}
        case Verdict.FAULT:
            return "deferred", {"state": MailState.PENDING, "not_before": now + ASIDE, "transmissions": not_taken}
        case Verdict.AMBIGUOUS if row.transmissions >= MOST_TRANSMISSIONS:
            return "uncertain", {"state": MailState.UNCERTAIN, "done_at": now}
        case Verdict.AMBIGUOUS:
            return "deferred", {"state": MailState.PENDING, "not_before": now + SECOND_AFTER}
    if now - row.created_at > PATIENCE:
        return "failed", {"state": MailState.DEAD, "done_at": now, "transmissions": not_taken}
    wait = BACKOFF[min(row.attempts, len(BACKOFF) - 1)]
    attempt = {"attempts": row.attempts + 1, "not_before": now + wait, "transmissions": not_taken}
    return "deferred", {"state": MailState.PENDING, **attempt}


def _settle_notices(session: Session, mail_id: int, fate: Fate, now: datetime) -> None:
    """A dead mail leaves its duties to whoever can be reached: the next sweep looks at them again."""
    state = NoticeState.UNDELIVERABLE if fate == "failed" else NoticeState.SENT
    carried = (NOTICE.c.mail_id == mail_id) & (NOTICE.c.state == NoticeState.IN_MAIL)
    if fate == "failed":
        occurrence: sa.Table = OccurrenceRow.__table__  # type: ignore[attr-defined]
        told = sa.select(NOTICE.c.occurrence_id).where(carried)
        session.execute(sa.update(occurrence).where(occurrence.c.id.in_(told)).values(next_day=prague_day(now)))
    session.execute(sa.update(NOTICE).where(carried).values(state=state))
