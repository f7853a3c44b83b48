"""An event on record counts later toward what it can satisfy, once for each duty."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import col, select

from tests.factories import Agreed, a_lived_in_ground
from tracker.obligations.obligation import Act
from tracker.operations.events.count_event import count_event, countable
from tracker.operations.events.record_event import NewEvent, record_event
from tracker.operations.events.withdraw_event import withdraw_event
from tracker.operations.ground import Ground, Refused, looking
from tracker.people.actor import SYSTEM
from tracker.store.events import EventRow
from tracker.store.occurrences import OccurrenceRow

DAY = date(2026, 11, 20)


@pytest.fixture
def held(database_url: str, tmp_path: Path) -> tuple[Ground, Agreed, int]:
    """A meeting that nobody counted when it was recorded."""
    ground, agreed = a_lived_in_ground(database_url, tmp_path, DAY)
    new = NewEvent(agreed.municipality, Act.PARTNERSHIP_MEETING, date(2026, 5, 5), "Jarní jednání")
    return ground, agreed, record_event(ground, SYSTEM, new, counts_for=[]).event_id


def offered(ground: Ground, event: int) -> list[str]:
    with looking(ground, SYSTEM) as work:
        return [item.occurrence.key for item, _ in countable(work, work.get(EventRow, event))]


def test_what_an_event_can_satisfy_is_offered_until_it_counts(held: tuple[Ground, Agreed, int]) -> None:
    ground, agreed, event = held
    assert offered(ground, event) == ["1/jednani/2026"]

    count_event(ground, SYSTEM, event, agreed.occurrences[0])

    assert offered(ground, event) == []
    with looking(ground, SYSTEM) as work:
        assert work.session.exec(select(col(OccurrenceRow.counted))).all() == [1]


def test_an_event_counts_once_for_a_term(held: tuple[Ground, Agreed, int]) -> None:
    ground, agreed, event = held
    count_event(ground, SYSTEM, event, agreed.occurrences[0])
    with pytest.raises(Refused, match="už se k závazku počítá"):
        count_event(ground, SYSTEM, event, agreed.occurrences[0])


def test_an_event_taken_back_satisfies_nothing(held: tuple[Ground, Agreed, int]) -> None:
    ground, agreed, event = held
    withdraw_event(ground, SYSTEM, event, "Omyl")
    assert offered(ground, event) == []
    with pytest.raises(Refused):
        count_event(ground, SYSTEM, event, agreed.occurrences[0])
