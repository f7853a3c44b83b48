"""Terms for how often: „4x“, „třikrát“, and the words that bound a number: „nejméně“, „max.“"""

from dataclasses import dataclass

from tracker.drafts.grammar.lexer import Tokens
from tracker.drafts.grammar.numbers import NUMBER_SUFFIXES, after_dot, is_numeral, number
from tracker.drafts.grammar.numerals import value_of
from tracker.drafts.grammar.terms import begins, followed, once


@dataclass(frozen=True, slots=True)
class Bound:
    """„nejméně“, „nejvýše“ or „přibližně“ before a number."""

    minimum: bool = False
    maximum: bool = False
    about: bool = False


@dataclass(frozen=True, slots=True)
class Times:
    """„4x“, „třikrát“; ``upto`` where the words give a range („2–3x“)."""

    count: int
    upto: int | None = None


_MINIMUM = set("minimalne min nejmene alespon aspon prinejmensim minimum".split())
_MAXIMUM = set("maximalne max nejvyse nejvys nejvic nejvice nanejvys maximum".split())
_ABOUT = set("cca asi priblizne zhruba orientacne prumerne okolo circa predpokladane odhadem zpravidla obvykle".split())


AFTER_ONE_COUNT = followed(words={"x", "krat", *NUMBER_SUFFIXES}, signs="(", dash=followed(words=NUMBER_SUFFIXES))
"""What follows a count that is no range."""
AFTER_TIMES = followed(
    words={"x", "krat", "az", "nebo", *NUMBER_SUFFIXES}, signs="(", dash=followed(True, {"x", "krat", *NUMBER_SUFFIXES})
)


def begins_times(key: str) -> bool:
    return key == "jednou" or key.endswith(("krat", "krate")) or is_numeral(key)


@begins(numbers=True, words=begins_times, then=AFTER_TIMES)
@once
def times(tokens: Tokens, at: int) -> tuple[Times, int] | None:
    """„4x“, „4 krát“, „třikrát“, „jednou“, „2-3x“."""
    token = tokens[at]
    if token.is_word and (value := _word_times(token.key)) is not None:
        at = _after_repeat_times(tokens, at + 1)
        if tokens[at].key in ("az", "nebo") and (more := _word_times(tokens[at + 1].key)):
            return Times(value, more), at + 2
        return Times(value), at
    read = number(tokens, at)
    if read is None:
        return None
    count, after = read
    if tokens[after].key in ("az", "-", "nebo") and (second := number(tokens, after + 1)):
        if (end := _after_times_sign(tokens, second[1])) is not None:
            return Times(count, second[0]), end
    end = _after_times_sign(tokens, after)
    if end is not None and tokens[end].key in ("az", "-", "nebo") and (second := number(tokens, end + 1)):
        if (last := _after_times_sign(tokens, second[1])) is not None:
            return Times(count, second[0]), last
    if end is None or (tokens[end - 1].key == "x" and tokens[end].is_number and not tokens[end - 1].space):
        return None
    return Times(count), end


def _word_times(key: str) -> int | None:
    if key == "jednou":
        return 1
    number = key.removesuffix("e").removesuffix("krat")
    return value_of(number) if number and len(number) < len(key) - 3 else None


def _after_repeat_times(tokens: Tokens, at: int) -> int:
    """„dvakrát (2x)“"""
    if tokens[at].text == "(" and tokens[at + 1].is_number and tokens[at + 2].key == "x" and tokens[at + 3].text == ")":
        return at + 4
    return at


def _after_times_sign(tokens: Tokens, at: int) -> int | None:
    if tokens[at].key == "-" and tokens[at + 1].key in ("krat", "x"):
        at += 1
    return at + 1 if tokens[at].key in ("x", "krat") else None


@begins(words=_MINIMUM | _MAXIMUM | _ABOUT | {"az", "ne"})
def bound(tokens: Tokens, at: int) -> tuple[Bound, int] | None:
    """„nejméně“, „max.“, „cca“, „ne méně než“."""
    key = tokens[at].key
    if key in _MINIMUM:
        return Bound(minimum=True), _after_to(tokens, at + 1)
    if key in _MAXIMUM:
        return Bound(maximum=True), _after_to(tokens, at + 1)
    if key in _ABOUT:
        return Bound(about=True), after_dot(tokens, at + 1)
    if key == "az":
        return Bound(maximum=True), at + 1
    if key == "ne" and tokens[at + 1].key == "casteji" and tokens[at + 2].key == "nez":
        return Bound(maximum=True), at + 3
    if key == "ne" and tokens[at + 1].key in ("mene", "vice") and tokens[at + 2].key == "nez":
        return Bound(minimum=tokens[at + 1].key == "mene", maximum=tokens[at + 1].key == "vice"), at + 3
    return None


def _after_to(tokens: Tokens, at: int) -> int:
    """„aspoň však“, „minimálně ale“, „min.“"""
    at = after_dot(tokens, at)
    return at + 1 if tokens[at].key in ("vsak", "ale", "pak") else at
