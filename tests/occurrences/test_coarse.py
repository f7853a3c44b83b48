"""The window that a coarse date stands for (domain law 4)."""

from datetime import date

import pytest

from tracker.obligations.deadline import Precision
from tracker.occurrences.coarse import window_of


@pytest.mark.parametrize(
    "due, precision, start",
    [
        (date(2022, 4, 19), Precision.DAY, date(2022, 4, 19)),
        (date(2022, 3, 15), Precision.HALF_MONTH, date(2022, 3, 1)),
        (date(2022, 3, 31), Precision.HALF_MONTH, date(2022, 3, 16)),
        (date(2022, 9, 30), Precision.MONTH, date(2022, 9, 1)),
        (date(2024, 6, 30), Precision.QUARTER, date(2024, 4, 1)),
        (date(2019, 11, 30), Precision.SEASON, date(2019, 9, 1)),
        (date(2024, 2, 29), Precision.SEASON, date(2023, 12, 1)),  # winter
        (date(2023, 12, 31), Precision.HALF_YEAR, date(2023, 7, 1)),
        (date(2018, 1, 31), Precision.HALF_YEAR, date(2017, 9, 1)),  # first term of a school year
        (date(2025, 12, 31), Precision.YEAR, date(2025, 1, 1)),
        (date(2017, 8, 31), Precision.YEAR, date(2016, 9, 1)),  # school year 2016/2017
    ],
)
def test_a_coarse_date_reaches_back_to_the_first_day_it_may_mean(due: date, precision: Precision, start: date):
    window = window_of(due, precision)
    assert (window.start, window.end) == (start, due)
