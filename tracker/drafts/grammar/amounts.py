"""Terms for numbers: how many, how often, how long."""

from dataclasses import dataclass

from tracker.drafts.grammar.lexer import Tokens
from tracker.drafts.grammar.numerals import ORDINALS, joins, split_numeral, value_of
from tracker.drafts.grammar.pattern import begins
from tracker.drafts.grammar.vocabulary import ADVERBS, LEMMAS, PERIOD_ADJECTIVES, ROMAN
from tracker.obligations.deadline import Offset, Period


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


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time, ``n`` periods."""

    n: int
    period: Period


_MINIMUM = set("minimalne min nejmene alespon aspon prinejmensim minimum".split())
_MAXIMUM = set("maximalne max nejvyse nejvice nanejvys maximum".split())
_ABOUT = set("cca asi priblizne zhruba orientacne prumerne okolo circa predpokladane odhadem zpravidla obvykle".split())
_UNITS = {
    "den": Period.DAY, "tyden": Period.WEEK, "mesic": Period.MONTH, "ctvrtleti": Period.QUARTER,
    "pololeti": Period.HALF_YEAR, "rok": Period.YEAR,
}  # fmt: skip
_BEFORE_UNITS = {*_UNITS, "kalendarni", "skolni", "pracovni", "polovina"}
_HALVES = {"pul", "pol", "ctvrt", "kalend", "cely", "cele"}
_NUMBER_SUFFIXES = {"ti", "mi", "tich", "ci", "i"}
_LARGEST = 100_000


def is_numeral(key: str) -> bool:
    return value_of(key) is not None


def begins_times(key: str) -> bool:
    return key == "jednou" or key.endswith("krat") or is_numeral(key)


def _begins_length(key: str) -> bool:
    return key in ORDINALS or LEMMAS.get(key) in _BEFORE_UNITS or key in _HALVES or is_numeral(key)


def _begins_rate(key: str) -> bool:
    return key in ADVERBS or split_numeral(key) is not None


def _begins_adjective(key: str) -> bool:
    return key in PERIOD_ADJECTIVES or split_numeral(key) is not None


def after_dot(tokens: Tokens, at: int) -> int:
    """Skips the dot of an abbreviation."""
    return at + 1 if tokens[at].text == "." else at


@begins(numbers=True, words=is_numeral)
def number(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """„20“, „20-ti“, „dvacet pět“, „dvou (2)“; no part of a decimal, a date or a longer code."""
    token = tokens[at]
    if token.is_number:
        if not 0 <= token.value <= _LARGEST or _is_decimal(tokens, at):
            return None
        return token.value, _after_repeat(tokens, _after_suffix(tokens, at + 1), token.value)
    if not token.is_word or (value := value_of(token.key)) is None:
        return None
    at += 1
    while tokens[at].is_word and (more := value_of(tokens[at].key)) is not None and joins(value, more):
        value, at = value + more, at + 1
    return value, _after_repeat(tokens, at, value)


def _is_decimal(tokens: Tokens, at: int) -> bool:
    sign, digits = tokens[at + 1], tokens[at + 2]
    glued = not sign.space and not digits.space and digits.is_number
    return glued and sign.text in (",", ".", "/", ":")


def _after_suffix(tokens: Tokens, at: int) -> int:
    """„20-ti“, „20 ti“, „20ti“."""
    if tokens[at].text == "-" and not tokens[at].space and tokens[at + 1].key in _NUMBER_SUFFIXES:
        return at + 2
    return at + 1 if tokens[at].key in ("ti", "mi", "tich") else at


def _after_repeat(tokens: Tokens, at: int, value: int) -> int:
    """„dvou (2) let“, „2 (dva) roky“: the number said twice."""
    if tokens[at].text == "(" and tokens[at + 2].text == ")":
        inner = tokens[at + 1]
        if value in (inner.value, value_of(inner.key) if inner.is_word else None):
            return at + 3
    return at


@begins(numbers=True, words=ORDINALS.keys() | ROMAN.keys())
def ordinal(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """„15.“, „desátého“, „III.“"""
    token = tokens[at]
    if token.is_number and len(token.text) <= 2 and tokens[at + 1].text == ".":
        return token.value, at + 2
    if token.key in ORDINALS and token.is_word:
        return ORDINALS[token.key], at + 1
    if token.key in ROMAN and token.text.isupper():
        return ROMAN[token.key], after_dot(tokens, at + 1)
    return None


@begins(numbers=True, words=begins_times)
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
    if key.endswith("krat") and len(key) > 4:
        return value_of(key[:-4])
    return None


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


def unit(tokens: Tokens, at: int) -> tuple[Period, int] | None:
    """„měsíc“, „pol. roku“, „kalendářní čtvrtletí“, „školní rok“."""
    if tokens[at].lemma in ("kalendarni", "skolni") or tokens[at].key in ("kalend", "cely", "cele"):
        at = after_dot(tokens, at + 1)
    if tokens[at].key in ("pul", "pol", "polovina") and tokens[after_dot(tokens, at + 1)].lemma == "rok":
        return Period.HALF_YEAR, after_dot(tokens, at + 1) + 1
    if tokens[at].key == "ctvrt" and tokens[at + 1].lemma == "rok":
        return Period.QUARTER, at + 2
    found = _UNITS.get(tokens[at].lemma)
    if found is Period.HALF_YEAR and tokens[at + 1].lemma == "skolni" and tokens[at + 2].lemma == "rok":
        return found, at + 3
    if found is None or (len(tokens[at].key) == 1 and tokens[at + 1].text != "."):
        return None
    return found, after_dot(tokens, at + 1) if len(tokens[at].key) <= 3 else at + 1


@begins(numbers=True, words=_begins_length)
def length(tokens: Tokens, at: int) -> tuple[Length, int] | None:
    """„2 roky“, „dva měsíce“, „měsíc“, „každý druhý rok“ without its first word."""
    n = 1
    if (read := number(tokens, at)) is not None:
        n, at = read
    elif tokens[at].key in ORDINALS and tokens[at].is_word and tokens[at].lemma != "ctvrtleti":
        n, at = ORDINALS[tokens[at].key], at + 1
    elif tokens[at].is_number and tokens[at + 1].text == ".":
        return None
    whole = unit(tokens, at)
    return (Length(n, whole[0]), whole[1]) if whole and n else None


@begins(numbers=True, words=_begins_rate)
def rate(tokens: Tokens, at: int) -> tuple[Length, int] | None:
    """„ročně“, „čtvrtletně“, „dvouměsíčně“, „14denně“, „p. a.“"""
    token = tokens[at]
    n = 1
    if token.is_number and not tokens[at + 1].space and tokens[at + 1].is_word and 0 < token.value < 100:
        n, at, token = token.value, at + 1, tokens[at + 1]
    adverb = ADVERBS.get(token.key) if token.text[-1:] not in ("é", "í") else None
    if adverb is None and token.is_word and (parts := split_numeral(token.key)):
        n, adverb = parts[0], ADVERBS.get(parts[1])
    return (Length(n * adverb[0], Period(adverb[1])), at + 1) if adverb else None


@begins(numbers=True, words=_begins_adjective)
def period_adjective(tokens: Tokens, at: int) -> tuple[Length, int] | None:
    """„dvouměsíčních“, „3denního“, „tříleté“ before a noun."""
    token = tokens[at]
    n = 1
    if token.is_number and 0 < token.value < 1000:
        n, at = token.value, at + (2 if tokens[at + 1].text == "-" else 1)
        at = at + 1 if tokens[at].key in ("ti", "mi") else at
        token = tokens[at]
    adjective = PERIOD_ADJECTIVES.get(token.key) if token.is_word else None
    if adjective is None and token.is_word and (parts := split_numeral(token.key)):
        n, adjective = parts[0], PERIOD_ADJECTIVES.get(parts[1])
    return (Length(n * adjective[0], Period(adjective[1])), at + 1) if adjective else None


@begins(numbers=True, words=ORDINALS.keys())
def nth_workday(tokens: Tokens, at: int) -> tuple[Offset, int] | None:
    """„5. pracovního dne“: so many working days."""
    read = ordinal(tokens, at)
    if read is None or tokens[read[1]].lemma != "pracovni" or tokens[read[1] + 1].lemma != "den":
        return None
    return Offset(read[0], "workday"), read[1] + 2


_OFFSET_UNITS = {Period.DAY: "day", Period.WEEK: "week", Period.MONTH: "month", Period.YEAR: "year"}
_WORKING = ("pracovni",)


@begins(numbers=True, words=_begins_length)
def offset(tokens: Tokens, at: int) -> tuple[Offset, int] | None:
    """„45 dnů“, „pěti pracovních dní“, „půl roku“, „24 hodin“, „měsíce“ (one)."""
    read = number(tokens, at)
    n, at = read if read else (1, at)
    if read and tokens[at].lemma == "hodina" and n and n % 24 == 0:
        return Offset(n // 24, "day"), after_dot(tokens, at + 1) if len(tokens[at].key) <= 3 else at + 1
    working = tokens[at].lemma == "pracovni"
    if working or tokens[at].lemma == "kalendarni":
        at = after_dot(tokens, at + 1) if len(tokens[at].key) <= 4 else at + 1
    whole = unit(tokens, at)
    if whole is None or not n or (not read and not _may_mean_one(tokens, at)):
        return None
    period, at = whole
    if not read and tokens[at].is_number:
        return None
    match period:
        case Period.QUARTER:
            return Offset(3 * n, "month"), at
        case Period.HALF_YEAR:
            return Offset(6 * n, "month"), at
        case Period.DAY if working or tokens[at].lemma == "pracovni":
            return Offset(n, "workday"), at if working else at + 1
        case Period.DAY:
            return Offset(n, "day"), at
        case Period.WEEK:
            return Offset(n, "week"), at
        case Period.MONTH:
            return Offset(n, "month"), at
    return Offset(n, "year"), at


_ONE = {"tyden", "tydne", "mesic", "mesice", "rok", "roku", "ctvrtleti", "pul", "pol", "pololeti"}


def _may_mean_one(tokens: Tokens, at: int) -> bool:
    """„do měsíce od“, „týden předem“, „den předem“; a plural needs its number, „v den podpisu“ is none."""
    return tokens[at].key in _ONE or (tokens[at].key == "den" and tokens[at + 1].key in ("predem", "pred"))
