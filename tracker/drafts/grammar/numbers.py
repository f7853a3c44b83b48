"""Terms for plain numbers: „20“, „dvacet pět“, „III.“"""

from tracker.drafts.grammar.lexer import Tokens
from tracker.drafts.grammar.numerals import HUNDREDS, ORDINALS, joins, value_of
from tracker.drafts.grammar.terms import begins, followed, once
from tracker.drafts.grammar.vocabulary import ROMAN

NUMBER_SUFFIXES = {"ti", "mi", "tich", "ci", "i"}
_LARGEST = 100_000


def is_numeral(key: str) -> bool:
    return value_of(key) is not None


def after_dot(tokens: Tokens, at: int) -> int:
    """Skips the dot of an abbreviation."""
    return at + 1 if tokens[at].text == "." else at


@begins(numbers=True, words=is_numeral)
@once
def number(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """„20“, „20-ti“, „dvacet pět“, „dvou (2)“; no part of a decimal, a date or a longer code."""
    token = tokens[at]
    if token.is_number:
        if not 0 <= token.value <= _LARGEST or _is_decimal(tokens, at):
            return None
        return token.value, _after_repeat(tokens, _after_suffix(tokens, at + 1), token.value)
    said = _in_words(tokens, at)
    return said and (said[0], _after_repeat(tokens, said[1], said[0]))


def _in_words(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """„dvacet pět“"""
    if not tokens[at].is_word or (value := value_of(tokens[at].key)) is None:
        return None
    at += 1
    if value < 10 and tokens[at].key in HUNDREDS:
        value, at = 100 * value, at + 1
    while tokens[at].is_word and (more := value_of(tokens[at].key)) is not None and joins(value, more):
        value, at = value + more, at + 1
    return value, at


def _is_decimal(tokens: Tokens, at: int) -> bool:
    sign, digits = tokens[at + 1], tokens[at + 2]
    glued = not sign.space and not digits.space and digits.is_number
    return glued and sign.text in (",", ".", "/", ":")


def _after_suffix(tokens: Tokens, at: int) -> int:
    """„20-ti“, „20 ti“, „20ti“."""
    if tokens[at].text == "-" and not tokens[at].space and tokens[at + 1].key in NUMBER_SUFFIXES:
        return at + 2
    return at + 1 if tokens[at].key in ("ti", "mi", "tich") else at


def _after_repeat(tokens: Tokens, at: int, value: int) -> int:
    """„dvou (2) let“, „2 (dva) roky“: the number said twice."""
    if tokens[at].text == "(" and tokens[at + 1].key == "slovy":
        said = _in_words(tokens, at + 3 if tokens[at + 2].text == ":" else at + 2)
        return said[1] + 1 if said and said[0] == value and tokens[said[1]].text == ")" else at
    if tokens[at].text == "(" and tokens[at + 2].text == ")":
        inner = tokens[at + 1]
        if value in (inner.value, value_of(inner.key) if inner.is_word else None):
            return at + 3
    return at


_ORDINAL_ENDS = {"teho", "tych", "tym", "temu", "ty"}


@begins(
    numbers=True,
    words=ORDINALS,
    roman=True,
    then=followed(words=_ORDINAL_ENDS, signs=".", dash=followed(words=_ORDINAL_ENDS)),
)
def ordinal(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """„15.“, „15-tého“, „desátého“, „III.“"""
    token = tokens[at]
    suffix = at + 2 if tokens[at + 1].text == "-" else at + 1
    if token.is_number and len(token.text) <= 2 and tokens[suffix].key in _ORDINAL_ENDS:
        return token.value, suffix + 1
    if token.is_number and len(token.text) <= 2 and tokens[at + 1].text == ".":
        return token.value, at + 2
    if token.key in ORDINALS and token.is_word:
        return ORDINALS[token.key], at + 1
    if token.key in ROMAN and token.text.isupper():
        return ROMAN[token.key], after_dot(tokens, at + 1)
    return None
