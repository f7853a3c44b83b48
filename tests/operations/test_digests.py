"""The weekly digests: to whom, in which week, what they say, and that they never come beside a reminder."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from tests.factories import a_person, a_town, an_agreement, an_office, ground_on
from tracker.mailing.mailer import LocalMailbox
from tracker.obligations.deadline import Dated
from tracker.obligations.obligation import Act, Party
from tracker.operations.agreements.decide import state_reason
from tracker.operations.events.record_event import NewEvent, record_event
from tracker.operations.ground import Ground, looking, working
from tracker.operations.mails.send_outbox import send_outbox
from tracker.operations.mails.sweep import sweep
from tracker.people.actor import SYSTEM, Actor, Role
from tracker.store.outbox import MailRow
from tracker.store.people import MandateRow, PersonRow
from tracker.store.territory import MunicipalityRow, OfficeRow

MONDAY = date(2027, 1, 11)  # the year 2026 was over eleven days ago


@pytest.fixture
def people(database_url: str, tmp_path: Path) -> tuple[Ground, dict[Role, Actor]]:
    """A town that owed four meetings in 2026, with everybody who may hear about it."""
    ground = ground_on(database_url, tmp_path, date(2026, 3, 20))
    with working(ground, SYSTEM) as work:
        office = an_office(work.session)
        town = a_town(work.session, office)
        an_agreement(work, town)
        people = {
            Role.MANAGER: a_person(work.session, Role.MANAGER, town),
            Role.CONSULTANT: a_person(work.session, Role.CONSULTANT, town),
            Role.REGIONAL_HEAD: a_person(work.session, Role.REGIONAL_HEAD, office),
            Role.HEADQUARTERS: a_person(work.session, Role.HEADQUARTERS),
        }
    return ground, people


def mails_of(ground: Ground, day: date) -> dict[str, str]:
    """Sweep and send on ``day``; the subjects of what went, by role of the recipient."""
    sweep(ground.as_of(day))
    send_outbox(ground.as_of(day), LocalMailbox())
    with looking(ground, SYSTEM) as work:
        rows = work.session.exec(select(MailRow, PersonRow).where(MailRow.person_id == PersonRow.id))
        return {p.email.partition("@")[0]: m.subject for m, p in rows if m.done_at and m.done_at.date() == day}


def days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += timedelta(days=1)


def test_a_late_duty_without_a_reason_is_in_the_digests_of_manager_and_region(
    people: tuple[Ground, dict[Role, Actor]],
) -> None:
    ground, _ = people
    assert mails_of(ground, MONDAY - timedelta(days=7)) == {
        "manager": "Lipová: 1 závazek po termínu",
        "regional_head": "1 obec má závazky po termínu (týden od 4. 1. 2027)",
    }
    assert mails_of(ground, MONDAY) == {
        "manager": "Lipová: 1 závazek po termínu",
        "regional_head": "1 obec má závazky po termínu (týden od 11. 1. 2027)",
    }


def test_with_a_reason_the_region_hears_after_14_days_and_headquarters_after_60(
    people: tuple[Ground, dict[Role, Actor]],
) -> None:
    ground, who = people
    state_reason(ground.as_of(date(2027, 1, 2)), who[Role.MANAGER], 1, "volby", date(2027, 3, 31))
    told = {day: set(mails_of(ground, day)) for day in days(date(2027, 1, 3), date(2027, 3, 8))}
    first = {role: min(day for day, roles in told.items() if role in roles) for role in set().union(*told.values())}
    assert first == {
        "manager": date(2027, 1, 4),
        "regional_head": date(2027, 1, 18),
        "headquarters": date(2027, 3, 8),
    }


def test_a_digest_goes_once_a_week_on_its_first_working_day(people: tuple[Ground, dict[Role, Actor]]) -> None:
    ground, _ = people
    sent = [day for day in days(date(2027, 3, 22), date(2027, 4, 11)) if "manager" in mails_of(ground, day)]
    assert sent == [date(2027, 3, 22), date(2027, 3, 30)]  # 29. 3. is Easter Monday; after 90 days the year is closed


def test_a_late_term_of_a_reminder_of_the_same_day_stands_among_the_late(
    people: tuple[Ground, dict[Role, Actor]],
) -> None:
    """The year is closed too long for the digest itself, but nobody has been told that it is over."""
    ground, _ = people
    with working(ground, SYSTEM) as work:
        town = work.session.get_one(MunicipalityRow, 1)
        an_agreement(work, town, Dated("2027-05-10"), title="Zpráva o plnění", act=Act.COUNCIL_REPORT)
    assert mails_of(ground, date(2027, 4, 19))["manager"] == "Lipová: 1 závazek po termínu, 1 závazek do 30 dnů"


def test_a_week_whose_monday_was_missed_is_caught_up(people: tuple[Ground, dict[Role, Actor]]) -> None:
    ground, _ = people
    assert "manager" in mails_of(ground, MONDAY + timedelta(days=3))
    assert mails_of(ground, MONDAY + timedelta(days=4)) == {}


def test_what_was_entered_waits_in_the_digest_of_the_consultant(people: tuple[Ground, dict[Role, Actor]]) -> None:
    ground, who = people
    day = date(2026, 4, 17)
    record_event(ground.as_of(day), who[Role.MANAGER], NewEvent(1, Act.PARTNERSHIP_MEETING, day, "Jednání LP"))
    assert mails_of(ground, date(2026, 4, 20)) == {"consultant": "1 záznam čeká na vaše potvrzení"}


def test_nothing_is_sent_when_there_is_nothing(people: tuple[Ground, dict[Role, Actor]]) -> None:
    ground, _ = people
    assert [mails_of(ground, day) for day in days(date(2026, 4, 20), date(2026, 4, 26))] == [{}] * 7


def test_what_was_settled_before_sending_leaves_no_empty_mail(people: tuple[Ground, dict[Role, Actor]]) -> None:
    ground, _ = people
    sweep(ground.as_of(MONDAY))
    for month in (2, 4, 6, 9):
        record_event(ground.as_of(MONDAY), SYSTEM, NewEvent(1, Act.PARTNERSHIP_MEETING, date(2026, month, 10), "LP"))
    send_outbox(ground.as_of(MONDAY), LocalMailbox())
    with looking(ground, SYSTEM) as work:
        sent = work.session.exec(select(MailRow).where(MailRow.subject != "")).all()
    assert [mail.subject for mail in sent if mail.person_id == 1] == []


def test_a_deputy_hears_what_whoever_is_stood_in_for_hears(people: tuple[Ground, dict[Role, Actor]]) -> None:
    ground, who = people
    with working(ground, SYSTEM) as work:
        deputy = a_person(work.session, Role.METHODIST, work.session.get_one(OfficeRow, 1), "zastupkyne@obec.example")
        held = select(MandateRow).where(MandateRow.person_id == who[Role.MANAGER].person)
        work.session.exec(held).one().deputy_id = deputy.person
    assert set(mails_of(ground, date(2026, 10, 30))) == {"manager", "zastupkyne"}
    assert set(mails_of(ground, MONDAY)) == {"manager", "zastupkyne", "regional_head"}


def test_what_asz_owes_is_told_to_the_consultant(database_url: str, tmp_path: Path) -> None:
    ground = ground_on(database_url, tmp_path, date(2026, 3, 20))
    with working(ground, SYSTEM) as work:
        town = a_town(work.session, an_office(work.session))
        an_agreement(work, town, party=Party.ASZ)
        a_person(work.session, Role.MANAGER, town)
        a_person(work.session, Role.CONSULTANT, town)
    assert set(mails_of(ground, date(2026, 10, 30))) == {"consultant"}
