"""What a heading, a column and the text itself tell about the year."""

from dataclasses import replace
from datetime import date

from tracker.drafts.grammar.almanac import Almanac
from tracker.drafts.grammar.answer import Context
from tracker.drafts.grammar.days import day
from tracker.drafts.grammar.lexer import Kind, Tokens, lex
from tracker.drafts.grammar.normalise import normalise
from tracker.drafts.grammar.said_years import is_year
from tracker.drafts.grammar.school import two_years

_LONGEST_HEADING = 2000


def almanac_of(tokens: Tokens, context: Context) -> Almanac:
    """The year by the heading, else by the text itself, else by the day of the document."""
    almanac = Almanac(today=_sound(context.ref_date))
    heading = " \n ".join(part for part in (context.heading, context.column) if part)[:_LONGEST_HEADING]
    if heading:
        almanac = _told_by(lex(normalise(heading).text), almanac)
        if almanac.hints and almanac.today is None:
            almanac = replace(almanac, today=almanac.hints[0][1])
    if almanac.year or almanac.school_year:
        return almanac
    return _told_by(tokens, replace(almanac, hints=()))


_FIRST_DOCUMENT, _LAST_DOCUMENT = 1900, 2150


def _sound(day: date | None) -> date | None:
    """The day of the document, unless it is none that a document can have."""
    return day if day and _FIRST_DOCUMENT <= day.year <= _LAST_DOCUMENT else None


def _told_by(tokens: Tokens, almanac: Almanac) -> Almanac:
    """With the school year, the only year named, and the full dates of a text."""
    years: set[int] = set()
    hints: list[tuple[int, date]] = []
    at = 0
    while tokens[at].kind is not Kind.END:
        if not tokens[at].is_number:
            at += 1
            continue
        if (school := two_years(tokens, at)) is not None and tokens[at + 1].text == "/":
            return replace(almanac, school_year=school[0])
        whole = day(tokens, at)
        if whole is not None and whole[0].last.date is not None:
            hints.append((tokens[at].start, whole[0].last.date))
            at = whole[1]
            continue
        if is_year(tokens[at]) and _stands_alone(tokens, at):
            years.add(tokens[at].value)
        at += 1
    return replace(almanac, year=years.pop() if len(years) == 1 else None, hints=tuple(hints))


def _stands_alone(tokens: Tokens, at: int) -> bool:
    """No number of an act or a house: „2018/12“, „301/1999“."""
    before, after = tokens[at - 1] if at else None, tokens[at + 1]
    if after.text in ("/", "-") and tokens[at + 2].is_number:
        return False
    return before is None or not (before.text in ("/", "-", ".") and not tokens[at].space)
