"""Terms for days written in figures, tidy or not: „12. 3. 2018“, „14.11..2003“, „31/12/2019“, „2019-05-03“."""

from dataclasses import replace
from functools import lru_cache

from tracker.drafts.grammar.almanac import LAST, Day, Moment, day_moment, month_length
from tracker.drafts.grammar.lexer import Token, Tokens
from tracker.drafts.grammar.said_years import FIRST_YEAR, LAST_YEAR, is_year, year_by_words, year_in_figures
from tracker.drafts.grammar.terms import begins, followed, once
from tracker.drafts.grammar.vocabulary import MONTH_SHORTS, MONTHS, ROMAN, month_slip
from tracker.obligations.deadline import Precision


def _month_word(key: str) -> bool:
    return key in MONTHS or key in MONTH_SHORTS


def _after_dot(key: str) -> bool:
    return _month_word(key) or key in ROMAN or month_slip(key) is not None


@begins(
    numbers=True, then=followed(True, _month_word, ",:/", dot=followed(True, _after_dot, ".,:"), dash=followed(True))
)
@once
def day(tokens: Tokens, at: int) -> tuple[Moment, int] | None:
    """A day with its month, and its year if it has one."""
    read = _any_day(tokens, at) if tokens[at].is_number else None
    if read is None or not read[0].repaired:
        return read
    return replace(read[0], repaired=(at, read[1])), read[1]


_STROKES = ("/", "-")
_MENDED = (0, 1)
"""Marks a day as mended until its tokens are known."""


def _any_day(tokens: Tokens, at: int) -> tuple[Moment, int] | None:
    token = tokens[at]
    if len(token.text) == 4:
        return _iso(tokens, at) or _lost_dot(tokens, at)
    if len(token.text) > 2 or not 1 <= token.value <= 31:
        return None
    if tokens[at + 1].text in _STROKES:
        return _in_figures_with(tokens[at + 1].text, tokens, at)
    return _with_month_word(tokens, at) or _in_figures(tokens, at)


def _iso(tokens: Tokens, at: int) -> tuple[Moment, int] | None:
    year, dash, month, dash_too, number = (tokens[at + n] for n in range(5))
    if dash.text == dash_too.text == "-" and is_year(year) and _is_month(month) and len(month.text) == 2:
        if number.is_number and not number.space and 1 <= number.value <= 31:
            return checked(year.value, month.value, number.value), at + 5
    return None


def _lost_dot(tokens: Tokens, at: int) -> tuple[Moment, int] | None:
    """„1904.2003“: day and month run together."""
    token, dot, year = tokens[at], tokens[at + 1], tokens[at + 2]
    if dot.text == "." and is_year(year) and not year.space and not dot.space:
        number, month = divmod(token.value, 100)
        if 1 <= number <= 31 and 1 <= month <= 12:
            return replace(checked(year.value, month, number), repaired=_MENDED), at + 3
    return None


def _with_month_word(tokens: Tokens, at: int) -> tuple[Moment, int] | None:
    """„24. března 2019“, „24 března“, „5. XII. 2018“."""
    number = tokens[at].value
    at += 1
    while tokens[at].text in (".", ","):
        at += 1
    word = tokens[at]
    if tokens[at - 1].text == "." and (slip := _slipped_month(tokens, at)):
        return replace(checked(tokens[at + 1].value, slip, number), repaired=_MENDED), at + 2
    if word.is_word and word.key in MONTHS:
        at += 1
        while tokens[at].text in (".", ",") and (is_year(tokens[at + 1])):
            at += 1
        return with_year(tokens, at, MONTHS[word.key], number)
    if word.key in MONTH_SHORTS and tokens[at - 1].text == "." and tokens[at + 1].text == ".":
        return with_year(tokens, at + 2, MONTH_SHORTS[word.key], number)
    if (
        word.is_word
        and word.key in ROMAN
        and word.text.isupper()
        and tokens[at - 1].text == "."
        and tokens[at + 1].text == "."
    ):
        return with_year(tokens, at + 2, ROMAN[word.key], number)
    return None


def _slipped_month(tokens: Tokens, at: int) -> int | None:
    """„15. břetna 2018“: a month one key stroke from its genitive, where a year proves that it is one."""
    return month_slip(tokens[at].key) if tokens[at].is_word and is_year(tokens[at + 1]) else None


def _in_figures(tokens: Tokens, at: int) -> tuple[Moment, int] | None:
    number, first_sign = tokens[at].value, tokens[at + 1]
    month_at, clumsy = _after_separator(tokens, at + 1)
    if month_at is None:
        return _spaces_only(tokens, at) or _without_first_dot(tokens, at)
    month = tokens[month_at]
    if month.is_number and len(month.text) in (5, 6) and not month.space:
        return _glued_year(tokens, month_at, number)
    if not _is_month(month):
        return None
    year_at, clumsy_too = _after_separator(tokens, month_at + 1)
    comma_first = first_sign.text in (",", ":")
    if year_at is None:
        return None if first_sign.text != "." else _without_second_dot(tokens, month_at, number)
    read = year_in_figures(tokens, year_at)
    if read is not None:
        years, after = read
        return _chosen(years, month.value, number, clumsy or clumsy_too), after
    if clumsy or comma_first or tokens[month_at + 1].text != ".":
        return None
    return with_year(tokens, month_at + 2, month.value, number)


def _in_figures_with(sign: str, tokens: Tokens, at: int) -> tuple[Moment, int] | None:
    """„31/12/2019“, „31-12-2019“."""
    month, year = tokens[at + 2], tokens[at + 4]
    spaced = month.space or year.space
    if tokens[at + 3].text == sign and _is_month(month) and is_year(year) and (not spaced or sign == "/"):
        return checked(year.value, month.value, tokens[at].value), at + 5
    return None


def _is_month(token: Token) -> bool:
    return token.is_number and len(token.text) <= 2 and 1 <= token.value <= 12


def _after_separator(tokens: Tokens, at: int) -> tuple[int | None, bool]:
    """The index after a dot, and whether it is no tidy dot (doubled, a comma)."""
    end = at
    while tokens[end].text in (".", ",", ":") and end - at < 3:
        end += 1
    if end == at:
        return None, False
    return end, end - at > 1 or tokens[at].text in (",", ":")


def _spaces_only(tokens: Tokens, at: int) -> tuple[Moment, int] | None:
    """„12 05 2003“"""
    month, year = tokens[at + 1], tokens[at + 2]
    announced = at == 0 or tokens[at - 1].text == ":" or tokens[at - 1].key in ("do", "dne")
    if _is_month(month) and is_year(year) and not tokens[at - 1].is_number and (len(month.text) == 2 or announced):
        if month.space and year.space and 1990 <= year.value <= 2050:
            return replace(checked(year.value, month.value, tokens[at].value), repaired=_MENDED), at + 3
    return None


def _without_first_dot(tokens: Tokens, at: int) -> tuple[Moment, int] | None:
    """„11 1. 2023“: the dot of the day is lost."""
    month, dot, year = tokens[at + 1], tokens[at + 2], tokens[at + 3]
    apart = _is_month(month) and dot.text == "." and not dot.space and is_year(year) and tokens[at - 1].text != "."
    return (replace(checked(year.value, month.value, tokens[at].value), repaired=_MENDED), at + 4) if apart else None


def _glued_year(tokens: Tokens, at: int, number: int) -> tuple[Moment, int] | None:
    """„19.022004“: month and year run together."""
    digits = tokens[at].text
    month, year = int(digits[:-4]), int(digits[-4:])
    if 1 <= month <= 12 and FIRST_YEAR <= year <= LAST_YEAR:
        return replace(checked(year, month, number), repaired=_MENDED), at + 1
    return None


def _without_second_dot(tokens: Tokens, month_at: int, number: int) -> tuple[Moment, int] | None:
    """„30.6 2018“; without a year it is left to ``loose_day``."""
    if is_year(tokens[month_at + 1]) and tokens[month_at + 1].space:
        return replace(
            checked(tokens[month_at + 1].value, tokens[month_at].value, number), repaired=_MENDED
        ), month_at + 2
    return None


@begins(numbers=True, then=followed(dot=followed(True)))
@once
def loose_day(tokens: Tokens, at: int) -> tuple[Moment, int] | None:
    """„12.7“ with no second dot and no year: a day only where a word before it says so."""
    number, dot, month, after = (tokens[at + n] for n in range(4))
    if not (
        number.is_number and dot.text == "." and _is_month(month) and 1 <= number.value <= 31 and len(number.text) <= 2
    ):
        return None
    if after.text in (".", ",", ":", "/") and tokens[at + 4].is_number and not tokens[at + 4].space:
        return None
    if (not after.space and after.is_word) or after.key in ("h", "hod", "hodin", "%", "m", "mil", "tis"):
        return None
    return checked(None, month.value, number.value), at + 3


@begins(numbers=True, then=followed(signs=","))
def clumsy_day(tokens: Tokens, at: int) -> tuple[Moment, int] | None:
    """„04, 02.“: a comma for the dot of a day; it is one only at the beginning of a range."""
    month_at, _ = _after_separator(tokens, at + 1)
    if month_at is None or not 1 <= tokens[at].value <= 31 or not _is_month(tokens[month_at]):
        return None
    moment = checked(None, tokens[month_at].value, tokens[at].value)
    after = month_at + 2 if tokens[month_at + 1].text == "." else month_at + 1
    return replace(moment, repaired=(at, after)), after


def _chosen(years: tuple[int, ...], month: int, number: int, clumsy: bool) -> Moment:
    moment = checked(years[0], month, number)
    if len(years) > 1:
        choices = tuple(checked(year, month, number).last for year in years)
        return replace(moment, fault="damaged_date", choices=choices, repaired=_MENDED)
    return replace(moment, repaired=_MENDED) if clumsy else moment


def with_year(tokens: Tokens, at: int, month: int, number: int) -> tuple[Moment, int]:
    """The day with a year that follows in figures or words, or with none."""
    token = tokens[at]
    if is_year(token) and not (tokens[at + 1].text == "." and tokens[at + 2].is_number):
        return checked(token.value, month, number), at + 1
    if token.is_number and len(token.text) in (3, 5) and (read := year_in_figures(tokens, at)):
        return _chosen(read[0], month, number, False), read[1]
    if (shift := year_by_words(tokens, at)) is not None:
        years, after = shift
        moment = checked(years if years > 1000 else None, month, number)
        return (moment if years > 1000 else replace(moment, shift=years)), after
    return checked(None, month, number), at


@lru_cache(maxsize=4096)
def checked(year: int | None, month: int, number: int) -> Moment:
    """The day, or the last of its month with a fault where there is no such day."""
    longest = month_length(year or 2000, month)
    if number <= longest:
        return day_moment(year, month, number)
    last = Day(year, month, LAST)
    return Moment(last, last, Precision.DAY, fault="impossible_date", repaired=_MENDED)
