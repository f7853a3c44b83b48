"""An event is rendered in the transaction that changes it; what did not change keeps its bytes."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import col, select

from tests.factories import Agreed, a_person, a_town, an_agreement, an_office, ground_on
from tests.feeds.readers.python_readers import icalendar_sees
from tests.feeds.thousand import Seen
from tracker.feeds.ical import feed, head
from tracker.fulfilment.event import DecisionKind
from tracker.obligations.obligation import Act
from tracker.operations.agreements.decide import decide
from tracker.operations.events.record_event import NewEvent, record_event
from tracker.operations.ground import Ground, working
from tracker.people.actor import SYSTEM, Role
from tracker.store.agreements import ObligationRow
from tracker.store.database import reading
from tracker.store.occurrences import OccurrenceRow
from tracker.store.subscriptions import FeedStateRow, FragmentRow
from tracker.store.territory import MunicipalityRow
from tracker.timeline.clock import on_day

TODAY = date(2026, 11, 25)
TOMORROW = TODAY + timedelta(days=1)


@dataclass(frozen=True)
class Calendar:
    """What is stored of all calendars: bytes by key of the occurrence, and how often each municipality's changed."""

    events: dict[str, bytes]
    revisions: list[int]

    def changed_since(self, before: "Calendar") -> set[str]:
        keys = self.events.keys() | before.events.keys()
        return {key for key in keys if self.events.get(key) != before.events.get(key)}

    def seen(self, key: str) -> Seen:
        beginning = head("A", "B", "https://a.example/", on_day(TODAY).now())
        (seen,) = icalendar_sees(feed(beginning, [self.events[key]]))
        return seen


def stored(ground: Ground) -> Calendar:
    with reading(ground.engine) as session:
        events = {row.uid_source: row.event for row in session.exec(select(FragmentRow))}
        counters = select(FeedStateRow.revision).order_by(col(FeedStateRow.municipality_id))
        return Calendar(events, list(session.exec(counters)))


@pytest.fixture
def two_towns(database_url: str, tmp_path: Path) -> tuple[Ground, Agreed, Agreed]:
    """Two towns with an agreement of three years each; yesterday's work, so that a change today shows."""
    ground = ground_on(database_url, tmp_path, TODAY - timedelta(days=1))
    with working(ground, SYSTEM) as work:
        office = an_office(work.session)
        lipova, kamenna = (
            an_agreement(work, a_town(work.session, office, name), start=date(2025, 1, 1), end=date(2027, 12, 31))
            for name in ("Lipová", "Kamenná")
        )
    return ground.as_of(TODAY), lipova, kamenna


def key_of(ground: Ground, occurrence: int) -> str:
    with reading(ground.engine) as session:
        return session.get_one(OccurrenceRow, occurrence).key


def test_every_occurrence_with_a_day_has_its_event_from_the_transaction_on_that_made_it(
    two_towns: tuple[Ground, Agreed, Agreed],
) -> None:
    ground, lipova, kamenna = two_towns
    calendar = stored(ground)

    assert calendar.events.keys() == {key_of(ground, o) for o in (*lipova.occurrences, *kamenna.occurrences)}
    assert calendar.revisions == [1, 1]
    assert calendar.seen(key_of(ground, lipova.occurrences[1])).summary == "Lipová: Jednání lokálního partnerství"


def test_one_changed_obligation_renders_exactly_one_event_and_moves_one_counter(
    two_towns: tuple[Ground, Agreed, Agreed],
) -> None:
    ground, lipova, _ = two_towns
    before = stored(ground)

    decide(
        ground,
        SYSTEM,
        lipova.occurrences[1],
        DecisionKind.SHIFT,
        new_due=date(2027, 3, 31),
        reason="Volby",
        approver="Rada",
    )

    after, moved = stored(ground), key_of(ground, lipova.occurrences[1])
    assert after.changed_since(before) == {moved}
    assert after.revisions == [2, 1]
    assert (after.seen(moved).starts, after.seen(moved).uid) == ("2027-03-31", before.seen(moved).uid)
    assert after.seen(moved).sequence > before.seen(moved).sequence


def test_a_recorded_meeting_shows_in_its_count_and_a_waived_term_as_cancelled(
    two_towns: tuple[Ground, Agreed, Agreed],
) -> None:
    ground, lipova, _ = two_towns
    meeting = NewEvent(
        lipova.municipality, Act.PARTNERSHIP_MEETING, TODAY - timedelta(days=9), "Jednání LP", hours=2, persons=12
    )
    record_event(ground, SYSTEM, meeting, counts_for=[key_of(ground, lipova.occurrences[1])])
    decide(ground, SYSTEM, lipova.occurrences[2], DecisionKind.WAIVE, reason="Dohoda", approver="Rada")

    calendar = stored(ground)
    counted, waived = (calendar.seen(key_of(ground, lipova.occurrences[number])) for number in (1, 2))
    assert "Splněno: 1 z 4" in counted.description.splitlines()
    assert (waived.status, waived.summary, waived.alarms) == (
        "CANCELLED",
        "Zrušeno: Lipová: Jednání lokálního partnerství",
        (),
    )


def test_renaming_a_municipality_renders_its_own_events_only(two_towns: tuple[Ground, Agreed, Agreed]) -> None:
    ground, lipova, _ = two_towns
    before = stored(ground)

    with working(ground, SYSTEM) as work:
        work.session.get_one(MunicipalityRow, lipova.municipality).name = "Nová Lipová"

    after = stored(ground)
    assert after.changed_since(before) == {key_of(ground, occurrence) for occurrence in lipova.occurrences}
    assert after.revisions == [2, 1]


def test_a_term_that_loses_its_day_leaves_the_calendar_and_comes_back_with_a_higher_sequence(
    two_towns: tuple[Ground, Agreed, Agreed],
) -> None:
    ground, lipova, _ = two_towns
    before, key = stored(ground), key_of(ground, lipova.occurrences[1])
    _set_due(ground, lipova.occurrences[1], None)
    without = stored(ground)
    _set_due(ground, lipova.occurrences[1], date(2027, 1, 31))
    after = stored(ground)

    assert without.events.keys() == before.events.keys() - {key}
    assert after.events.keys() == before.events.keys()
    assert after.seen(key).sequence > before.seen(key).sequence
    assert after.revisions == [3, 1]


def test_nothing_is_rendered_when_nothing_that_is_shown_changed(two_towns: tuple[Ground, Agreed, Agreed]) -> None:
    ground, lipova, _ = two_towns
    before = stored(ground)

    with working(ground.as_of(TOMORROW), SYSTEM) as work:
        row = work.session.get_one(OccurrenceRow, lipova.occurrences[1])
        row.next_day = TOMORROW
        row.status, row.status = row.status.MISSED, row.status
        work.session.get_one(MunicipalityRow, lipova.municipality).seat = "Náměstí 1"

    assert stored(ground) == before


def test_a_new_owner_moves_the_counter_and_renders_nothing(two_towns: tuple[Ground, Agreed, Agreed]) -> None:
    ground, lipova, _ = two_towns
    before = stored(ground)

    with working(ground, SYSTEM) as work:
        town = work.session.get_one(MunicipalityRow, lipova.municipality)
        work.session.get_one(ObligationRow, lipova.obligation).owner_id = a_person(
            work.session, Role.MANAGER, town
        ).person

    assert stored(ground) == Calendar(before.events, [2, 1])


def test_a_change_that_is_rolled_back_leaves_the_calendar_alone(two_towns: tuple[Ground, Agreed, Agreed]) -> None:
    ground, lipova, _ = two_towns
    before = stored(ground)

    with pytest.raises(ZeroDivisionError):
        _rename_and_fail(ground, lipova.municipality)

    assert stored(ground) == before


def _set_due(ground: Ground, occurrence: int, due: date | None) -> None:
    with working(ground, SYSTEM) as work:
        row = work.session.get_one(OccurrenceRow, occurrence)
        row.due = due
        row.revision += 1


def _rename_and_fail(ground: Ground, municipality: int) -> None:
    with working(ground, SYSTEM) as work:
        work.session.get_one(MunicipalityRow, municipality).name = "Nikdy"
        work.session.flush()
        _ = 1 / 0
