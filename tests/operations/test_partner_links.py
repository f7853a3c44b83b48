"""Asking a partner without an account for a paper: when, what the link lets them answer, and that it counts once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import col, select

from tests.partners import ASKED, DUE, Partnered, a_partnered_town
from tracker.fulfilment.event import EvidenceKind
from tracker.mailing.mailer import LocalMailbox
from tracker.obligations.obligation import Act
from tracker.operations.events.event_papers import Paper
from tracker.operations.events.record_event import NewEvent, record_event
from tracker.operations.ground import NotFound, Refused, looking, working
from tracker.operations.mails.send_outbox import send_outbox
from tracker.operations.partners.answer_link import MOST_AN_HOUR, MOST_PASSED, Given, LinkOver, TooOften, answer_link
from tracker.operations.partners.partner_links import link_page, revoke_link
from tracker.operations.partners.partner_mail import queue_partner_mails
from tracker.people.actor import SYSTEM
from tracker.people.partner import Answer
from tracker.store.inbox import IncomingPaperRow
from tracker.store.journal import JournalRow
from tracker.store.outbox import MailState
from tracker.store.partners import PartnerAnswerRow, PartnerLinkRow, PartnerRow

SHEET = Paper("a" * 64, "podklad.pdf", "application/pdf", 1200, EvidenceKind.REPORT)


@pytest.fixture
def town(database_url: str, tmp_path: Path) -> Partnered:
    return a_partnered_town(database_url, tmp_path)


@pytest.fixture
def asked(town: Partnered) -> Partnered:
    queue_partner_mails(town.ground)
    return town


def answers(town: Partnered) -> list[tuple[Answer, str]]:
    with looking(town.ground, SYSTEM) as work:
        return [
            (r.answer, r.words) for r in work.session.exec(select(PartnerAnswerRow).order_by(col(PartnerAnswerRow.id)))
        ]


def test_a_partner_is_asked_on_the_days_of_the_reminders_and_once_for_each(town: Partnered) -> None:
    days = [ASKED - timedelta(days=4), ASKED, ASKED, date(2026, 12, 4), date(2026, 12, 7), date(2026, 12, 8), DUE]

    assert [queue_partner_mails(town.on(day).ground) for day in days] == [0, 1, 0, 0, 1, 0, 0]
    assert [(mail.address, mail.day) for mail in town.mails()] == [
        ("charita@partner.example", ASKED),
        ("charita@partner.example", date(2026, 12, 7)),
    ]


def test_after_days_off_only_the_most_urgent_step_is_sent(town: Partnered) -> None:
    assert [queue_partner_mails(town.on(date(2026, 12, day)).ground) for day in (9, 10)] == [1, 0]


def test_the_link_stands_in_the_mail_and_nowhere_in_the_database(asked: Partnered) -> None:
    send_outbox(asked.ground, LocalMailbox())

    (mail,) = asked.mails()
    assert mail.state is MailState.SENT
    assert mail.subject == "Lipová prosí o podklad do 14. 12. 2026: Zpráva o plnění"
    assert asked.token().encode() in (mail.raw or b"").replace(b"=\r\n", b"")
    assert asked.token() not in repr(asked.link())


def test_looking_five_times_changes_nothing(asked: Partnered) -> None:
    with working(asked.ground, SYSTEM) as work:
        before = work.session.exec(select(JournalRow)).all()
    for _ in range(5):
        with looking(asked.ground, SYSTEM) as work:
            page = link_page(work, asked.token())
    with working(asked.ground, SYSTEM) as work:
        assert work.session.exec(select(JournalRow)).all() == before
    assert page.paper is not None
    assert (page.municipality, page.organisation, page.paper.title, page.paper.due) == (
        "Lipová",
        "Charita",
        "Zpráva o plnění",
        DUE,
    )
    assert (page.over, page.expires_on) == (False, DUE + timedelta(days=30))


def test_a_paper_handed_over_twice_waits_once_and_the_journal_names_the_partner(asked: Partnered) -> None:
    for _ in range(2):
        answer_link(asked.ground, asked.token(), Given(Answer.PAPER, "za rok 2026", (SHEET,)))

    assert answers(asked) == [(Answer.PAPER, "za rok 2026")]
    with looking(asked.ground, SYSTEM) as work:
        (paper,) = work.session.exec(select(IncomingPaperRow))
        assert (paper.occurrence_id, paper.bringer, paper.sha256, paper.settled_at) == (
            asked.report.occurrences[0],
            "Charita",
            SHEET.sha256,
            None,
        )
        entries = work.session.exec(select(JournalRow).where(JournalRow.subject == "incoming_paper"))
        assert [(entry.actor, entry.person_id) for entry in entries] == [("partner: Charita", None)]


def test_the_same_answer_from_many_fingers_at_once_counts_once(asked: Partnered) -> None:
    token = asked.token()
    with ThreadPoolExecutor(8) as fingers:
        given = [
            fingers.submit(answer_link, asked.ground, token, Given(Answer.PAPER, papers=(SHEET,))) for _ in range(8)
        ]
    assert [one.result() for one in given] == [None] * 8

    assert answers(asked) == [(Answer.PAPER, "")]
    with looking(asked.ground, SYSTEM) as work:
        assert len(work.session.exec(select(IncomingPaperRow)).all()) == 1


def test_a_no_needs_its_reason_and_the_same_no_counts_once(asked: Partnered) -> None:
    with pytest.raises(Refused, match="důvod"):
        answer_link(asked.ground, asked.token(), Given(Answer.DECLINES, "  "))
    for _ in range(3):
        answer_link(asked.ground, asked.token(), Given(Answer.DECLINES, "Zprávu píše kolegyně."))

    assert answers(asked) == [(Answer.DECLINES, "Zprávu píše kolegyně.")]


def test_passing_on_gives_the_other_address_a_link_of_its_own_once(asked: Partnered) -> None:
    first = asked.token()
    for _ in range(2):
        answer_link(asked.ground, first, Given(Answer.PASSED_ON, address=" Kolegyne@Partner.example "))

    assert asked.link().address == "kolegyne@partner.example"
    assert [mail.address for mail in asked.mails()] == ["charita@partner.example", "kolegyne@partner.example"]
    answer_link(asked.ground, asked.token(), Given(Answer.PAPER, papers=(SHEET,)))
    assert send_outbox(asked.ground, LocalMailbox()).sent == 0  # both have been answered by now
    with pytest.raises(Refused, match="už byla jednou předána"):
        answer_link(asked.ground, asked.token(), Given(Answer.PASSED_ON, address="treti@partner.example"))


def test_the_page_is_of_no_use_for_writing_to_many(asked: Partnered) -> None:
    token = asked.token()
    for number in range(MOST_PASSED):
        answer_link(asked.ground, token, Given(Answer.PASSED_ON, address=f"k{number}@partner.example"))
    with pytest.raises(Refused, match="nejvýše třem"):
        answer_link(asked.ground, token, Given(Answer.PASSED_ON, address="dalsi@partner.example"))


@pytest.mark.parametrize(
    "address", ["", "nikdo", "a@b", "a b@c.cz", "a@c.cz\r\nBcc: d@e.cz", "charita@partner.example"]
)
def test_a_thing_is_passed_on_to_an_address_only(asked: Partnered, address: str) -> None:
    with pytest.raises(Refused, match="e-mail"):
        answer_link(asked.ground, asked.token(), Given(Answer.PASSED_ON, address=address))


def test_who_wants_no_more_mails_gets_none_from_any_town(asked: Partnered) -> None:
    for _ in range(2):
        answer_link(asked.ground, asked.token(), Given(Answer.STOPS))

    assert answers(asked) == [(Answer.STOPS, "")]
    send_outbox(asked.ground, LocalMailbox())
    assert [mail.state for mail in asked.mails()] == [MailState.CANCELLED]
    assert queue_partner_mails(asked.on(date(2026, 12, 7)).ground) == 0


def test_a_taken_back_link_and_one_that_ran_out_take_no_answer(asked: Partnered) -> None:
    token = asked.token()
    with pytest.raises(LinkOver):
        answer_link(asked.on(DUE + timedelta(days=31)).ground, token, Given(Answer.DECLINES, "pozdě"))
    revoke_link(asked.ground, asked.manager, asked.link().id or 0)
    with pytest.raises(LinkOver):
        answer_link(asked.ground, token, Given(Answer.DECLINES, "vzato zpět"))
    assert answers(asked) == []


def test_a_partner_whose_cooperation_has_ended_is_asked_for_nothing(asked: Partnered) -> None:
    with working(asked.ground, SYSTEM) as work:
        work.session.get_one(PartnerRow, asked.partner).ended_on = date(2026, 12, 1)

    assert queue_partner_mails(asked.on(date(2026, 12, 7)).ground) == 0
    with looking(asked.on(date(2026, 12, 2)).ground, SYSTEM) as work:
        assert link_page(work, asked.token()).over


def test_a_changed_token_and_one_of_another_purpose_are_not_found(asked: Partnered) -> None:
    token = asked.token()
    for wrong in ("", "x", f"{token}0", token.replace("1-", "2-", 1), "1-" + "0" * 32):
        with pytest.raises(NotFound):
            answer_link(asked.ground, wrong, Given(Answer.STOPS))


def test_answers_by_one_link_are_limited_in_an_hour(asked: Partnered) -> None:
    for number in range(MOST_AN_HOUR):
        answer_link(asked.ground, asked.token(), Given(Answer.DECLINES, f"důvod {number}"))
    with pytest.raises(TooOften):
        answer_link(asked.ground, asked.token(), Given(Answer.DECLINES, "ještě jeden"))


def test_a_fulfilled_term_is_not_asked_about(asked: Partnered) -> None:
    new = NewEvent(asked.report.municipality, Act.COUNCIL_REPORT, ASKED, "Zpráva předložena", papers=(SHEET,))
    record_event(asked.ground, asked.manager, new)

    send_outbox(asked.ground, LocalMailbox())
    assert [(mail.state, mail.raw) for mail in asked.mails()] == [(MailState.CANCELLED, None)]


def test_only_who_keeps_partners_takes_a_link_back(asked: Partnered) -> None:
    with working(asked.ground, SYSTEM) as work:
        link = work.session.exec(select(PartnerLinkRow)).one()
    with pytest.raises(NotFound):
        revoke_link(asked.ground, SYSTEM.__class__(77, "někdo cizí"), link.id or 0)
