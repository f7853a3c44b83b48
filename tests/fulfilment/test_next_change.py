"""The days on which a status may change by time alone."""

from datetime import date, timedelta

from tests.duties import (
    FORTY_HOURS,
    ONCE_A_YEAR,
    SEPTEMBER_2022,
    a_duty,
    an_event,
    counted,
    decided,
    meetings,
    reviewed,
)
from tests.fulfilment.year_2023 import DUE, LP, THREE, YEAR_2023, held
from tracker.fulfilment.event import DecisionKind, EventForm, ReviewVerdict
from tracker.fulfilment.facts import NO_FACTS, Facts
from tracker.fulfilment.standing import Status
from tracker.fulfilment.status import next_change, standing
from tracker.obligations.deadline import (
    Continuous,
    Missing,
)
from tracker.obligations.obligation import Validity
from tracker.occurrences.expansion import expand


def _looks(facts: Facts, after: date, until: date) -> list[date]:
    days = []
    day = next_change(YEAR_2023, facts, after)
    while day and day <= until:
        days.append(day)
        day = next_change(YEAR_2023, facts, day)
    return days


def test_an_open_year_is_looked_at_on_its_lead_days_milestones_and_days_of_delay():
    assert _looks(NO_FACTS, date(2022, 12, 1), date(2030, 1, 1)) == [
        date(2023, 1, 1),
        date(2023, 3, 31),
        date(2023, 6, 30),
        date(2023, 9, 30),
        date(2023, 11, 1),
        date(2023, 12, 1),
        date(2023, 12, 17),
        date(2023, 12, 24),
        date(2023, 12, 31),
        date(2024, 1, 1),
        date(2024, 1, 15),
        date(2024, 3, 1),
        date(2026, 9, 1),
    ]


def test_a_fulfilled_waived_or_ended_year_is_not_looked_at_again():
    day = date(2024, 1, 1)
    for facts in (
        held(*THREE, date(2023, 11, 7)),
        Facts(decisions=(decided(DecisionKind.WAIVE, date(2023, 12, 1)),)),
        Facts(ended=date(2023, 12, 20)),
        Facts(cancelled=date(2023, 12, 20)),
        Facts(ended=day - timedelta(days=1)),
        Facts(cancelled=day - timedelta(days=1)),
    ):
        assert next_change(YEAR_2023, facts, day) is None


def test_from_the_very_day_of_the_end_or_the_revision_nothing_is_looked_at():
    assert next_change(YEAR_2023, Facts(ended=DUE), DUE) is None
    assert next_change(YEAR_2023, Facts(cancelled=DUE), DUE) is None


def test_returned_meetings_do_not_end_the_watch():
    returned = tuple(
        reviewed(fulfilment, ReviewVerdict.RETURNED, date(2023, 11, 20))
        for fulfilment in meetings(*THREE, date(2023, 11, 7))
    )
    assert next_change(YEAR_2023, Facts(returned), date(2023, 11, 30)) == date(2023, 12, 1)


def test_the_day_of_a_decision_still_to_come_is_a_day_to_look():
    pause = decided(DecisionKind.PAUSE, date(2023, 2, 10))
    assert next_change(YEAR_2023, Facts(decisions=(pause,)), date(2023, 1, 31)) == date(2023, 2, 10)
    assert next_change(YEAR_2023, Facts(ended=date(2023, 2, 10)), date(2023, 1, 31)) == date(2023, 2, 10)


def test_distance_hours_never_stop_the_watch_because_a_cap_may_cut_them():
    hours = expand(a_duty(FORTY_HOURS))[0]
    facts = Facts((counted(an_event(date(2022, 6, 1), form=EventForm.DISTANCE), 45),))
    assert next_change(hours, facts, date(2026, 8, 25)) == date(2026, 8, 31)


def test_every_change_of_status_by_time_alone_happens_on_a_day_that_is_looked_at():
    duties = [
        LP,
        a_duty(ONCE_A_YEAR),
        a_duty(SEPTEMBER_2022),
        a_duty(FORTY_HOURS),
        a_duty(Continuous()),
        a_duty(Missing()),
    ]
    for duty in duties:
        for occurrence in expand(duty):
            looked = date(2022, 1, 1)
            seen = standing(duty, occurrence, NO_FACTS, looked).status
            for day in (date(2022, 1, 1) + timedelta(days=n) for n in range(1, 1900)):
                status = standing(duty, occurrence, NO_FACTS, day).status
                if day == next_change(occurrence, NO_FACTS, looked):
                    looked, seen = day, status
                assert status is seen, (occurrence.key, day)


def test_the_validity_of_a_single_day_is_judged_too():
    day = date(2024, 2, 29)
    duty = a_duty(ONCE_A_YEAR, validity=Validity(day, day))
    occurrence = expand(duty)[0]
    assert standing(duty, occurrence, NO_FACTS, day).status is Status.DUE_SOON
    assert standing(duty, occurrence, NO_FACTS, day + timedelta(days=1)).status is Status.MISSED


def test_what_was_done_all_along_is_looked_at_when_it_closes():
    duty = a_duty(Continuous())
    (occurrence,), facts = expand(duty), Facts(meetings(date(2023, 5, 2)))
    looked = next_change(occurrence, facts, date(2023, 6, 1))
    assert looked == duty.validity.end + timedelta(days=1)
    assert standing(duty, occurrence, facts, looked).status is Status.FULFILLED
