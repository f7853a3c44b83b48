"""The bytes of a mail: they read back as what was put in, the same every time, and nothing in a field adds to them."""

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.mailing.compose import CalendarPart, Envelope, compose
from tracker.mailing.markup import tidy
from tracker.mailing.render import Rendered

WORDS = Rendered("Do 14. 12. 2026: zpráva o plnění (Chomutov)", "Dobrý den,\n\nžluťoučký kůň\n", "<p>Dobrý den,</p>\n")
ENVELOPE = Envelope(
    message_id="<r.0123@obec.example>",
    sender=("Hlídač závazků", "hlidac@obec.example"),
    reply_to="pomoc@obec.example",
    recipient=("Žofie Nováková", "zofie@obec.example"),
    date=datetime(2026, 12, 7, 6, 0, tzinfo=UTC),
    reference="m1",
)


def read(raw: bytes) -> EmailMessage:
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert message.defects == []
    return message


def test_a_mail_reads_back_as_it_was_written() -> None:
    message = read(compose(WORDS, ENVELOPE))
    parts = [(part.get_content_type(), part.get_content().replace("\r\n", "\n")) for part in message.iter_parts()]
    assert parts == [("text/plain", WORDS.text), ("text/html", WORDS.html)]
    assert dict(message.items()) == {
        "From": "Hlídač závazků <hlidac@obec.example>",
        "To": "Žofie Nováková <zofie@obec.example>",
        "Reply-To": "pomoc@obec.example",
        "Subject": WORDS.subject,
        "Date": "Mon, 07 Dec 2026 07:00:00 +0100",
        "Message-ID": "<r.0123@obec.example>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "X-Ref": "m1",
        "MIME-Version": "1.0",
        "Content-Type": message["Content-Type"],
    }


def test_the_same_mail_gives_the_same_bytes() -> None:
    assert compose(WORDS, ENVELOPE) == compose(WORDS, ENVELOPE)


@settings(max_examples=60)
@given(st.text(max_size=90), st.text(max_size=90))
def test_any_name_and_any_subject_read_back_in_lines_that_every_server_carries(name: str, subject: str) -> None:
    name, subject = tidy(name), tidy(subject)
    raw = compose(replace(WORDS, subject=subject), replace(ENVELOPE, recipient=(name, "zofie@obec.example")))
    headers = message_from_bytes(raw)
    assert str(make_header(decode_header(headers["Subject"]))) == subject
    assert str(make_header(decode_header(headers["To"].rpartition("zofie@")[0].rstrip("<").rstrip(" ")))) == name
    lines = raw.partition(b"\r\n\r\n")[0].split(b"\r\n")
    assert [line for line in lines if b"=?" in line and len(line.partition(b" <")[0]) > 76] == []


@pytest.mark.parametrize("address", ["", "obec", "a@b\r\nBcc: c@d.example", "a b@obec.example", "<a@obec.example>"])
def test_what_is_no_address_gets_no_mail(address: str) -> None:
    with pytest.raises(ValueError, match="not an address"):
        compose(WORDS, replace(ENVELOPE, recipient=("", address)))


def test_a_header_of_several_lines_becomes_one() -> None:
    raw = compose(WORDS, replace(ENVELOPE, headers={"List-ID": "<prehled.obec.example>\r\nBcc: zly@obec.example"}))
    assert read(raw)["Bcc"] is None


@pytest.mark.parametrize(
    "method, kinds",
    [
        ("PUBLISH", ["multipart/alternative", "text/calendar"]),
        ("REQUEST", ["text/plain", "text/html", "text/calendar"]),
    ],
)
def test_a_calendar_is_attached_and_an_invitation_is_a_part_of_the_mail(method: str, kinds: list[str]) -> None:
    message = read(compose(WORDS, replace(ENVELOPE, calendar=CalendarPart(method, b"BEGIN:VCALENDAR\r\n"))))
    assert [part.get_content_type() for part in message.iter_parts()] == kinds
