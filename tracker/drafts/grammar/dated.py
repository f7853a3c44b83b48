"""Dates: a day or a coarser moment, alone, after „do“, or in a list."""

from dataclasses import replace

from tracker.drafts.grammar.almanac import Almanac
from tracker.drafts.grammar.days import checked
from tracker.drafts.grammar.parts import Part, Role, dated, questions_of, window
from tracker.drafts.grammar.pattern import Found, Rule
from tracker.obligations.deadline import Precision

_MONDAY = "mon"


def on(found: Found, almanac: Almanac) -> Part | None:
    """„po 12. 3. 2018“ is a Monday; „po 13. 3. 2018“ is after that day."""
    day = found["moment"].last.date
    if found["weekday"] == _MONDAY and day is not None and day.weekday():
        return None
    return dated(found.start, found.end, found["moment"], almanac)


def year_of_something(found: Found, almanac: Almanac) -> Part:
    """„roku 2021“ belongs to the word before it, if it does not stand alone."""
    return dated(found.start, found.end, found["moment"], almanac, why="alone")


def in_a_year(found: Found, almanac: Almanac) -> Part | None:
    """„příští rok na jaře“, „v roce 2019 v září“: the year stands before the stretch."""
    year, fine = found["year"], found["moment"]
    if fine.year_known or fine.shift is not None or fine.precision is Precision.YEAR:
        return None
    moment = fine.in_year(year.last.year) if year.year_known else replace(fine, shift=year.shift)
    return dated(found.start, found.end, moment, almanac)


def by(found: Found, almanac: Almanac) -> Part:
    return dated(found.start, found.end, found["loose"], almanac, Role.BY)


def by_this_month(found: Found, almanac: Almanac) -> Part | None:
    """„do 15. t. m.“, where the day of the document is known."""
    if almanac.today is None or not 1 <= found["ordinal"] <= 31:
        return None
    day = checked(almanac.today.year, almanac.today.month, found["ordinal"])
    return dated(found.start, found.end, day, almanac, Role.BY)


def stand(found: Found, almanac: Almanac) -> Part:
    return dated(found.start, found.end, found["moment"], almanac, Role.STAND)


def subject(found: Found, almanac: Almanac) -> Part | None:
    if found["moment"].precision is Precision.DAY:
        return None
    return dated(found.start, found.end, found["moment"], almanac, Role.SUBJECT)


def since(found: Found, almanac: Almanac) -> Part:
    """„od 1. 4. 2018“, „zahájení: 1. 4. 2018“: a window with an open end."""
    moment = almanac.settle(found["loose"])
    return Part(found.start, found.end, window(moment.first, None), Role.FROM, moment, questions_of(moment))


def since_for_paper(found: Found, almanac: Almanac) -> Part:
    """„za období od 1. 1. 2022“: what is counted or paid, never a start."""
    return dated(found.start, found.end, found["moment"], almanac, Role.SUBJECT)


def for_year(found: Found, almanac: Almanac) -> Part | None:
    """„pro rok 2023“: the whole year."""
    moment = almanac.settle(found["moment"])
    if moment.precision is not Precision.YEAR:
        return None
    span = window(moment.first, moment.last)
    return Part(found.start, found.end, span, Role.SPAN, moment, questions_of(moment), is_period=True)


def each_of(found: Found, almanac: Almanac) -> tuple[Part, ...]:
    """„4., 8. a 9. května“: one date each."""
    return tuple(dated(start, end, moment, almanac) for moment, start, end in found["days"])


RULES = (
    Rule("for a year", ("pro|na moment=YEAR", "pro|na moment=SCHOOL_YEAR", "pro|na moment=BARE_YEAR"), for_year),
    Rule("year of something", ("moment=YEAR_OF", "moment=BARE_YEAR", "moment=LOOSE_DAY"), year_of_something),
    Rule("year of a school", ("moment=SCHOOL_YEAR",), year_of_something),
    Rule("period of a paper", ("za obdobi? MOMENT",), subject),
    Rule("open period of a paper", ("za obdobi od MOMENT",), since_for_paper),
    Rule(
        "for a quarter",
        ("na moment=QUARTER", "na moment=HALF_YEAR", "pro moment=QUARTER", "pro moment=HALF_YEAR"),
        stand,
    ),
    Rule("day or month", ("WEEKDAY? MOMENT", "MOMENT WEEKDAY_AFTER", "dne :? WEEKDAY? MOMENT"), on),
    Rule("within a year", ("v|ve? YEAR ,? v|ve|na|o MOMENT",), in_a_year),
    Rule(
        "within a stretch", ("v|ve|behem|o WEEKDAY? MOMENT", "v|behem prubeh? obdobi? MOMENT", "na pristi? MOMENT"), on
    ),
    Rule("some time this year", ("v prubeh moment=THIS_YEAR", "behem|koncem|v|ve moment=THIS_YEAR"), on),
    Rule("by a day", ("BY WEEKDAY? LOOSE WEEKDAY_AFTER?", "BY loose=THIS_YEAR"), by),
    Rule(
        "end of a work",
        (
            "ukonceni|dokonceni|splneni|odevzdani :? LOOSE",
            "konec :|- LOOSE",
            "realizace :? loose=BARE_YEAR",
            "konec|ukonceni|dokonceni realizace|projektu|praci|akce|stavby|plneni|lhuta :|-? loose=MOMENT",
        ),
        by,
    ),
    Rule(
        "from a day",
        (
            "od|ode|pocinaje|nejdrive den? WEEKDAY? LOOSE",
            "nejdrive? po loose=DAY",
            "poprve v|ve|od|na? loose=MOMENT",
            "od kdy :|- LOOSE",
            "zahajeni|zacatek :|- LOOSE",
            "zahajeni|zacatek realizace|projektu|praci|akce|stavby|plneni|lhuta :|-? loose=MOMENT",
        ),
        since,
    ),
    Rule("day of a named end", ("konec|ukonceni|uzavreni|zacatek|zahajeni name=LOOSE :|- moment=DAY",), on),
    Rule("as of a day", ("k|ke|ku MOMENT", "k|ke den|datu? :? moment=LOOSE"), stand),
    Rule("by a day of this month", ("BY ORDINAL t . m .?", "BY ORDINAL den? tohoto|bezneho mesic"), by_this_month),
    Rule("several days", ("WEEKDAY? DAYS", "dne|ve|v dny|dnech|terminech? :? DAYS"), each_of),
)
