"""Makes letters of claimed mails: looks again whether there is still something to say, and says it.

Reading holds no lock. The bytes of a letter are kept with the intent to send it, and from then on they stay the same.
"""

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import col, select

from tracker.config import Config
from tracker.mailing.compose import Envelope, compose, message_id
from tracker.mailing.mailer import Letter
from tracker.mailing.render import render
from tracker.operations.ground import Ground, Work, looking, working
from tracker.operations.mails.claim_mails import Claim, back_to_pending, close
from tracker.operations.mails.mail_contents import Contents, gather_contents, part_of
from tracker.operations.mails.mail_parts import AGAIN, NotNeeded, Part, links
from tracker.operations.mails.reminder_mail import Reminders, settle_notices
from tracker.operations.mails.reply_address import reply_address
from tracker.people.actor import SYSTEM
from tracker.store.crash_point import cp
from tracker.store.outbox import Happening, MailRow, MailState, note
from tracker.store.reminder_settings import Language

RETRY = timedelta(hours=1)
"""A mail that cannot be made is tried again after this."""
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Outgoing:
    """A letter on its way: the row as it was claimed, the columns to keep with the intent, and when that was kept."""

    mail: MailRow
    token: str
    letter: Letter
    kept: dict[str, Any]
    intended: datetime | None = None

    @property
    def mail_id(self) -> int:
        """The id of the row."""
        assert self.mail.id is not None
        return self.mail.id


@dataclass(frozen=True, slots=True)
class Ready:
    """A claimed mail with what it has to say; its letter is made when its turn comes."""

    mail: MailRow
    token: str
    part: Part
    name: str
    address: str
    language: Language
    today: date
    now: datetime

    @property
    def mail_id(self) -> int:
        """The id of the row."""
        assert self.mail.id is not None
        return self.mail.id

    def letter(self, config: Config) -> Outgoing:
        """Render the letter, or take the bytes of its first transmission."""
        kept: dict[str, Any] = {}
        raw = self.mail.raw if self.mail.transmissions else None
        if raw is None:
            raw, kept = self._bake(config)
        recipient = config.mail_redirect_to if config.mail_mode == "redirect" else self.address
        return Outgoing(self.mail, self.token, Letter(config.mail_from, recipient, raw), kept)

    def _bake(self, config: Config) -> tuple[bytes, dict[str, Any]]:
        assert self.mail.id is not None
        values = {"links": links(config), "today": self.today, **self.part.values}
        words = render(self.part.template, self.language.value, values)
        name = message_id(config.secret_key.encode(), self.mail.id, config.mail_from.rpartition("@")[2])
        envelope = Envelope(
            message_id=name,
            sender=(config.mail_from_name, config.mail_from),
            reply_to=reply_address(config, self.mail.id),
            recipient=(self.name, self.address),
            date=self.now,
            reference=f"m{self.mail.id}",
            headers=self.part.headers,
            calendar=self.part.calendar,
        )
        raw = compose(words, envelope)
        digest = hashlib.sha256(raw).hexdigest()
        return raw, {
            "raw": raw,
            "sha256": digest,
            "subject": words.subject,
            "message_id": name,
            "address": self.address,
        }


@dataclass(slots=True)
class _Aside:
    """What is not sent after all, and why; written down in one transaction."""

    not_needed: dict[int, str] = field(default_factory=dict)
    faulty: dict[int, str] = field(default_factory=dict)
    reminders: list[Reminders] = field(default_factory=list)


def prepare_mails(ground: Ground, claim: Claim) -> list[Ready]:
    """What ``claim`` still has to say; where its mails cannot be read together, one by one (R8)."""
    aside = _Aside()
    with looking(ground, SYSTEM) as work:
        try:
            ready = _ready(work, claim, claim.mails, aside)
        except Exception:  # noqa: BLE001  one bad row never stops the next
            _log.exception("mails cannot be read together, going on one by one")
            aside = _Aside()
            ready = [one for mail in claim.mails for one in _single(work, claim, mail, aside)]
    _write_aside(ground, aside)
    cp("prepare.committed")
    return ready


def put_aside(ground: Ground, ready: Ready, error: Exception) -> None:
    """A letter that cannot be made is tried again later; the others go on."""
    _log.error("mail %s cannot be made", ready.mail.id, exc_info=error)
    _write_aside(ground, _Aside(faulty={ready.mail.id or 0: str(error)}))


def _single(work: Work, claim: Claim, mail: MailRow, aside: _Aside) -> list[Ready]:
    try:
        return _ready(work, claim, [mail], aside)
    except Exception as error:  # noqa: BLE001
        _log.exception("mail %s cannot be read", mail.id)
        aside.faulty[mail.id or 0] = str(error)
        return []


def _ready(work: Work, claim: Claim, mails: Sequence[MailRow], aside: _Aside) -> list[Ready]:
    contents = gather_contents(work, mails)
    ready = []
    for mail in mails:
        part = Part(AGAIN, {}) if mail.content.get(AGAIN) else part_of(work, mail, contents)
        if isinstance(part, NotNeeded):
            aside.not_needed[mail.id or 0] = part.why
        else:
            ready.append(_with_recipient(work, claim, mail, part, contents))
    aside.reminders.append(contents.reminders)
    return ready


def _with_recipient(work: Work, claim: Claim, mail: MailRow, part: Part, contents: Contents) -> Ready:
    person = contents.person(mail)
    return Ready(
        mail=mail,
        token=claim.token,
        part=part,
        name=person.name if person else "",
        address=person.email if person else mail.address,
        language=contents.language(mail),
        today=work.today,
        now=work.now,
    )


def _write_aside(ground: Ground, aside: _Aside) -> None:
    if not (aside.not_needed or aside.faulty or any(r.not_needed for r in aside.reminders)):
        return
    with working(ground, SYSTEM) as work:
        for reminders in aside.reminders:
            settle_notices(work, reminders)
        for mail in work.session.exec(select(MailRow).where(col(MailRow.id).in_(aside.not_needed))):
            _withdraw(work, mail, aside.not_needed[mail.id or 0])
        for mail in work.session.exec(select(MailRow).where(col(MailRow.id).in_(aside.faulty))):
            back_to_pending(mail, work.now + RETRY)
            note(
                work.session,
                [mail.id or 0],
                Happening.FAULTY,
                work.now,
                f"nelze sestavit: {aside.faulty[mail.id or 0]}",
            )


def _withdraw(work: Work, mail: MailRow, why: str) -> None:
    if mail.transmissions:
        words = f"jednou odesláno bez jasné odpovědi, mezitím {why}"
        close(work, mail, MailState.UNCERTAIN, Happening.UNCERTAIN, words)
    else:
        close(work, mail, MailState.CANCELLED, Happening.CANCELLED, why)
