"""Recording one thing that happened, on both databases."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import col, select

from tests.factories import a_lived_in_ground, a_person, a_town, an_agreement, an_office, ground_on
from tracker.fulfilment.event import EvidenceKind, ReviewVerdict
from tracker.fulfilment.standing import Status
from tracker.obligations.deadline import Period, Recurring
from tracker.obligations.obligation import Act
from tracker.operations.ground import Forbidden, Ground, NotFound, Refused, looking, working
from tracker.operations.record_event import NewEvent, Paper, record_event, withdraw_event
from tracker.operations.review_fulfilment import review_fulfilment
from tracker.operations.standings import items
from tracker.people.actor import SYSTEM, Role
from tracker.store.events import FulfilmentRow
from tracker.store.occurrences import OccurrenceRow

MARCH = date(2026, 3, 20)


@pytest.fixture
def lived(database_url: str, tmp_path: Path) -> tuple[Ground, int]:
    """A town with four meetings a year, seen in March."""
    ground, agreed = a_lived_in_ground(database_url, tmp_path, MARCH)
    return ground, agreed.municipality


def _meeting(municipality: int, day: date, *papers: Paper) -> NewEvent:
    return NewEvent(municipality, Act.PARTNERSHIP_MEETING, day, "Jednání LP", hours=2.5, persons=14, papers=papers)


def _snapshot(ground: Ground) -> list[tuple[str, float, Status]]:
    with looking(ground, SYSTEM) as work:
        rows = work.session.exec(select(OccurrenceRow).order_by(col(OccurrenceRow.key)))
        return [(row.label, row.counted, row.status) for row in rows]


def test_a_meeting_counts_toward_the_year_it_was_held_in(lived: tuple[Ground, int]) -> None:
    ground, town = lived
    done = record_event(ground, SYSTEM, _meeting(town, date(2026, 2, 10)))
    assert done.counted == ("1/jednani/2026",)
    assert _snapshot(ground) == [("2026", 1, Status.OPEN)]


def test_a_meeting_that_has_not_happened_yet_is_not_recorded(lived: tuple[Ground, int]) -> None:
    ground, town = lived
    with pytest.raises(Refused, match="nemůže být v budoucnosti"):
        record_event(ground, SYSTEM, _meeting(town, date(2026, 3, 21)))
    assert _snapshot(ground) == [("2026", 0, Status.OPEN)]


def test_a_training_does_not_pass_for_a_meeting(lived: tuple[Ground, int]) -> None:
    ground, town = lived
    training = NewEvent(town, Act.TRAINING, date(2026, 2, 10), "Školení", hours=6)
    assert record_event(ground, SYSTEM, training).counted == ()
    with pytest.raises(Refused, match="nelze splnit: 1/jednani/2026"):
        record_event(ground, SYSTEM, training, counts_for=["1/jednani/2026"])


def test_what_was_recorded_by_mistake_is_taken_back_and_stays_on_record(lived: tuple[Ground, int]) -> None:
    ground, town = lived
    event = record_event(ground, SYSTEM, _meeting(town, date(2026, 2, 10))).event_id
    withdraw_event(ground, SYSTEM, event, "Zapsáno dvakrát")
    assert _snapshot(ground) == [("2026", 0, Status.OPEN)]
    with looking(ground, SYSTEM) as work:
        (fulfilment,) = work.session.exec(select(FulfilmentRow))
        assert fulfilment.withdrawn_at == work.now
    with pytest.raises(Refused, match="už byl vzat zpět"):
        withdraw_event(ground, SYSTEM, event, "ještě jednou")


def test_the_other_side_acknowledges_and_the_side_that_wrote_cannot(database_url: str, tmp_path: Path) -> None:
    ground = ground_on(database_url, tmp_path, MARCH)
    with working(ground, SYSTEM) as work:
        place = a_town(work.session, an_office(work.session))
        town = an_agreement(work, place, Recurring(count=1, period=Period.YEAR)).municipality
        manager, consultant = (
            a_person(work.session, Role.MANAGER, place),
            a_person(work.session, Role.CONSULTANT, place),
        )
    record_event(ground, manager, _meeting(town, date(2026, 2, 10)))
    with looking(ground, SYSTEM) as work:
        (fulfilment,) = work.session.exec(select(FulfilmentRow.id))
    assert fulfilment is not None
    assert _snapshot(ground) == [("2026", 1, Status.AWAITING_OTHER_SIDE)]
    with pytest.raises(Forbidden, match="druhá strana"):
        review_fulfilment(ground, manager, fulfilment, ReviewVerdict.ACKNOWLEDGED)
    with pytest.raises(Refused, match="důvod"):
        review_fulfilment(ground, consultant, fulfilment, ReviewVerdict.RETURNED)
    review_fulfilment(ground, consultant, fulfilment, ReviewVerdict.RETURNED, "Chybí podpisy")
    assert _snapshot(ground) == [("2026", 0, Status.RETURNED)]
    review_fulfilment(ground, consultant, fulfilment, ReviewVerdict.ACKNOWLEDGED)
    assert _snapshot(ground) == [("2026", 1, Status.FULFILLED)]


def test_a_stranger_finds_nothing_there(lived: tuple[Ground, int]) -> None:
    ground, town = lived
    with working(ground, SYSTEM) as work:
        elsewhere = a_town(work.session, an_office(work.session, "RCV"), "Jinde")
        stranger = a_person(work.session, Role.MANAGER, elsewhere)
    with pytest.raises(NotFound):
        record_event(ground, stranger, _meeting(town, date(2026, 2, 10)))


def test_a_past_day_is_answered_as_it_was_known_then(lived: tuple[Ground, int]) -> None:
    ground, town = lived
    record_event(ground, SYSTEM, _meeting(town, date(2026, 2, 10)))

    def counted(day: date) -> float:
        with looking(ground.as_of(day), SYSTEM) as work:
            return items(work)[0].standing.counted

    assert [counted(d) for d in (date(2026, 2, 9), date(2026, 2, 10), MARCH)] == [0, 0, 1]


def test_the_papers_are_kept_with_the_event(lived: tuple[Ground, int]) -> None:
    ground, town = lived
    sheet = Paper(ground.files.put(b"podpisy"), "listina.pdf", "application/pdf", 7, EvidenceKind.ATTENDANCE)
    record_event(ground, SYSTEM, _meeting(town, date(2026, 2, 10), sheet))
    with looking(ground, SYSTEM) as work:
        (paper,) = items(work)[0].facts.fulfilments[0].event.evidence
    assert (paper.name, paper.kind, ground.files.get(paper.sha256)) == (
        "listina.pdf",
        EvidenceKind.ATTENDANCE,
        b"podpisy",
    )
