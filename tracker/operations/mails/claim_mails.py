"""Claims mails for one sender: takes rows under a lease, in a transaction of a few milliseconds.

What an earlier sender left behind is taken over here: if it had not come to the final dot nothing was sent and the mail
starts anew; if it had, the mail may be there already and is sent at most once more, the same bytes (R3).
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import col, func, select

from tracker.operations.ground import Ground, Work, looking, working
from tracker.operations.mails.carried_notices import end_notices
from tracker.operations.mails.sending_hours import RESTING, may_leave
from tracker.people.actor import SYSTEM
from tracker.store.crash_point import cp
from tracker.store.outbox import MAIL, Happening, MailRow, MailState, NoticeState, note

LEASE = timedelta(seconds=300)
"""Longer than any conversation with a server may last (R6)."""
MOST_TRANSMISSIONS = 2
SECOND_AFTER = timedelta(minutes=30)
"""A server that took the mail over without saying so has delivered it by then, and a person may have noticed."""
CLAIMED, INTENT = "claimed", "intent"


@dataclass(frozen=True, slots=True)
class Claim:
    """Mails that this sender may send until their lease ends; ``token`` is the proof.

    ``given_up`` counts those left by others of which nobody knows whether they arrived.
    """

    mails: tuple[MailRow, ...]
    token: str
    given_up: int = 0


def count_due(ground: Ground) -> int:
    """How many mails a sender could take up now."""
    with looking(ground, SYSTEM) as work:
        return work.session.exec(select(func.count()).where(_due(work))).one()


def claim_mails(ground: Ground, most: int, *, held: bool = False) -> Claim:
    """Up to ``most`` mails that are due, the longest waiting first; while ``held``, none that nobody waits for."""
    token = secrets.token_hex(16)
    with working(ground, SYSTEM) as work:
        due = _due(work) if not held else and_(_due(work), col(MailRow.kind).not_in(RESTING))
        query = select(MailRow).where(due).order_by(col(MailRow.not_before), col(MailRow.id)).limit(most)
        rows = work.session.exec(query.with_for_update(skip_locked=True)).all()
        mine = tuple(row for row in rows if _ready(work, row))
        work.session.execute(
            sa.update(MAIL)
            .where(MAIL.c.id.in_([row.id for row in mine]))
            .values(state=MailState.SENDING, stage=CLAIMED, lease_token=token, locked_until=work.now + LEASE)
        )
        cp("claim.before_commit")
    cp("claim.committed")
    return Claim(mine, token, sum(row.state is MailState.UNCERTAIN for row in rows))


def release(ground: Ground, tokens: Mapping[int, str]) -> None:
    """Give back mails (with the tokens of their claims) that were not begun; no attempt is counted."""
    if not tokens:
        return
    with working(ground, SYSTEM) as work:
        query = select(MailRow).where(col(MailRow.id).in_(tokens)).order_by(col(MailRow.id)).with_for_update()
        for mail in work.session.exec(query):
            if mail.lease_token == tokens[mail.id or 0] and mail.stage == CLAIMED:
                back_to_pending(mail)


def back_to_pending(mail: MailRow, not_before: datetime | None = None) -> None:
    """Let the mail wait again, without an owner."""
    mail.state, mail.stage = MailState.PENDING, ""
    mail.lease_token = mail.locked_until = None
    mail.not_before = not_before or mail.not_before


def close(work: Work, mail: MailRow, state: MailState, what: Happening, why: str) -> None:
    """End the way of a mail that is not sent (any more) and of what it carries, and say why."""
    mail.state, mail.stage, mail.done_at = state, "", work.now
    mail.lease_token = mail.locked_until = None
    note(work.session, [mail.id or 0], what, work.now, why)
    carried = NoticeState.SENT if state is MailState.UNCERTAIN else NoticeState.UNDELIVERABLE
    end_notices(work.session.connection(), mail.id or 0, carried, work.today)


def _due(work: Work) -> ColumnElement[bool]:
    now = work.now
    fresh = and_(
        col(MailRow.state) == MailState.PENDING, col(MailRow.not_before) <= now, may_leave(now, work.working_days)
    )
    abandoned = and_(col(MailRow.state) == MailState.SENDING, col(MailRow.locked_until) < now)
    return or_(fresh, abandoned)


def _ready(work: Work, mail: MailRow) -> bool:
    """Settle what an earlier sender left behind; whether the mail may be sent now."""
    if mail.stage == INTENT:
        return _after_doubt(work, mail)
    if mail.state is MailState.SENDING:
        note(work.session, [mail.id or 0], Happening.RECOVERED, work.now, "předchozí odesílání se nedokončilo")
    return True


def _after_doubt(work: Work, mail: MailRow) -> bool:
    """The final dot may have been sent: once more after half an hour with the same bytes, then a person decides."""
    assert mail.transmitted_at is not None
    note(work.session, [mail.id or 0], Happening.INTENT, mail.transmitted_at)
    if mail.transmissions >= MOST_TRANSMISSIONS:
        close(work, mail, MailState.UNCERTAIN, Happening.UNCERTAIN, "dvakrát odesláno bez jasné odpovědi serveru")
        return False
    again = mail.transmitted_at + SECOND_AFTER
    words = "server možná převzal, druhý pokus nejdřív za 30 minut"
    note(work.session, [mail.id or 0], Happening.AMBIGUOUS, work.now, words)
    if work.now >= again:
        return True
    back_to_pending(mail, again)
    return False
