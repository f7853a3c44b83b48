"""The weekdays on which a recurrence lies: every one, the n-th of a month, every other week."""

from dataclasses import replace

from tracker.drafts.grammar.almanac import Almanac
from tracker.drafts.grammar.counts import Times
from tracker.drafts.grammar.lengths import Length
from tracker.drafts.grammar.parts import WORKDAYS, Part, Question, Role
from tracker.drafts.grammar.pattern import Found, Rule
from tracker.drafts.grammar.recurring import bounded
from tracker.obligations.deadline import Period, Precision, Recurring

_NTH = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}
_WEEK = 7


def every_weekday(found: Found, _: Almanac) -> Part:
    """„každé úterý“, „vždy ve středu“"""
    return _rate(found, Recurring(1, Period.WEEK, 1, on=(found["full_weekday"],)))


def two_weekdays(found: Found, _: Almanac) -> Part:
    """„každé pondělí a středu“"""
    return _rate(found, Recurring(2, Period.WEEK, on=(found["first"], found["second"])))


def every_other_week_on(found: Found, _: Almanac) -> Part | None:
    """„každý sudý týden v pondělí“, „každý lichý pátek“"""
    length: Length = found["length"] or Length(1, Period.WEEK)
    on = (found["full_weekday"],)
    return _rate(found, Recurring(1, Period.WEEK, 2, on=on)) if length == Length(1, Period.WEEK) else None


def every_working_day(found: Found, _: Almanac) -> Part:
    return _rate(found, Recurring(1, Period.DAY, on=WORKDAYS))


def nth_weekday(found: Found, _: Almanac) -> Part | None:
    """„každé čtvrté úterý v měsíci“, „poslední pátek v měsíci“."""
    nth = _NTH.get(found["ordinal"] or -1)
    length: Length = found["length"] or Length(1, Period.MONTH)
    if found["ordinal"] == 2 and found["length"] is None:
        every_other = Recurring(1, Period.WEEK, 2, on=(found["full_weekday"],))
        return replace(_rate(found, every_other), questions=(Question("vague_deadline", (every_other,), 0),))
    if nth is None or length.period not in (Period.MONTH, Period.QUARTER, Period.YEAR, Period.HALF_YEAR):
        return None
    return _rate(found, Recurring(1, length.period, length.n, on=(f"{nth}-{found['full_weekday']}",)))


def nth_weekday_of_months(found: Found, _: Almanac) -> Part | None:
    """„druhý čtvrtek v lednu, dubnu a říjnu“: so many times a year; the form has no place for the weekday in a month."""
    moments = [moment for moment, _, _ in found["days"]]
    if any(moment.precision is not Precision.MONTH or moment.year_known for moment in moments):
        return None
    rate = Recurring(len(moments), Period.YEAR, on=tuple(f"month-{moment.last.month:02}" for moment in moments))
    return replace(_rate(found, rate), questions=(Question("vague_deadline", (rate,), 0),))


def two_nth_weekdays(found: Found, _: Almanac) -> Part | None:
    """„první a třetí pondělí v měsíci“"""
    nths = [_NTH.get(found["ordinal"]), _NTH.get(found["second"])]
    length: Length = found["length"]
    if None in nths or length.period is not Period.MONTH:
        return None
    on = tuple(f"{nth}-{found['full_weekday']}" for nth in nths)
    return _rate(found, Recurring(2, Period.MONTH, length.n, on=on))


def weekly_on(found: Found, _: Almanac) -> Part | None:
    """„jednou týdně, a to ve středu“, „1x za 14 dní (čtvrtek)“"""
    length: Length = found["rate"] or found["length"]
    times: Times = found["times"] or Times(1)
    weeks = length.period is Period.WEEK or (length.period is Period.DAY and length.n % _WEEK == 0)
    if (length.period is Period.DAY and not weeks) or (weeks and times.count != 1):
        return None
    rate = Recurring(times.count, length.period, length.n, on=(found["full_weekday"],))
    return _rate(found, bounded(rate, found["bound"]))


def _rate(found: Found, deadline: Recurring) -> Part:
    return Part(found.start, found.end, deadline, Role.RATE)


RULES = (
    Rule(
        "weekly on a day",
        (
            "BOUND? TIMES RATE ,? a? to? v|ve FULL_WEEKDAY",
            "BOUND? RATE ,? v|ve FULL_WEEKDAY",
            "BOUND? TIMES RATE ( v|ve? FULL_WEEKDAY )",
            "BOUND? RATE ( v|ve? FULL_WEEKDAY )",
            "BOUND? TIMES RATE - v|ve? FULL_WEEKDAY",
            "BOUND? TIMES za LENGTH ,|-? vzdy? v|ve FULL_WEEKDAY",
            "BOUND? TIMES za LENGTH ,|-? vzdy? v|ve FULL_WEEKDAY v|ve lichy|sudy kalendarni? tyden",
            "BOUND? TIMES za LENGTH - FULL_WEEKDAY",
            "BOUND? TIMES za LENGTH ( vzdy? v|ve? FULL_WEEKDAY )",
        ),
        weekly_on,
    ),
    Rule(
        "every other week on a day",
        (
            "v|ve|kazdy lichy|sudy kalendarni? LENGTH vzdy? v|ve? FULL_WEEKDAY",
            "vzdy? v|ve|kazdy lichy|sudy FULL_WEEKDAY",
            "vzdy? v|ve|kazdy FULL_WEEKDAY v|ve lichy|sudy kalendarni? LENGTH",
        ),
        every_other_week_on,
    ),
    Rule("every weekday", ("kazdy FULL_WEEKDAY", "vzdy v|ve? FULL_WEEKDAY"), every_weekday),
    Rule("two weekdays", ("kazdy|vzdy v|ve? first=FULL_WEEKDAY a v|ve? second=FULL_WEEKDAY",), two_weekdays),
    Rule("every working day", ("kazdy pracovni den", "v|ve pracovni dny|dnech"), every_working_day),
    Rule(
        "nth weekday",
        (
            "vzdy|kazdy? v|ve? ORDINAL FULL_WEEKDAY v|za? kazdy? LENGTH",
            "vzdy|kazdy? v|ve? posledni FULL_WEEKDAY v? kazdy? LENGTH",
            "kazdy ORDINAL FULL_WEEKDAY",
        ),
        nth_weekday,
    ),
    Rule("nth weekday of months", ("vzdy|kazdy? v|ve? ORDINAL FULL_WEEKDAY v|ve DAYS",), nth_weekday_of_months),
    Rule(
        "two nth weekdays", ("vzdy|kazdy? ORDINAL a second=ORDINAL FULL_WEEKDAY v|za? kazdy? LENGTH",), two_nth_weekdays
    ),
)
