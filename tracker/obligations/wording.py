"""A deadline rule as a Czech sentence, as a clerk would write it: "nejméně 4× ročně", "do konce září 2022".

The words of the document are never inflected: an anchor or a condition is quoted as it stands.
"""

from datetime import date
from functools import singledispatch

from tracker.obligations.deadline import (
    Cap,
    Conditional,
    Continuous,
    Dated,
    Deadline,
    Missing,
    Nothing,
    Offset,
    Period,
    Precision,
    Quota,
    Recurring,
    Relative,
    Window,
)
from tracker.obligations.recurring_days import say_recurring_days
from tracker.timeline.czech import (
    EN_DASH,
    MONTHS_GENITIVE,
    NBSP,
    counted,
    say_day,
    say_number,
    say_range,
)

_OFTEN = {
    Period.DAY: "denně",
    Period.WEEK: "týdně",
    Period.MONTH: "měsíčně",
    Period.QUARTER: f"za{NBSP}čtvrtletí",
    Period.HALF_YEAR: f"za{NBSP}pololetí",
    Period.YEAR: "ročně",
}
_SPANS = {
    Period.DAY: ("den", 1),
    Period.WEEK: ("týden", 1),
    Period.MONTH: ("měsíc", 1),
    Period.QUARTER: ("měsíc", 3),
    Period.HALF_YEAR: ("měsíc", 6),
    Period.YEAR: ("rok", 1),
}
_UNITS = {
    "day": ("den", "dne", "dnů"),
    "workday": ("pracovní den", "pracovního dne", "pracovních dnů"),
    "week": ("týden", "týdne", "týdnů"),
    "month": ("měsíc", "měsíce", "měsíců"),
    "year": ("rok", "roku", "let"),
}
"""A unit of an offset: nominative for counting, genitive after "do" for one and for more."""
_SCOPES = {"distance": "distančně", "in_person": "prezenčně"}
_LEAP_YEAR = 2000
"""Stands in for a year that the words do not give, so that 29. 2. is a day too."""


@singledispatch
def say_deadline(deadline: Deadline) -> str:
    """The rule in words, without a full stop; every kind of ``Deadline`` has its own sentence below."""
    raise TypeError(f"not a deadline: {deadline!r}")


@say_deadline.register
def _(rule: Recurring) -> str:
    if rule.count is None:
        rate = f"{_rate(rule.period, rule.every)}, kolikrát není uvedeno"
    else:
        rate = f"{_bound(rule.minimum, rule.maximum)}{rule.count}×{NBSP}{_rate(rule.period, rule.every)}"
    days = f"vždy {say_recurring_days(rule.on)}" if rule.on else ""
    lag = f"do {_genitive(rule.due_offset)} po skončení období" if rule.due_offset else ""
    return ", ".join(part for part in (rate, days, lag, _from_to(rule.start, rule.end)) if part)


@say_deadline.register
def _(rule: Dated) -> str:
    if rule.day:
        return say_until(rule.day, rule.precision)
    day = date.fromisoformat(rule.due.replace("XXXX", str(_LEAP_YEAR)))
    text = say_until(day, rule.precision).replace(f"{NBSP}{_LEAP_YEAR}", "")
    return f"{text} (rok není uveden)"


@say_deadline.register
def _(rule: Window) -> str:
    if rule.start is None or rule.end is None:
        return _from_to(rule.start, rule.end) or "bez uvedených mezí"
    first, last = rule.start, rule.end
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"v{NBSP}roce {first.year}" if first.year == last.year else f"v letech {first.year}{EN_DASH}{last.year}"
    return say_range(first, last)


@say_deadline.register
def _(rule: Relative) -> str:
    event = f"„{rule.anchor}“" if rule.anchor else "(dokument neuvádí které)"
    side = f"po události {event}" if rule.direction == "after" else f"před událostí {event}"
    if rule.month_day:
        return f"{_month_day(rule.month_day)} {_years_on(rule.year_shift)} {side}"
    if rule.offset is None:
        return side
    if rule.offset.n == 0:
        return f"neprodleně {side}"
    length = counted(rule.offset.n, _UNITS[rule.offset.unit][0])
    if rule.bound == "duration":
        return f"po dobu {_genitive(rule.offset)} od události {event}"
    if rule.bound == "within" and rule.direction == "after":
        return f"do {_genitive(rule.offset)} od události {event}"
    bound = {
        "within": "nejpozději ",
        "at_least": "nejméně ",
        "earliest": "nejdříve ",
        "exact": "přesně ",
    }
    return f"{bound[rule.bound]}{length} {side}"


@say_deadline.register
def _(rule: Quota) -> str:
    per = f" {_OFTEN[rule.per]}" if rule.per else ""
    amount = f"{_bound(rule.minimum, rule.maximum)}{counted(rule.amount, rule.unit)}{per}"
    caps = [say_cap(cap, rule.unit) for cap in rule.caps]
    return ", ".join([amount, *caps, *([f"do {say_day(rule.due)}"] if rule.due else [])])


@say_deadline.register
def _(rule: Continuous) -> str:
    return " ".join(part for part in ("průběžně", _from_to(rule.start, rule.end)) if part)


@say_deadline.register
def _(rule: Conditional) -> str:
    return rule.condition


@say_deadline.register
def _(rule: Missing) -> str:
    return "termín chybí"


@say_deadline.register
def _(rule: Nothing) -> str:
    return "bez termínu"


def say_until(day: date, precision: Precision = Precision.DAY) -> str:
    """A due day as exactly as it was agreed: ``do 19. 4. 2022``, ``do konce září 2022``, ``do konce roku 2025``."""
    month, year = MONTHS_GENITIVE[day.month - 1], f"{NBSP}{day.year}"
    match precision:
        case Precision.DAY:
            return f"do{NBSP}{say_day(day)}"
        case Precision.HALF_MONTH if day.day <= 15:
            return f"do poloviny {month}{year}"
        case Precision.HALF_MONTH | Precision.MONTH:
            return f"do konce {month}{year}"
        case Precision.QUARTER:
            return f"do konce {(day.month + 2) // 3}.{NBSP}čtvrtletí{year}"
        case Precision.HALF_YEAR if day.month == 1:  # only the first half of a school year ends in January
            return f"do konce 1.{NBSP}pololetí školního roku {day.year - 1}/{day.year}"
        case Precision.HALF_YEAR:
            return f"do konce {1 if day.month <= 6 else 2}.{NBSP}pololetí{year}"
        case Precision.SEASON:
            return f"do konce {_season(day.month)}{year}"
        case Precision.YEAR:
            return f"do konce roku{year}"


def _season(last_month: int) -> str:
    return ("zimy", "jara", "léta", "podzimu")[last_month % 12 // 3]


def _bound(minimum: bool, maximum: bool) -> str:
    if minimum == maximum:
        return ""
    return "nejméně " if minimum else "nejvýše "


def _rate(period: Period, every: int) -> str:
    if every == 1:
        return _OFTEN[period]
    noun, times = _SPANS[period]
    return f"za{NBSP}{counted(every * times, noun)}"


def _genitive(offset: Offset) -> str:
    _, one, more = _UNITS[offset.unit]
    return f"{offset.n}{NBSP}{one if offset.n == 1 else more}"


def _from_to(start: date | None, end: date | None) -> str:
    parts = (
        f"od{NBSP}{say_day(start)}" if start else "",
        f"do{NBSP}{say_day(end)}" if end else "",
    )
    return " ".join(part for part in parts if part)


def _month_day(month_day: str) -> str:
    month, day = (int(part) for part in month_day.split("-"))
    return f"do{NBSP}{day}.{NBSP}{MONTHS_GENITIVE[month - 1]}"


def _years_on(shift: int | None) -> str:
    if not shift:
        return "téhož roku"
    return "následujícího roku" if shift == 1 else f"o {counted(shift, 'rok')} později"


def say_cap(cap: Cap, unit: str) -> str:
    """A cap of a quota in ``unit``: "nejvýše 20 distančně"."""
    amount = say_number(cap.amount) if cap.unit == unit else counted(cap.amount, cap.unit)
    return f"nejvýše {amount} {_SCOPES.get(cap.scope, cap.scope)}"
