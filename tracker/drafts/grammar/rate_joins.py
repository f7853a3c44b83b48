"""How a rate takes its days, its end and its lag from the part beside it."""

from dataclasses import replace

from tracker.drafts.grammar.almanac import LAST, Day
from tracker.drafts.grammar.on_days import yearly_place
from tracker.drafts.grammar.parts import Part
from tracker.obligations.deadline import Dated, Period, Recurring, Relative, Window, length_of


def rate_by(left: Part, right: Part) -> Recurring | None:
    """„každý rok do 15. března“ has its place in the year; „měsíčně, nejpozději do června 2017“ its end."""
    rate, moment = left.deadline, right.moment
    if not isinstance(rate, Recurring) or moment is None or not isinstance(right.deadline, Dated):
        return None
    if rate.period is Period.YEAR and not _said_year(right):
        if rate.on and len(rate.on) == rate.count and moment.year_known is False:
            return rate
        place = yearly_place(moment) if rate.count and len(rate.on) < rate.count else None
        return replace(rate, on=(*rate.on, place)) if place else None
    return replace(rate, end=right.deadline.day)


def _said_year(part: Part) -> bool:
    return part.year_said


def rate_in(left: Part, right: Part) -> Recurring | None:
    rate = left.deadline
    if isinstance(rate, Recurring) and rate.period is Period.YEAR and not _said_year(right):
        return rate_by(left, right)
    return None


def rate_span(left: Part, right: Part) -> Recurring | None:
    rate, span = left.deadline, right.deadline
    if not isinstance(rate, Recurring) or not isinstance(span, Window):
        return None
    if span.start_day and span.end_day:
        months = f"month-{span.start_day[:2]}..{span.end_day[:2]}"
        return replace(rate, on=(*rate.on, months)) if _whole_months(span) else None
    return replace(rate, start=span.start, end=span.end)


def _whole_months(span: Window) -> bool:
    """Whether a yearless span runs from the first of a month to the last of another."""
    start, end = span.start_day or "", span.end_day or ""
    return start.endswith("-01") and end == Day(None, int(end[:2]), LAST).iso[5:]


def span_rate(left: Part, right: Part) -> Recurring | None:
    return rate_span(right, left)


def rate_lag(left: Part, right: Part) -> Recurring | None:
    """„měsíčně, do 5 pracovních dnů“: so long after each month."""
    rate, clock = left.deadline, right.deadline
    if not isinstance(rate, Recurring) or not isinstance(clock, Relative) or clock.bound != "within":
        return None
    ends_period = clock.anchor is None or clock.anchor.startswith(
        ("konec", "skončení", "konce", "ukončení", "uplynutí")
    )
    return replace(rate, due_offset=clock.offset) if ends_period and clock.direction == "after" else None


def lag_rate(left: Part, right: Part) -> Recurring | None:
    """„do 20. dne následujícího měsíce, vždy měsíčně“"""
    clock = left.deadline
    ends = isinstance(clock, Relative) and clock.anchor is not None and clock.anchor.startswith("konec")
    return rate_lag(right, left) if ends and right.is_period else None


def same_rate(left: Part, right: Part) -> Recurring | None:
    """„pololetně, vždy do 15 dnů po skončení pololetí“: one rate, said twice."""
    rate, other = left.deadline, right.deadline
    if not isinstance(rate, Recurring) or not isinstance(other, Recurring):
        return None
    if _is_as_often(rate, other):
        return rate
    if left.is_period and other.period is Period.YEAR and other.on and not rate.on:
        fills = length_of(rate.period, rate.every * len(other.on)) == (12, "month")
        return replace(rate, on=other.on) if fills and len(other.on) > 1 else None
    if rate.due_offset or rate.on:
        return None
    if rate.period is other.period is Period.YEAR and rate.every > 1 and other.every == rate.count == other.count == 1:
        return replace(rate, on=other.on) if other.on else None
    if _in_weeks(rate) > 1 and rate.count == 1 and _in_weeks(other) == 1 and other.on:
        return replace(rate, on=other.on)
    if length_of(rate.period, rate.every) != length_of(other.period, other.every):
        return None
    if rate.period is not other.period and rate.count == other.count and other.on:
        return other
    fits = left.is_period or (rate.count or 0) >= len(other.on) >= (other.count or 0)
    if not (other.due_offset or other.on) or not fits:
        return None
    if left.is_period:
        return other
    return replace(rate, on=other.on, due_offset=other.due_offset)


def _is_as_often(rate: Recurring, other: Recurring) -> bool:
    """„4x do roka, zpravidla jednou za čtvrtletí“"""
    if not rate.count or rate.count == other.count or other != Recurring(other.count, other.period, other.every):
        return False
    (n, unit), (m, other_unit) = length_of(rate.period, rate.every), length_of(other.period, other.every)
    return unit == other_unit and n * (other.count or 0) == m * rate.count


def _in_weeks(rate: Recurring) -> float:
    """How many weeks lie between two turns; 0 for months and years."""
    n, unit = length_of(rate.period, rate.every)
    return n / 7 if unit == "day" else 0


def subject_lag(left: Part, right: Part) -> Recurring | None:
    """„za čtvrtletí do 25. dne po jeho skončení“"""
    rate, clock = left.deadline, right.deadline
    if isinstance(rate, Recurring) and isinstance(clock, Relative) and clock.offset:
        return replace(rate, due_offset=clock.offset)
    return None


def subject_clock(left: Part, right: Part) -> Recurring | None:
    """„výkaz za uplynulé čtvrtletí … do 20. dne následujícího měsíce“"""
    clock = right.deadline
    ends = isinstance(clock, Relative) and clock.anchor is not None and clock.anchor.startswith("konec")
    return subject_lag(left, right) if ends else None
