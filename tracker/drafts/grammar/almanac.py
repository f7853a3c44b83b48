"""Days whose year may be unknown, and how the surroundings settle it."""

import calendar
from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from tracker.obligations.deadline import Precision


@lru_cache(maxsize=4096)
def month_length(year: int, month: int) -> int:
    """How many days the month has."""
    return calendar.monthrange(year, month)[1]


_LONG_OVER = timedelta(days=270)
LAST = 0
"""As a day of the month: the last one."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar; ``year`` is ``None`` while nothing tells it, ``day`` may be ``LAST``."""

    year: int | None
    month: int
    day: int

    @property
    def in_month(self) -> int:
        """The number of the day; February of an unknown year has 28."""
        length = month_length(self.year or 2001, self.month)
        return length if self.day == LAST else min(self.day, 29 if self.year is None and self.month == 2 else length)

    @property
    def iso(self) -> str:
        year = "XXXX" if self.year is None else f"{self.year:04}"
        return f"{year}-{self.month:02}-{self.in_month:02}"

    @property
    def date(self) -> date | None:
        return None if self.year is None else date(self.year, self.month, self.in_month)

    def in_year(self, year: int | None) -> "Day":
        return Day(year, self.month, self.day)


@dataclass(frozen=True, slots=True)
class Moment:
    """A stretch of days named as one: „12. 3. 2018“, „září“, „II. čtvrtletí“.

    ``shift`` counts years from the year of the document („v příštím roce“ = 1); ``fault`` is a kind of doubt with the
    days that may be meant; ``repaired`` are the tokens that were mended to read it.
    """

    first: Day
    last: Day
    precision: Precision
    shift: int | None = None
    fault: str | None = None
    choices: tuple[Day, ...] = ()
    repaired: tuple[int, int] | None = None

    @property
    def year_known(self) -> bool:
        return self.last.year is not None

    def in_year(self, year: int | None) -> "Moment":
        """The same days of a year; ``year`` is the year of the last day."""
        turns = (self.first.month, self.first.day) > (self.last.month, self.last.in_month)
        first = year - 1 if year is not None and turns else year
        return replace(self, first=self.first.in_year(first), last=self.last.in_year(year), shift=None)


@dataclass(frozen=True, slots=True)
class Almanac:
    """What is known of the year: a year named near by, a school year by its first year, the day of the document."""

    year: int | None = None
    school_year: int | None = None
    today: date | None = None
    not_after: date | None = None
    hints: tuple[tuple[int, date], ...] = ()
    """Full dates of the text itself, by place; they count only where nothing else tells the year."""

    def at(self, place: int) -> "Almanac":
        """The almanac for words at a place: a full date after them lends its year, one before them is their day."""
        if self.today or self.year or self.school_year or not self.hints:
            return self
        after = bisect_left(self.hints, (place, date.min))
        return _up_to(self.hints[after][1]) if after < len(self.hints) else _since(self.hints[-1][1])

    def settle(self, moment: Moment) -> Moment:
        """The moment with its year, where anything tells it.

        A school year gives its autumn to the first year; a named year holds for all; else it is the first such day
        not before the document.
        """
        if moment.year_known:
            return self._nearest(moment)
        if moment.shift is not None:
            here = self.today.year if self.today else self.year
            return moment.in_year(None if here is None else here + moment.shift)
        if self.school_year is not None:
            return in_school_year(moment, self.school_year)
        if self.year is not None:
            return self._in_named_year(moment, self.year)
        if self.not_after is not None:
            same = moment.in_year(self.not_after.year)
            return (
                same
                if same.first.date and same.first.date <= self.not_after
                else moment.in_year(self.not_after.year - 1)
            )
        return self._first_since(moment, self.today) if self.today else moment

    def settle_range(self, start: Moment, end: Moment) -> tuple[Moment, Moment]:
        """Both ends with their years; in a school year the start has its own: „29. června až 1. září“."""
        if self.school_year is None or start.year_known or end.year_known:
            settled = self.settle(end)
            return start if start.year_known else self.settle_before(start, settled), settled
        begin, settled = self.settle(start), self.settle(end)
        if begin.first.date and settled.last.date and settled.last.date < begin.first.date:
            settled = end.in_year(begin.first.date.year)
        return begin, settled

    def settle_before(self, start: Moment, end: Moment) -> Moment:
        """The start of a range in the last year that puts it before the end: over New Year, in the year before."""
        if start.shift is not None or end.first.year is None:
            return self.settle(start)
        same = start.in_year(end.first.year)
        if same.first.date and end.last.date and same.first.date > end.last.date:
            return start.in_year(end.first.year - 1)
        return same

    def _in_named_year(self, moment: Moment, year: int) -> Moment:
        """In the year of the heading; what was over long before the day of the document comes a year later."""
        named = moment.in_year(year)
        if self.today is None or self.today.year != year or named.last.date is None:
            return named
        return moment.in_year(year + 1) if named.last.date < self.today - _LONG_OVER else named

    def _nearest(self, moment: Moment) -> Moment:
        """Of the years that damaged figures may mean, the one nearest to the document."""
        days = [day for day in moment.choices if day.date]
        if moment.fault != "damaged_date" or self.today is None or not days:
            return moment
        today = self.today
        best = min(days, key=lambda day: abs((day.date or today) - today))
        rest = tuple(day for day in moment.choices if day != best)
        return replace(moment, first=best, last=best, choices=(best, *rest))

    def _first_since(self, moment: Moment, day: date) -> Moment:
        this_year = moment.in_year(day.year)
        last = this_year.last.date
        return this_year if last is not None and last >= day else moment.in_year(day.year + 1)


@lru_cache(maxsize=256)
def _up_to(day: date) -> Almanac:
    return Almanac(not_after=day)


@lru_cache(maxsize=256)
def _since(day: date) -> Almanac:
    return Almanac(today=day)


@lru_cache(maxsize=4096)
def day_moment(year: int | None, month: int, day: int) -> Moment:
    here = Day(year, month, day)
    return Moment(here, here, Precision.DAY)


@lru_cache(maxsize=4096)
def months_moment(year: int | None, first: int, last: int, precision: Precision) -> Moment:
    """From the first day of one month to the last day of another."""
    start = year - 1 if year is not None and first > last else year
    return Moment(Day(start, first, 1), Day(year, last, LAST), precision)


def school_half(number: int, begins: int | None) -> Moment:
    """A half of a school year: to 31 January, or to 30 June."""
    ends = None if begins is None else begins + 1
    first = Day(begins, 9, 1) if number == 1 else Day(ends, 2, 1)
    last = Day(ends, 1, LAST) if number == 1 else Day(ends, 6, LAST)
    return Moment(first, last, Precision.HALF_YEAR)


def in_school_year(moment: Moment, begins: int) -> Moment:
    """A yearless moment in the school year that begins in September of ``begins``."""
    if moment.precision is Precision.HALF_YEAR and moment.first.day == 1 and moment.last.day == LAST:
        return school_half(1 if moment.first.month in (1, 9) else 2, begins)
    return moment.in_year(begins if moment.last.month >= 9 else begins + 1)
