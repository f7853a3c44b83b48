"""Years as they are said: in figures, tidy or damaged, and in words."""

from tracker.drafts.grammar.lexer import Token, Tokens
from tracker.drafts.grammar.nouns import THINGS
from tracker.drafts.grammar.vocabulary import LEMMAS, MONTHS

FIRST_YEAR, LAST_YEAR = 1945, 2100
_CENTURY_TURN = 70
"""Years of two digits from here on belong to the 1900s."""


def is_year(token: Token) -> bool:
    return token.is_number and len(token.text) == 4 and FIRST_YEAR <= token.value <= LAST_YEAR


def year_in_figures(tokens: Tokens, at: int) -> tuple[tuple[int, ...], int] | None:
    """The years that the digits may mean, the likeliest first."""
    token = tokens[at]
    if not token.is_number or _starts_next_day(tokens, at):
        return None
    digits = token.text
    if len(digits) == 4:
        value = token.value if digits[0] != "0" else int(digits[1] + digits[0] + digits[2:])
        return ((value,), at + 1) if FIRST_YEAR <= value <= LAST_YEAR else None
    if len(digits) == 2:
        if token.space and tokens[at + 1].is_word and tokens[at + 1].space:
            return None
        return (token.value + (1900 if token.value >= _CENTURY_TURN else 2000),), at + 1
    if len(digits) == 5 and tokens[at + 1].text == ")" and FIRST_YEAR <= int(digits[:4]) <= LAST_YEAR:
        return (int(digits[:4]),), at + 1
    if token.space and not _may_be_damaged(digits, tokens[at + 1]):
        return None
    years = _mended_years(digits, footnote_first=token.space and tokens[at + 1].is_word)
    return (years, at + 1) if years else None


def _may_be_damaged(digits: str, after: Token) -> bool:
    """Whether a number of three or five digits is no amount of the word behind it: „20195 osob“, „201 lidí“."""
    if len(digits) not in (3, 5) or not digits.startswith(
        ("19", "20", "21", "22") if len(digits) == 3 else ("19", "20")
    ):
        return False
    return not after.is_word or (len(digits) == 5 and after.key not in THINGS and after.key not in LEMMAS)


def _starts_next_day(tokens: Tokens, at: int) -> bool:
    """„6. 2. 13. 2. 2017“, „8.–12. 7., 15.–19. 7.“: the number begins another day."""
    after = tokens[at + 2]
    begins = after.is_number or after.key in MONTHS or (after.text == "-" and tokens[at + 3].is_number)
    return len(tokens[at].text) <= 2 and tokens[at + 1].text == "." and begins


def _mended_years(digits: str, footnote_first: bool) -> tuple[int, ...]:
    """Years of four digits that differ from a year of three or five by one key stroke, a doubled digit first.

    In „do 31. 3. 20226 předloží“ the last digit is rather the mark of a footnote.
    """
    if len(digits) == 5 and digits[0] == "0":
        candidates = [digits[1:]]
    elif len(digits) == 5:
        doubled = [digits[:n] + digits[n + 1 :] for n in range(4) if digits[n] == digits[n + 1]]
        footnote = [digits[:4]] if footnote_first and digits[1:3] != "00" else []
        candidates = footnote + doubled + [digits[:n] + digits[n + 1 :] for n in (4, 3, 2)]
    elif len(digits) == 3:
        lost_nought = ["20" + digits[1:]] if digits[0] == "2" else []
        candidates = [digits[:n] + digits[n - 1] + digits[n:] for n in (2, 3)] if digits[1] == "0" else lost_nought
        candidates += [digits + last for last in "0123456789"]
    else:
        return ()
    return tuple(dict.fromkeys(int(year) for year in candidates if 1990 <= int(year) <= 2059))


_SHIFTS = {"letosni": 0, "pristi": 1, "lonsky": -1}


def year_by_words(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """„r. 2018“ → 2018; „letošního roku“, „t. r.“ → 0; „příštího roku“ → 1: a year, or a shift from this one."""
    token, after = tokens[at], tokens[at + 1]
    if token.key in ("v", "ve") and (after.lemma in _SHIFTS or after.key == "roce"):
        return year_by_words(tokens, at + 1)
    if token.key == "letos":
        return 0, at + 1
    if token.lemma == "kalendarni" and after.lemma == "rok":
        return year_by_words(tokens, at + 1)
    if token.lemma == "rok":
        year_at = at + 2 if after.text == "." else at + 1
        return (tokens[year_at].value, year_at + 1) if is_year(tokens[year_at]) else None
    if token.text.lower() in ("t", "b", "tr", "br"):
        return _this_year_short(tokens, at)
    shift = _SHIFTS.get(token.lemma)
    year_at = at + 2 if after.lemma == "kalendarni" else at + 1
    if shift is not None and tokens[year_at].lemma == "rok" and tokens[year_at].key not in ("r", "let"):
        return shift, year_at + 1
    return None


def _this_year_short(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """„t. r.“, „t.r.“, „tr.“, „b. r.“"""
    if tokens[at].key in ("tr", "br"):
        return (0, at + 2) if tokens[at + 1].text == "." else None
    if tokens[at + 1].text == "." and tokens[at + 2].key == "r":
        return 0, at + (4 if tokens[at + 3].text == "." else 3)
    return None
