"""The days on which a recurrence lies: days of a month, days, months and seasons of every year."""

from tracker.drafts.grammar.almanac import Almanac, Moment
from tracker.drafts.grammar.counts import Times
from tracker.drafts.grammar.lengths import Length
from tracker.drafts.grammar.parts import Part, Role
from tracker.drafts.grammar.pattern import Found, Rule
from tracker.obligations.deadline import Period, Precision, Recurring, length_of


def last_day(found: Found, _: Almanac) -> Part:
    """„k poslednímu dni čtvrtletí“: a period is due on its last day anyway."""
    length: Length = found["length"]
    return _rate(found, Recurring(1, length.period, length.n))


def yearly_on_days(found: Found, _: Almanac) -> Part | None:
    """„vždy k 30. 6. a 31. 12.“"""
    places = [yearly_place(moment) for moment, _, _ in found["days"] if not moment.year_known]
    if len(places) != len(found["days"]) or None in places:
        return None
    return _rate(found, Recurring(len(places), Period.YEAR, on=tuple(place for place in places if place)))


def in_days(found: Found, _: Almanac) -> Part | None:
    """„pololetně (k 30. 6. a k 31. 12.)“, „2x ročně: k…“: as many days as the rate has turns in a year."""
    length: Length = found["rate"] or found["length"]
    times: Times = found["times"] or Times(1)
    places = tuple(filter(None, (yearly_place(moment) for moment, _, _ in found["days"] if not moment.year_known)))
    fills = length_of(length.period, length.n * len(places)) == length_of(Period.YEAR, times.count)
    return _rate(found, Recurring(times.count, length.period, length.n, on=places)) if fills else None


def two_days_of_month(found: Found, _: Almanac) -> Part | None:
    """„1. a 15. den v měsíci“"""
    numbers = (found["ordinal"], found["second"])
    if not all(1 <= number <= 31 for number in numbers):
        return None
    return _rate(found, Recurring(2, Period.MONTH, on=tuple(f"day-{number:02}" for number in numbers)))


def day_of_period(found: Found, _: Almanac) -> Part | None:
    """„do 10. dne v měsíci“, „vždy k 15. v měsíci“."""
    number = found["ordinal"]
    if not 1 <= number <= 31:
        return None
    return _rate(found, Recurring(1, Period.MONTH, on=(f"day-{number:02}",)))


def yearly_on(found: Found, almanac: Almanac) -> Part | None:
    """„každý rok do 15. března“, „vždy v listopadu“."""
    moment = found["moment"] or found["loose"]
    if moment.year_known:
        return None
    on = yearly_place(moment)
    return _rate(found, Recurring(1, Period.YEAR, on=(on,))) if on else None


_SCHOOL_STARTS = 9


def yearly_place(moment: Moment) -> str | None:
    """A yearless moment as a place in every year: ``MM-DD``, ``month-11``, ``month-04..06``, ``summer``."""
    first, last, precision = moment.first, moment.last, moment.precision
    if precision is Precision.DAY:
        return f"{last.month:02}-{last.in_month:02}"
    if precision is Precision.SEASON:
        return {3: "spring", 6: "summer", 9: "autumn", 12: "winter"}[first.month]
    if precision is Precision.YEAR:
        return f"{last.month:02}-{last.in_month:02}" if first.month == _SCHOOL_STARTS else None
    return f"month-{last.month:02}" if first.month == last.month else f"month-{first.month:02}..{last.month:02}"


def months_of_every_year(found: Found, _: Almanac) -> Part | None:
    """„každoročně od dubna do října“"""
    first, last = found["first"], found["last"]
    if first.precision is not Precision.MONTH or last.precision is not Precision.MONTH or last.year_known:
        return None
    return _rate(found, Recurring(1, Period.YEAR, on=(f"month-{first.first.month:02}..{last.last.month:02}",)))


def _rate(found: Found, deadline: Recurring) -> Part:
    return Part(found.start, found.end, deadline, Role.RATE)


def in_season(found: Found, _: Almanac) -> Part:
    """„v zimním období 1x týdně“, „od dubna do října 1x týdně“: a rate that holds for a part of the year."""
    length: Length = found["rate"] or found["length"]
    season = found["season"] or f"month-{found['first'].first.month:02}..{found['last'].last.month:02}"
    times = found["times"]
    return _rate(found, Recurring(times.count if times else 1, length.period, length.n, on=(season,)))


def in_another_season(found: Found, _: Almanac) -> Part:
    """„v létě 2x měsíčně, v zimě 1x“: the period is that of the rate before."""
    rate = Recurring(found["times"].count, Period.YEAR, on=(found["season"],))
    return Part(found.start, found.end, rate, Role.ELLIPSIS)


def yearly_in_season(found: Found, _: Almanac) -> Part:
    """„každý rok v letních měsících“"""
    return _rate(found, Recurring(1, Period.YEAR, on=(found["season"],)))


def twice_a_year(found: Found, _: Almanac) -> Part | None:
    """„každý rok na jaře a na podzim“"""
    first, last = yearly_place(found["first"]), yearly_place(found["last"])
    if first is None or last is None or found["first"].year_known or found["last"].year_known:
        return None
    return _rate(found, Recurring(2, Period.YEAR, on=(first, last)))


RULES = (
    Rule("every year in a season", ("EVERY_YEAR ,? vzdy? v|ve SEASON",), yearly_in_season),
    Rule(
        "rate in a season",
        (
            "v|ve SEASON TIMES RATE",
            "v|ve SEASON TIMES za LENGTH",
            "TIMES RATE v|ve SEASON",
            "v|ve SEASON RATE",
            "TIMES RATE ( v|ve? SEASON )",
            "v|ve? obdobi? od? first=MONTH -|az|do last=MONTH ,? TIMES? RATE",
            "v|ve? obdobi? od? first=MONTH -|az|do last=MONTH ,? TIMES za LENGTH",
        ),
        in_season,
    ),
    Rule("rate in another season", ("v|ve SEASON TIMES",), in_another_season),
    Rule(
        "twice a year",
        (
            "EVERY_YEAR ,? vzdy? v|na first=MOMENT a v|na? last=MOMENT",
            "vzdy v|na first=MOMENT a v|na? last=MOMENT",
        ),
        twice_a_year,
    ),
    Rule("two days of a month", ("vzdy? k|do? ORDINAL a k|do? second=ORDINAL den v? kazdy? mesic",), two_days_of_month),
    Rule(
        "day of every month",
        (
            "vzdy? BY|k|ke|vzdy ORDINAL den? SUCH_MONTH",
            "BY ORDINAL den mesic",
            "ORDINAL den v kazdy? mesic",
            "vzdy BY|k|ke ORDINAL den? mesic",
            "vzdy? ORDINAL den SUCH_MONTH",
            "mesicne ,? vzdy? ,? BY|k|ke ORDINAL den? mesic?",
            "mesicne ,? vzdy? BY|k|ke ORDINAL den? SUCH_MONTH",
            "mesicne ,? vzdy? BY|k|ke ORDINAL den? letosni mesic",
            "kazdy mesic vzdy? BY|k|ke|vzdy ORDINAL den?",
            "kazdy ORDINAL den v? mesic?",
            "vzdy BY|k|ke ORDINAL dne|dni",
        ),
        day_of_period,
    ),
    Rule(
        "last day of every period",
        (
            "k|ke|vzdy k? posledni den|dni kazdy? LENGTH",
            "BY|vzdy posledni den v? kazdy? LENGTH",
            "vzdy|k|ke? posledni pracovni den|dni v? kazdy? LENGTH",
            "vzdy koncem|ke? konec? kazdy? LENGTH",
        ),
        last_day,
    ),
    Rule(
        "every year on a day",
        (
            "EVERY_YEAR ,? vzdy? BY LOOSE",
            "EVERY_YEAR ,? vzdy? v|ve|na|k|ke|behem|o prubeh? MOMENT",
            "EVERY_YEAR ,? vzdy? MOMENT",
            "vzdy BY LOOSE",
            "vzdy v|ve|na|k|ke|behem? prubeh? MOMENT",
            "vzdy? BY LOOSE EVERY_YEAR",
            "v|ve|na|k? MOMENT EVERY_YEAR",
            "vzdy? BY|k|ke LOOSE SUCH_YEAR",
            "BY? LOOSE rok , v|ve nemz|kterem",
            "moment=DAY SUCH_YEAR",
        ),
        yearly_on,
    ),
    Rule(
        "every year on days",
        (
            "EVERY_YEAR ,? vzdy? BY|k|ke|v? DAYS",
            "vzdy BY|k|ke|v? DAYS",
            "vzdy? BY|k|ke|v? DAYS EVERY_YEAR",
            "vzdy? BY|k|ke|v? DAYS SUCH_YEAR",
        ),
        yearly_on_days,
    ),
    Rule(
        "in days of the year",
        (
            "TIMES? RATE ( BY|k|ke|v? DAYS )",
            "TIMES? RATE ,|:|-? a? to? vzdy? BY|k|ke|v? DAYS",
            "TIMES za LENGTH ( BY|k|ke|v? DAYS )",
            "TIMES za|do LENGTH ,|:|-? a? to? vzdy? BY|k|ke|v? DAYS",
        ),
        in_days,
    ),
    Rule(
        "months of every year",
        (
            "EVERY_YEAR ,? od first=MONTH do last=MONTH",
            "EVERY_YEAR ,? first=MONTH -|az last=MONTH",
            "vzdy od first=MONTH do last=MONTH",
        ),
        months_of_every_year,
    ),
)
