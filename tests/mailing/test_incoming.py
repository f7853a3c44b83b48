"""Reading messages as they really come: replies, absences, delivery reports, and what only means harm."""

from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.mailing.messages import message
from tracker.mailing.incoming import MOST_FILES, MOST_PARTS, Bounce, File, read_message

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def test_a_reply_brings_its_file_and_not_the_picture_of_its_signature() -> None:
    read = read_message(
        message("reply_with_file", sender="Alena@Obec.example", to="hlidac+1-ab@d.cz", ref="<r.1@d.cz>")
    )

    assert (read.key, read.sender, read.subject) == (
        "<DB9PR0402@eurprd04.prod.example>",
        "alena@obec.example",
        "Re: Do 14. 12. 2026: zpráva",
    )
    assert (read.addressees, read.references) == (("hlidac+1-ab@d.cz",), ("<r.1@d.cz>", "<r.1@d.cz>"))
    assert read.text == "Dobrý den, posílám zprávu."
    assert read.files == (File("zpráva 2026.pdf", PDF),)
    assert (read.automatic, read.calendar, read.bounces) == (False, None, ())


def test_an_absence_is_automatic_and_so_is_whatever_no_person_sends() -> None:
    assert read_message(message("out_of_office", sender="a@b.cz", to="c@d.cz", ref="<r.1@d.cz>")).automatic
    for name, value in {
        "Precedence": "bulk",
        "List-Id": "<spolek.example>",
        "X-Autoreply": "yes",
        "Return-Path": "<>",
        "Auto-Submitted": "auto-replied; owner-email=a@b.cz",
    }.items():
        assert read_message(f"From: a@b.cz\r\n{name}: {value}\r\n\r\nx".encode()).automatic, name
    assert not read_message(b"From: a@b.cz\r\nAuto-Submitted: no\r\n\r\nx").automatic


@pytest.mark.parametrize("original", ["message/rfc822", "text/rfc822-headers"])
def test_a_delivery_report_names_the_mail_and_the_recipient(original: str) -> None:
    filled = {"recipient": "Jan@obec.example", "action": "failed", "status": "5.1.1", "ref": "<r.7@d.cz>"}
    read = read_message(message("not_delivered", original=original, **filled))

    words = "smtp; 550 5.1.1 <Jan@obec.example>: Recipient address rejected"
    assert read.bounces == (Bounce("jan@obec.example", True, "5.1.1", words),)
    assert (read.reported, read.files) == ("<r.7@d.cz>", ())


@pytest.mark.parametrize("action, status", [("delayed", "4.4.1"), ("failed", "4.2.2"), ("relayed", "2.0.0")])
def test_a_report_of_anything_else_is_no_failure_for_good(action: str, status: str) -> None:
    filled = {"recipient": "jan@obec.example", "ref": "<r.7@d.cz>", "original": "message/rfc822"}
    read = read_message(message("not_delivered", action=action, status=status, **filled))

    assert [bounce.permanent for bounce in read.bounces] == [False]


def test_a_page_is_read_as_its_words_whatever_its_headers_claim() -> None:
    read = read_message(message("html_only", sender="starosta@obec.example", to="hlidac@d.cz"))

    assert read.text == "Dobry den, ovšem to nemám."
    assert read.subject == "=?iso-8859-2?Q?Re:_zpr=E1va_=FE=FF_?= =?nesmysl?Q?x?="


def test_a_message_attached_to_a_message_lends_it_nothing() -> None:
    inner = EmailMessage()
    inner.set_content("cizí text")
    inner.add_attachment(PDF, maintype="application", subtype="pdf", filename="cizi.pdf")
    outer = EmailMessage()
    outer["From"] = "a@b.cz"
    outer.set_content("přeposílám")
    outer.add_attachment(inner)

    read = read_message(outer.as_bytes())

    assert (read.text, read.files) == ("přeposílám", ())


def test_there_is_a_most_of_everything() -> None:
    many = EmailMessage()
    many.set_content("x")
    for number in range(MOST_FILES + 5):
        many.add_attachment(PDF, maintype="application", subtype="pdf", filename=f"{number}.pdf")
    assert len(read_message(many.as_bytes()).files) == MOST_FILES

    for number in range(MOST_PARTS):
        many.add_attachment(PDF, maintype="application", subtype="pdf", filename=f"{number}.pdf")
    with pytest.raises(ValueError, match="příliš mnoho částí"):
        read_message(many.as_bytes())


def test_nothing_in_a_header_breaks_a_line() -> None:
    read = read_message(b"Subject: =?utf-8?q?a=0D=0ABcc:_b=40c.cz?=\r\nMessage-ID: <a\r\n b@c>\r\n\r\n")

    assert read.subject == "a  Bcc: b@c.cz"
    assert len(read.key) == 64


def test_an_encoding_that_cannot_even_be_named_is_shown_as_it_came() -> None:
    read = read_message(b"From: a@b.cz\r\nSubject: =?\x80utf-8?q?Ahoj?=\r\n\r\nx\r\n")
    assert (read.subject, read.text) == ("=?\ufffdutf-8?q?Ahoj?=", "x")


@settings(max_examples=150)
@given(st.binary(max_size=3000))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    read_message(raw)


@settings(max_examples=150)
@given(st.data())
def test_any_damage_to_a_message_is_read_or_refused(data: st.DataObject) -> None:
    whole = message("reply_with_file", sender="a@b.cz", to="c@d.cz", ref="<r.1@d.cz>")
    start = data.draw(st.integers(0, len(whole)))
    length = data.draw(st.integers(0, 400))
    read_message(whole[:start] + data.draw(st.binary(max_size=60)) + whole[start + length :])
