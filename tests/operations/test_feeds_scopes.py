"""Calendars of bodies and of partners; meetings with their time; the steps before council sessions."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from tests.factories import a_person
from tests.feeds.readers.python_readers import icalendar_sees, vobject_sees
from tests.feeds.thousand import Seen
from tests.partners import DUE, Partnered, a_partnered_town
from tracker.fulfilment.event import DecisionKind
from tracker.obligations.obligation import Act
from tracker.operations.agreements.council_days import add_days, remove_day
from tracker.operations.agreements.decide import decide
from tracker.operations.calendars.publish_feed import Asked, fetch, unchanged
from tracker.operations.calendars.subscriptions import (
    Issued,
    Wish,
    listed_of_partner,
    offers,
    renew,
    revoke,
    subscribe,
    subscribe_partner,
)
from tracker.operations.events.record_event import NewEvent, record_event
from tracker.operations.ground import Forbidden, Ground, NotFound, Refused, looking, working
from tracker.operations.meetings.meetings import Wished, cancel_meeting, change_meeting, plan_meeting
from tracker.operations.partners.partners import Wished as WishedPartner
from tracker.operations.partners.partners import save_partner
from tracker.people.actor import SYSTEM, Actor, Role
from tracker.reports.register_values import BodyKind
from tracker.store.council import CouncilDayRow
from tracker.store.partners import PartnerRow
from tracker.store.registers import BodyRow
from tracker.store.subscriptions import Scope, SubscriptionRow
from tracker.store.territory import MunicipalityRow
from tracker.timeline.clock import PRAGUE

TODAY = date(2026, 10, 1)
STARTS = datetime(2026, 10, 20, 9, 0, tzinfo=PRAGUE)
HELD = Wished(STARTS, STARTS + timedelta(hours=2), "Bydlení: první jednání", "Radnice", "jména rodin")
SESSION, PAPERS, DISCUSSED = date(2026, 12, 10), date(2026, 11, 26), date(2026, 11, 19)


@pytest.fixture
def town(database_url: str, tmp_path: Path) -> Partnered:
    return a_partnered_town(database_url, tmp_path, TODAY)


def body_of(ground: Ground, issued: Issued) -> bytes:
    fetched = fetch(ground, issued.token, Asked())
    assert fetched is not None
    assert fetched.body is not None
    return fetched.body


def seen(ground: Ground, issued: Issued) -> list[tuple[str, str]]:
    """What every event of a calendar says, and when it starts, as two independent readers see it."""
    body = body_of(ground, issued)
    events: Sequence[Seen] = icalendar_sees(body)
    assert events == vobject_sees(body)
    return sorted((event.starts, event.summary) for event in events)


def of_town(town: Partnered) -> Issued:
    return subscribe(town.ground, town.manager, Wish(Scope.MUNICIPALITY, town.report.municipality))


def a_body(town: Partnered, kind: BodyKind, name: str) -> int:
    with working(town.ground, SYSTEM) as work:
        row = BodyRow(municipality_id=town.report.municipality, kind=kind, name=name, starts=date(2026, 1, 1))
        work.session.add(row)
        work.session.flush()
        return row.id or 0


REPORT = (DUE.isoformat(), "Lipová: Zpráva o plnění")
MEETING = ("2026-10-20T09:00:00", "Lipová: Bydlení: první jednání")


def test_a_meeting_is_a_timed_event_in_the_one_time_zone_and_tells_no_agenda(town: Partnered) -> None:
    issued = of_town(town)
    assert b"VTIMEZONE" not in body_of(town.ground, issued)
    plan_meeting(town.ground, town.manager, town.group, HELD)

    body = body_of(town.ground, issued)
    assert seen(town.ground, issued) == [MEETING, REPORT]
    assert body.count(b"BEGIN:VTIMEZONE") == 1
    assert b"DTSTART;TZID=Europe/Prague:20261020T090000\r\nDTEND;TZID=Europe/Prague:20261020T110000" in body
    assert "jména rodin".encode() not in body.replace(b"\r\n ", b"")


def test_a_meeting_moves_and_is_called_off_under_one_uid_with_a_rising_sequence(town: Partnered) -> None:
    issued = of_town(town)
    number = plan_meeting(town.ground, town.manager, town.group, HELD)
    states = meetings_in(body_of(town.ground, issued))
    later = Wished(STARTS + timedelta(days=7), STARTS + timedelta(days=7, hours=2), HELD.title, HELD.place)
    change_meeting(town.ground, town.manager, number, later)
    states += meetings_in(body_of(town.ground, issued))
    cancel_meeting(town.ground, town.manager, number, "nemoc")
    states += meetings_in(body_of(town.ground, issued))

    uid = states[0][0]
    assert states == [
        (uid, 0, "2026-10-20T09:00:00", "CONFIRMED"),
        (uid, 1, "2026-10-27T09:00:00", "CONFIRMED"),
        (uid, 2, "2026-10-27T09:00:00", "CANCELLED"),
    ]


def meetings_in(body: bytes) -> list[tuple[str, int, str, str]]:
    """Of every timed event what must hold together over its changes."""
    return [(e.uid, e.sequence, e.starts, e.status) for e in icalendar_sees(body) if "T" in e.starts]


def test_the_meetings_of_one_body_are_followed_on_their_own(town: Partnered) -> None:
    debts = a_body(town, BodyKind.WORKING_GROUP, "Dluhy")
    council = a_body(town, BodyKind.COUNCIL, "Zastupitelstvo")
    plan_meeting(town.ground, town.manager, town.group, HELD)
    plan_meeting(town.ground, town.manager, debts, Wished(STARTS, HELD.ends_at, "Dluhy: první jednání"))
    of_body = Wish(Scope.MEETINGS, town.report.municipality, act=Act.WORKING_GROUP, body_id=debts)
    of_kind = Wish(Scope.MEETINGS, town.report.municipality, act=Act.WORKING_GROUP)

    issued = subscribe(town.ground, town.consultant, of_body)
    assert issued.label == "Lipová: Dluhy"
    assert seen(town.ground, issued) == [("2026-10-20T09:00:00", "Lipová: Dluhy: první jednání")]
    both = seen(town.ground, subscribe(town.ground, town.consultant, of_kind))
    assert both == [MEETING, ("2026-10-20T09:00:00", "Lipová: Dluhy: první jednání")]
    for wrong in (
        Wish(Scope.MEETINGS, town.report.municipality, act=Act.PARTNERSHIP_MEETING, body_id=debts),
        Wish(Scope.MEETINGS, town.report.municipality, act=Act.WORKING_GROUP, body_id=council),
        Wish(Scope.MEETINGS, town.report.municipality, act=Act.WORKING_GROUP, body_id=999),
    ):
        with pytest.raises((NotFound, Refused)):
            subscribe(town.ground, town.consultant, wrong)
    with looking(town.ground, town.consultant) as work:
        assert [body.name for body, _ in offers(work).bodies] == ["Bydlení", "Dluhy"]


def test_a_partner_sees_the_meetings_of_its_bodies_and_the_terms_it_helps_with(town: Partnered) -> None:
    debts = a_body(town, BodyKind.WORKING_GROUP, "Dluhy")
    plan_meeting(town.ground, town.manager, town.group, HELD)
    plan_meeting(town.ground, town.manager, debts, Wished(STARTS, HELD.ends_at, "Dluhy: první jednání"))
    issued = subscribe_partner(town.ground, town.manager, town.partner)

    assert issued.label == "Lipová: Charita"
    assert seen(town.ground, issued) == [MEETING, REPORT]


def test_a_partners_calendar_follows_seats_duties_and_the_end_of_the_cooperation(town: Partnered) -> None:
    plan_meeting(town.ground, town.manager, town.group, HELD)
    issued = subscribe_partner(town.ground, town.manager, town.partner)
    first = fetch(town.ground, issued.token, Asked())
    assert first is not None
    only_duty = WishedPartner("Charita", "charita@partner.example", duties=frozenset({town.report.obligation}))
    save_partner(town.ground, town.manager, only_duty, town.partner)

    assert unchanged(town.ground, issued.token, {first.tag}) is None
    assert seen(town.ground, issued) == [REPORT]
    with working(town.ground, SYSTEM) as work:
        work.session.get_one(PartnerRow, town.partner).ended_on = TODAY - timedelta(days=1)
    assert seen(town.ground, issued) == []


def test_whoever_keeps_the_partner_renews_and_ends_its_calendar_and_nobody_else(town: Partnered) -> None:
    issued = subscribe_partner(town.ground, town.manager, town.partner)
    with working(town.ground, SYSTEM) as work:
        place = work.session.exec(select(MunicipalityRow)).one()
        reader = a_person(work.session, Role.REPRESENTATIVE, place)
    for stranger, refusal in ((Actor(99, "cizí"), NotFound), (reader, Forbidden)):
        with pytest.raises(refusal):
            revoke(town.ground, stranger, issued.subscription_id)

    again = renew(town.ground, town.consultant, issued.subscription_id)
    assert fetch(town.ground, issued.token, Asked()) is None
    assert fetch(town.ground, again.token, Asked()) is not None
    revoke(town.ground, town.manager, issued.subscription_id)
    assert fetch(town.ground, again.token, Asked()) is None
    with looking(town.ground, town.manager) as work:
        assert listed_of_partner(work, town.partner) == []
        (row,) = work.session.exec(select(SubscriptionRow))
        assert (row.person_id, row.partner_id) == (None, town.partner)


STEPS = [
    (DISCUSSED.isoformat(), "Lipová: Projednat v lokálním partnerství: Zpráva o plnění"),
    (PAPERS.isoformat(), "Lipová: Odevzdat podklady pro zastupitelstvo: Zpráva o plnění"),
    (SESSION.isoformat(), "Lipová: Jednání zastupitelstva: Zpráva o plnění"),
]


def a_session(town: Partnered, day: date = SESSION) -> None:
    add_days(town.ground, town.manager, town.report.municipality, f"{day:%-d. %-m. %Y}")


def test_the_steps_before_a_session_are_events_of_their_own(town: Partnered) -> None:
    issued = of_town(town)
    assert seen(town.ground, issued) == [REPORT]
    a_session(town)

    assert seen(town.ground, issued) == [*STEPS, REPORT]
    uids = [event.uid for event in icalendar_sees(body_of(town.ground, issued))]
    assert len(set(uids)) == 4


def test_a_day_taken_back_takes_its_steps_along(town: Partnered) -> None:
    issued = of_town(town)
    a_session(town)
    before = fetch(town.ground, issued.token, Asked())
    assert before is not None
    with looking(town.ground, SYSTEM) as work:
        number = work.session.exec(select(CouncilDayRow.id)).one()
    remove_day(town.ground, town.manager, number or 0)

    assert unchanged(town.ground, issued.token, {before.tag}) is None
    assert seen(town.ground, issued) == [REPORT]


def test_a_session_that_has_gone_by_gives_its_steps_to_the_next_one(town: Partnered) -> None:
    issued = of_town(town)
    a_session(town, date(2026, 11, 12))
    first = seen(town.ground, issued)
    a_session(town)
    assert seen(town.ground, issued) != first

    gone_by = town.on(date(2026, 12, 11)).ground
    assert seen(gone_by, issued) == [REPORT]


def test_what_is_fulfilled_or_called_off_needs_no_more_steps(town: Partnered) -> None:
    issued = of_town(town)
    a_session(town)
    assert len(seen(town.ground, issued)) == 4
    occurrence = town.report.occurrences[0]
    decide(town.ground, SYSTEM, occurrence, DecisionKind.WAIVE, reason="Dohoda", approver="Rada")

    assert [summary for _, summary in seen(town.ground, issued)] == ["Zrušeno: Lipová: Zpráva o plnění"]


def test_steps_stand_where_their_term_stands(town: Partnered) -> None:
    a_session(town)
    wishes = {
        Wish(Scope.MINE): (town.manager, 4),
        Wish(Scope.TOWNS): (town.consultant, 4),
        Wish(Scope.MUNICIPALITY, town.report.municipality, only_mine=True): (town.consultant, 0),
        Wish(Scope.MEETINGS, town.report.municipality, act=Act.WORKING_GROUP): (town.manager, 0),
    }
    for wish, (actor, expected) in wishes.items():
        assert len(seen(town.ground, subscribe(town.ground, actor, wish))) == expected, wish


def test_planning_again_moves_nothing_that_looks_as_before(town: Partnered) -> None:
    issued = of_town(town)
    a_session(town)
    first = body_of(town.ground, issued)
    record_event(town.ground, town.manager, NewEvent(town.report.municipality, Act.OTHER, TODAY, "Schůzka"))

    assert body_of(town.ground, issued) == first
    tomorrow = town.on(TODAY + timedelta(days=1)).ground
    assert icalendar_sees(body_of(tomorrow, issued)) == icalendar_sees(first)


def test_a_renamed_town_renames_its_meetings_and_steps(town: Partnered) -> None:
    issued = of_town(town)
    a_session(town)
    plan_meeting(town.ground, town.manager, town.group, HELD)
    with working(town.ground, SYSTEM) as work:
        work.session.exec(select(MunicipalityRow)).one().name = "Lipová nad Ohří"

    assert {summary.partition(":")[0] for _, summary in seen(town.ground, issued)} == {"Lipová nad Ohří"}
