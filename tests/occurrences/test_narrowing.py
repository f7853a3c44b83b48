"""Agreed days and months inside a period."""

from datetime import date

import pytest

from tracker.occurrences.narrowing import UnknownPlace, agreed_days, agreed_months, in_months, windows_in
from tracker.timeline.periods import Span

MAY = Span(date(2022, 5, 1), date(2022, 5, 31))
QUARTER = Span(date(2022, 4, 1), date(2022, 6, 30))
YEAR = Span(date(2022, 1, 1), date(2022, 12, 31))


@pytest.mark.parametrize(
    "token, period, day",
    [
        ("first-tue", MAY, date(2022, 5, 3)),
        ("third-wed", MAY, date(2022, 5, 18)),
        ("fifth-mon", MAY, date(2022, 5, 30)),
        ("last-fri", MAY, date(2022, 5, 27)),
        ("last-fri", QUARTER, date(2022, 6, 24)),
        ("sun", MAY, date(2022, 5, 29)),
        ("day-20", MAY, date(2022, 5, 20)),
        ("day-31", Span(date(2024, 2, 1), date(2024, 2, 29)), date(2024, 2, 29)),
        ("day-20", QUARTER, date(2022, 6, 20)),
        ("03-15", YEAR, date(2022, 3, 15)),
        ("03-15", Span(date(2022, 1, 1), date(2023, 12, 31)), date(2023, 3, 15)),
    ],
)
def test_a_token_names_one_day_of_the_period(token: str, period: Span, day: date):
    assert agreed_days((token,), period) == (day,)


def test_a_month_without_a_fifth_tuesday_has_no_such_day():
    assert agreed_days(("fifth-tue",), Span(date(2022, 6, 1), date(2022, 6, 30))) == ()


def test_months_and_seasons_may_run_over_new_year():
    assert agreed_months(("month-06", "winter", "month-11..03", "tue")) == ((6, 6), (12, 2), (11, 3))
    assert [in_months(date(2022, month, 1), ((11, 3),)) for month in (1, 3, 4, 10, 11)] == [
        True,
        True,
        False,
        False,
        True,
    ]
    assert list(windows_in(YEAR, ((12, 2),))) == [Span(date(2022, 12, 1), date(2023, 2, 28))]


@pytest.mark.parametrize("token", ["tuesday", "sixth-tue", "month-", "day-", "easter"])
def test_a_place_that_says_nothing_known_is_named(token: str):
    with pytest.raises(UnknownPlace, match=f"„{token}“ nerozumíme"):
        agreed_days((token,), YEAR)
