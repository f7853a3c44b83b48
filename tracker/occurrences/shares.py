"""The periods of a validity and what each of them owes (domain, "Validity and partial periods")."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from tracker.obligations.obligation import PartialPeriod, Validity, YearKind
from tracker.timeline.periods import Length, Span, calendar_periods, periods_from, share_in_force


@dataclass(frozen=True, slots=True)
class Share:
    """A whole ``period``, the ``part`` of it that is in force, and how much of the period that is (0 < ``fraction`` ≤
    1).
    """

    period: Span
    part: Span
    fraction: Fraction


def shares(validity: Validity, length: Length, year: YearKind) -> Iterator[Share]:
    """The periods that the validity touches, in order. Cooperation years count from its first day."""
    span = Span(validity.start, validity.end)
    calendar = year is YearKind.CALENDAR
    periods = calendar_periods(span, length) if calendar else periods_from(span.start, span, length)
    for period in periods:
        part = period.within(span)
        if part:
            yield Share(period, part, share_in_force(part, period, by_months=validity.whole_months))


def owed(amount: float, fraction: Fraction, reading: PartialPeriod) -> float:
    """What a period in force by ``fraction`` owes of ``amount`` under a reading; a whole period owes exactly
    ``amount``.
    """
    if fraction == 1 or reading is PartialPeriod.FULL:
        return amount
    exact = exactly_owed(amount, fraction)
    return ceil(exact) if reading is PartialPeriod.ROUNDED_UP else floor(exact)


def exactly_owed(amount: float, fraction: Fraction) -> Fraction:
    """``amount`` × ``fraction`` without rounding; 2.5 hours are exactly five halves."""
    return Fraction(str(amount)) * fraction
