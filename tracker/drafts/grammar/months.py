"""Terms for months, in words and in figures."""

from tracker.drafts.grammar.almanac import Moment, months_moment
from tracker.drafts.grammar.lexer import Token, Tokens
from tracker.drafts.grammar.numbers import after_dot
from tracker.drafts.grammar.openings import begins_moment
from tracker.drafts.grammar.said_years import is_year
from tracker.drafts.grammar.terms import begins, followed, once
from tracker.drafts.grammar.vocabulary import MEETING_PLACES, MONTH_ADJECTIVES, MONTH_SHORTS, MONTHS, ROMAN
from tracker.drafts.grammar.years import following_year
from tracker.obligations.deadline import Precision


@begins(words=begins_moment)
@once
def month(tokens: Tokens, at: int) -> tuple[Moment, int] | None:
    """„září 2022“, „měsíc květen“, „v květnu letošního roku“, „zářijové“."""
    if tokens[at].lemma == "mesic" and tokens[at + 1].key in MONTHS:
        at += 1
    token = tokens[at]
    if token.key in MONTH_SHORTS and tokens[at + 1].text == "." and is_year(tokens[at + 2]):
        short = MONTH_SHORTS[token.key]
        return following_year(tokens, at + 2, months_moment(None, short, short, Precision.MONTH))
    number = MONTHS.get(token.key) or MONTH_ADJECTIVES.get(token.key)
    if number is None or not token.is_word or _names_a_street(tokens, at):
        return None
    whole = months_moment(None, number, number, Precision.MONTH)
    if token.key in MONTH_ADJECTIVES and tokens[at + 1].key in MEETING_PLACES:
        named = following_year(tokens, at + 2, whole)
        return named if named[1] > at + 2 else (whole, at + 1)
    return following_year(tokens, at + 1, whole)


def _names_a_street(tokens: Tokens, at: int) -> bool:
    """„Zářijová 5“"""
    token, after = tokens[at], tokens[at + 1]
    return token.key in MONTH_ADJECTIVES and token.text[0].isupper() and after.is_number and not is_year(after)


def month_in_figures(tokens: Tokens, at: int) -> tuple[Moment, int] | None:
    """„05/2019“, „9. 2018“, „XI/2018“, „04/23“ with its nought."""
    token, sign, year_token = tokens[at], tokens[at + 1], tokens[at + 2]
    number = _month_figure(token)
    if number is None:
        return None
    if is_year(year_token) and sign.text in ("/", ".", "-") and (sign.text != "-" or len(token.text) == 2):
        if tokens[at + 3].text not in ("/", "_") or tokens[at + 3].space:
            return months_moment(year_token.value, number, number, Precision.MONTH), at + 3
    if token.is_number and len(token.text) == 2 and not sign.space:
        return short_month(tokens, at)
    return None


def _month_figure(token: Token) -> int | None:
    """1 to 12, or I to XII."""
    if token.is_word:
        return ROMAN.get(token.key) if token.text.isupper() else None
    return token.value if len(token.text) <= 2 and 1 <= token.value <= 12 else None


def short_month(tokens: Tokens, at: int) -> tuple[Moment, int] | None:
    """„8/24“: month and year of two digits."""
    token, sign, short = tokens[at], tokens[at + 1], tokens[at + 2]
    if sign.text != "/" or short.space or not short.is_number or len(short.text) != 2 or not 1 <= token.value <= 12:
        return None
    if tokens[at + 3].text in ("/", ".", "_") and tokens[at + 4].is_number and not tokens[at + 4].space:
        return None
    return months_moment(2000 + short.value, token.value, token.value, Precision.MONTH), at + 3


_GOES_ON = {"az", "do", "a"}


@begins(numbers=True, then=followed(words=_GOES_ON, signs="-", dot=followed(words=_GOES_ON, signs="-")))
def day_of_month(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """„14.“ of a range or a list whose month comes later."""
    token = tokens[at]
    if not token.is_number or len(token.text) > 2 or not 1 <= token.value <= 31:
        return None
    return token.value, after_dot(tokens, at + 1)


@begins(numbers=True, roman=True, then=followed(words={"az"}, signs="-/"))
def month_number(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """„03“ of „03-09/2015“, „IX.“ of „IX. – X. 2018“."""
    number = _month_figure(tokens[at])
    if number is None:
        return None
    return number, after_dot(tokens, at + 1) if tokens[at].is_word else at + 1
