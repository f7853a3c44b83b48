"""Periods told from the day of the document: „v tomto čtvrtletí“, „do konce běžného pololetí“, „v příštím měsíci“."""

from datetime import date

from tracker.drafts.grammar.almanac import Almanac, Moment, months_moment
from tracker.drafts.grammar.lengths import Length
from tracker.drafts.grammar.parts import Part, Role, dated
from tracker.drafts.grammar.pattern import Found, Rule
from tracker.obligations.deadline import Period, Precision

_MONTHS = {Period.MONTH: 1, Period.QUARTER: 3, Period.HALF_YEAR: 6, Period.YEAR: 12}


def _turn(day: date, length: Length, later: int) -> Moment | None:
    """The period of the calendar that holds the day, or one so many later."""
    months = _MONTHS.get(length.period)
    if months is None or length.n != 1:
        return None
    index = (day.year * 12 + day.month - 1) // months + later
    year, first = divmod(index * months, 12)
    return months_moment(year, first + 1, first + months, Precision(length.period.value))


def _part(found: Found, almanac: Almanac, role: Role) -> Part | None:
    """Without the day of the document, nobody knows which one is meant."""
    if almanac.today is None:
        return None
    later = 0 if found["this"] else 1
    moment = _turn(almanac.today, found["length"] or Length(1, Period.YEAR), later)
    return dated(found.start, found.end, moment, almanac, role) if moment else None


def in_period(found: Found, almanac: Almanac) -> Part | None:
    return _part(found, almanac, Role.ON)


def by_period(found: Found, almanac: Almanac) -> Part | None:
    return _part(found, almanac, Role.BY)


RULES = (
    Rule(
        "in this period",
        (
            "v|ve|behem prubeh? this=THIS LENGTH",
            "v|ve|behem prubeh? pristi LENGTH",
            "v|ve|behem|pro prubeh? next=NEXT_YEAR",
        ),
        in_period,
    ),
    Rule(
        "by the end of this period",
        ("BY konec? this=THIS LENGTH", "BY konec? pristi LENGTH", "BY konec next=NEXT_YEAR"),
        by_period,
    ),
)
