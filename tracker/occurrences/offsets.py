"""Distances in time and the clocks that start with an event (domain, "Relative")."""

from datetime import date, timedelta

from tracker.obligations.deadline import Offset, Relative
from tracker.timeline.periods import MONTHS_IN_YEAR, Span, add_months, duration_end, month_end
from tracker.timeline.working_days import CZECH

_DAYS = {"day": 1, "week": 7}


def moved(day: date, offset: Offset, direction: int = 1) -> date:
    """``day`` moved by ``offset``, forward or (``direction`` −1) back; months and years clamp to the month's end.

    The day of the event itself is not counted (Civil Code, 89/2012 Sb., § 605(1)).
    """
    n = offset.n * direction
    if offset.unit == "workday":
        return CZECH.moved(day, n)
    if offset.unit in _DAYS:
        return day + timedelta(days=n * _DAYS[offset.unit])
    return add_months(day, n * (MONTHS_IN_YEAR if offset.unit == "year" else 1))


def clock_from(anchor: date, rule: Relative) -> Span | None:
    """The window that ``rule`` opens once its anchor happens on ``anchor``; ``None`` when it then has no last day.

    A duration begins on the anchor and ends the day before the same day; "nejméně 7 dnů před" leaves all days until
    then.
    """
    if rule.bound == "earliest":
        return None
    last = _last_day(anchor, rule)
    if last is None:
        return None
    return Span(min(anchor, last), last)


def earliest_from(anchor: date, rule: Relative) -> date:
    """The first day of a clock that has no last one ("nejdříve 5 dnů po")."""
    return moved(anchor, rule.offset) if rule.offset and rule.direction == "after" else anchor


def _last_day(anchor: date, rule: Relative) -> date | None:
    if rule.month_day:
        month, number = map(int, rule.month_day.split("-"))
        first = date(anchor.year + (rule.year_shift or 0), month, 1)
        return first.replace(day=min(number, month_end(first).day))
    if rule.offset is None:
        return None
    if rule.bound == "duration":
        return _duration_end(anchor, rule.offset)
    return moved(anchor, rule.offset, 1 if rule.direction == "after" else -1)


def _duration_end(start: date, offset: Offset) -> date:
    if offset.unit in ("month", "year"):
        return duration_end(start, offset.n * (MONTHS_IN_YEAR if offset.unit == "year" else 1))
    return moved(start, offset) - timedelta(days=1)
