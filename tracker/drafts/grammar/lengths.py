"""Terms for how long: „2 roky“, „čtvrtletně“, „dvouměsíčních“, „45 pracovních dnů“."""

from dataclasses import dataclass

from tracker.drafts.grammar.lexer import Tokens
from tracker.drafts.grammar.numbers import NUMBER_SUFFIXES, after_dot, is_numeral, number, ordinal
from tracker.drafts.grammar.numerals import ORDINALS, split_numeral
from tracker.drafts.grammar.said_years import is_year
from tracker.drafts.grammar.terms import begins, followed, once
from tracker.drafts.grammar.vocabulary import ADVERBS, LEMMAS, PERIOD_ADJECTIVES
from tracker.obligations.deadline import Offset, Period


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time, ``n`` periods."""

    n: int
    period: Period


_UNITS = {
    "den": Period.DAY, "tyden": Period.WEEK, "mesic": Period.MONTH, "ctvrtleti": Period.QUARTER,
    "pololeti": Period.HALF_YEAR, "rok": Period.YEAR,
}  # fmt: skip
_BEFORE_UNITS = {*_UNITS, "kalendarni", "skolni", "pracovni", "polovina"}
_HALVES = {"pul", "pol", "ctvrt", "kalend", "cely", "cele"}


def _begins_length(key: str) -> bool:
    return key in ORDINALS or LEMMAS.get(key) in _BEFORE_UNITS or key in _HALVES or is_numeral(key)


def _unit_word(key: str) -> bool:
    return LEMMAS.get(key) in (*_BEFORE_UNITS, "hodina") or key in _HALVES or key in NUMBER_SUFFIXES


_SUFFIXED = followed(words=NUMBER_SUFFIXES)
_AFTER_LENGTH = followed(words=_unit_word, signs="(", dash=_SUFFIXED)


def _begins_rate(key: str) -> bool:
    return key in ADVERBS or split_numeral(key) is not None


def _begins_adjective(key: str) -> bool:
    return key in PERIOD_ADJECTIVES or split_numeral(key) is not None


def _suffix_or_adjective(key: str) -> bool:
    return _begins_adjective(key) or key in NUMBER_SUFFIXES


_AFTER_ADJECTIVE = followed(words=_suffix_or_adjective, dash=followed(words=_suffix_or_adjective))


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


@begins(numbers=True, words=_begins_length, then=_AFTER_LENGTH)
@once
def length(tokens: Tokens, at: int) -> tuple[Length, int] | None:
    """„2 roky“, „dva měsíce“, „měsíc“, „každý druhý rok“ without its first word; „rok 2019“ is none."""
    n = 1
    if (read := number(tokens, at)) is not None:
        n, at = read
    elif tokens[at].key in ORDINALS and tokens[at].is_word and tokens[at].lemma != "ctvrtleti":
        n, at = ORDINALS[tokens[at].key], at + 1
    elif tokens[at].is_number and tokens[at + 1].text == ".":
        return None
    whole = unit(tokens, at)
    if whole and not read and is_year(tokens[whole[1]]):
        return None
    return (Length(n, whole[0]), whole[1]) if whole and n else None


@begins(numbers=True, then=followed(dot=followed(words=_unit_word)))
def nth_length(tokens: Tokens, at: int) -> tuple[Length, int] | None:
    """„2. rok“ after „každý“."""
    token = tokens[at]
    if not 1 <= token.value <= _MOST_NTH or tokens[at + 1].text != ".":
        return None
    whole = unit(tokens, at + 2)
    return (Length(token.value, whole[0]), whole[1]) if whole else None


@begins(numbers=True, words=_begins_rate, then=followed(words=_begins_rate))
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


@begins(numbers=True, words=_begins_adjective, then=_AFTER_ADJECTIVE)
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


@begins(numbers=True, words=ORDINALS.keys(), then=followed(dot=followed(words=_unit_word)))
def nth_workday(tokens: Tokens, at: int) -> tuple[Offset, int] | None:
    """„5. pracovního dne“: so many working days."""
    read = ordinal(tokens, at)
    if read is None or tokens[read[1]].lemma != "pracovni" or tokens[read[1] + 1].lemma != "den":
        return None
    return Offset(read[0], "workday"), read[1] + 2


_MOST_NTH = 24


@begins(numbers=True, words=_begins_length, then=_AFTER_LENGTH)
@once
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


_SINGLE = {"den": Offset(1, "day"), "tyden": Offset(1, "week"), "mesic": Offset(1, "month"), "rok": Offset(1, "year")}


@begins(words=_SINGLE)
def one_unit(tokens: Tokens, at: int) -> tuple[Offset, int] | None:
    """„den“ of „den po uzávěrce“; „den po dni“ and „rok po roce“ are none."""
    again = tokens[at + 2].lemma == tokens[at].lemma
    return None if again or tokens[at - 1].is_number else (_SINGLE[tokens[at].key], at + 1)


@begins(words={"nasledujici", "nasledujiciho", "pristi"})
def next_day(tokens: Tokens, at: int) -> tuple[Offset, int] | None:
    """„následující pracovní den“"""
    working = tokens[at + 1].lemma == "pracovni"
    end = at + 1 + working
    return (Offset(1, "workday" if working else "day"), end + 1) if tokens[end].lemma == "den" else None


def days_or_longer(tokens: Tokens, at: int) -> tuple[Offset, int] | None:
    """„14 dnů“, „5 let“; „24 hodin“ alone are so many hours."""
    read = offset(tokens, at)
    return read if read and tokens[read[1] - 1].lemma != "hodina" and tokens[read[1] - 2].key != "hod" else None


_ONE = {"tyden", "tydne", "mesic", "mesice", "rok", "roku", "roka", "pul", "pol"}


def _may_mean_one(tokens: Tokens, at: int) -> bool:
    """„do měsíce od“, „týden předem“, „den předem“; a plural needs its number, „v den podpisu“ is none."""
    return tokens[at].key in _ONE or (tokens[at].key == "den" and tokens[at + 1].key in ("predem", "pred"))
