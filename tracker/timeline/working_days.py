"""Working days in the Czech Republic.

Act 245/2000 Sb., § 1 and § 2, lists the state and other holidays as days of rest; Good Friday is among them since 2016.
Due days stay as agreed; only *sending* moves by these functions (domain, "Working days").
"""

from datetime import date, timedelta
from functools import cache

from holidays import country_holidays

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


@cache
def public_holidays(year: int) -> frozenset[date]:
    """The days of rest of one year that are not there by being a weekend."""
    return frozenset(country_holidays("CZ", years=year))


def is_working_day(day: date) -> bool:
    """Neither a weekend nor a public holiday."""
    return day.weekday() < _SATURDAY and day not in public_holidays(day.year)


def previous_working_day(day: date) -> date:
    """``day`` itself if it is a working day, otherwise the last one before it."""
    while not is_working_day(day):
        day -= _ONE_DAY
    return day


def next_working_day(day: date) -> date:
    """``day`` itself if it is a working day, otherwise the first one after it."""
    while not is_working_day(day):
        day += _ONE_DAY
    return day


def add_working_days(day: date, n: int) -> date:
    """The ``n``-th working day after ``day`` (before it when ``n`` is negative); ``day`` itself is not counted."""
    step = _ONE_DAY if n >= 0 else -_ONE_DAY
    for _ in range(abs(n)):
        day += step
        while not is_working_day(day):
            day += step
    return day
