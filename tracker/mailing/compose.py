"""A rendered mail as bytes that every server carries: RFC 5322 headers, two parts, quoted-printable, no injection.

The same input gives the same bytes, boundaries included: what is sent a second time is what was sent the first time.
The parts are few and ours, so they are written down directly: the package ``email`` takes ten times as long, which a
sender of thousands of mails feels.
"""

import hashlib
import hmac
import re
from base64 import b64encode, encodebytes
from binascii import b2a_qp
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from functools import lru_cache

from tracker.mailing.markup import tidy
from tracker.mailing.render import Rendered
from tracker.timeline.clock import PRAGUE

_ADDRESS = re.compile(r"[^\s<>@,;:\"\\()\[\]\x00-\x1f\x7f]+@[A-Za-z0-9.-]+")
_ATTACHED = 'Content-Disposition: attachment; filename="termin.ics"\n'
_WORD_BYTES = 39
_PLAIN = re.compile(r"[A-Za-z0-9 '-]*")


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
    words = [_text("plain", mail.text), _text("html", mail.html)]
    calendar = envelope.calendar
    if calendar is not None and calendar.method != "PUBLISH":  # RFC 6047: an invitation is an alternative of the words
        words.append(_calendar(calendar, attached=False))
    body = _multipart("alternative", f"2 {envelope.message_id}", words)
    if calendar is not None and calendar.method == "PUBLISH":
        body = _multipart("mixed", f"1 {envelope.message_id}", [body, _calendar(calendar, attached=True)])
    lines = [*(f"{name}: {value}" for name, value in _headers(mail, envelope)), "MIME-Version: 1.0", body]
    return "\n".join(lines).replace("\n", "\r\n").encode("ascii" if envelope.recipient[1].isascii() else "utf-8")


def _headers(mail: Rendered, envelope: Envelope) -> Iterator[tuple[str, str]]:
    yield "From", _mailbox(*envelope.sender)
    yield "To", _mailbox(*envelope.recipient)
    yield "Reply-To", _mailbox("", envelope.reply_to)
    yield "Subject", _encoded(mail.subject, subject=True)
    yield "Date", format_datetime(envelope.date.astimezone(PRAGUE))
    yield "Message-ID", envelope.message_id
    yield "Auto-Submitted", "auto-generated"
    yield "X-Auto-Response-Suppress", "All"
    yield "X-Ref", envelope.reference
    for name, value in envelope.headers.items():
        yield name, tidy(value)


def _mailbox(name: str, address: str) -> str:
    """An address for a header; a name with anything but plain words in it is encoded, never quoted."""
    if not _ADDRESS.fullmatch(address):
        raise ValueError(f"not an address: {address!r}")
    return f"{_encoded(tidy(name))} <{address}>" if name else address


@lru_cache(maxsize=64)  # the sender is the same in every mail
def _encoded(text: str, *, subject: bool = False) -> str:
    """Plain ASCII words as they are, everything else as encoded words of RFC 2047 in folded lines."""
    plain = subject and text.isascii() and len(text) < 70 and "=?" not in text
    if plain or _PLAIN.fullmatch(text):
        return tidy(text)
    return "\n ".join(f"=?utf-8?b?{b64encode(part).decode('ascii')}?=" for part in _parts(tidy(text)))


def _parts(text: str) -> Iterator[bytes]:
    """Pieces for encoded words: no character is cut in two, and no line with one is longer than 76."""
    data = text.encode()
    while data:
        end = min(_WORD_BYTES, len(data))
        while end < len(data) and data[end] & 0xC0 == 0x80:  # within a character
            end -= 1
        yield data[:end]
        data = data[end:]


def _text(subtype: str, text: str) -> str:
    return (
        f'Content-Type: text/{subtype}; charset="utf-8"\n'
        "Content-Transfer-Encoding: quoted-printable\n\n"
        f"{b2a_qp(text.encode(), istext=True).decode('ascii')}"
    )


def _calendar(calendar: CalendarPart, *, attached: bool) -> str:
    return (
        f'Content-Type: text/calendar; method={calendar.method}; charset="utf-8"; name="termin.ics"\n'
        f"{_ATTACHED if attached else ''}"
        f"Content-Transfer-Encoding: base64\n\n{encodebytes(calendar.data).decode('ascii')}"
    )


def _multipart(subtype: str, seed: str, parts: list[str]) -> str:
    """Parts between boundaries that cannot occur in them: quoted-printable never holds ``=`` followed by ``_``."""
    boundary = f"=_{hashlib.sha256(seed.encode()).hexdigest()[:32]}"
    whole = "".join(f"--{boundary}\n{part}\n" for part in parts)
    return f'Content-Type: multipart/{subtype}; boundary="{boundary}"\n\n{whole}--{boundary}--\n'
