"""The recommended pace inside a window (domain, "Pace"): colours the forecast, never the status."""

from datetime import date
from math import ceil

from tracker.occurrences.occurrence import Milestone
from tracker.timeline.periods import MONTHS_IN_YEAR, Span, add_months, month_end


def even_pace(window: Span, quota: float) -> tuple[Milestone, ...]:
    """``quota`` milestones at even spacing, each at a month's end; those that fall on one day become one.

    A share of a month counts as the whole month, so nobody is behind before a month is over.
    """
    pieces = ceil(quota)
    months = window.months
    by_day = {_month_end_in(window, ceil(months * piece / pieces)): piece for piece in range(1, pieces + 1)}
    return tuple(Milestone(day, count) for day, count in by_day.items())


def yearly_pace(window: Span, amount: float) -> tuple[Milestone, ...]:
    """The part of ``amount`` that even work reaches by the end of each calendar year, rounded down, and all of it at
    the end.
    """
    ends = [date(year, MONTHS_IN_YEAR, 31) for year in range(window.start.year, window.end.year)]
    parts = [Milestone(day, int(amount * Span(window.start, day).days / window.days)) for day in ends]
    return (*(part for part in parts if part.count), Milestone(window.end, ceil(amount)))


def _month_end_in(window: Span, month: int) -> date:
    """The end of the ``month``-th month of the window, or the window's own end."""
    return min(month_end(add_months(window.start.replace(day=1), month - 1)), window.end)
