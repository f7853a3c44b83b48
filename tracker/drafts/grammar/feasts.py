"""Terms for feasts and holidays that stand for a day: „do Vánoc“, „o Velikonocích 2020“, „do konce prázdnin“."""

from dataclasses import replace

from tracker.drafts.grammar.almanac import Day, Moment, day_moment, months_moment
from tracker.drafts.grammar.days import with_year
from tracker.drafts.grammar.lexer import Tokens
from tracker.drafts.grammar.terms import begins
from tracker.drafts.grammar.years import following_year
from tracker.obligations.deadline import Precision
from tracker.timeline.working_days import public_holidays

_FIXED = {
    "vanoce": (12, 24), "vanoc": (12, 24), "vanocum": (12, 24), "vanocich": (12, 24), "vanocemi": (12, 24),
    "silvestr": (12, 31), "silvestra": (12, 31), "silvestru": (12, 31), "silvestrem": (12, 31),
}  # fmt: skip
_EASTER = {"velikonoce", "velikonoc", "velikonocich", "velikonocum", "velikonocemi"}
_HOLIDAYS = {"prazdniny", "prazdnin", "prazdninach"}
_BEFORE_HOLIDAYS = {"o", "v", "do", "behem", "konce", "koncem", "prubehu", "letnich", "letni", "hlavnich", "hlavni"}
FEASTS = _FIXED.keys() | _EASTER | _HOLIDAYS


@begins(words=FEASTS)
def feast(tokens: Tokens, at: int) -> tuple[Moment, int] | None:
    """Feasts last several days, so the day taken is asked about; Easter needs its year, else nothing is read."""
    key = tokens[at].key
    if key in _FIXED:
        month, number = _FIXED[key]
        moment, after = with_year(tokens, at + 1, month, number)
        return (replace(moment, fault="vague_deadline") if month == 12 and number == 24 else moment), after
    if key in _EASTER:
        return _easter(tokens, at)
    if key in _HOLIDAYS and at and tokens[at - 1].key in _BEFORE_HOLIDAYS:
        return following_year(tokens, at + 1, months_moment(None, 7, 8, Precision.MONTH))
    return None


def _easter(tokens: Tokens, at: int) -> tuple[Moment, int] | None:
    named, after = with_year(tokens, at + 1, 4, 1)
    year = named.last.year
    if year is None:
        return None
    free = sorted((day for day in public_holidays(year) if day.month in (3, 4)), reverse=True)
    choices = tuple(Day(day.year, day.month, day.day) for day in free)
    return replace(day_moment(year, choices[0].month, choices[0].day), fault="vague_deadline", choices=choices), after
