"""A message from outside, read into what matters of it: who wrote it, to which of our mails, with which files.

Everything in it is a stranger's word. Headers are read one by one and a broken one counts as absent; the raw parser of
the older policy never raises, whatever the bytes are.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses
from html.parser import HTMLParser

MOST_PARTS = 200
MOST_FILES = 10
LONGEST_TEXT = 4000

_AUTOMATIC = ("X-Autoreply", "X-Autorespond", "X-Autoresponder", "List-Id", "List-Unsubscribe")
_BULK = frozenset({"bulk", "junk", "list", "auto_reply"})
_ALONGSIDE = frozenset({"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"})
_IDS = re.compile(r"<[^<>\s]{1,240}>")
_ADDRESSEES = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To")


@dataclass(frozen=True, slots=True)
class File:
    """A file that came along."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Bounce:
    """What a server reports of one recipient (RFC 3464); ``permanent`` when it failed for good."""

    recipient: str
    permanent: bool
    status: str
    words: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """One message. ``reported`` is the Message-ID of our mail that a delivery report is about."""

    key: str
    sender: str
    addressees: tuple[str, ...]
    subject: str
    text: str
    references: tuple[str, ...]
    automatic: bool
    files: tuple[File, ...] = ()
    calendar: bytes | None = None
    bounces: tuple[Bounce, ...] = ()
    reported: str = ""


def read_message(raw: bytes) -> Incoming:
    """Read a message; raises ``ValueError`` for one of more parts than any person writes."""
    message = message_from_bytes(raw)
    parts = list(_parts(message))
    bounces = tuple(_bounces(parts)) if _is_report(message) else ()
    return Incoming(
        key=_own_id(message) or hashlib.sha256(raw).hexdigest(),
        sender=next(iter(_addresses(message, "From")), ""),
        addressees=tuple(_addresses(message, *_ADDRESSEES)),
        subject=_words(message, "Subject")[:300],
        text=_text(parts),
        references=tuple(_IDS.findall(_words(message, "References") + _words(message, "In-Reply-To"))),
        automatic=_is_automatic(message),
        files=tuple(_files(message, parts))[:MOST_FILES] if not bounces else (),
        calendar=next((_payload(p) for p in parts if p.get_content_type() == "text/calendar"), None),
        bounces=bounces,
        reported=next((i for p in parts if p.get_content_type() in _ORIGINALS for i in _original_ids(p)), ""),
    )


_ORIGINALS = ("message/rfc822", "text/rfc822-headers")


def _parts(message: Message) -> Iterator[Message]:
    """Every part, the parts of a message within left out: they are that message's own."""
    waiting, count = [message], 0
    while waiting:
        part, count = waiting.pop(0), count + 1
        if count > MOST_PARTS:
            raise ValueError("zpráva má příliš mnoho částí")
        yield part
        inner = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inner, list):
            waiting[:0] = [one for one in inner if isinstance(one, Message)]


def _own_id(message: Message) -> str:
    return next(iter(_IDS.findall(_words(message, "Message-ID"))), "")


def _is_automatic(message: Message) -> bool:
    """RFC 3834, 5, and what older programs set instead. A person's reply has none of it."""
    said = _words(message, "Auto-Submitted").partition(";")[0].strip().casefold()
    return (
        said not in ("", "no")
        or _words(message, "Precedence").strip().casefold() in _BULK
        or any(message.get(name) is not None for name in _AUTOMATIC)
        or _words(message, "Return-Path").strip() == "<>"
        or message.get_content_type() == "multipart/report"
    )


def _is_report(message: Message) -> bool:
    kind = str(message.get_param("report-type", "") or "").casefold()
    return message.get_content_type() == "multipart/report" and kind == "delivery-status"


def _bounces(parts: list[Message]) -> Iterator[Bounce]:
    """The recipients named in the report; its first block is about the message, the others about one of them each."""
    for part in parts:
        blocks = part.get_payload() if part.get_content_type() == "message/delivery-status" else ()
        for block in blocks if isinstance(blocks, list) else ():
            if isinstance(block, Message) and (recipient := _address_in(block)):
                status = _words(block, "Status").strip()
                failed = _words(block, "Action").strip().casefold() == "failed"
                words = _words(block, "Diagnostic-Code") or status
                yield Bounce(recipient, failed and status.startswith("5."), status[:20], words[:500])


def _address_in(block: Message) -> str:
    """The address of a block: the one we wrote to, where the server tells it, and not where it was sent on."""
    told = _words(block, "Original-Recipient") or _words(block, "Final-Recipient")
    return told.rpartition(";")[2].strip().strip("<>").casefold()


def _original_ids(part: Message) -> list[str]:
    inner = part.get_payload()
    if isinstance(inner, list) and inner and isinstance(inner[0], Message):
        return _IDS.findall(_words(inner[0], "Message-ID"))
    return _IDS.findall(_words(message_from_bytes(_payload(part)), "Message-ID"))


def _files(message: Message, parts: list[Message]) -> Iterator[File]:
    """What was attached; neither the text itself nor the pictures and signatures that belong to it."""
    within = {id(inner) for part in parts if part.get_content_type() == "multipart/related" for inner in part.walk()}
    for part in parts:
        kind, name = part.get_content_type(), _decoded(str(part.get_filename() or ""))
        if part.is_multipart() or kind in _ALONGSIDE or kind == "text/calendar" or (part is message and not name):
            continue
        disposition = part.get_content_disposition()
        belongs = id(part) in within and part.get("Content-ID") is not None and disposition != "attachment"
        if (name or disposition == "attachment") and not belongs:
            yield File(name or "priloha", _payload(part))


def _text(parts: list[Message]) -> str:
    """What was written: the first plain text, or the words of the first page where there is none."""
    for kind in ("text/plain", "text/html"):
        for part in parts:
            if part.get_content_type() == kind and part.get_content_disposition() != "attachment":
                told = _charset(part, _payload(part))
                return _readable(told if kind == "text/plain" else _Words(told).told)[:LONGEST_TEXT]
    return ""


def _readable(text: str) -> str:
    """Without control characters, which PostgreSQL would not keep (NUL) and nobody reads."""
    return "".join(c for c in text.replace("\r\n", "\n") if c.isprintable() or c in "\n\t").strip()


def _charset(part: Message, data: bytes) -> str:
    try:
        return data.decode(part.get_content_charset("utf-8"), "replace")
    except LookupError:
        return data.decode("utf-8", "replace")


def _payload(part: Message) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _addresses(message: Message, *names: str) -> Iterator[str]:
    """Those of the headers of these names, every one of them: a message has many ``Delivered-To``."""
    told = [str(value) for name in names for value in message.get_all(name, [])]
    yield from (address.casefold() for _, address in getaddresses(told) if "@" in address)


def _words(message: Message, name: str) -> str:
    """A header in plain words; the first one where there are more."""
    return _decoded(str(message.get(name) or ""))


def _decoded(text: str) -> str:
    try:
        told = str(make_header(decode_header(text)))
    except (MessageError, LookupError, ValueError):
        told = text
    return "".join(c if c.isprintable() else " " for c in told)


class _Words(HTMLParser):
    """The words of a page, without its scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self._hidden, self._told = 0, list[str]()
        self.feed(page)

    @property
    def told(self) -> str:
        """All of them in one line."""
        return " ".join(" ".join(self._told).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in ("script", "style", "head")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("script", "style", "head")

    def handle_data(self, data: str) -> None:
        if self._hidden <= 0:
            self._told.append(data)
