"""Working days on real Czech dates (Act 245/2000 Sb.)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.timeline.working_days import CZECH, WorkingDays


@pytest.mark.parametrize(
    "day, working",
    [
        (date(2026, 9, 28), False),  # Monday, Statehood Day
        (date(2026, 11, 17), False),  # Tuesday
        (date(2024, 3, 29), False),  # Good Friday
        (date(2015, 4, 3), True),  # Good Friday before it became a holiday in 2016
        (date(2026, 4, 6), False),  # Easter Monday
        (date(2026, 12, 24), False),
        (date(2026, 12, 31), True),
        (date(2026, 11, 14), False),  # Saturday
        (date(2026, 11, 25), True),
    ],
)
def test_weekends_and_czech_holidays_are_no_working_days(day: date, working: bool):
    assert (day in CZECH) is working


def test_around_christmas_2026_the_office_is_closed_for_four_days():
    assert CZECH.until(date(2026, 12, 27)) == date(2026, 12, 23)
    assert CZECH.since(date(2026, 12, 24)) == date(2026, 12, 28)


def test_a_working_day_is_its_own_neighbour():
    assert CZECH.until(date(2026, 11, 25)) == CZECH.since(date(2026, 11, 25)) == date(2026, 11, 25)


def test_five_working_days_over_easter_2024_take_eleven_days():
    assert CZECH.moved(date(2024, 3, 25), 5) == date(2024, 4, 3)
    assert CZECH.moved(date(2024, 4, 3), -5) == date(2024, 3, 25)


@given(st.dates(date(2016, 1, 1), date(2036, 12, 31)), st.integers(1, 30))
def test_going_forth_and_back_by_working_days_returns_to_a_working_day(day, n):
    start = CZECH.since(day)
    assert CZECH.moved(CZECH.moved(start, n), -n) == start


def test_days_off_that_an_installation_names_are_days_of_rest_too():
    closed = WorkingDays(frozenset({date(2026, 12, 28), date(2026, 12, 29)}))
    assert closed.since(date(2026, 12, 24)) == date(2026, 12, 30)
    assert closed.until(date(2026, 12, 29)) == date(2026, 12, 23)
    assert closed.moved(date(2026, 12, 23), 1) == date(2026, 12, 30)
