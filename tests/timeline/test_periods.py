"""Months that clamp and periods counted from their anchor."""

import itertools
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.timeline.periods import (
    Span,
    add_months,
    calendar_periods,
    duration_end,
    month_end,
    periods_from,
    share_in_force,
)

DAYS = st.dates(date(2016, 1, 1), date(2032, 12, 31))
LENGTHS = st.sampled_from(
    [(1, "month"), (3, "month"), (5, "month"), (12, "month"), (24, "month"), (7, "day"), (10, "day")]
)


@pytest.mark.parametrize(
    "day, n, later",
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2022, 11, 30), 3, date(2023, 2, 28)),
        (date(2022, 3, 31), -1, date(2022, 2, 28)),
        (date(2022, 12, 15), 1, date(2023, 1, 15)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_of_that_month(day: date, n: int, later: date):
    assert add_months(day, n) == later


@pytest.mark.parametrize(
    "start, months, end",
    [
        (date(2023, 4, 1), 36, date(2026, 3, 31)),  # "36 měsíců od 1. 4. 2023"
        (date(2022, 4, 19), 60, date(2027, 4, 18)),  # five years from the approval in 003
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2023, 1, 30), 1, date(2023, 2, 28)),
        (date(2022, 1, 1), 12, date(2022, 12, 31)),
    ],
)
def test_a_duration_ends_the_day_before_the_same_day(start: date, months: int, end: date):
    assert duration_end(start, months) == end


def test_monthly_periods_from_the_31st_come_back_to_the_31st_after_february():
    starts = [p.start for p in periods_from(date(2023, 1, 31), Span(date(2023, 1, 31), date(2023, 5, 1)), (1, "month"))]
    assert starts == [date(2023, 1, 31), date(2023, 2, 28), date(2023, 3, 31), date(2023, 4, 30)]


@pytest.mark.parametrize(
    "length, first",
    [
        ((1, "month"), Span(date(2022, 5, 1), date(2022, 5, 31))),
        ((2, "month"), Span(date(2022, 5, 1), date(2022, 6, 30))),
        ((3, "month"), Span(date(2022, 4, 1), date(2022, 6, 30))),
        ((5, "month"), Span(date(2022, 5, 14), date(2022, 10, 13))),
        ((6, "month"), Span(date(2022, 1, 1), date(2022, 6, 30))),
        ((12, "month"), Span(date(2022, 1, 1), date(2022, 12, 31))),
        ((24, "month"), Span(date(2022, 1, 1), date(2023, 12, 31))),
        ((7, "day"), Span(date(2022, 5, 9), date(2022, 5, 15))),
        ((10, "day"), Span(date(2022, 5, 14), date(2022, 5, 23))),
    ],
)
def test_a_calendar_period_is_named_whole_even_when_the_validity_begins_inside_it(length: tuple[int, str], first: Span):
    validity = Span(date(2022, 5, 14), date(2026, 8, 31))
    assert next(calendar_periods(validity, length)) == first


def test_a_part_counts_in_months_only_where_months_are_whole():
    year = Span(date(2022, 1, 1), date(2022, 12, 31))
    assert share_in_force(Span(date(2022, 5, 1), date(2022, 12, 31)), year, by_months=True) == Fraction(8, 12)
    assert share_in_force(Span(date(2022, 5, 1), date(2022, 12, 31)), year, by_months=False) == Fraction(245, 365)
    assert share_in_force(Span(date(2022, 5, 2), date(2022, 12, 31)), year, by_months=True) == Fraction(244, 365)


def test_a_period_that_shares_a_single_day_with_the_validity_belongs_to_it():
    last_day_of_may = Span(date(2022, 5, 31), date(2022, 5, 31))
    may = Span(date(2022, 5, 1), date(2022, 5, 31))
    assert list(calendar_periods(last_day_of_may, (1, "month"))) == [may]
    assert list(periods_from(may.start, last_day_of_may, (1, "month"))) == [may]
    assert may.within(last_day_of_may) == last_day_of_may
    assert may.within(Span(date(2022, 6, 1), date(2022, 6, 2))) is None


def test_the_end_of_february_knows_leap_years():
    assert (month_end(date(2024, 2, 1)), month_end(date(2100, 2, 1))) == (date(2024, 2, 29), date(2100, 2, 28))


@given(start=DAYS, days=st.integers(0, 1500), length=LENGTHS, calendar=st.booleans())
def test_periods_follow_each_other_without_a_gap_and_cover_the_validity(start, days, length, calendar):
    validity = Span(start, start + timedelta(days=days))
    periods = list(calendar_periods(validity, length) if calendar else periods_from(start, validity, length))
    assert all(one.end + timedelta(days=1) == two.start for one, two in itertools.pairwise(periods))
    assert periods[0].start <= validity.start <= periods[0].end
    assert periods[-1].start <= validity.end <= periods[-1].end
