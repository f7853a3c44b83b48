"""Working days in the Czech Republic.

Act 245/2000 Sb., § 1 and § 2, lists the state and other holidays as days of rest; Good Friday is among them since 2016.
Due days stay as agreed, and what a document counts in working days are those of the law; only *sending* and *planning*
keep the days off that an installation names besides (domain, "Working days").
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from holidays import country_holidays

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


@cache
def public_holidays(year: int) -> frozenset[date]:
    """The days of rest of one year that are not there by being a weekend."""
    return frozenset(country_holidays("CZ", years=year))


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The days on which is worked: no weekends, no public holidays, none of the days that are ``off`` besides."""

    off: frozenset[date] = frozenset()

    def __contains__(self, day: date) -> bool:
        return day.weekday() < _SATURDAY and day not in self.off and day not in public_holidays(day.year)

    def until(self, day: date) -> date:
        """``day`` itself if it is a working day, otherwise the last one before it."""
        while day not in self:
            day -= _ONE_DAY
        return day

    def since(self, day: date) -> date:
        """``day`` itself if it is a working day, otherwise the first one after it."""
        while day not in self:
            day += _ONE_DAY
        return day

    def moved(self, day: date, n: int) -> date:
        """The ``n``-th working day after ``day`` (before it when ``n`` is negative); ``day`` itself is not counted."""
        step = _ONE_DAY if n >= 0 else -_ONE_DAY
        for _ in range(abs(n)):
            day += step
            while day not in self:
                day += step
        return day


CZECH = WorkingDays()
"""The working days of the law."""
