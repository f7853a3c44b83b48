"""How mails say days, distances, periods and counts, in Czech and in English; the filters of the templates."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from babel.dates import format_date

from tracker.obligations.deadline import Precision
from tracker.obligations.wording import say_until
from tracker.timeline.czech import NBSP, counted, say_day, say_distance, say_month, say_number, say_range

_VERBS = {"is": ("is", "are"), "waits": ("waits", "wait")}


def say_period(start: date, end: date) -> str:
    """A calendar period by its name (``3. čtvrtletí 2026``, ``květen 2022``, ``rok 2026``), another by its days."""
    span = _calendar_span(start, end)
    if span is None:
        return say_range(start, end)
    if span == "half":
        return f"{1 if start.month == 1 else 2}.{NBSP}pololetí {start.year}"
    words = {"year": f"rok{NBSP}{start.year}", "quarter": f"{start.month // 3 + 1}.{NBSP}čtvrtletí {start.year}"}
    return words.get(span) or say_month(start)


def _english_period(start: date, end: date) -> str:
    span = _calendar_span(start, end)
    if span is None:
        return f"{_english_day(start)} to {_english_day(end)}"
    if span == "half":
        return f"{'first' if start.month == 1 else 'second'} half of {start.year}"
    words = {"year": str(start.year), "quarter": format_date(start, "QQQQ y", locale="en")}
    return words.get(span) or format_date(start, "LLLL y", locale="en")


def _calendar_span(start: date, end: date) -> str | None:
    after = end + timedelta(days=1)
    months = (after.year - start.year) * 12 + after.month - start.month
    whole = start.day == 1 and after.day == 1 and (start.month - 1) % max(months, 1) == 0
    return {1: "month", 3: "quarter", 6: "half", 12: "year"}.get(months) if whole else None


def _english_day(day: date) -> str:
    return format_date(day, "d MMMM y", locale="en")


def _english_until(day: date, precision: Precision) -> str:
    end = {
        Precision.MONTH: format_date(day, "LLLL y", locale="en"),
        Precision.QUARTER: format_date(day, "QQQQ y", locale="en"),
        Precision.YEAR: str(day.year),
    }.get(precision)
    return f"by the end of {end}" if end else f"by {_english_day(day)}"


def _english_count(number: float, noun: str, verb: str | None = None) -> str:
    """``3 obligations are``; the noun is given in the singular."""
    many = noun.removesuffix("y") + "ies" if noun.endswith("y") and not noun.endswith("ay") else noun + "s"
    words = f"{number:g} {noun if number == 1 else many}"
    return words if verb is None else f"{words} {_VERBS[verb][number != 1]}"


def _english_distance(day: date, today: date) -> str:
    distance = (day - today).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}.get(distance)
    return near or (f"in {distance} days" if distance > 0 else f"{-distance} days ago")


CZECH: Mapping[str, Callable[..., Any]] = {
    "day": say_day,
    "until": say_until,
    "distance": say_distance,
    "period": say_period,
    "count": counted,
    "number": say_number,
}
ENGLISH: Mapping[str, Callable[..., Any]] = {
    "day": _english_day,
    "until": _english_until,
    "distance": _english_distance,
    "period": _english_period,
    "count": _english_count,
    "number": "{:g}".format,
}
