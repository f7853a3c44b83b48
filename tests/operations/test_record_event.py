"""Recording one thing that happened, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import col, select

from tests.duties import FORTY_HOURS
from tests.factories import a_lived_in_ground, a_person, a_town, an_agreement, an_office, ground_on
from tracker.fulfilment.event import Attendance, EventOutput, EvidenceKind, OutputKind, ReviewVerdict
from tracker.fulfilment.standing import Status
from tracker.obligations.deadline import Period, Recurring
from tracker.obligations.obligation import Act
from tracker.operations.events.event_papers import Paper
from tracker.operations.events.keep_paper import keep_reference
from tracker.operations.events.record_event import NewEvent, record_event
from tracker.operations.events.recording import LastTime, last_time
from tracker.operations.events.review_fulfilment import review_fulfilment
from tracker.operations.events.withdraw_event import withdraw_event
from tracker.operations.ground import Forbidden, Ground, NotFound, Refused, looking, working
from tracker.operations.standings import items
from tracker.people.actor import SYSTEM, Role
from tracker.reports.register_values import BodyKind
from tracker.store.events import EventRow, EvidenceRow, FulfilmentRow
from tracker.store.occurrences import OccurrenceRow
from tracker.store.registers import ActionItemRow, BodyRow

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


FULL = (
    (Attendance("Úřad práce", 2), Attendance("Škola", 1)),
    (
        EventOutput(OutputKind.FACT, "Přibylo exekucí"),
        EventOutput(OutputKind.TASK, "Přehled bytů", "sociální odbor", date(2026, 4, 30)),
        EventOutput(OutputKind.TASK, "Svolat skupinu", trigger="po vyhlášení výzvy"),
    ),
)


def _full(municipality: int, key: str | None = None, title: str = "Jarní jednání") -> NewEvent:
    attendance, outputs = FULL
    return NewEvent(
        municipality,
        Act.PARTNERSHIP_MEETING,
        date(2026, 2, 10),
        title,
        attendance=attendance,
        outputs=outputs,
        form_key=key,
    )


def test_who_took_part_and_what_was_said_stay_with_the_event(lived: tuple[Ground, int]) -> None:
    ground, town = lived
    number = record_event(ground, SYSTEM, _full(town)).event_id
    with looking(ground, SYSTEM) as work:
        stored = work.get(EventRow, number).event(())
    assert (stored.attendance, stored.outputs, stored.persons) == (*FULL, 3)


def test_tasks_stand_among_the_tasks_of_the_body_and_close_when_the_event_is_taken_back(
    lived: tuple[Ground, int],
) -> None:
    ground, town = lived
    with working(ground, SYSTEM) as work:
        body = BodyRow(municipality_id=town, kind=BodyKind.PARTNERSHIP, name="LP", starts=date(2026, 1, 1))
        work.session.add(body)
        work.session.flush()
        partnership = body.id
    number = record_event(ground, SYSTEM, _full(town)).event_id

    def tasks() -> list[tuple[str, str, date | None, str, int | None, date | None]]:
        with looking(ground, SYSTEM) as work:
            rows = work.session.exec(select(ActionItemRow).order_by(col(ActionItemRow.id)))
            return [(t.words, t.owner, t.due, t.trigger, t.body_id, t.closed_on) for t in rows]

    left = [
        ("Přehled bytů", "sociální odbor", date(2026, 4, 30), "", partnership),
        ("Svolat skupinu", "", None, "po vyhlášení výzvy", partnership),
    ]
    assert tasks() == [(*task, None) for task in left]
    withdraw_event(ground, SYSTEM, number, "Zapsáno dvakrát")
    assert tasks() == [(*task, MARCH) for task in left]


def test_a_form_sent_twice_is_one_event(lived: tuple[Ground, int]) -> None:
    ground, town = lived
    first, second = (record_event(ground, SYSTEM, _full(town, "k1")) for _ in range(2))
    assert first == second
    with looking(ground, SYSTEM) as work:
        assert len(work.session.exec(select(EventRow)).all()) == 1
    assert _snapshot(ground) == [("2026", 1, Status.OPEN)]


def test_a_form_sent_twice_at_once_is_one_event(lived: tuple[Ground, int]) -> None:
    ground, town = lived
    with ThreadPoolExecutor(4) as several:
        done = list(several.map(lambda _: record_event(ground, SYSTEM, _full(town, "k1")), range(4)))
    assert len({recorded.event_id for recorded in done}) == 1
    with looking(ground, SYSTEM) as work:
        assert len(work.session.exec(select(FulfilmentRow)).all()) == 1


def test_a_form_that_was_stored_tells_of_no_other_event(lived: tuple[Ground, int]) -> None:
    ground, town = lived
    record_event(ground, SYSTEM, _full(town, "k1"))
    with pytest.raises(Refused, match="už byl uložen"):
        record_event(ground, SYSTEM, _full(town, "k1", "Letní jednání"))


def test_a_paper_is_kept_ten_years_unless_somebody_says_otherwise(lived: tuple[Ground, int]) -> None:
    ground, town = lived
    papers = [
        Paper(ground.files.put(data), "zapis.txt", "text/plain", len(data), keep_until=until)
        for data, until in ((b"a", None), (b"b", date(2030, 6, 30)))
    ]
    record_event(ground, SYSTEM, _meeting(town, date(2026, 2, 10), *papers))
    with looking(ground, SYSTEM) as work:
        kept = [paper.keep_until for paper in work.session.exec(select(EvidenceRow).order_by(col(EvidenceRow.id)))]
    assert kept == [date(2036, 12, 31), date(2030, 6, 30)]


def test_the_last_who_took_part_are_offered_again(lived: tuple[Ground, int]) -> None:
    ground, town = lived
    record_event(ground, SYSTEM, _full(town))
    record_event(ground, SYSTEM, _meeting(town, date(2026, 3, 1)))
    with looking(ground, SYSTEM) as work:
        assert last_time(work, town, Act.PARTNERSHIP_MEETING) == LastTime(date(2026, 2, 10), FULL[0], "")
        assert last_time(work, town, Act.TRAINING) is None
        assert last_time(work, None, Act.TRAINING) is None


def test_a_part_of_an_event_may_count_and_never_more_than_all_of_it(lived: tuple[Ground, int]) -> None:
    ground, town = lived
    with working(ground, SYSTEM) as work:
        an_agreement(work, work.municipality(town), FORTY_HOURS, act=Act.TRAINING)
    course = NewEvent(town, Act.TRAINING, date(2026, 2, 10), "Kurz", hours=6, persons=8)
    hours = "2/jednani/until-end"

    with pytest.raises(Refused, match="nejvýše 6"):
        record_event(ground, SYSTEM, course, counts_for=[hours], parts={hours: 7})
    record_event(ground, SYSTEM, course, counts_for=[hours], parts={hours: 4})

    with looking(ground, SYSTEM) as work:
        assert work.session.exec(select(FulfilmentRow.amount)).all() == [4]


def test_a_reference_is_a_paper_of_the_kind_that_it_speaks_of(lived: tuple[Ground, int]) -> None:
    ground, _ = lived
    paper = keep_reference(ground, "  usnesení č. 12/2026\nze dne 1. 3. 2026 ")
    assert (paper.kind, paper.name) == (EvidenceKind.RESOLUTION, "usnesení č. 12-2026 ze dne 1. 3. 2026.txt")
    assert ground.files.get(paper.sha256) == "usnesení č. 12/2026 ze dne 1. 3. 2026".encode()
