"""What happened in the window of a term and does not count toward it, each with the reason."""

from datetime import date
from pathlib import Path

from sqlmodel import col

from tests.factories import a_lived_in_ground
from tracker.obligations.obligation import Act
from tracker.operations.events.record_event import NewEvent, record_event
from tracker.operations.events.uncounted import uncounted
from tracker.operations.events.withdraw_event import withdraw_event
from tracker.operations.ground import looking
from tracker.operations.standings import items
from tracker.people.actor import SYSTEM
from tracker.store.occurrences import OccurrenceRow

DAY = date(2026, 11, 20)


def test_each_event_that_does_not_count_says_why(database_url: str, tmp_path: Path) -> None:
    ground, agreed = a_lived_in_ground(database_url, tmp_path, DAY)

    def happened(act: Act, day: date, title: str, counts_for: list[str] | None = None) -> int:
        new = NewEvent(agreed.municipality, act, day, title)
        return record_event(ground, SYSTEM, new, counts_for=counts_for).event_id

    happened(Act.PARTNERSHIP_MEETING, date(2026, 2, 3), "Započtené jednání")
    happened(Act.PARTNERSHIP_MEETING, date(2026, 5, 5), "Nezapočtené jednání", [])
    happened(Act.TRAINING, date(2026, 6, 6), "Kurz")
    happened(Act.PARTNERSHIP_MEETING, date(2025, 12, 3), "Jednání před začátkem", [])
    withdraw_event(ground, SYSTEM, happened(Act.PARTNERSHIP_MEETING, date(2026, 7, 7), "Omyl"), "Zapsáno dvakrát")

    with looking(ground, SYSTEM) as work:
        told = uncounted(work, items(work, col(OccurrenceRow.obligation_id) == agreed.obligation))

    assert {n: [(u.event.title, str(u.reason), u.alike) for u in those] for n, those in told.items()} == {
        agreed.occurrences[0]: [
            ("Nezapočtené jednání", "Splnit ho může, nikdo ji k němu ale nezapočetl.", True),
            ("Kurz", "Závazek žádá: Jednání lokálního partnerství. Událost je: Vzdělávání.", False),
        ]
    }


def test_of_nothing_nothing_is_told(database_url: str, tmp_path: Path) -> None:
    ground, _ = a_lived_in_ground(database_url, tmp_path, DAY)
    with looking(ground, SYSTEM) as work:
        assert uncounted(work, []) == {}
