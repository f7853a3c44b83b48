"""Claims mails for one sender: takes rows under a lease, looks whether they are still true, and renders them.

What an earlier sender left behind is taken over here: if it had not come to the final dot nothing was sent and the mail
starts anew; if it had, the mail may be there already and is sent at most once more, the same bytes (R3).
"""

import logging
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import col, select

from tracker.mailing.mailer import Letter
from tracker.operations.ground import Ground, Work, looking, working
from tracker.operations.mail_contents import Contents, gather_contents, part_of, settle_contents
from tracker.operations.mail_parts import NotNeeded, bake
from tracker.people.actor import SYSTEM
from tracker.store.crash_point import cp
from tracker.store.outbox import Happening, MailRow, MailState, note

LEASE = timedelta(seconds=300)
"""Longer than any conversation with a server may last (R6)."""
MOST_TRANSMISSIONS = 2
SECOND_AFTER = timedelta(minutes=30)
"""A server that took the mail over without saying so has delivered it by then, and a person may have noticed."""
RETRY_RENDERING = timedelta(hours=1)
CLAIMED, INTENT = "claimed", "intent"

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Claim:
    """The letters of one claim; ``given_up`` counts mails left by others of which nobody knows whether they arrived."""

    letters: list["Claimed"] = field(default_factory=list)
    given_up: int = 0


@dataclass(frozen=True, slots=True)
class Claimed:
    """A mail that this sender may send until its lease ends; ``token`` is the proof."""

    mail_id: int
    token: str
    letter: Letter


def claim_mails(ground: Ground, most: int) -> Claim:
    """Up to ``most`` mails that are due, in one transaction; where one of them cannot be read, one by one."""
    try:
        return _claim(ground, most)
    except Exception:  # noqa: BLE001  one bad row never stops the next (R8)
        _log.exception("mails cannot be claimed together, going on one by one")
        return _claim_singly(ground, most)


def _claim_singly(ground: Ground, most: int) -> Claim:
    whole = Claim()
    for number in due_mails(ground, most):
        try:
            single = _claim(ground, 1, number)
        except Exception:  # noqa: BLE001
            _log.exception("mail %s cannot be claimed", number)
            _put_off(ground, number)
        else:
            whole.letters += single.letters
            whole.given_up += single.given_up
    return whole


def due_mails(ground: Ground, most: int | None = None) -> list[int]:
    """The ids of the mails that a sender may take up now, the longest waiting first."""
    with looking(ground, SYSTEM) as work:
        query = select(MailRow.id).where(_due(work.now)).order_by(col(MailRow.not_before), col(MailRow.id))
        return [number for number in work.session.exec(query.limit(most)) if number is not None]


def _due(now: datetime) -> ColumnElement[bool]:
    fresh = and_(col(MailRow.state) == MailState.PENDING, col(MailRow.not_before) <= now)
    abandoned = and_(col(MailRow.state) == MailState.SENDING, col(MailRow.locked_until) < now)
    return or_(fresh, abandoned)


def _claim(ground: Ground, most: int, only: int | None = None) -> Claim:
    with working(ground, SYSTEM) as work:
        query = select(MailRow).where(_due(work.now)).order_by(col(MailRow.not_before), col(MailRow.id)).limit(most)
        if only is not None:
            query = query.where(MailRow.id == only)
        rows = work.session.exec(query.with_for_update(skip_locked=True)).all()
        if not rows:
            return Claim()
        ready = [row for row in rows if _ready(work, row)]
        contents = gather_contents(work, ready)
        token = secrets.token_hex(16)
        letters = [letter for row in ready if (letter := _prepare(work, row, contents, token)) is not None]
        settle_contents(work, contents)
        cp("claim.before_commit")
    cp("claim.committed")
    return Claim(letters, sum(row.state is MailState.UNCERTAIN for row in rows))


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
    if mail.transmissions >= MOST_TRANSMISSIONS:
        give_up(work, mail, "dvakrát odesláno bez jasné odpovědi serveru")
        return False
    again = mail.transmitted_at + SECOND_AFTER
    note(
        work.session,
        [mail.id or 0],
        Happening.AMBIGUOUS,
        work.now,
        "server možná převzal; druhý pokus nejdřív za 30 minut",
    )
    mail.stage = ""
    if work.now >= again:
        return True
    mail.state, mail.not_before = MailState.PENDING, again
    mail.lease_token = mail.locked_until = None
    return False


def give_up(work: Work, mail: MailRow, why: str) -> None:
    """Nobody knows whether the mail arrived; a person finds it in the diary and may send it again."""
    mail.state, mail.stage, mail.done_at = MailState.UNCERTAIN, "", work.now
    mail.lease_token = mail.locked_until = None
    note(work.session, [mail.id or 0], Happening.UNCERTAIN, work.now, why)


def _prepare(work: Work, mail: MailRow, contents: Contents, token: str) -> Claimed | None:
    try:
        part = part_of(work, mail, contents)
        if isinstance(part, NotNeeded):
            _withdraw(work, mail, part.why)
            return None
        if mail.transmissions == 0 or mail.raw is None:
            bake(work, mail, contents.person(mail), contents.language(mail), part)
        assert mail.raw is not None
        assert mail.id is not None
    except Exception as error:  # noqa: BLE001
        _log.exception("mail %s cannot be rendered", mail.id)
        postpone_rendering(work, mail, error)
        return None
    mail.state, mail.stage = MailState.SENDING, CLAIMED
    mail.lease_token, mail.locked_until = token, work.now + LEASE
    config = work.ground.config
    recipient = config.mail_redirect_to if config.mail_mode == "redirect" else mail.address
    return Claimed(mail.id, token, Letter(config.mail_from, recipient, mail.raw))


def _withdraw(work: Work, mail: MailRow, why: str) -> None:
    if mail.transmissions:
        give_up(work, mail, f"jednou odesláno bez jasné odpovědi, mezitím {why}")
        return
    mail.state, mail.stage, mail.done_at = MailState.CANCELLED, "", work.now
    mail.lease_token = mail.locked_until = None
    note(work.session, [mail.id or 0], Happening.CANCELLED, work.now, why)


def postpone_rendering(work: Work, mail: MailRow, error: Exception) -> None:
    """A mail that cannot be made is tried again later; the others go on."""
    mail.state, mail.stage = MailState.PENDING, ""
    mail.not_before = work.now + RETRY_RENDERING
    mail.lease_token = mail.locked_until = None
    note(work.session, [mail.id or 0], Happening.FAULTY, work.now, f"nelze sestavit: {error}")


def _put_off(ground: Ground, number: int) -> None:
    with working(ground, SYSTEM) as work:
        mail = work.session.get(MailRow, number)
        if mail is not None:
            postpone_rendering(work, mail, RuntimeError("údaje, o kterých e-mail mluví, nelze přečíst"))


def release(ground: Ground, claimed: Sequence[Claimed]) -> None:
    """Give back what was claimed and not begun; no attempt is counted."""
    with working(ground, SYSTEM) as work:
        for one in claimed:
            mail = work.session.get(MailRow, one.mail_id)
            if mail is not None and mail.lease_token == one.token and mail.stage == CLAIMED:
                mail.state, mail.stage = MailState.PENDING, ""
                mail.lease_token = mail.locked_until = None
