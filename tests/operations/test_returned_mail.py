"""Whoever entered a record learns within the day that it was returned; those concerned, that a report is published."""

from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import pytest
from sqlmodel import col, select

from tests.factories import a_person, a_town, an_agreement, an_office, ground_on
from tracker.fulfilment.event import ReviewVerdict
from tracker.mailing.mailer import LocalMailbox
from tracker.obligations.obligation import Act
from tracker.operations.events.event_papers import Paper
from tracker.operations.events.record_event import NewEvent, record_event
from tracker.operations.events.review_fulfilment import review_fulfilment
from tracker.operations.events.supplement_event import supplement_event
from tracker.operations.ground import Ground, looking, working
from tracker.operations.mails.audit_outbox import Audit, audit_outbox
from tracker.operations.mails.mail_diary import mail
from tracker.operations.mails.send_outbox import send_outbox
from tracker.operations.reports.publish_report import draft_report, publish_report
from tracker.people.actor import SYSTEM, Actor, Role
from tracker.store.outbox import MailKind, MailRow, MailState, NoticeRow, NoticeState
from tracker.store.people import PersonRow
from tracker.timeline.clock import PRAGUE, FixedClock

THURSDAY, SATURDAY, MONDAY = date(2026, 4, 16), date(2026, 4, 18), date(2026, 4, 20)
Parties = tuple[Ground, Actor, Actor]


@pytest.fixture
def parties(database_url: str, tmp_path: Path) -> Parties:
    """A manager who recorded a meeting that counts for two duties of the town, and its consultant."""
    ground = ground_on(database_url, tmp_path, THURSDAY)
    with working(ground, SYSTEM) as work:
        town = a_town(work.session, an_office(work.session))
        an_agreement(work, town)
        an_agreement(work, town, title="Jednání o bydlení")
        manager = a_person(work.session, Role.MANAGER, town)
        consultant = a_person(work.session, Role.CONSULTANT, town)
    record_event(ground, manager, NewEvent(1, Act.PARTNERSHIP_MEETING, THURSDAY, "Jednání LP"))
    return ground, manager, consultant


def at(ground: Ground, day: date, hour: int, minute: int = 0) -> Ground:
    return replace(ground, clock=FixedClock(datetime.combine(day, time(hour, minute), PRAGUE)))


def give_back(ground: Ground, consultant: Actor, *fulfilments: int) -> None:
    for number in fulfilments:
        review_fulfilment(ground, consultant, number, ReviewVerdict.RETURNED, "Chybí prezenční listina.")


def sent(ground: Ground) -> list[tuple[int | None, str, MailState]]:
    """Send, and tell every mail there is: to whom, about what, in which state."""
    send_outbox(ground, LocalMailbox())
    with looking(ground, SYSTEM) as work:
        rows = work.session.exec(select(MailRow).order_by(col(MailRow.id))).all()
        return [(row.person_id, row.subject, row.state) for row in rows]


def test_what_is_returned_of_one_event_comes_in_one_mail_a_little_later(parties: Parties) -> None:
    ground, manager, consultant = parties
    give_back(at(ground, THURSDAY, 14), consultant, 1, 2)
    assert sent(at(ground, THURSDAY, 14, 5)) == [(manager.person, "", MailState.PENDING)]
    told = [(manager.person, "Doplňte prosím záznam: Jednání LP (Lipová)", MailState.SENT)]
    assert sent(at(ground, THURSDAY, 14, 10)) == told
    with looking(ground, SYSTEM) as work:
        text = mail(work, 1).text
        assert work.session.exec(select(NoticeRow.state)).all() == [NoticeState.SENT] * 2
    assert text.count("Chybí prezenční listina.") == 2


def test_what_is_returned_at_a_weekend_comes_on_monday(parties: Parties) -> None:
    ground, _, consultant = parties
    give_back(at(ground, SATURDAY, 14), consultant, 1)
    assert [sent(at(ground, *when))[0][2] for when in ((SATURDAY, 20), (MONDAY, 6), (MONDAY, 7))] == [
        MailState.PENDING,
        MailState.PENDING,
        MailState.SENT,
    ]


def test_what_is_completed_before_the_mail_leaves_is_not_asked_for(parties: Parties) -> None:
    ground, manager, consultant = parties
    give_back(at(ground, THURSDAY, 14), consultant, 1)
    paper = Paper("0" * 64, "listina.pdf", "application/pdf", 1)
    supplement_event(at(ground, THURSDAY, 14, 5), manager, 1, [paper])
    assert sent(at(ground, THURSDAY, 15)) == [(manager.person, "", MailState.CANCELLED)]
    with looking(ground, SYSTEM) as work:
        assert work.session.exec(select(NoticeRow.state)).all() == [NoticeState.NOT_NEEDED]
    assert audit_outbox(at(ground, THURSDAY, 16)) == Audit((), (), ())


def test_what_is_returned_once_more_is_told_once_more(parties: Parties) -> None:
    ground, _, consultant = parties
    for hour in (9, 11):
        give_back(at(ground, THURSDAY, hour), consultant, 1)
        states = sent(at(ground, THURSDAY, hour + 1))
    assert [state for _, _, state in states] == [MailState.SENT] * 2


def test_where_whoever_entered_it_is_gone_the_manager_of_today_hears(parties: Parties) -> None:
    ground, manager, consultant = parties
    with working(ground, SYSTEM) as work:
        work.session.get_one(PersonRow, manager.person).active = False
    give_back(at(ground, THURSDAY, 14), consultant, 1)
    assert [person for person, _, _ in sent(at(ground, THURSDAY, 15))] == [consultant.person]


def test_a_published_report_is_told_to_those_concerned_but_not_to_who_published_it(parties: Parties) -> None:
    ground, manager, consultant = parties
    day = at(ground, date(2026, 12, 21), 10)
    publish_report(day, manager, draft_report(day, manager, 1, 2026))
    publish_report(day, manager, draft_report(day, manager, 1, 2026), "Opraven počet jednání.")
    assert sent(day) == [
        (consultant.person, "Zpráva o plnění za rok 2026 je zveřejněna (Lipová)", MailState.SENT),
        (consultant.person, "Zpráva o plnění za rok 2026: opravená verze 2 (Lipová)", MailState.SENT),
    ]
    with looking(ground, SYSTEM) as work:
        assert set(work.session.exec(select(MailRow.kind))) == {MailKind.REPORT}
