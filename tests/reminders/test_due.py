"""Steps of a reminder: what goes out, what it replaces, and on which day."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.obligations.deadline import Precision
from tracker.reminders.due import Due, Kind, Step, due_now, next_step_day, steps
from tracker.reminders.policy import Leads, Watched
from tracker.timeline.working_days import CZECH, WorkingDays

REPORT = Watched(date(2026, 1, 1), date(2026, 12, 14), Precision.DAY, 1, recurs=False)
MEETINGS = Watched(date(2026, 1, 1), date(2026, 12, 31), Precision.YEAR, 4, recurs=True)
MONTHLY = Watched(date(2026, 9, 1), date(2026, 9, 30), Precision.MONTH, 1, recurs=True)


def test_a_duty_of_one_day_is_recalled_30_and_7_days_before_and_on_the_working_day_after() -> None:
    assert steps(REPORT, Leads(), CZECH) == (
        Step(Kind.BEFORE, "2026-12-14-30", date(2026, 11, 13)),  # 14. 11. is a Saturday
        Step(Kind.BEFORE, "2026-12-14-7", date(2026, 12, 7)),
        Step(Kind.OVERDUE, "2026-12-14+1", date(2026, 12, 15)),
    )


def test_a_quota_is_recalled_60_and_14_days_before_and_new_year_is_no_day_for_mail() -> None:
    assert steps(MEETINGS, Leads(), CZECH) == (
        Step(Kind.BEFORE, "2026-12-31-60", date(2026, 10, 30)),  # 1. 11. is a Sunday
        Step(Kind.BEFORE, "2026-12-31-14", date(2026, 12, 17)),
        Step(Kind.OVERDUE, "2026-12-31+1", date(2027, 1, 4)),
    )


def test_a_monthly_window_is_not_recalled_before_it_opens() -> None:
    assert [step.name for step in steps(MONTHLY, Leads(), CZECH)] == ["2026-09-30-14", "2026-09-30+1"]


def test_nothing_is_recalled_where_nothing_falls_due() -> None:
    assert steps(Watched(date(2026, 1, 1), None, Precision.YEAR, 0, recurs=False), Leads(), CZECH) == ()


def test_after_days_off_only_the_most_urgent_step_goes_and_the_others_are_superseded() -> None:
    first, second, _ = steps(REPORT, Leads(), CZECH)
    assert due_now(steps(REPORT, Leads(), CZECH), (), date(2026, 12, 9), REPORT.due) == Due(second, (first,))


def test_a_step_that_was_decided_is_not_decided_again() -> None:
    first, second, _ = steps(REPORT, Leads(), CZECH)
    assert due_now(steps(REPORT, Leads(), CZECH), {first.name, second.name}, date(2026, 12, 9), REPORT.due) == Due(
        None, ()
    )


def test_nothing_speaks_of_a_coming_day_once_the_day_has_passed() -> None:
    # the due day is a Thursday before a long weekend; on the Saturday after it "in 7 days" would be a lie
    first, second, _ = steps(MEETINGS, Leads(), CZECH)
    assert due_now(steps(MEETINGS, Leads(), CZECH), (), date(2027, 1, 2), MEETINGS.due) == Due(None, (first, second))


def test_a_lead_that_was_added_later_does_not_repeat_what_was_said() -> None:
    longer = Leads(short=(90, 30, 7))
    assert due_now(steps(REPORT, longer, CZECH), {"2026-12-14-30"}, date(2026, 11, 20), REPORT.due) == Due(
        None, (Step(Kind.BEFORE, "2026-12-14-90", date(2026, 9, 15)),)
    )


def test_other_leads_do_not_repeat_what_was_said_nearer_to_the_day() -> None:
    other = Leads(short=(45, 10))
    first, second, _ = steps(REPORT, other, CZECH)
    told = {"2026-12-14-30"}
    assert due_now(steps(REPORT, other, CZECH), told, date(2026, 11, 20), REPORT.due) == Due(None, (first,))
    assert due_now(steps(REPORT, other, CZECH), told | {first.name}, date(2026, 12, 4), REPORT.due) == Due(second, ())


def test_a_shifted_duty_is_recalled_anew() -> None:
    shifted = Watched(REPORT.start, date(2027, 3, 15), REPORT.precision, 1, recurs=False)
    said = {step.name for step in steps(REPORT, Leads(), CZECH)}
    assert due_now(steps(shifted, Leads(), CZECH), said, date(2027, 3, 8), shifted.due).send == Step(
        Kind.BEFORE, "2027-03-15-7", date(2027, 3, 8)
    )


@pytest.mark.parametrize(
    "today, next_day",
    [
        (date(2026, 6, 1), date(2026, 11, 13)),
        (date(2026, 11, 13), date(2026, 12, 7)),
        (date(2026, 12, 7), date(2026, 12, 15)),
        (date(2026, 12, 15), None),
    ],
)
def test_the_next_day_to_look_is_the_next_step(today: date, next_day: date | None) -> None:
    assert next_step_day(steps(REPORT, Leads(), CZECH), today) == next_day


def test_leads_that_make_no_sense_are_refused() -> None:
    for leads in ((7, 30), (30, 30), (0,), (366,), (60, 50, 40, 30, 20, 10)):
        with pytest.raises(ValueError, match="lead"):
            Leads(short=leads)


def test_every_step_of_eleven_years_goes_on_a_working_day_on_its_side_of_the_due_day() -> None:
    day = date(2026, 1, 1)
    while day.year < 2037:
        for step in steps(Watched(day, day, Precision.DAY, 1, recurs=False), Leads(), CZECH):
            assert step.day in CZECH
            assert step.day > day if step.kind is Kind.OVERDUE else step.day < day
        day += timedelta(days=1)


@settings(max_examples=250, deadline=None)
@given(
    due=st.dates(date(2026, 2, 1), date(2027, 2, 1)),
    looks=st.lists(st.integers(0, 470), min_size=1, max_size=60),
    long=st.booleans(),
)
def test_whatever_days_were_missed_each_step_is_decided_once_and_nothing_late_is_announced(
    due: date, looks: list[int], long: bool
) -> None:
    watched = Watched(due, due, Precision.MONTH if long else Precision.DAY, 1, recurs=False)
    all_steps = steps(watched, Leads(), CZECH)
    decided: list[str] = []
    sent: list[Step] = []
    for today in sorted(date(2026, 1, 1) + timedelta(days=look) for look in looks):
        now = due_now(all_steps, decided, today, due)
        decided += [step.name for step in now.superseded]
        if now.send:
            decided.append(now.send.name)
            sent.append(now.send)
            assert now.send.day <= today
            assert today <= due or now.send.kind is Kind.OVERDUE
        assert {step.name for step in all_steps if step.day <= today} == set(decided)
    assert len(decided) == len(set(decided))
    assert sent == sorted(sent, key=all_steps.index)


def test_over_a_day_off_a_step_before_goes_earlier_and_one_after_it_later() -> None:
    closed = WorkingDays(frozenset({date(2026, 12, 7), date(2026, 12, 15)}))
    assert [step.day for step in steps(REPORT, Leads(), closed)] == [
        date(2026, 11, 13),
        date(2026, 12, 4),  # the Friday before
        date(2026, 12, 16),
    ]
