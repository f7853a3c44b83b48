"""Terms for days written in figures, tidy or not: „12. 3. 2018“, „14.11..2003“, „31/12/2019“, „2019-05-03“."""

from dataclasses import replace

from tracker.drafts.grammar.almanac import LAST, Day, Moment, day_moment, month_length
from tracker.drafts.grammar.lexer import Token, Tokens
from tracker.drafts.grammar.terms import begins, followed, once
from tracker.drafts.grammar.vocabulary import MONTH_SHORTS, MONTHS, ROMAN
from tracker.obligations.deadline import Precision

FIRST_YEAR, LAST_YEAR = 1945, 2100
_CENTURY_TURN = 70
"""Years of two digits from here on belong to the 1900s."""


def is_year(token: Token) -> bool:
    return token.is_number and len(token.text) == 4 and FIRST_YEAR <= token.value <= LAST_YEAR


def _month_word(key: str) -> bool:
    return key in MONTHS or key in MONTH_SHORTS


@begins(numbers=True, then=followed(numbers=True, words=_month_word, signs=".,:/-"))
@once
def day(tokens: Tokens, at: int) -> tuple[Moment, int] | None:
    """A day with its month, and its year if it has one."""
    read = _any_day(tokens, at) if tokens[at].is_number else None
    if read is None or not read[0].repaired:
        return read
    return replace(read[0], repaired=(at, read[1])), read[1]


_MENDED = (0, 1)
"""Marks a day as mended until its tokens are known."""


def _any_day(tokens: Tokens, at: int) -> tuple[Moment, int] | None:
    token = tokens[at]
    if len(token.text) == 4:
        return _iso(tokens, at) or _lost_dot(tokens, at)
    if len(token.text) > 2 or not 1 <= token.value <= 31:
        return None
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


def _in_figures(tokens: Tokens, at: int) -> tuple[Moment, int] | None:
    number, first_sign = tokens[at].value, tokens[at + 1]
    if first_sign.text in ("/", "-"):
        return _in_figures_with(first_sign.text, tokens, at)
    month_at, clumsy = _after_separator(tokens, at + 1)
    if month_at is None:
        return _spaces_only(tokens, at)
    month = tokens[month_at]
    if month.is_number and len(month.text) in (5, 6) and not month.space:
        return _glued_year(tokens, month_at, number)
    if not _is_month(month):
        return None
    year_at, clumsy_too = _after_separator(tokens, month_at + 1)
    comma_first = first_sign.text in (",", ":")
    if year_at is None:
        return None if first_sign.text != "." else _without_second_dot(tokens, month_at, number)
    read = _year_in_figures(tokens, year_at)
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


@begins(numbers=True, then=followed(signs="."))
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


def _year_in_figures(tokens: Tokens, at: int) -> tuple[tuple[int, ...], int] | None:
    """The years that the digits may mean, the likeliest first."""
    token = tokens[at]
    if not token.is_number or _starts_next_day(tokens, at):
        return None
    digits = token.text
    if len(digits) == 4:
        return ((token.value,), at + 1) if FIRST_YEAR <= token.value <= LAST_YEAR else None
    if len(digits) == 2:
        if token.space and tokens[at + 1].is_word and tokens[at + 1].space:
            return None
        return (token.value + (1900 if token.value >= _CENTURY_TURN else 2000),), at + 1
    if len(digits) == 5 and tokens[at + 1].text == ")" and FIRST_YEAR <= int(digits[:4]) <= LAST_YEAR:
        return (int(digits[:4]),), at + 1
    if token.space and (len(digits) not in (3, 5) or not digits.startswith(("19", "20")) or tokens[at + 1].is_word):
        return None
    years = _mended_years(digits)
    return (years, at + 1) if years else None


def _starts_next_day(tokens: Tokens, at: int) -> bool:
    """„6. 2. 13. 2. 2017“: the number begins another day."""
    return (
        len(tokens[at].text) <= 2
        and tokens[at + 1].text == "."
        and (tokens[at + 2].is_number or tokens[at + 2].key in MONTHS)
    )


def _mended_years(digits: str) -> tuple[int, ...]:
    """Years of four digits that differ from a year of three or five by one key stroke, a doubled digit first."""
    if len(digits) == 5:
        doubled = [digits[:n] + digits[n + 1 :] for n in range(4) if digits[n] == digits[n + 1]]
        candidates = doubled + [digits[:n] + digits[n + 1 :] for n in (4, 3, 2)]
    elif len(digits) == 3:
        candidates = [digits[:n] + digits[n - 1] + digits[n:] for n in (2, 3)] if digits[1] == "0" else []
        candidates += [digits + last for last in "0123456789"]
    else:
        return ()
    return tuple(dict.fromkeys(int(year) for year in candidates if 1990 <= int(year) <= 2059))


def _chosen(years: tuple[int, ...], month: int, number: int, clumsy: bool) -> Moment:
    moment = checked(years[0], month, number)
    if len(years) > 1:
        choices = tuple(checked(year, month, number).last for year in years)
        return replace(moment, fault="damaged_date", choices=choices, repaired=_MENDED)
    return replace(moment, repaired=_MENDED if clumsy else moment.repaired)


def with_year(tokens: Tokens, at: int, month: int, number: int) -> tuple[Moment, int]:
    """The day with a year that follows in figures or words, or with none."""
    token = tokens[at]
    if is_year(token) and not (tokens[at + 1].text == "." and tokens[at + 2].is_number):
        return checked(token.value, month, number), at + 1
    if token.is_number and len(token.text) == 5 and (read := _year_in_figures(tokens, at)):
        return _chosen(read[0], month, number, False), read[1]
    if (shift := year_by_words(tokens, at)) is not None:
        years, after = shift
        moment = checked(years if years > 1000 else None, month, number)
        return (moment if years > 1000 else replace(moment, shift=years)), after
    return checked(None, month, number), at


def year_by_words(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """„r. 2018“ → 2018; „letošního roku“, „t. r.“ → 0; „příštího roku“ → 1: a year, or a shift from this one."""
    token, after = tokens[at], tokens[at + 1]
    if token.key == "letos":
        return 0, at + 1
    if token.lemma == "kalendarni" and after.lemma == "rok":
        return year_by_words(tokens, at + 1)
    if token.lemma == "rok":
        year_at = at + 2 if after.text == "." else at + 1
        return (tokens[year_at].value, year_at + 1) if is_year(tokens[year_at]) else None
    if token.text.lower() in ("t", "b", "tr", "br"):
        return _this_year_short(tokens, at)
    shift = {"letosni": 0, "pristi": 1, "lonsky": -1}.get(token.lemma)
    if shift is not None and after.lemma == "rok" and after.key not in ("r", "let"):
        return shift, at + 2
    return None


def _this_year_short(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """„t. r.“, „t.r.“, „tr.“, „b. r.“"""
    if tokens[at].key in ("tr", "br"):
        return (0, at + 2) if tokens[at + 1].text == "." else None
    if tokens[at + 1].text == "." and tokens[at + 2].key == "r":
        return 0, at + (4 if tokens[at + 3].text == "." else 3)
    return None


def checked(year: int | None, month: int, number: int) -> Moment:
    """The day, or the last of its month with a fault where there is no such day."""
    longest = month_length(year or 2000, month)
    if number <= longest:
        return day_moment(year, month, number)
    last = Day(year, month, LAST)
    return Moment(last, last, Precision.DAY, fault="impossible_date", repaired=_MENDED)
