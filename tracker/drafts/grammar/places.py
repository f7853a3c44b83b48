"""Terms for addresses and telephones."""

from tracker.drafts.grammar.clocks import clock
from tracker.drafts.grammar.days import day
from tracker.drafts.grammar.lexer import Tokens
from tracker.drafts.grammar.moments import loose_moment
from tracker.drafts.grammar.said_years import is_year
from tracker.drafts.grammar.terms import begins, followed
from tracker.drafts.grammar.vocabulary import MONTH_SHORTS, MONTHS, ROMAN


def _month_said(key: str) -> bool:
    return key in MONTHS or key in MONTH_SHORTS or key in ROMAN


@begins(numbers=True, signs="+", digits=(3, 9))
def phone(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """Three groups of three digits, with or without +420."""
    start = at
    at = at + 2 if tokens[at].text == "+" and tokens[at + 1].is_number else at
    end = at
    while end - at < 3 and tokens[end].is_number and len(tokens[end].text) == 3:
        end += 1
    if end - at == 3 and not (tokens[end].is_number and len(tokens[end].text) == 3):
        return "phone", end
    whole = tokens[at].is_number and len(tokens[at].text) == 9 and (at > start or tokens[at].space)
    return ("phone", at + 1) if whole else None


_HOUSE_NUMBER = 3
"""So many figures behind a day are rather a house than a damaged year."""
_BEFORE_DAYS = {"do", "od", "dne", "nejpozdeji", "termin"}


@begins(numbers=True, then=followed(words=MONTHS, signs=",", dot=followed(words=_month_said, signs=".,")))
def street_day(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """„5. května 1845/12“, „28. října 12, 470 01“: a day of the year as a street, with a house number."""
    read = day(tokens, at)
    if read is None or not any(tokens[n].is_word for n in range(at, read[1])):
        return None
    end = read[1]
    last = tokens[end - 1]
    if last.is_number and len(last.text) == _HOUSE_NUMBER:
        return None if at and tokens[at - 1].key in _BEFORE_DAYS else ("street", end)
    if tokens[end].text == "/" and tokens[end + 1].is_number and last.is_number:
        return "street", end + 2
    if (
        tokens[end].is_number
        and tokens[end].space
        and len(tokens[end].text) <= 4
        and not is_year(tokens[end])
        and not last.is_number
        and clock(tokens, end) is None
    ):
        numbered = tokens[end + 1].text in ("/", ",") and tokens[end + 2].is_number
        return ("street", end + 3) if numbered else ("street", end + 1)
    return None


_NAMES = {(5, 1), (5, 5), (5, 8), (5, 9), (10, 28), (11, 17), (2, 25), (7, 6)}
"""Days whose name streets, schools and parks bear."""


@begins(numbers=True, then=followed(words=MONTHS, dot=followed(words=_month_said)))
def named_day(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """„17. listopadu“ of „ZŠ 17. listopadu“."""
    read = day(tokens, at)
    named = read and any(tokens[n].is_word for n in range(at, read[1])) and not read[0].year_known
    return ("day", read[1]) if read and named and (read[0].last.month, read[0].last.day) in _NAMES else None


@begins(words=MONTHS)
def named_month(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """„Květen“ of „kino Květen“"""
    token = tokens[at]
    named = token.text[0].isupper() and token.key in MONTHS and not is_year(tokens[at + 1])
    return ("month", at + 1) if named else None


def any_day(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """A day without a year: „Uzavírka ulice 6. 5. 2018“ tells when."""
    read = day(tokens, at) or loose_moment(tokens, at)
    return ("day", read[1]) if read and not read[0].year_known else None


@begins(numbers=True, digits=(3,))
def post_code(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """„470 01“"""
    first, second = tokens[at], tokens[at + 1]
    if first.is_number and len(first.text) == 3 and second.is_number and len(second.text) == 2 and second.space:
        return ("post code", at + 2) if not tokens[at + 2].is_number and tokens[at + 2].text not in (".",) else None
    return None
