"""Forty hours for the town or for each person: both are shown until the parties fix one, with who and when."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import col

from tests.duties import FORTY_HOURS
from tests.factories import Agreed, a_person, a_town, an_agreement, an_office, ground_on
from tracker.fulfilment.event import EventForm
from tracker.fulfilment.ledger import Balance, Readings
from tracker.obligations.obligation import Act, Party
from tracker.operations.agreements.fix_reading import fix_reading, reading_of
from tracker.operations.agreements.hours import Hours, hours_of
from tracker.operations.events.record_event import NewEvent, record_event
from tracker.operations.ground import Ground, Refused, looking, working
from tracker.operations.standings import items
from tracker.people.actor import SYSTEM, Actor, Role
from tracker.store.occurrences import OccurrenceRow

MAY, JUNE, JULY = date(2026, 5, 4), date(2026, 6, 1), date(2026, 7, 1)


@pytest.fixture
def held(database_url: str, tmp_path: Path) -> tuple[Ground, Agreed, Actor]:
    """A town that owes forty hours; ten people sat through thirty of them, five through twenty-six at a distance."""
    ground = ground_on(database_url, tmp_path, MAY)
    with working(ground, SYSTEM) as work:
        town = a_town(work.session, an_office(work.session))
        agreed = an_agreement(work, town, FORTY_HOURS, act=Act.TRAINING, party=Party.MUNICIPALITY)
        manager = a_person(work.session, Role.MANAGER, town)
    for hours, persons, form in ((30, 10, EventForm.IN_PERSON), (26, 5, EventForm.DISTANCE)):
        new = NewEvent(agreed.municipality, Act.TRAINING, MAY, "Kurz", form, hours, persons)
        record_event(ground, SYSTEM, new)
    return ground, agreed, manager


def the_ledger(ground: Ground, agreed: Agreed, day: date) -> Hours:
    with looking(ground.as_of(day), SYSTEM) as work:
        (ledger,) = hours_of(work, col(OccurrenceRow.obligation_id) == agreed.obligation)
        return ledger


def counted(ground: Ground, agreed: Agreed, day: date) -> float:
    with looking(ground.as_of(day), SYSTEM) as work:
        (item,) = items(work, col(OccurrenceRow.obligation_id) == agreed.obligation)
        return item.standing.counted


def test_until_one_is_fixed_both_readings_are_told_and_the_town_counts(held: tuple[Ground, Agreed, Actor]) -> None:
    ground, agreed, _ = held

    ledger = the_ledger(ground, agreed, MAY)

    assert ledger.readings == Readings(Balance(30, 26, 40, 20), Balance(30, 13, 40, 20), persons=10)
    assert (ledger.fixed, ledger.balance.effective, counted(ground, agreed, MAY)) == (None, 50, 50)


def test_the_reading_of_the_parties_decides_from_its_day_and_names_who_fixed_it(
    held: tuple[Ground, Agreed, Actor],
) -> None:
    ground, agreed, manager = held

    fix_reading(ground.as_of(JUNE), manager, agreed.obligation, 20, "Dohoda na třístranném jednání 1. 6.")

    ledger = the_ledger(ground, agreed, JUNE)
    assert ledger.fixed is not None
    assert (ledger.fixed.by, ledger.fixed.row.reason) == (manager.name, "Dohoda na třístranném jednání 1. 6.")
    assert ledger.balance == Balance(15, 6.5, 40, 20)
    assert [counted(ground, agreed, day) for day in (MAY, JUNE)] == [50, 21.5]


def test_a_later_reading_replaces_the_earlier_one(held: tuple[Ground, Agreed, Actor]) -> None:
    ground, agreed, manager = held
    fix_reading(ground.as_of(JUNE), manager, agreed.obligation, 20, "První dohoda")
    fix_reading(ground.as_of(JULY), manager, agreed.obligation, None, "Druhá dohoda")

    assert [counted(ground, agreed, day) for day in (JUNE, JULY)] == [21.5, 50]
    with looking(ground.as_of(JULY), manager) as work:
        fixed = reading_of(work, agreed.obligation)
    assert fixed is not None
    assert fixed.row.reason == "Druhá dohoda"


@pytest.mark.parametrize("persons, reason, field", [(0, "Dohoda", "persons"), (None, " ", "reason")])
def test_a_reading_needs_people_and_an_agreement(
    held: tuple[Ground, Agreed, Actor], persons: int | None, reason: str, field: str
) -> None:
    ground, agreed, manager = held

    with pytest.raises(Refused) as refused:
        fix_reading(ground, manager, agreed.obligation, persons, reason)

    assert refused.value.field == field


def test_meetings_have_no_reading_of_hours(database_url: str, tmp_path: Path) -> None:
    ground = ground_on(database_url, tmp_path, MAY)
    with working(ground, SYSTEM) as work:
        agreed = an_agreement(work, a_town(work.session, an_office(work.session)))

    with pytest.raises(Refused, match="v hodinách"):
        fix_reading(ground, SYSTEM, agreed.obligation, 10, "Dohoda")
