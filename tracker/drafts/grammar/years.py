"""Terms for whole years, and the year that follows a coarser stretch."""

from dataclasses import replace

from tracker.drafts.grammar.almanac import Moment, in_school_year, months_moment
from tracker.drafts.grammar.lexer import Tokens
from tracker.drafts.grammar.openings import begins_moment
from tracker.drafts.grammar.said_years import FIRST_YEAR, is_year, year_by_words
from tracker.drafts.grammar.school import school_words, two_years
from tracker.drafts.grammar.terms import begins
from tracker.obligations.deadline import Precision

_NO_YEARS = {"let", "leta", "letech", "roky", "lety", "tr", "br"}
"""Of several years none is meant; „br.“ says this year only behind a day or a month."""


@begins(words=begins_moment)
def year(tokens: Tokens, at: int) -> tuple[Moment, int] | None:
    """„rok 2023“, „roce 2021“, „příštího roku“, „t. r.“"""
    read = year_by_words(tokens, at) if tokens[at].key not in _NO_YEARS else None
    if read is None:
        return None
    value, after = read
    if value < FIRST_YEAR:
        return replace(months_moment(None, 1, 12, Precision.YEAR), shift=value), after
    return months_moment(value, 1, 12, Precision.YEAR), after


@begins(words={"roku"})
def year_of(tokens: Tokens, at: int) -> tuple[Moment, int] | None:
    """„roku 2021“ in the genitive."""
    return year(tokens, at) if tokens[at].key == "roku" else None


@begins(numbers=True, digits=(4,))
def bare_year(tokens: Tokens, at: int) -> tuple[Moment, int] | None:
    """„2025“ where the words before it ask for a time."""
    token, after = tokens[at], tokens[at + 1]
    between_numbers = (after.is_number and after.space) or (at > 0 and tokens[at - 1].is_number and token.space)
    if not is_year(token) or not 1990 <= token.value <= 2060 or between_numbers:
        return None
    if after.text in ("/", ",", ".", "_", "-", ":") and tokens[at + 2].is_number and not after.space:
        return None
    return months_moment(token.value, 1, 12, Precision.YEAR), at + 1


@begins(numbers=True, digits=(4,))
def year_of_range(tokens: Tokens, at: int) -> tuple[Moment, int] | None:
    """„2018“ of „2018–2024“."""
    if not is_year(tokens[at]) or not 1990 <= tokens[at].value <= 2060:
        return None
    return months_moment(tokens[at].value, 1, 12, Precision.YEAR), at + 1


@begins(words={"kalendarniho", "kalendarnim", "celeho", "roku", "rok", "roce"})
def this_year(tokens: Tokens, at: int) -> tuple[Moment, int] | None:
    """„roku“ alone, after „koncem“ or „v průběhu“."""
    if tokens[at].lemma in ("kalendarni", "celeho"):
        at += 1
    if tokens[at].key in ("roku", "rok", "roce") and not tokens[at + 1].is_number:
        return replace(months_moment(None, 1, 12, Precision.YEAR), shift=None), at + 1
    return None


def following_year(tokens: Tokens, at: int, whole: Moment) -> tuple[Moment, int]:
    """The stretch with the year that follows: „2019“, „/2019“, „roku 2019“, „'19“, „příštího roku“."""
    year_at = (
        at + 1 if tokens[at].text in ("/", ",", "-") and is_year(tokens[at + 1]) and not _is_range(tokens, at) else at
    )
    if is_year(tokens[year_at]) and not (tokens[year_at + 1].text == "." and tokens[year_at + 2].is_number):
        if (begins := two_years(tokens, year_at)) is not None:
            return in_school_year(whole, begins[0]), begins[1]
        return whole.in_year(tokens[year_at].value), year_at + 1
    if (named := year_by_words(tokens, at)) is not None:
        value, after = named
        return (whole.in_year(value) if value >= FIRST_YEAR else replace(whole, shift=value)), after
    if (school := school_words(tokens, at)) and school[0] is not None:
        return in_school_year(whole, school[0]), school[1]
    return whole, at


def _is_range(tokens: Tokens, at: int) -> bool:
    return tokens[at].text == "-" and tokens[at].space
