"""A rendered mail as bytes that every server carries: RFC 5322 headers, two parts, quoted-printable, no injection.

The same input gives the same bytes, boundaries included: what is sent a second time is what was sent the first time.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from tracker.mailing.markup import tidy
from tracker.mailing.render import Rendered
from tracker.timeline.clock import PRAGUE


@dataclass(frozen=True, slots=True)
class CalendarPart:
    """A calendar to go along: ``PUBLISH`` as an attachment, ``REQUEST`` and ``CANCEL`` as a part of the mail itself."""

    method: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Envelope:
    """Everything of a mail that is not its words."""

    message_id: str
    sender: tuple[str, str]
    reply_to: str
    recipient: tuple[str, str]
    date: datetime
    reference: str
    headers: Mapping[str, str] = field(default_factory=dict)
    calendar: CalendarPart | None = None


def message_id(key: bytes, mail_id: int, domain: str) -> str:
    """The same for every transmission of one mail, and nothing can be read from it."""
    return f"<r.{hmac.new(key, f'mail/{mail_id}'.encode(), hashlib.sha256).hexdigest()[:32]}@{domain}>"


def compose(mail: Rendered, envelope: Envelope) -> bytes:
    """The bytes of the message; raises ``ValueError`` for an address that is none."""
    ascii_only = envelope.recipient[1].isascii()
    message = EmailMessage(policy=(policy.SMTP if ascii_only else policy.SMTPUTF8).clone(max_line_length=78))
    message["From"] = _address(*envelope.sender)
    message["To"] = _address(*envelope.recipient)
    message["Reply-To"] = _address("", envelope.reply_to)
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(envelope.date.astimezone(PRAGUE))
    message["Message-ID"] = envelope.message_id
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message["X-Ref"] = envelope.reference
    for name, value in envelope.headers.items():
        message[name] = tidy(value)
    message.set_content(mail.text, cte="quoted-printable")
    message.add_alternative(mail.html, subtype="html", cte="quoted-printable")
    if envelope.calendar is not None:
        _add_calendar(message, envelope.calendar)
    _fix_boundaries(message, envelope.message_id)
    return message.as_bytes()


def _address(name: str, address: str) -> Address:
    if any(ord(character) < 33 for character in address):
        raise ValueError(f"not an address: {address!r}")
    return Address(tidy(name), addr_spec=address)


def _add_calendar(message: EmailMessage, calendar: CalendarPart) -> None:
    """RFC 6047: the method stands in the type and in the body; a reminder's calendar is only an attachment."""
    parameters = {"method": calendar.method, "charset": "utf-8", "name": "termin.ics"}
    if calendar.method == "PUBLISH":
        message.add_attachment(
            calendar.data, maintype="text", subtype="calendar", filename="termin.ics", cte="base64", params=parameters
        )
    else:
        message.add_alternative(calendar.data, maintype="text", subtype="calendar", cte="base64", params=parameters)


def _fix_boundaries(message: EmailMessage, seed: str) -> None:
    for number, part in enumerate(message.walk()):
        if part.is_multipart():
            part.set_boundary(f"={hashlib.sha256(f'{number} {seed}'.encode()).hexdigest()[:32]}=")
