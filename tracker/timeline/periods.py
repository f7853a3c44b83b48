"""Calendar arithmetic on whole days: months that clamp, and the periods that a stretch of time falls into.

Every period is computed from its anchor, never from the period before it, so that the 31st comes back after February.
A length is ``(n, "month")`` or ``(n, "day")``.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import count

MONTHS_IN_YEAR = 12
_ONE_DAY = timedelta(days=1)
_MONDAY = date(1, 1, 1)

Length = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of days, both ends included."""

    start: date
    end: date

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    @property
    def whole_months(self) -> bool:
        """Whether it starts on the first and ends on the last day of a month."""
        return self.start.day == 1 and self.end == month_end(self.end)

    @property
    def months(self) -> int:
        """How many calendar months it touches."""
        return _month_number(self.end) - _month_number(self.start) + 1

    def within(self, other: "Span") -> "Span | None":
        """The part that lies in ``other``, if any."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, end) if start <= end else None


def month_end(day: date) -> date:
    """The last day of the month of ``day``."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def add_months(day: date, n: int) -> date:
    """The same day ``n`` months later, or the last day of that month if it has no such day.

    Civil Code (89/2012 Sb.) § 605(2): where the last month lacks the day, the term ends on that month's last day.
    """
    first = _first_of(_month_number(day) + n)
    return first.replace(day=min(day.day, monthrange(first.year, first.month)[1]))


def duration_end(start: date, months: int) -> date:
    """The last day of ``months`` months that begin with ``start``: the day before the same day, clamped to the
    month's end.

    1. 4. 2023 and 36 months end on 31. 3. 2026; 31. 1. 2023 and one month end on 28. 2. 2023.
    """
    if start.day == 1:
        return _first_of(_month_number(start) + months) - _ONE_DAY
    return add_months(start.replace(day=start.day - 1), months)


def calendar_periods(validity: Span, length: Length) -> Iterator[Span]:
    """The whole periods of the calendar that ``validity`` touches, unclipped, in order.

    Months that divide a year stand on the grid of January; whole years count from the first year of the validity;
    weeks begin on Monday. What has no place in the calendar (five months, ten days) counts from the first day of the
    validity.
    """
    return periods_from(_calendar_anchor(validity.start, length), validity, length)


def periods_from(anchor: date, validity: Span, length: Length) -> Iterator[Span]:
    """The periods of ``length`` counted from ``anchor`` that ``validity`` touches, unclipped, in order."""
    for number in count():
        period = _nth_period(anchor, number, length)
        if period.start > validity.end:
            return
        if period.end >= validity.start:
            yield period


def share_in_force(part: Span, period: Span, *, by_months: bool) -> Fraction:
    """Which part of ``period`` the clipped ``part`` is: in months if ``by_months`` and both have whole months, else
    in days.
    """
    if part == period:
        return Fraction(1)
    if by_months and part.whole_months and period.whole_months:
        return Fraction(part.months, period.months)
    return Fraction(part.days, period.days)


def _nth_period(anchor: date, number: int, length: Length) -> Span:
    n, unit = length
    if unit == "day":
        start = anchor + timedelta(days=n * number)
        return Span(start, start + timedelta(days=n - 1))
    return Span(add_months(anchor, n * number), add_months(anchor, n * (number + 1)) - _ONE_DAY)


def _calendar_anchor(start: date, length: Length) -> date:
    n, unit = length
    if unit == "month" and MONTHS_IN_YEAR % n == 0:
        return _first_of(_month_number(start) // n * n)
    if unit == "month" and n % MONTHS_IN_YEAR == 0:
        return date(start.year, 1, 1)
    if unit == "day" and n % 7 == 0:
        return start - (start - _MONDAY) % timedelta(days=7)
    return start


def _month_number(day: date) -> int:
    return day.year * MONTHS_IN_YEAR + day.month - 1


def _first_of(month_number: int) -> date:
    return date(month_number // MONTHS_IN_YEAR, month_number % MONTHS_IN_YEAR + 1, 1)
