"""Deadlines and days in short Czech words, as the readings of a doubt show them."""

from datetime import date

from tracker.obligations.deadline import (
    Conditional,
    Continuous,
    Dated,
    Deadline,
    Missing,
    Nothing,
    Period,
    Precision,
    Quota,
    Recurring,
    Relative,
    Window,
)

_PER = {
    Period.DAY: "denně",
    Period.WEEK: "týdně",
    Period.MONTH: "měsíčně",
    Period.QUARTER: "čtvrtletně",
    Period.HALF_YEAR: "pololetně",
    Period.YEAR: "ročně",
}
_COARSE = {
    Precision.MONTH: "měsíc do",
    Precision.QUARTER: "čtvrtletí do",
    Precision.HALF_YEAR: "pololetí do",
    Precision.SEASON: "roční období do",
    Precision.YEAR: "rok do",
    Precision.HALF_MONTH: "polovina měsíce do",
}


def day_words(day: date) -> str:
    """A day as Czech offices write it, with blanks that do not break: 31. 8. 2026."""
    return f"{day.day}.\u00a0{day.month}.\u00a0{day.year}"


def span_words(start: date | None, end: date | None) -> str:
    """A span of days; an open end is said in words."""
    if start and end:
        return f"{day_words(start)} – {day_words(end)}"
    if end:
        return f"do {day_words(end)}"
    return f"od {day_words(start)}" if start else "bez určení"


def deadline_words(deadline: Deadline) -> str:
    """A rule in a few words."""
    match deadline:
        case Recurring(count=count, period=period, every=every):
            often = "?" if count is None else str(count)
            return f"{often}× {_PER[period]}" if every == 1 else f"{often}× za {every} období ({_PER[period]})"
        case Dated(due=due, precision=precision):
            day = day_words(deadline.day) if deadline.day else f"{int(due[8:])}. {int(due[5:7])}., rok neznámý"
            return f"{_COARSE[precision]} {day}" if precision in _COARSE else day
        case Window(start=start, end=end):
            return span_words(start, end)
        case Quota(amount=amount, unit=unit, due=due):
            by = f" do {day_words(due)}" if due else " do konce platnosti"
            return f"{amount:g} × {unit}{by}"
        case Relative(anchor=anchor):
            return f"lhůta od události: {anchor or 'neurčena'}"
        case Continuous():
            return "průběžně"
        case Conditional(condition=condition):
            return f"podmíněně: {condition}"
        case Missing():
            return "termín chybí"
        case Nothing():
            return "bez termínu"
