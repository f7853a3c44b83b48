"""What is made of incoming mail: papers that wait, addresses that fail, absences that change nothing, and the rest."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from email import message_from_bytes
from pathlib import Path

import pytest
from sqlmodel import col, select

from tests.mailing.messages import message
from tests.partners import ASKED, Partnered, a_partnered_town
from tracker.fulfilment.arrival import Sort
from tracker.mailing.inboxes import Maildir
from tracker.mailing.mailer import LocalMailbox
from tracker.operations.ground import looking, working
from tracker.operations.mails.read_inbox import read_inbox, take_message
from tracker.operations.mails.reply_address import answered_mail, reply_address
from tracker.operations.mails.send_outbox import send_outbox
from tracker.operations.mails.sweep import sweep
from tracker.operations.partners.partner_mail import queue_partner_mails
from tracker.people.actor import SYSTEM, Role
from tracker.people.partner import Answer
from tracker.store.inbox import IncomingPaperRow, MessageRow
from tracker.store.journal import JournalRow
from tracker.store.occurrences import OccurrenceRow
from tracker.store.outbox import AddressFaultRow, MailEventRow, MailRow, MailState, NoticeRow, NoticeState
from tracker.store.partners import PartnerAnswerRow
from tracker.store.people import MandateRow, PersonRow

MANAGER = "manager@obec.example"


@pytest.fixture
def town(database_url: str, tmp_path: Path) -> Partnered:
    """A town whose manager was reminded of the report and whose partner was asked for a paper."""
    made = a_partnered_town(database_url, tmp_path)
    config = made.ground.config.model_copy(update={"inbox_address": "hlidac@schranka.example"})
    made = replace(made, ground=replace(made.ground, config=config))
    sweep(made.ground)
    assert send_outbox(made.ground, LocalMailbox()).sent == 2
    return made


def mail_to(town: Partnered, address: str) -> MailRow:
    return next(mail for mail in town.mails() if mail.address == address)


def reply(town: Partnered, address: str, sender: str = "") -> bytes:
    """A reply to the mail that went to ``address``."""
    mail = mail_to(town, address)
    to = reply_address(town.ground.config, mail.id or 0)
    return message("reply_with_file", sender=sender or address, to=to, ref=mail.message_id)


def messages(town: Partnered) -> list[tuple[Sort, str]]:
    with looking(town.ground, SYSTEM) as work:
        return [(row.sort, row.why) for row in work.session.exec(select(MessageRow).order_by(col(MessageRow.id)))]


def papers(town: Partnered) -> Sequence[IncomingPaperRow]:
    with looking(town.ground, SYSTEM) as work:
        return work.session.exec(select(IncomingPaperRow)).all()


def test_the_tag_of_the_address_is_the_mails_and_nobody_elses(town: Partnered) -> None:
    config = town.ground.config
    address = reply_address(config, 7)

    assert (address.partition("+")[0], address.rpartition("@")[2]) == ("hlidac", "schranka.example")
    assert answered_mail(config, ["jiny@obec.example", address.upper()]) == 7
    for wrong in (address.replace("+7-", "+8-"), address.replace("schranka", "cizi"), "hlidac@schranka.example"):
        assert answered_mail(config, [wrong]) is None


def test_every_mail_is_answered_to_its_own_address(town: Partnered) -> None:
    told = {m.address: message_from_bytes(m.raw or b"")["Reply-To"] for m in town.mails()}
    assert told == {m.address: reply_address(town.ground.config, m.id or 0) for m in town.mails()}
    assert answered_mail(town.ground.config, [told[MANAGER]]) == mail_to(town, MANAGER).id


def test_a_reply_with_a_file_waits_for_a_person_and_counts_once(town: Partnered) -> None:
    raw = reply(town, MANAGER)

    assert [take_message(town.ground, raw) for _ in range(3)] == [Sort.PAPER, None, None]
    (paper,) = papers(town)
    assert (paper.occurrence_id, paper.bringer, paper.name, paper.media_type, paper.settled_at) == (
        town.report.occurrences[0],
        "Osoba manager",
        "zpráva 2026.pdf",
        "application/pdf",
        None,
    )
    assert town.ground.files.get(paper.sha256).startswith(b"%PDF-1.4")
    assert messages(town) == [(Sort.PAPER, "příloh k prohlédnutí: 1")]
    with looking(town.ground, SYSTEM) as work:
        entries = work.session.exec(select(JournalRow).where(JournalRow.subject == "incoming_paper"))
        assert [entry.actor for entry in entries] == ["Osoba manager"]


def test_a_reply_is_known_by_the_message_it_answers_where_the_tag_was_lost(town: Partnered) -> None:
    mail = mail_to(town, MANAGER)
    raw = message("reply_with_file", sender=MANAGER, to="hlidac@schranka.example", ref=mail.message_id)

    assert take_message(town.ground, raw) is Sort.PAPER
    assert [paper.occurrence_id for paper in papers(town)] == [town.report.occurrences[0]]


def test_a_partners_reply_answers_the_link_too(town: Partnered) -> None:
    assert take_message(town.ground, reply(town, "charita@partner.example")) is Sort.PAPER

    with looking(town.ground, SYSTEM) as work:
        (answer,) = work.session.exec(select(PartnerAnswerRow))
        assert (answer.answer, answer.words) == (Answer.PAPER, "e-mailem")
    send_outbox(town.on(date(2026, 12, 8)).ground, LocalMailbox())
    queue_partner_mails(town.on(date(2026, 12, 8)).ground)
    send_outbox(town.on(date(2026, 12, 8)).ground, LocalMailbox())
    assert town.mails()[-1].state is MailState.CANCELLED


def test_a_file_from_another_address_waits_with_a_warning(town: Partnered) -> None:
    assert take_message(town.ground, reply(town, MANAGER, sender="alena@doma.example")) is Sort.UNCLEAR

    assert messages(town) == [(Sort.UNCLEAR, "přišlo z jiné adresy")]
    assert [paper.bringer for paper in papers(town)] == ["alena@doma.example (jiná adresa, než na kterou jsme psali)"]


def test_a_strangers_files_are_not_kept(town: Partnered) -> None:
    raw = message("reply_with_file", sender="kdokoli@svet.example", to="hlidac@schranka.example", ref="<x@y.cz>")

    assert take_message(town.ground, raw) is Sort.UNCLEAR
    assert papers(town) == []
    assert list(town.ground.files.names()) == []
    with looking(town.ground, SYSTEM) as work:
        (row,) = work.session.exec(select(MessageRow))
    assert (row.municipality_id, row.sender, row.text) == (None, "kdokoli@svet.example", "Dobrý den, posílám zprávu.")


def test_a_file_that_is_not_what_it_says_is_refused_by_name(town: Partnered) -> None:
    raw = reply(town, MANAGER).replace(
        b"JVBERi0xLjQKMSAwIG9iajw8Pj5lbmRvYmoKdHJhaWxlcjw8Pj4KJSVFT0YK", b"TVqQAAMAAAAEAAAA"
    )

    assert take_message(town.ground, raw) is Sort.UNCLEAR
    ((_, why),) = messages(town)
    assert why.startswith("nepřijaté přílohy: Soubor zpráva 2026.pdf")
    assert papers(town) == []


def test_a_reply_without_a_file_is_read_by_a_person_of_that_town(town: Partnered) -> None:
    mail = mail_to(town, MANAGER)
    raw = message("html_only", sender=MANAGER, to=reply_address(town.ground.config, mail.id or 0))

    assert take_message(town.ground, raw) is Sort.UNCLEAR
    with looking(town.ground, SYSTEM) as work:
        (row,) = work.session.exec(select(MessageRow))
    assert (row.why, row.municipality_id, row.text) == (
        "odpověď bez přílohy",
        town.report.municipality,
        "Dobry den, ovšem to nemám.",
    )


def test_an_absence_changes_nothing(town: Partnered) -> None:
    mail = mail_to(town, MANAGER)
    raw = message("out_of_office", sender=MANAGER, to=reply_address(town.ground.config, mail.id or 0), ref="<a@b>")

    assert take_message(town.ground, raw) is Sort.AUTOMATIC
    assert mail_to(town, MANAGER) == mail
    with looking(town.ground, SYSTEM) as work:
        assert [row.text for row in work.session.exec(select(MessageRow))] == [""]
        assert work.session.exec(select(AddressFaultRow)).all() == []


def returned(mail: MailRow, action: str = "failed", status: str = "5.1.1", recipient: str = "") -> bytes:
    filled = {"recipient": recipient or mail.address, "ref": mail.message_id, "original": "message/rfc822"}
    return message("not_delivered", action=action, status=status, **filled)


def test_a_returned_mail_marks_its_address_and_the_next_in_line_hears(town: Partnered) -> None:
    mail = mail_to(town, MANAGER)

    assert [take_message(town.ground, returned(mail)) for _ in range(2)] == [Sort.BOUNCE, None]
    assert mail_to(town, MANAGER).state is MailState.DEAD
    with looking(town.ground, SYSTEM) as work:
        assert [fault.address for fault in work.session.exec(select(AddressFaultRow))] == [MANAGER]
        diary = work.session.exec(select(MailEventRow).where(MailEventRow.mail_id == mail.id))
        assert [entry.what.value for entry in diary][-1] == "bounced"
        assert [notice.state for notice in work.session.exec(select(NoticeRow))] == [NoticeState.UNDELIVERABLE]
        assert work.session.get_one(OccurrenceRow, town.report.occurrences[0]).next_day == ASKED
    sweep(town.ground)
    assert town.mails()[-1].person_id == town.consultant.person


def test_a_full_mailbox_is_told_and_its_address_still_counts(town: Partnered) -> None:
    take_message(town.ground, returned(mail_to(town, MANAGER), status="5.2.2"))

    assert mail_to(town, MANAGER).state is MailState.DEAD
    with looking(town.ground, SYSTEM) as work:
        assert work.session.exec(select(AddressFaultRow)).all() == []


def test_a_delay_is_noted_and_nothing_else(town: Partnered) -> None:
    before = mail_to(town, MANAGER)
    assert take_message(town.ground, returned(before, "delayed", "4.4.1")) is Sort.BOUNCE
    assert mail_to(town, MANAGER) == before


def test_a_report_about_nothing_of_ours_marks_nobody(town: Partnered) -> None:
    mail = mail_to(town, MANAGER)
    forged = returned(mail).replace(mail.message_id.encode(), b"<r.0000@localhost>")

    assert take_message(town.ground, forged) is Sort.BOUNCE
    assert messages(town) == [(Sort.BOUNCE, "zpráva o nedoručení se netýká našeho e-mailu")]
    assert mail_to(town, MANAGER).state is MailState.SENT


def test_a_mail_about_two_towns_cannot_say_which_one_a_file_is_for(town: Partnered) -> None:
    with working(town.ground, SYSTEM) as work:
        mail = work.session.get_one(MailRow, mail_to(town, MANAGER).id)
        for notice in work.session.exec(select(NoticeRow)):
            work.session.delete(notice)
        other = work.session.exec(select(MandateRow).where(MandateRow.role == Role.MANAGER)).one()
        other.role = Role.REPRESENTATIVE
        assert mail.person_id is not None
        since = date(2020, 1, 1)
        work.session.add(MandateRow(person_id=mail.person_id, role=Role.REGIONAL_HEAD, office_id=1, starts=since))
        other.ends = date(2026, 1, 1)

    assert take_message(town.ground, reply(town, MANAGER)) is Sort.UNCLEAR
    assert (messages(town), papers(town)) == ([(Sort.UNCLEAR, "odpověď na e-mail o více obcích")], [])


def test_a_mailbox_is_read_to_its_end_whatever_lies_in_it(town: Partnered, tmp_path: Path) -> None:
    folder = tmp_path / "schranka"
    for name in ("new", "cur", "tmp"):
        (folder / name).mkdir(parents=True)
    mail = mail_to(town, MANAGER)
    good = reply(town, MANAGER)
    many = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n" * 300
    for number, raw in enumerate([b"", b"\xff\x00" * 40, many, good, good, returned(mail)]):
        (folder / "new" / f"{number}.M.stroj").write_bytes(raw)

    assert read_inbox(town.ground, Maildir(folder)) == {Sort.UNCLEAR: 3, Sort.PAPER: 1, Sort.BOUNCE: 1}
    assert list((folder / "new").iterdir()) == []
    assert read_inbox(town.ground, Maildir(folder)) == {}


def no_space(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_a_full_disk_leaves_the_message_unread_for_the_next_time(
    town: Partnered, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "schranka"
    for name in ("new", "cur", "tmp"):
        (folder / name).mkdir(parents=True)
    (folder / "new" / "1.M.stroj").write_bytes(reply(town, MANAGER))
    with monkeypatch.context() as full:
        full.setattr("os.replace", no_space)
        with pytest.raises(OSError, match="No space"):
            read_inbox(town.ground, Maildir(folder))

    assert (messages(town), papers(town)) == ([], [])
    assert read_inbox(town.ground, Maildir(folder)) == {Sort.PAPER: 1}


def test_a_zero_byte_in_a_text_stops_nothing(town: Partnered) -> None:
    raw = reply(town, MANAGER, sender="alena@doma.example").replace(b"pos=EDl=E1m zpr=E1vu", b"a=00b=07c")
    assert take_message(town.ground, raw) is Sort.UNCLEAR
    with looking(town.ground, SYSTEM) as work:
        assert work.session.exec(select(MessageRow)).one().text == "Dobrý den, abc."


def test_an_account_that_is_gone_does_not_stop_a_reply(town: Partnered) -> None:
    with working(town.ground, SYSTEM) as work:
        work.session.get_one(PersonRow, town.manager.person).active = False
    assert take_message(town.ground, reply(town, MANAGER)) is Sort.PAPER
