"""What every mail of the outbox is made of: who gets it, in which language, with which headers; and its bytes."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tracker.config import Config
from tracker.mailing.compose import CalendarPart, Envelope, compose, message_id
from tracker.mailing.links import Links
from tracker.mailing.render import render
from tracker.operations.ground import Work
from tracker.store.outbox import MailRow
from tracker.store.people import PersonRow
from tracker.store.reminder_settings import Language


@dataclass(frozen=True, slots=True)
class Part:
    """The words of one mail: a template with its values, and what goes along."""

    template: str
    values: Mapping[str, Any]
    headers: Mapping[str, str] = field(default_factory=dict)
    calendar: CalendarPart | None = None


@dataclass(frozen=True, slots=True)
class NotNeeded:
    """There is nothing left to say, and why."""

    why: str


def links(config: Config) -> Links:
    """Addresses of this installation."""
    return Links(config.public_base_url)


def bake(work: Work, mail: MailRow, person: PersonRow | None, language: Language, part: Part) -> None:
    """Render the mail and keep its bytes in the row; from its first transmission on they stay as they are."""
    config = work.ground.config
    assert mail.id is not None
    words = render(part.template, language.value, {"links": links(config), "today": work.today, **part.values})
    mail.message_id = message_id(config.secret_key.encode(), mail.id, config.mail_from.rpartition("@")[2])
    mail.address = person.email if person else mail.address
    mail.raw = compose(
        words,
        Envelope(
            message_id=mail.message_id,
            sender=(config.mail_from_name, config.mail_from),
            reply_to=config.mail_reply_to or config.mail_from,
            recipient=(person.name if person else "", mail.address),
            date=work.now,
            reference=f"m{mail.id}",
            headers=part.headers,
            calendar=part.calendar,
        ),
    )
    mail.sha256 = hashlib.sha256(mail.raw).hexdigest()
    mail.subject = words.subject
