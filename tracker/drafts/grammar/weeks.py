"""Weeks by their number: „38. týden 2019“, „do 45. kalendářního týdne“."""

from datetime import date, timedelta
from typing import NamedTuple

from tracker.drafts.grammar.almanac import Almanac
from tracker.drafts.grammar.lexer import Tokens
from tracker.drafts.grammar.numbers import after_dot
from tracker.drafts.grammar.parts import Part, Role
from tracker.drafts.grammar.pattern import Found, Rule
from tracker.drafts.grammar.said_years import is_year, year_by_words
from tracker.drafts.grammar.terms import begins, followed
from tracker.drafts.grammar.vocabulary import LEMMAS
from tracker.obligations.deadline import Dated, Window

_LAST_WEEK = 53
_FEW = 5
"""A month has so many weeks: „3. týden“ alone may be one of a month or of a course."""


class Week(NamedTuple):
    """A week of a year, which may be unknown yet."""

    number: int
    year: int | None


_NAMED = followed(words=lambda key: LEMMAS.get(key) in ("tyden", "kalendarni"))


@begins(numbers=True, then=followed(dot=_NAMED))
def week(tokens: Tokens, at: int) -> tuple[Week, int] | None:
    """The number, the word, and the year where it follows."""
    number = tokens[at]
    if len(number.text) > 2 or not 1 <= number.value <= _LAST_WEEK or tokens[at + 1].text != ".":
        return None
    at = at + 3 if tokens[at + 2].lemma == "kalendarni" else at + 2
    if tokens[at].lemma != "tyden":
        return None
    at = after_dot(tokens, at + 1) if len(tokens[at].key) <= 3 else at + 1
    at = at + 1 if tokens[at].text == "/" else at
    if is_year(tokens[at]):
        return Week(number.value, tokens[at].value), at + 1
    named = year_by_words(tokens, at)
    if named is not None and named[0] > _LAST_WEEK:
        return Week(number.value, named[0]), named[1]
    return (Week(number.value, None), at) if number.value > _FEW else None


def in_week(found: Found, almanac: Almanac) -> Part | None:
    """From Monday to Sunday."""
    monday = _monday(found["week"], almanac)
    if monday is None:
        return None
    why = "" if found["week"].year else "alone"
    return Part(found.start, found.end, Window(monday, monday + timedelta(days=6)), Role.SPAN, why=why)


def by_week(found: Found, almanac: Almanac) -> Part | None:
    """Due on its Sunday."""
    monday = _monday(found["week"], almanac)
    if monday is None:
        return None
    due = Dated((monday + timedelta(days=6)).isoformat())
    why = "" if found["week"].year else "alone"
    return Part(found.start, found.end, due, Role.BY, why=why, year_said=True)


def _monday(week: Week, almanac: Almanac) -> date | None:
    """In the year that is said, or by the heading, or the first such week not over on the day of the document."""
    year = week.year or almanac.year
    if year is None and almanac.today is not None:
        this = _start(almanac.today.year, week.number)
        over = this is None or this + timedelta(days=6) < almanac.today
        year = almanac.today.year + (1 if over else 0)
    return None if year is None else _start(year, week.number)


def _start(year: int, number: int) -> date | None:
    try:
        return date.fromisocalendar(year, number, 1)
    except ValueError:
        return None


RULES = (
    Rule("by a week", ("BY konec? WEEK",), by_week),
    Rule("in a week", ("v|ve|behem|o? prubeh? WEEK", "WEEK"), in_week),
)
