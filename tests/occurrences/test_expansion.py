"""From rules to windows: the golden numbers of the Chomutov description, and every kind of deadline."""

import itertools
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.duties import CHOMUTOV, FORTY_HOURS, FOUR_A_YEAR, ONCE_A_YEAR, SEPTEMBER_2022, a_duty, chomutov
from tracker.obligations.deadline import (
    Conditional,
    Continuous,
    Dated,
    Deadline,
    Missing,
    Nothing,
    Offset,
    Period,
    Precision,
    Quota,
    Recurring,
    Relative,
    Window,
)
from tracker.obligations.obligation import PartialPeriod, Validity, YearKind
from tracker.occurrences.expansion import UNKNOWN_YEAR, UNNAMED_ANCHOR, expand
from tracker.occurrences.occurrence import Milestone, Occurrence

APPROVED = {"schválení": date(2022, 4, 19)}


def _quotas(key: str) -> list[float]:
    return [occurrence.quota for occurrence in expand(chomutov()[key])]


def test_the_golden_numbers_of_the_chomutov_description():
    assert _quotas("lp") == [3, 4, 4, 4, 3]
    assert sum(_quotas("three")) == 10
    assert _quotas("individual") == [7, 10, 10, 10, 7]
    assert _quotas("report") == [1, 1, 1, 1, 1]
    assert _quotas("group") == [2, 2, 2, 2, 2]


def test_the_fifteen_duties_of_chomutov_make_39_windows():
    assert {key: len(expand(duty)) for key, duty in chomutov().items()} == {
        **dict.fromkeys(("lp", "three", "discussion", "report", "group", "individual"), 5),
        **dict.fromkeys(("kickoff", "revision", "materials", "plan", "research", "training"), 1),
        **dict.fromkeys(("advice", "hours", "renewal"), 1),
    }


def test_the_first_partial_year_of_the_partnership_in_full():
    assert expand(a_duty(FOUR_A_YEAR))[0] == Occurrence(
        key="lp/2022",
        obligation="lp",
        label="2022",
        start=date(2022, 5, 1),
        end=date(2022, 12, 31),
        due=date(2022, 12, 31),
        precision=Precision.YEAR,
        quota=3,
        unit="událost",
        at_least=True,
        milestones=(
            Milestone(date(2022, 7, 31), 1),
            Milestone(date(2022, 10, 31), 2),
            Milestone(date(2022, 12, 31), 3),
        ),
        closes=date(2026, 8, 31),
    )


@pytest.mark.parametrize(
    "reading, quotas",
    [
        (PartialPeriod.ROUNDED_UP, [3, 4, 4, 4, 3]),
        (PartialPeriod.FULL, [4, 4, 4, 4, 4]),
        (PartialPeriod.ROUNDED_DOWN, [2, 4, 4, 4, 2]),
    ],
)
def test_the_three_readings_of_a_partial_year(reading: PartialPeriod, quotas: list[float]):
    assert [o.quota for o in expand(replace(a_duty(), partial=reading))] == quotas


def test_a_window_that_owes_nothing_when_rounded_down_is_none():
    duty = replace(a_duty(ONCE_A_YEAR), partial=PartialPeriod.ROUNDED_DOWN)
    assert [o.label for o in expand(duty)] == ["2023", "2024", "2025"]


def test_cooperation_years_run_from_the_day_the_cooperation_began():
    duty = replace(a_duty(validity=Validity(date(2022, 4, 19), date(2024, 12, 31))), year=YearKind.COOPERATION)
    assert [(o.label, o.due, o.quota) for o in expand(duty)] == [
        ("2022-04-19..2023-04-18", date(2023, 4, 18), 4),
        ("2023-04-19..2024-04-18", date(2024, 4, 18), 4),
        ("2024-04-19..2025-04-18", date(2024, 12, 31), 3),
    ]


def test_a_validity_within_months_is_counted_in_days():
    duty = a_duty(validity=Validity(date(2022, 4, 19), date(2022, 12, 31)))  # 257 of 365 days: 2.82
    assert [o.quota for o in expand(duty)] == [3]


@pytest.mark.parametrize(
    "rule, windows",
    [
        (
            Recurring(1, Period.HALF_YEAR),
            [("2022-H1", date(2022, 6, 30)), ("2022-H2", date(2022, 12, 31)), ("2023-H1", date(2023, 3, 31))],
        ),
        (
            Recurring(1, Period.QUARTER),
            [
                ("2022-Q2", date(2022, 6, 30)),
                ("2022-Q3", date(2022, 9, 30)),
                ("2022-Q4", date(2022, 12, 31)),
                ("2023-Q1", date(2023, 3, 31)),
            ],
        ),
        (
            Recurring(1, Period.MONTH, every=4),
            [
                ("2022-05..08", date(2022, 8, 31)),
                ("2022-09..12", date(2022, 12, 31)),
                ("2023-01..04", date(2023, 3, 31)),
            ],
        ),
        (Recurring(1, Period.YEAR, every=2), [("2022-2023", date(2023, 3, 31))]),
        (
            Recurring(1, Period.MONTH, every=5),
            [
                ("2022-05-01..2022-09-30", date(2022, 9, 30)),
                ("2022-10-01..2023-02-28", date(2023, 2, 28)),
                ("2023-03-01..2023-07-31", date(2023, 3, 31)),
            ],
        ),
        (
            Recurring(1, Period.MONTH, on=("fourth-tue", "month-02..07", "month-09..10")),
            [
                ("2022-05", date(2022, 5, 24)),
                ("2022-06", date(2022, 6, 28)),
                ("2022-07", date(2022, 7, 26)),
                ("2022-09", date(2022, 9, 27)),
                ("2022-10", date(2022, 10, 25)),
                ("2023-02", date(2023, 2, 28)),
                ("2023-03", date(2023, 3, 28)),
            ],
        ),
        (Recurring(1, Period.YEAR, on=("03-15",)), [("2023", date(2023, 3, 15))]),
        (Recurring(1, Period.YEAR, on=("month-11",)), [("2022", date(2022, 11, 30))]),
        (Recurring(1, Period.YEAR, on=("winter",)), [("2022", date(2023, 2, 28))]),
        (
            Recurring(1, Period.YEAR, on=("month-06", "month-11")),
            [("2022-06", date(2022, 6, 30)), ("2022-11", date(2022, 11, 30))],
        ),
        (
            Recurring(1, Period.QUARTER, due_offset=Offset(25, "day")),
            [
                ("2022-Q2", date(2022, 7, 25)),
                ("2022-Q3", date(2022, 10, 25)),
                ("2022-Q4", date(2023, 1, 25)),
                ("2023-Q1", date(2023, 4, 25)),
            ],
        ),
        (
            Recurring(1, Period.QUARTER, on=("last-fri",), end=date(2022, 9, 30)),
            [("2022-Q2", date(2022, 6, 24)), ("2022-Q3", date(2022, 9, 30))],
        ),
        (Recurring(1, Period.YEAR, start=date(2027, 1, 1)), []),
        (Quota(8, "hodina", per=Period.YEAR), [("2022", date(2022, 12, 31)), ("2023", date(2023, 3, 31))]),
    ],
)  # fmt: skip
def test_rates_make_a_window_for_each_period_due_on_its_last_or_agreed_day(rule: Deadline, windows):
    duty = a_duty(rule, validity=Validity(date(2022, 5, 1), date(2023, 3, 31)))
    assert [(o.label, o.due) for o in expand(duty)] == windows


def test_two_agreed_weekdays_share_a_week_without_overlap():
    rule = Recurring(2, Period.WEEK, on=("tue", "thu"))
    duty = a_duty(rule, validity=Validity(date(2022, 5, 2), date(2022, 5, 15)))
    assert [(o.label, o.start, o.due, o.quota) for o in expand(duty)] == [
        ("2022-05-03", date(2022, 5, 2), date(2022, 5, 3), 1),
        ("2022-05-05", date(2022, 5, 4), date(2022, 5, 5), 1),
        ("2022-05-10", date(2022, 5, 9), date(2022, 5, 10), 1),
        ("2022-05-12", date(2022, 5, 11), date(2022, 5, 12), 1),
    ]


def test_a_rate_bounded_to_a_single_day_has_one_window_and_agreed_days_outside_the_bounds_have_none():
    bounded = Recurring(1, Period.MONTH, start=date(2022, 6, 1), end=date(2022, 6, 1))
    assert [(o.start, o.due) for o in expand(a_duty(bounded))] == [(date(2022, 6, 1), date(2022, 6, 1))]
    tuesdays = Recurring(1, Period.WEEK, on=("tue",), start=date(2022, 6, 7), end=date(2022, 6, 14))
    assert [o.due for o in expand(a_duty(tuesdays))] == [date(2022, 6, 7), date(2022, 6, 14)]


def test_a_count_is_shared_by_the_agreed_seasons():
    rule = Recurring(4, Period.YEAR, on=("spring", "autumn"))
    duty = a_duty(rule, validity=Validity(date(2023, 1, 1), date(2023, 12, 31)))
    assert [(o.label, o.quota) for o in expand(duty)] == [("2023-03", 2), ("2023-09", 2)]


def test_weeks_carry_their_iso_number_over_new_year():
    duty = a_duty(Recurring(1, Period.WEEK), validity=Validity(date(2026, 12, 28), date(2027, 1, 10)))
    assert [o.label for o in expand(duty)] == ["2026-W53", "2027-W01"]


def test_a_daily_duty_has_a_window_on_each_day_when_summer_time_begins_and_ends():
    march = a_duty(Recurring(1, Period.DAY), validity=Validity(date(2026, 3, 28), date(2026, 3, 30)))
    october = a_duty(Recurring(1, Period.DAY), validity=Validity(date(2026, 10, 24), date(2026, 10, 26)))
    assert [o.label for o in expand(march)] == ["2026-03-28", "2026-03-29", "2026-03-30"]
    assert [o.label for o in expand(october)] == ["2026-10-24", "2026-10-25", "2026-10-26"]


def test_a_yearly_28th_or_29th_of_february_exists_in_every_year():
    duty = a_duty(Recurring(1, Period.YEAR, on=("02-29",)), validity=Validity(date(2023, 1, 1), date(2024, 12, 31)))
    assert [o.due for o in expand(duty)] == [date(2023, 2, 28), date(2024, 2, 29)]


def test_a_coarse_date_is_a_window_that_may_be_met_before_it_opens():
    assert expand(a_duty(SEPTEMBER_2022)) == (
        Occurrence(
            key="lp/once",
            obligation="lp",
            label="once",
            start=date(2022, 9, 1),
            end=date(2022, 9, 30),
            due=date(2022, 9, 30),
            precision=Precision.MONTH,
            counts_from=date(2022, 5, 1),
            closes=date(2026, 8, 31),
        ),
    )


def test_a_day_before_the_agreement_began_keeps_its_window():
    (renewal,) = expand(a_duty(Dated("2021-12-31", Precision.YEAR)))
    assert (renewal.start, renewal.opens, renewal.due) == (date(2021, 1, 1), date(2021, 1, 1), date(2021, 12, 31))


def test_forty_hours_are_due_at_the_end_of_the_validity_with_a_milestone_each_year():
    (hours,) = expand(a_duty(FORTY_HOURS))
    assert (hours.label, hours.due, hours.quota, hours.unit) == ("until-end", date(2026, 8, 31), 40, "hodina")
    assert hours.milestones == (
        Milestone(date(2022, 12, 31), 6),
        Milestone(date(2023, 12, 31), 15),
        Milestone(date(2024, 12, 31), 24),
        Milestone(date(2025, 12, 31), 33),
        Milestone(date(2026, 8, 31), 40),
    )


def test_a_window_of_days_is_itself():
    (window,) = expand(a_duty(Window(date(2016, 8, 1), date(2019, 7, 31))))
    assert (window.start, window.due, window.precision) == (date(2016, 8, 1), date(2019, 7, 31), Precision.DAY)


@pytest.mark.parametrize(
    "rule, start, due",
    [
        (Relative(offset=Offset(30, "day"), anchor="schválení"), date(2022, 4, 19), date(2022, 5, 19)),
        (Relative(offset=Offset(5, "workday"), anchor="schválení"), date(2022, 4, 19), date(2022, 4, 26)),
        (
            Relative(offset=Offset(5, "year"), anchor="schválení", bound="duration"),
            date(2022, 4, 19),
            date(2027, 4, 18),
        ),
        (Relative("before", Offset(7, "day"), "schválení", "at_least"), date(2022, 4, 12), date(2022, 4, 12)),
        (Relative(anchor="schválení", month_day="02-05", year_shift=1), date(2022, 4, 19), date(2023, 2, 5)),
        (Relative(offset=Offset(0, "day"), anchor="schválení"), date(2022, 4, 19), date(2022, 4, 19)),
        (Relative(offset=Offset(2, "week"), anchor="schválení"), date(2022, 4, 19), date(2022, 5, 3)),
        (Relative(offset=Offset(1, "year"), anchor="schválení"), date(2022, 4, 19), date(2023, 4, 19)),
        (Relative(offset=Offset(14, "day"), anchor="schválení", bound="duration"), date(2022, 4, 19), date(2022, 5, 2)),
        (
            Relative(offset=Offset(6, "month"), anchor="schválení", bound="duration"),
            date(2022, 4, 19),
            date(2022, 10, 18),
        ),
    ],
)
def test_a_clock_starts_when_its_anchor_is_known(rule: Relative, start: date, due: date):
    (occurrence,) = expand(a_duty(rule), APPROVED)
    assert (occurrence.start, occurrence.due, occurrence.waits_for) == (start, due, None)


def test_without_its_anchor_a_clock_waits_and_says_for_what():
    named, unnamed = Relative(offset=Offset(30, "day"), anchor="vyhlášení výzvy"), Relative(offset=Offset(5, "day"))
    assert [(o.due, o.waits_for) for o in expand(a_duty(named), APPROVED)] == [(None, "vyhlášení výzvy")]
    assert [(o.due, o.waits_for) for o in expand(a_duty(unnamed))] == [(None, UNNAMED_ANCHOR)]


def test_the_parties_may_fix_the_anchor_of_one_duty_by_its_key():
    (occurrence,) = expand(a_duty(Relative(offset=Offset(5, "day"))), {"lp": date(2022, 6, 1)})
    assert occurrence.due == date(2022, 6, 6)


def test_an_anchor_with_no_limit_after_it_opens_the_window_and_nothing_falls_due():
    (occurrence,) = expand(a_duty(Relative(offset=Offset(5, "day"), anchor="schválení", bound="earliest")), APPROVED)
    assert (occurrence.start, occurrence.due, occurrence.waits_for) == (date(2022, 4, 24), None, None)


@pytest.mark.parametrize(
    "rule, label, waits_for",
    [
        (Continuous(), "ongoing", None),
        (Conditional("dle potřeby"), "on-condition", None),
        (Missing(), "undated", None),
        (Recurring(None, Period.YEAR), "undated", None),
        (Recurring(2, Period.YEAR, maximum=True), "ongoing", None),
        (Quota(80, "osoba", maximum=True), "ongoing", None),
        (Window(date(2020, 6, 1), None), "once", None),
        (Window(None, None, end_day="11-30"), "once", UNKNOWN_YEAR),
        (Dated("XXXX-11-30"), "once", UNKNOWN_YEAR),
    ],
)
def test_what_was_not_given_a_day_has_one_window_and_no_due_day(rule: Deadline, label: str, waits_for: str | None):
    assert [(o.label, o.due, o.waits_for) for o in expand(a_duty(rule))] == [(label, None, waits_for)]


def test_a_text_without_a_deadline_makes_no_window():
    assert expand(a_duty(Nothing())) == ()


RATES = st.builds(
    Recurring,
    count=st.integers(1, 12),
    period=st.sampled_from([Period.MONTH, Period.QUARTER, Period.HALF_YEAR, Period.YEAR]),
    every=st.integers(1, 3),
    minimum=st.booleans(),
    due_offset=st.none() | st.builds(Offset, st.integers(1, 40), st.sampled_from(["day", "workday", "month"])),
)
STARTS = st.dates(date(2016, 1, 1), date(2030, 12, 31))


@given(RATES, STARTS, st.integers(0, 2000), st.sampled_from(PartialPeriod), st.sampled_from(YearKind))
def test_windows_of_any_rate_follow_each_other_inside_the_validity(rule, start, days, partial, year):
    end = date.fromordinal(start.toordinal() + days)
    duty = replace(a_duty(rule, validity=Validity(start, end)), partial=partial, year=year)
    windows = expand(duty)
    assert windows == expand(duty)
    assert len({o.key for o in windows}) == len(windows)
    assert all(
        start <= o.start <= o.end <= end and o.due and o.due >= o.end and 0 < o.quota <= rule.count for o in windows
    )
    assert all(one.end < two.start for one, two in itertools.pairwise(windows))
    assert all((o.milestones[-1].due, o.milestones[-1].count) == (o.end, o.quota) for o in windows)


@given(RATES, st.integers(1, 36))
def test_a_longer_validity_never_renames_nor_moves_a_window_that_had_closed(rule, months):
    longer = Validity(CHOMUTOV.start, date(CHOMUTOV.end.year + months // 12 + 1, 12, 31))
    before, after = expand(a_duty(rule)), {o.key: o for o in expand(a_duty(rule, validity=longer))}
    closed = [o for o in before if o.end < CHOMUTOV.end]
    assert all((after[o.key].due, after[o.key].quota) == (o.due, o.quota) for o in closed)
