"""Recurrence: so many times in every period, on which days."""

from dataclasses import replace

from tracker.drafts.grammar.almanac import Almanac
from tracker.drafts.grammar.amounts import Bound, Length, Times
from tracker.drafts.grammar.parts import Part, Question, Role
from tracker.drafts.grammar.pattern import Found, Rule
from tracker.obligations.deadline import Nothing, Offset, Period, Precision, Recurring, Relative


def per_period(found: Found, _: Almanac) -> Part:
    """„nejméně 4x ročně“, „třikrát za rok“, „jednou za dva roky“."""
    times: Times = found["times"] or Times(found["number"] or 1)
    length: Length = found["rate"] or found["length"]
    deadline = Recurring(times.count, length.period, length.n)
    questions: tuple[Question, ...] = ()
    if times.upto is not None:
        other = replace(deadline, count=times.upto)
        questions = (Question("count_range", (deadline, other), 0),)
        deadline = replace(deadline, minimum=True)
    return _rate(found, _bounded(deadline, found["bound"] or found["late"]), questions)


def every(found: Found, _: Almanac) -> Part:
    """„každé tři měsíce“, „čtvrtletně“, „v měsíčních intervalech“."""
    length: Length = found["rate"] or found["length"] or found["period_adjective"]
    return _rate(found, _bounded(Recurring(1, length.period, length.n), found["bound"]))


def every_weekday(found: Found, _: Almanac) -> Part:
    """„každé úterý“, „vždy ve středu“"""
    return _rate(
        found, Recurring(1, Period.WEEK, found["length"].n if found["length"] else 1, on=(found["full_weekday"],))
    )


_NTH = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}


def nth_weekday(found: Found, _: Almanac) -> Part | None:
    """„každé čtvrté úterý v měsíci“, „poslední pátek v měsíci“."""
    nth = _NTH.get(found["ordinal"] or -1)
    length: Length = found["length"] or Length(1, Period.MONTH)
    if nth is None or length.period not in (Period.MONTH, Period.QUARTER, Period.YEAR, Period.HALF_YEAR):
        return None
    return _rate(found, Recurring(1, length.period, length.n, on=(f"{nth}-{found['full_weekday']}",)))


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


def yearly_place(moment: object) -> str | None:
    """A yearless moment as a place in every year: ``MM-DD``, ``month-11``, ``month-04..06``, ``summer``."""
    first, last, precision = moment.first, moment.last, moment.precision  # type: ignore[attr-defined]
    if precision is Precision.DAY:
        return f"{last.month:02}-{last.in_month:02}"
    if precision is Precision.SEASON:
        return {3: "spring", 6: "summer", 9: "autumn", 12: "winter"}[first.month]
    if precision is Precision.YEAR:
        return None
    return f"month-{last.month:02}" if first.month == last.month else f"month-{first.month:02}..{last.month:02}"


def months_of_every_year(found: Found, _: Almanac) -> Part | None:
    """„každoročně od dubna do října“"""
    first, last = found["first"], found["last"]
    if first.precision is not Precision.MONTH or last.precision is not Precision.MONTH or last.year_known:
        return None
    return _rate(found, Recurring(1, Period.YEAR, on=(f"month-{first.first.month:02}..{last.last.month:02}",)))


def lag(found: Found, _: Almanac) -> Part:
    """„do 25. dne po jeho skončení“: counted from the end of a period; which one, the words before it tell."""
    offset = found["offset"] or Offset(found["ordinal"], "day")
    length: Length | None = found["length"]
    if length is not None:
        return _rate(found, Recurring(1, length.period, length.n, due_offset=offset))
    return Part(found.start, found.end, Relative("after", offset, "skončení období"), Role.LAG)


def lag_of_month(found: Found, _: Almanac) -> Part:
    """„měsíčně do 20. dne následujícího měsíce“"""
    return _rate(found, Recurring(1, Period.MONTH, due_offset=Offset(found["ordinal"], "day")))


def every_other(found: Found, _: Almanac) -> Part:
    """„ob týden“"""
    length: Length = found["length"]
    return _rate(found, Recurring(1, length.period, 2 * length.n))


def period_of_paper(found: Found, _: Almanac) -> Part:
    """„za čtvrtletí“: a turn of its own only where a lag follows."""
    length: Length = found["length"]
    return Part(found.start, found.end, Recurring(1, length.period, length.n), Role.SUBJECT)


def one_of_two(found: Found, _: Almanac) -> Part:
    """„jednou za 2 nebo 4 roky“: the more frequent is taken, the other asked."""
    length: Length = found["length"]
    often = Recurring(found["times"].count, length.period, min(found["number"], length.n))
    seldom = replace(often, every=max(found["number"], length.n))
    return _rate(found, often, (Question("count_range", (often, seldom), 0),))


def apart(found: Found, _: Almanac) -> Part:
    """„minimálně 2 měsíce mezi schůzkami“: at most one in so long."""
    length: Length = found["length"]
    bound: Bound | None = found["bound"]
    deadline = Recurring(1, length.period, length.n)
    if bound:
        deadline = replace(deadline, minimum=bound.maximum, maximum=bound.minimum)
    return _rate(found, deadline)


def same_unit(found: Found, _: Almanac) -> Part:
    """„…, výměna každý čtvrtý“: the unit is that of the rate before it."""
    return Part(found.start, found.end, Recurring(1, Period.YEAR, found["ordinal"]), Role.ELLIPSIS)


def exception(found: Found, _: Almanac) -> Part:
    """„kromě srpna“"""
    return Part(found.start, found.end, Nothing(), Role.EXCEPT)


def changed_rate(found: Found, almanac: Almanac) -> Part:
    """„z 2x ročně na 4x ročně“: the new rate."""
    return per_period(found, almanac)


def _bounded(deadline: Recurring, bound: Bound | None) -> Recurring:
    if bound is None:
        return deadline
    return replace(deadline, minimum=deadline.minimum or bound.minimum, maximum=bound.maximum)


def _rate(found: Found, deadline: Recurring, questions: tuple[Question, ...] = ()) -> Part:
    return Part(found.start, found.end, deadline, Role.RATE, questions=questions)


RULES = (
    Rule(
        "times in a period",
        (
            "BOUND? TIMES RATE",
            "BOUND? TIMES za|v|do|per LENGTH",
            "BOUND? TIMES / LENGTH",
            "BOUND? TIMES LENGTH",
            "BOUND? TIMES v|za|do prubeh? LENGTH",
            "BOUND? TIMES za|v kazdy LENGTH",
            "BOUND? TIMES kazdy LENGTH",
            "RATE BOUND? TIMES",
            "RATE late=BOUND TIMES",
            "za LENGTH BOUND? TIMES",
            "kazdy LENGTH BOUND? TIMES",
            "BOUND? NUMBER EVENTS RATE",
            "BOUND? NUMBER EVENTS za|v|do LENGTH",
            "BOUND? TIMES EVENTS za|v|do LENGTH",
            "BOUND? TIMES EVENTS RATE",
            "RATE BOUND? NUMBER EVENTS",
            "BOUND EVENTS LENGTH_PER",
            "BOUND? TIMES ( RATE )",
            "BOUND? TIMES - RATE",
        ),
        per_period,
    ),  # fmt: skip
    Rule(
        "every period",
        (
            "BOUND? RATE",
            "BOUND? v? kazdy LENGTH",
            "s|v|ve|ne PERIOD_ADJECTIVE interval|perioda|rytmus|cyklus|periodicita|frekvence|odstup",
            "PERIOD_ADJECTIVE interval",
            "s PERIOD_ADJECTIVE frekvenci|periodicitou",
            "v? interval LENGTH",
            "v interval po? LENGTH",
            "po LENGTH_DISTRIBUTIVE",
            "co LENGTH",
        ),
        every,
    ),  # fmt: skip
    Rule(
        "every weekday",
        ("kazdy LENGTH_ORD? FULL_WEEKDAY", "vzdy v|ve? FULL_WEEKDAY", "kazdy FULL_WEEKDAY"),
        every_weekday,
    ),
    Rule(
        "nth weekday",
        (
            "vzdy|kazdy? v|ve? ORDINAL FULL_WEEKDAY v|za? kazdy? LENGTH",
            "vzdy|kazdy? v? posledni FULL_WEEKDAY v? kazdy? LENGTH",
            "kazdy ORDINAL FULL_WEEKDAY",
        ),
        nth_weekday,
    ),  # fmt: skip
    Rule(
        "day of every month",
        (
            "BY|ke|k|vzdy ORDINAL den? v|kazdy kazdy? mesic",
            "vzdy BY|k|ke ORDINAL den? v? kazdy? mesic",
            "vzdy? ORDINAL den v kazdy? mesic",
            "mesicne vzdy? ,? BY|k|ke ORDINAL den? v? mesic?",
            "kazdy mesic vzdy? BY|k|ke|vzdy ORDINAL den?",
            "ORDINAL den kazdy mesic",
            "vzdy BY|k|ke ORDINAL dne|dni",
        ),
        day_of_period,
    ),  # fmt: skip
    Rule(
        "every year on a day",
        (
            "EVERY_YEAR ,? vzdy? BY LOOSE",
            "EVERY_YEAR ,? vzdy? v|ve|na|k|ke|behem|o prubeh? MOMENT",
            "EVERY_YEAR ,? vzdy? MOMENT",
            "vzdy BY LOOSE",
            "vzdy v|ve|na|k|ke|behem? prubeh? MOMENT",
            "vzdy BY LOOSE EVERY_YEAR",
            "BY LOOSE EVERY_YEAR",
            "BY LOOSE kazdy rok",
            "v|ve|na|k MOMENT EVERY_YEAR",
            "MOMENT EVERY_YEAR",
            "vzdy BY LOOSE dany|prislusneho rok",
        ),
        yearly_on,
    ),  # fmt: skip
    Rule(
        "months of every year",
        (
            "EVERY_YEAR ,? od first=MONTH do last=MONTH",
            "EVERY_YEAR ,? first=MONTH -|az last=MONTH",
            "vzdy od first=MONTH do last=MONTH",
        ),
        months_of_every_year,
    ),
    Rule(
        "so long after the period",
        (
            "BY ORDINAL den? po jeho|jejim? skonceni|uplynuti|ukonceni",
            "BY ORDINAL den? po skonceni|uplynuti|konec kazdy? LENGTH",
            "BY OFFSET po jeho|jejim skonceni|uplynuti|ukonceni",
            "BY OFFSET po skonceni|uplynuti|ukonceni|konec kazdy? LENGTH",
            "BY OFFSET po skonceni|uplynuti prislusneho|daneho? LENGTH",
            "BY OFFSET od skonceni|konec|ukonceni kazdy? LENGTH",
        ),
        lag,
    ),
    Rule(
        "so long after every month",
        ("mesicne ,? vzdy? BY ORDINAL den? v? nasledujici mesic", "mesicne ,? vzdy? BY ORDINAL den? mesic nasledujici",
         "kazdy mesic ,? vzdy? BY ORDINAL den? v? nasledujici mesic", "BY ORDINAL den? nasledujici mesic za mesic predchozi"),
        lag_of_month,
    ),
    Rule("every other period", ("ob LENGTH",), every_other),
    Rule("day of every month", ("kazdy ORDINAL den v? mesic?",), day_of_period),
    Rule("period of a paper", ("za LENGTH",), period_of_paper),
    Rule("every period", ("za kazdy LENGTH",), every),
    Rule("one of two lengths", ("TIMES za NUMBER nebo|az|- LENGTH",), one_of_two),
    Rule("so long apart", ("BOUND? LENGTH mezi ANCHOR",), apart),
    Rule("unit of the rate before", ("kazdy ORDINAL",), same_unit),
    Rule(
        "exception",
        ("krome|vyjma|mimo mesic? MOMENT", "s vyjimkou MOMENT", "krome|vyjma|mimo DAYS", "krome prazdnin"),
        exception,
    ),
    Rule("count in a header", ("( TIMES .|za ) | LENGTH", "( TIMES za . ) | LENGTH"), per_period),
    Rule(
        "changed rate",
        (
            "z|ze TIMES_OLD RATE? na BOUND? TIMES RATE",
            "z|ze TIMES_OLD za? LENGTH? na BOUND? TIMES za LENGTH",
        ),
        changed_rate,
    ),
)
