"""A deadline rule as a sentence, as a clerk would write it: "nejméně 4× ročně", "do konce září 2022".

The words of the document are never inflected: an anchor or a condition is quoted as it stands.
"""

from collections.abc import Iterator
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
from tracker.obligations.recurring_days import recurring_days
from tracker.timeline.sentences import Counted, MonthName, Phrase, Span, Written, listed

_OFTEN = {
    Period.DAY: Phrase("denně"),
    Period.WEEK: Phrase("týdně"),
    Period.MONTH: Phrase("měsíčně"),
    Period.QUARTER: Phrase("za\N{NO-BREAK SPACE}čtvrtletí"),
    Period.HALF_YEAR: Phrase("za\N{NO-BREAK SPACE}pololetí"),
    Period.YEAR: Phrase("ročně"),
}
_SPANS = {
    Period.DAY: ("den", 1),
    Period.WEEK: ("týden", 1),
    Period.MONTH: ("měsíc", 1),
    Period.QUARTER: ("měsíc", 3),
    Period.HALF_YEAR: ("měsíc", 6),
    Period.YEAR: ("rok", 1),
}
_UNITS = {"day": "den", "workday": "pracovní den", "week": "týden", "month": "měsíc", "year": "rok"}
_SCOPES = {"distance": Phrase("distančně"), "in_person": Phrase("prezenčně")}
_SEASONS = (Phrase("zimy"), Phrase("jara"), Phrase("léta"), Phrase("podzimu"))
_LEAP_YEAR = 2000
"""Stands in for a year that the words do not give, so that 29. 2. is a day too."""


def say_deadline(deadline: Deadline) -> str:
    """The rule in Czech words, without a full stop."""
    return str(deadline_phrase(deadline))


def say_until(day: date, precision: Precision = Precision.DAY) -> str:
    """A due day in Czech, as exactly as it was agreed."""
    return str(until_phrase(day, precision))


@singledispatch
def deadline_phrase(deadline: Deadline) -> Phrase:
    """The rule in words, without a full stop; every kind of ``Deadline`` has its own sentence below."""
    raise TypeError(f"not a deadline: {deadline!r}")


@deadline_phrase.register
def _(rule: Recurring) -> Phrase:
    rate = _rate(rule.period, rule.every)
    if rule.count is None:
        often = Phrase("%(rate)s, kolikrát není uvedeno", rate=rate)
    else:
        times = Phrase("%(count)s×\N{NO-BREAK SPACE}%(rate)s", count=rule.count, rate=rate)
        often = _bound(times, rule.minimum, rule.maximum)
    return listed(often, *_on_days(rule), *_lag(rule.due_offset), *_from_to(rule.start, rule.end))


def _on_days(rule: Recurring) -> Iterator[Phrase]:
    if rule.on:
        yield Phrase("vždy %(days)s", days=recurring_days(rule.on))


def _lag(offset: Offset | None) -> Iterator[Phrase]:
    if offset:
        yield Phrase("do %(length)s po skončení období", length=_length(offset))


@deadline_phrase.register
def _(rule: Dated) -> Phrase:
    if rule.day:
        return until_phrase(rule.day, rule.precision)
    day = date.fromisoformat(rule.due.replace("XXXX", str(_LEAP_YEAR)))
    return Phrase("%(until)s (rok není uveden)", until=until_phrase(day, rule.precision, with_year=False))


@deadline_phrase.register
def _(rule: Window) -> Phrase:
    if rule.start is None or rule.end is None:
        return next(_from_to(rule.start, rule.end), Phrase("bez uvedených mezí"))
    first, last = rule.start, rule.end
    if (first.month, first.day, last.month, last.day) != (1, 1, 12, 31):
        return Phrase("%(days)s", days=Span(first, last))
    if first.year == last.year:
        return Phrase("v\N{NO-BREAK SPACE}roce %(year)s", year=str(first.year))
    return Phrase("v letech %(first)s–%(last)s", first=str(first.year), last=str(last.year))


@deadline_phrase.register
def _(rule: Relative) -> Phrase:
    event = Phrase("„%(words)s“", words=Written(rule.anchor)) if rule.anchor else Phrase("(dokument neuvádí které)")
    after = rule.direction == "after"
    side = Phrase("po události %(event)s", event=event) if after else Phrase("před událostí %(event)s", event=event)
    if rule.month_day:
        day, year = _day_of_month(rule.month_day), _years_on(rule.year_shift)
        return Phrase("do\N{NO-BREAK SPACE}%(day)s %(year)s %(side)s", day=day, year=year, side=side)
    if rule.offset is None:
        return side
    if rule.offset.n == 0:
        return Phrase("neprodleně %(side)s", side=side)
    if rule.bound == "duration":
        return Phrase("po dobu %(length)s od události %(event)s", length=_length(rule.offset), event=event)
    if rule.bound == "within" and after:
        return Phrase("do %(length)s od události %(event)s", length=_length(rule.offset), event=event)
    length = Counted(rule.offset.n, _UNITS[rule.offset.unit])
    match rule.bound:
        case "within":
            return Phrase("nejpozději %(length)s %(side)s", length=length, side=side)
        case "at_least":
            return Phrase("nejméně %(length)s %(side)s", length=length, side=side)
        case "earliest":
            return Phrase("nejdříve %(length)s %(side)s", length=length, side=side)
        case "exact":
            return Phrase("přesně %(length)s %(side)s", length=length, side=side)


@deadline_phrase.register
def _(rule: Quota) -> Phrase:
    amount = _bound(_amount(rule), rule.minimum, rule.maximum)
    due = [Phrase("do %(day)s", day=rule.due)] if rule.due else []
    return listed(amount, *(cap_phrase(cap, rule.unit) for cap in rule.caps), *due)


def _amount(rule: Quota) -> Phrase:
    amount = Counted(rule.amount, rule.unit)
    return Phrase("%(amount)s %(rate)s", amount=amount, rate=_OFTEN[rule.per]) if rule.per else _of(amount)


@deadline_phrase.register
def _(rule: Continuous) -> Phrase:
    span = next(_from_to(rule.start, rule.end), None)
    return Phrase("průběžně %(days)s", days=span) if span else Phrase("průběžně")


@deadline_phrase.register
def _(rule: Conditional) -> Phrase:
    return _of(Written(rule.condition))


@deadline_phrase.register
def _(rule: Missing) -> Phrase:
    return Phrase("termín chybí")


@deadline_phrase.register
def _(rule: Nothing) -> Phrase:
    return Phrase("bez termínu")


def until_phrase(day: date, precision: Precision = Precision.DAY, *, with_year: bool = True) -> Phrase:
    """A due day as exactly as it was agreed: ``do 19. 4. 2022``, ``do konce září 2022``, ``do konce roku 2025``."""
    month = MonthName(day.month)
    match precision:
        case Precision.DAY if with_year:
            return Phrase("do\N{NO-BREAK SPACE}%(day)s", day=day)
        case Precision.DAY:
            return Phrase("do\N{NO-BREAK SPACE}%(day)s", day=_day_of_month(f"{day.month}-{day.day}"))
        case Precision.HALF_MONTH if day.day <= 15:
            return Phrase("do poloviny %(part)s", part=_of_year(month, day, with_year))
        case Precision.HALF_MONTH | Precision.MONTH:
            part: object = month
        case Precision.QUARTER:
            part = Phrase("%(number)s.\N{NO-BREAK SPACE}čtvrtletí", number=(day.month + 2) // 3)
        case Precision.HALF_YEAR if day.month == 1:  # only the first half of a school year ends in January
            years = f"{day.year - 1}/{day.year}"
            return Phrase("do konce 1.\N{NO-BREAK SPACE}pololetí školního roku %(years)s", years=years)
        case Precision.HALF_YEAR:
            part = Phrase("%(number)s.\N{NO-BREAK SPACE}pololetí", number=1 if day.month <= 6 else 2)
        case Precision.SEASON:
            part = _SEASONS[day.month % 12 // 3]
        case Precision.YEAR:
            part = Phrase("roku")
    return Phrase("do konce %(part)s", part=_of_year(part, day, with_year))


def cap_phrase(cap: Cap, unit: str) -> Phrase:
    """A cap of a quota in ``unit``: "nejvýše 20 distančně"."""
    amount = cap.amount if cap.unit == unit else Counted(cap.amount, cap.unit)
    return Phrase("nejvýše %(amount)s %(scope)s", amount=amount, scope=_SCOPES.get(cap.scope, Written(cap.scope)))


def _of(value: object) -> Phrase:
    return Phrase("%(value)s", value=value)


def _of_year(part: object, day: date, with_year: bool) -> Phrase:
    if not with_year:
        return _of(part)
    return Phrase("%(part)s\N{NO-BREAK SPACE}%(year)s", part=part, year=str(day.year))


def _bound(amount: Phrase, minimum: bool, maximum: bool) -> Phrase:
    if minimum == maximum:
        return amount
    return Phrase("nejméně %(amount)s", amount=amount) if minimum else Phrase("nejvýše %(amount)s", amount=amount)


def _rate(period: Period, every: int) -> Phrase:
    if every == 1:
        return _OFTEN[period]
    noun, times = _SPANS[period]
    return Phrase("za\N{NO-BREAK SPACE}%(span)s", span=Counted(every * times, noun))


def _length(offset: Offset) -> Counted:
    return Counted(offset.n, _UNITS[offset.unit], genitive=True)


def _from_to(start: date | None, end: date | None) -> Iterator[Phrase]:
    if start and end:
        yield Phrase("od\N{NO-BREAK SPACE}%(start)s do\N{NO-BREAK SPACE}%(end)s", start=start, end=end)
    elif start:
        yield Phrase("od\N{NO-BREAK SPACE}%(start)s", start=start)
    elif end:
        yield Phrase("do\N{NO-BREAK SPACE}%(end)s", end=end)


def _day_of_month(month_day: str) -> Phrase:
    month, day = (int(part) for part in month_day.split("-"))
    return Phrase("%(day)s.\N{NO-BREAK SPACE}%(month)s", day=day, month=MonthName(month))


def _years_on(shift: int | None) -> Phrase:
    if not shift:
        return Phrase("téhož roku")
    return Phrase("následujícího roku") if shift == 1 else Phrase("o %(span)s později", span=Counted(shift, "rok"))
