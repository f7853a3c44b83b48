"""How an occurrence stands: real days, one story for each status."""

from dataclasses import replace
from datetime import date

import pytest

from tests.duties import (
    FORTY_HOURS,
    ONCE_A_YEAR,
    SEPTEMBER_2022,
    a_duty,
    an_event,
    counted,
    decided,
    meetings,
    noon,
)
from tests.fulfilment.year_2023 import DUE, LP, THREE, YEAR_2023, held, status_on
from tracker.fulfilment.event import DecisionKind, DelayReason, EventForm
from tracker.fulfilment.facts import NO_FACTS, Facts
from tracker.fulfilment.pace import Pace, Tempo
from tracker.fulfilment.standing import Status
from tracker.fulfilment.status import Standing, standing
from tracker.obligations.deadline import (
    Cap,
    Conditional,
    Continuous,
    Missing,
    Period,
    Recurring,
    Relative,
    Window,
)
from tracker.occurrences.expansion import expand


@pytest.mark.parametrize(
    "on, status",
    [
        (date(2022, 12, 31), Status.PLANNED),
        (date(2023, 1, 1), Status.OPEN),
        (date(2023, 11, 30), Status.OPEN),
        (date(2023, 12, 1), Status.DUE_SOON),
        (date(2023, 12, 31), Status.DUE_SOON),
        (date(2024, 1, 1), Status.OVERDUE),
        (date(2026, 8, 31), Status.OVERDUE),
        (date(2026, 9, 1), Status.MISSED),
    ],
)
def test_a_year_without_meetings_passes_from_planned_to_missed(on: date, status: Status):
    assert status_on(NO_FACTS, on) is status


def test_the_fourth_meeting_on_the_due_day_is_in_time():
    assert standing(LP, YEAR_2023, held(*THREE, DUE), date(2024, 1, 1)) == Standing(
        status=Status.FULFILLED,
        on=date(2024, 1, 1),
        due=DUE,
        first_due=DUE,
        counted=4,
        quota=4,
        fulfilled_on=DUE,
        claimed_on=DUE,
        pace=Pace(Tempo.ON_PACE, 4, 4),
    )


def test_the_fourth_meeting_three_days_later_is_late_by_three_days():
    late = standing(LP, YEAR_2023, held(*THREE, date(2024, 1, 3)), date(2024, 2, 1))
    assert (late.status, late.days_late, late.fulfilled_on) == (Status.FULFILLED_LATE, 3, date(2024, 1, 3))


def test_late_is_decided_by_the_day_of_the_event_not_of_its_record():
    event = an_event(date(2023, 12, 20), recorded=date(2024, 2, 10))
    facts = Facts((*meetings(*THREE), counted(event)))
    assert status_on(facts, date(2024, 3, 1)) is Status.FULFILLED


def test_a_fifth_meeting_does_not_move_the_day_of_fulfilment():
    days = (*THREE, date(2023, 11, 7), date(2023, 12, 12))
    assert standing(LP, YEAR_2023, held(*days), DUE).fulfilled_on == date(2023, 11, 7)


def test_what_will_happen_tomorrow_does_not_count_today():
    facts = held(*THREE, date(2023, 12, 12))
    assert standing(LP, YEAR_2023, facts, date(2023, 12, 11)).counted == 3


def test_meetings_on_the_first_day_of_the_window_and_on_the_day_asked_about_count():
    assert standing(LP, YEAR_2023, held(date(2023, 1, 1), date(2023, 6, 6)), date(2023, 6, 6)).counted == 2


def test_where_one_report_is_enough_there_is_no_pace():
    report = a_duty(ONCE_A_YEAR)
    assert standing(report, expand(report)[1], NO_FACTS, date(2023, 6, 6)).pace is None


def test_a_meeting_of_the_year_before_does_not_count():
    assert standing(LP, YEAR_2023, held(date(2022, 12, 31)), DUE).counted == 0


def test_a_short_year_is_partly_met_only_when_it_can_no_longer_be_met():
    assert status_on(held(*THREE), date(2026, 8, 31)) is Status.OVERDUE
    assert status_on(held(*THREE), date(2026, 9, 1)) is Status.PARTLY


def test_overdue_counts_its_days_and_shows_the_words_of_the_owner():
    reason = DelayReason("lp/2023", "volby", noon(date(2024, 1, 8)), date(2024, 2, 1))
    late = standing(LP, YEAR_2023, Facts(reasons=(reason,)), date(2024, 1, 10))
    assert (late.status, late.days_late, late.reason) == (Status.OVERDUE, 10, reason)


@pytest.mark.parametrize(
    "on, pace",
    [
        (date(2023, 3, 31), Pace(Tempo.AHEAD, 1, 0)),
        (date(2023, 4, 1), Pace(Tempo.ON_PACE, 1, 1)),
        (date(2023, 7, 1), Pace(Tempo.ON_PACE, 2, 2)),
        (date(2023, 12, 31), Pace(Tempo.ON_PACE, 3, 3)),
        (date(2024, 1, 1), Pace(Tempo.BEHIND, 3, 4)),
    ],
)
def test_pace_follows_the_quarters_and_leaves_the_status_alone(on: date, pace: Pace):
    assert standing(LP, YEAR_2023, held(*THREE), on).pace == pace


def test_falling_behind_is_no_status():
    behind = standing(LP, YEAR_2023, held(THREE[0]), date(2023, 7, 1))
    assert (behind.pace, behind.status) == (Pace(Tempo.BEHIND, 1, 2), Status.OPEN)


def test_26_distance_hours_count_as_20():
    duty = a_duty(FORTY_HOURS)
    distance = [counted(an_event(day, form=EventForm.DISTANCE, hours=13), 13) for day in THREE[:2]]
    now = standing(duty, expand(duty)[0], Facts(tuple(distance)), date(2024, 1, 1))
    assert (now.status, now.counted, now.quota) == (Status.OPEN, 20, 40)
    there = counted(an_event(THREE[2], hours=20), 20)
    assert status_on(Facts((*distance, there)), date(2024, 1, 1), duty) is Status.FULFILLED


@pytest.mark.parametrize("cap", [Cap(20, "hodina", "in_person"), Cap(20, "osoba", "distance")])
def test_a_cap_on_something_else_does_not_cut_distance_hours(cap: Cap):
    duty = a_duty(replace(FORTY_HOURS, caps=(cap,)))
    held = Facts((counted(an_event(THREE[0], form=EventForm.DISTANCE), 40),))
    assert status_on(held, DUE, duty) is Status.FULFILLED


def test_tenths_of_an_hour_add_up_to_the_quota():
    duty = a_duty(replace(FORTY_HOURS, amount=0.3))
    assert status_on(Facts(tuple(counted(an_event(day), 0.1) for day in THREE)), DUE, duty) is Status.FULFILLED


def test_a_dated_duty_may_be_met_before_its_month():
    duty = a_duty(SEPTEMBER_2022)
    assert status_on(NO_FACTS, date(2022, 6, 1), duty) is Status.PLANNED
    assert status_on(NO_FACTS, date(2022, 8, 31), duty) is Status.DUE_SOON
    assert status_on(held(date(2022, 6, 15)), date(2022, 6, 15), duty) is Status.FULFILLED


@pytest.mark.parametrize(
    "rule, status",
    [
        (Continuous(), Status.ONGOING),
        (Conditional("dle potřeby"), Status.WAITING),
        (Missing(), Status.WAITING),
        (Recurring(None, Period.YEAR), Status.WAITING),
        (Relative(anchor="podpis"), Status.WAITING),
        (Window(date(2023, 1, 1), None), Status.OPEN),
    ],
)
def test_what_has_no_day_waits_goes_on_or_is_open_until_the_agreement_releases_it(rule, status):
    duty = a_duty(rule)
    assert status_on(NO_FACTS, date(2023, 6, 1), duty) is status
    assert status_on(NO_FACTS, date(2026, 9, 1), duty) is Status.RELEASED


def test_a_continuous_duty_with_any_activity_was_done_in_the_end():
    duty = a_duty(Continuous())
    assert status_on(held(THREE[0]), date(2023, 6, 1), duty) is Status.ONGOING
    assert status_on(held(THREE[0]), date(2026, 9, 1), duty) is Status.FULFILLED


def test_a_conditional_duty_once_called_for_has_a_day_and_old_events_do_not_meet_it():
    duty = a_duty(Conditional("dle potřeby"))
    call = decided(DecisionKind.CALL, date(2023, 6, 1), new_due=date(2023, 6, 30))
    facts = Facts(meetings(date(2023, 3, 3)), (call,))
    called = standing(duty, expand(duty)[0], facts, date(2023, 7, 1))
    assert (called.status, called.first_due) == (Status.OVERDUE, date(2023, 6, 30))
    assert (
        status_on(replace(facts, fulfilments=meetings(date(2023, 6, 30))), date(2023, 7, 1), duty) is Status.FULFILLED
    )


def test_a_second_call_does_not_start_the_clock_of_the_first_anew():
    duty = a_duty(Conditional("dle potřeby"))
    calls = (
        decided(DecisionKind.CALL, date(2023, 6, 1), new_due=date(2023, 6, 30)),
        decided(DecisionKind.CALL, date(2023, 6, 20), new_due=date(2023, 9, 30)),
    )
    now = standing(duty, expand(duty)[0], Facts(decisions=calls), date(2023, 7, 10))
    assert (now.status, now.due, now.days_late) == (Status.OVERDUE, date(2023, 6, 30), 10)
    assert "Vyžádání z 20.\u00a06.\u00a02023 běžící lhůtu nemění." in [step.words for step in now.trace]


def test_a_gap_that_was_given_a_date_may_be_met_by_what_had_been_done():
    duty = a_duty(Missing())
    fixed = decided(DecisionKind.CALL, date(2023, 6, 1), new_due=date(2023, 6, 30))
    assert status_on(Facts(meetings(date(2023, 3, 3)), (fixed,)), date(2023, 6, 2), duty) is Status.FULFILLED
