"""Writes down what became of one letter (R7): whose fault it was, whether it is tried again, and when."""

import re
from datetime import datetime, timedelta
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy import Connection

from tracker.mailing.mailer import Outcome, Verdict
from tracker.operations.mails.carried_notices import end_notices
from tracker.operations.mails.claim_mails import INTENT, LEASE, MOST_TRANSMISSIONS, SECOND_AFTER
from tracker.operations.mails.prepare_mails import Outgoing
from tracker.store.outbox import ADDRESS_FAULT, MAIL, Diary, Happening, MailState, NoticeState, insert_new
from tracker.timeline.clock import prague_day

Fate = Literal["sent", "deferred", "failed", "uncertain", "lost"]
"""``lost``: another sender has taken the letter over."""
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
    Verdict.WITHDRAWN: Happening.DEFERRED,
}

# Statements that run for every letter are built once: building them takes longer than running them.
_MINE = sa.update(MAIL).where(MAIL.c.id == sa.bindparam("number"), MAIL.c.lease_token == sa.bindparam("token"))
_BYTES = ("raw", "sha256", "subject", "message_id", "address")
_INTEND_AGAIN = _MINE.values(
    stage=INTENT,
    transmissions=sa.bindparam("count"),
    transmitted_at=sa.bindparam("now"),
    locked_until=sa.bindparam("until"),
)
_INTEND = _INTEND_AGAIN.values({name: sa.bindparam(f"kept_{name}") for name in _BYTES})
_FREE: dict[str, Any] = {"stage": "", "lease_token": None, "locked_until": None}
_ACCEPTED = _MINE.values(
    _FREE | {"state": MailState.SENT, "done_at": sa.bindparam("now"), "reply": sa.bindparam("told")}
)


def intend(connection: Connection, now: datetime, one: Outgoing) -> bool:
    """Keep that the letter is about to be handed over, with its bytes; ``False`` when it is not ours any more (R6)."""
    told = {"number": one.mail_id, "token": one.token, "count": one.mail.transmissions + 1, "now": now}
    kept = {f"kept_{name}": value for name, value in one.kept.items()}
    statement = _INTEND if kept else _INTEND_AGAIN
    return connection.execute(statement, told | kept | {"until": now + LEASE}).rowcount == 1


def settle(connection: Connection, now: datetime, one: Outgoing, outcome: Outcome, diary: Diary) -> Fate:
    """Keep the outcome of a letter in its row, its notices and its diary; only the holder of its lease may."""
    fate = _settle_mail(connection, now, one, outcome)
    if fate == "lost":
        return fate
    if one.intended is not None and outcome.verdict is not Verdict.WITHDRAWN:
        diary.note(one.mail_id, Happening.INTENT, at=one.intended)
    diary.note(one.mail_id, _HAPPENED[outcome.verdict], outcome.reply)
    if outcome.verdict is Verdict.REFUSED and is_bad_address(outcome.reply):
        fault = {"address": one.letter.recipient, "reply": outcome.reply[:1000], "at": now}
        insert_new(connection, ADDRESS_FAULT, [fault])
    if fate != "deferred":
        state = NoticeState.UNDELIVERABLE if fate == "failed" else NoticeState.SENT
        end_notices(connection, one.mail_id, state, prague_day(now))
    return fate


def _settle_mail(connection: Connection, now: datetime, one: Outgoing, outcome: Outcome) -> Fate:
    mine = {"number": one.mail_id, "token": one.token}
    if outcome.verdict is Verdict.ACCEPTED:
        accepted = connection.execute(_ACCEPTED, mine | {"now": now, "told": outcome.reply[:1000]})
        return "sent" if accepted.rowcount == 1 else "lost"
    fate, change = _change(one, now, outcome)
    kept = {} if one.intended else one.kept
    settled = connection.execute(_MINE.values(_FREE | kept | change | {"reply": outcome.reply[:1000]}), mine)
    return fate if settled.rowcount == 1 else "lost"


def is_bad_address(reply: str) -> bool:
    """Whether a refusal is about the address (RFC 3463: 5.1.x, 5.2.1) and not about this letter or about us."""
    told = _ENHANCED.match(reply)
    return told is not None and (told[2] is None or told[2].startswith("5.1.") or told[2] == "5.2.1")


def _change(one: Outgoing, now: datetime, outcome: Outcome) -> tuple[Fate, dict[str, Any]]:
    """What the verdict makes of the row; a letter that was surely not taken over counts as not transmitted."""
    not_taken = {"transmissions": one.mail.transmissions}
    match outcome.verdict:
        case Verdict.REFUSED:
            return "failed", {"state": MailState.DEAD, "done_at": now, **not_taken}
        case Verdict.WITHDRAWN:
            return "deferred", {"state": MailState.PENDING, **not_taken}
        case Verdict.FAULT:
            return "deferred", {"state": MailState.PENDING, "not_before": now + ASIDE, **not_taken}
        case Verdict.AMBIGUOUS if one.mail.transmissions + 1 >= MOST_TRANSMISSIONS:
            return "uncertain", {"state": MailState.UNCERTAIN, "done_at": now}
        case Verdict.AMBIGUOUS:
            return "deferred", {"state": MailState.PENDING, "not_before": now + SECOND_AFTER}
    if now - one.mail.created_at > PATIENCE:
        return "failed", {"state": MailState.DEAD, "done_at": now, **not_taken}
    wait = BACKOFF[min(one.mail.attempts, len(BACKOFF) - 1)]
    attempt = {"attempts": one.mail.attempts + 1, "not_before": now + wait, **not_taken}
    return "deferred", {"state": MailState.PENDING, **attempt}
