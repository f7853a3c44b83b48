"""Amounts: „40 hodin“, „1x tematický výzkum“, „až 80 osob ročně“, with caps on their parts."""

from dataclasses import dataclass, replace
from functools import lru_cache

from tracker.drafts.grammar.almanac import Almanac
from tracker.drafts.grammar.counts import AFTER_ONE_COUNT, Bound, Times, begins_times, times
from tracker.drafts.grammar.lexer import Token, Tokens
from tracker.drafts.grammar.nouns import EVENT_NAMES, EVENTS, STANDING, THINGS
from tracker.drafts.grammar.numbers import NUMBER_SUFFIXES, is_numeral, number
from tracker.drafts.grammar.parts import Part, Question, Role
from tracker.drafts.grammar.pattern import Found, Rule
from tracker.drafts.grammar.phrases import said
from tracker.drafts.grammar.terms import begins, followed, once
from tracker.drafts.grammar.vocabulary import ADVERBS
from tracker.obligations.deadline import Cap, Quota

_ADJECTIVES_BETWEEN = 4
_ADJECTIVE_ENDINGS = ("ý", "á", "é", "í", "ých", "ích", "ou", "ého", "ního", "ním", "ném")


@dataclass(frozen=True, slots=True)
class Counted:
    """So many of a thing; ``standing`` where it may stand there already: „2 ks hydrantů“."""

    amount: int
    unit: str
    standing: bool = False


@begins(
    numbers=True,
    words=is_numeral,
    then=followed(words=lambda key: key not in ("x", "krat"), signs="(", dash=followed(words=NUMBER_SUFFIXES)),
)
@once
def counted(tokens: Tokens, at: int) -> tuple[Counted, int] | None:
    """„100 osob“, „5 vzdělávacích akcí“: a number, some adjectives, a thing that is counted."""
    read = number(tokens, at)
    return _with_noun(tokens, read[0], read[1]) if read and read[0] else None


@begins(numbers=True, words=begins_times, then=AFTER_ONE_COUNT)
def counted_times(tokens: Tokens, at: int) -> tuple[Counted, int] | None:
    """„1x tematický výzkum“"""
    read = times(tokens, at)
    return _with_noun(tokens, read[0].count, read[1]) if read and tokens[read[1] - 1].key != "jednou" else None


def _with_noun(tokens: Tokens, amount: int, at: int) -> tuple[Counted, int] | None:
    first = at
    if not tokens[at].space and tokens[at].is_word and tokens[at].key not in THINGS:
        return None
    for _ in range(_ADJECTIVES_BETWEEN):
        if tokens[at].key in THINGS or not (_is_adjective(tokens[at]) or _describes(tokens, at)):
            break
        if tokens[at].key.startswith("hodinov"):
            return None
        at += 1
    if tokens[at].key == "min" and tokens[at + 1].text == "." and not tokens[at + 2].is_number:
        return Counted(amount, "minuta"), at + 2
    unit = THINGS.get(tokens[at].key) if tokens[at].is_word else None
    if not unit or tokens[first].text[0].isupper():
        return None
    after = tokens[at + 1]
    of_something = unit == "kus" and after.is_word and not after.line and after.key not in THINGS
    return Counted(amount, unit, of_something or unit in STANDING), at + 1


def _is_adjective(token: Token) -> bool:
    return token.is_word and token.text.lower().endswith(_ADJECTIVE_ENDINGS)


def _describes(tokens: Tokens, at: int) -> bool:
    """„dlouhodobě“ of „dlouhodobě nezaměstnaných osob“"""
    token, after = tokens[at], tokens[at + 1]
    is_adverb = token.is_word and token.text.endswith("ě") and token.key not in ADVERBS
    return is_adverb and _is_adjective(after) and after.key not in THINGS


@begins(words=lambda _: True)
def events(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """„setkání“, „vzdělávací akce“: what happens, with adjectives."""
    read = _with_noun(tokens, 1, at)
    return (read[0].unit, read[1]) if read and read[0].unit in EVENT_NAMES else None


_HELD_REGULARLY = frozenset(
    "setkání jednání schůzka porada zasedání kontrola hodnocení vyhodnocení monitoring revize supervize inventura konzultace".split()
)


@begins(words=THINGS)
def meetings(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """„schůzky“, „kontroly“: what is held again and again, and no paper or course."""
    unit = THINGS.get(tokens[at].key) if tokens[at].is_word else None
    return (unit, at + 1) if unit in _HELD_REGULARLY else None


def _of_hours(key: str) -> bool:
    return key.startswith(("hodinov", "ti", "mi"))


_TOTALS = {"celkem", "rozsahu", "rozsah", "dotace", "delce"}


@begins(words=_TOTALS)
def total(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """„celkem“, „v rozsahu“, „v délce“: what follows is an amount."""
    return (tokens[at].key, at + 1) if tokens[at].key in _TOTALS else None


@begins(numbers=True, words=is_numeral, then=followed(words=_of_hours, signs="(", dash=followed(words=_of_hours)))
def hours_adjective(tokens: Tokens, at: int) -> tuple[Counted, int] | None:
    """„16 hodinové školení“, „20hodinový kurz“"""
    read = number(tokens, at)
    if read is None or not tokens[read[1]].key.startswith("hodinov") or tokens[read[1] + 1].key not in EVENTS:
        return None
    return Counted(read[0], "hodina"), read[1] + 2


def scope(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """What a cap is about: the words to the bracket or the end of the clause."""
    end = at
    while end - at < 8 and tokens[end].is_word:
        end += 1
    while at < end and tokens[at].key in ("dosazeno", "muze", "byt", "formou_", "je", "lze", "splneno", "realizovano"):
        at += 1
    return (said(tokens, at, end), end) if end > at else None


def amount(found: Found, _: Almanac) -> Part:
    """A count, with its bound and the period in which it is owed."""
    what: Counted = found["counted"]
    length = found["rate"] or found["length"]
    bound = found["bound"] or found["late"]
    deadline = Quota(what.amount, what.unit, per=length.period if length else None)
    questions: tuple[Question, ...] = ()
    if bound:
        deadline = replace(deadline, minimum=bound.minimum, maximum=bound.maximum)
    if bound and bound.about:
        questions = (Question("estimate_or_target", (deadline,), 0),)
    sure = bool(bound or length or found["sure"])
    why = "standing" if what.standing and not length else "" if sure else "bare"
    return Part(found.start, found.end, deadline, Role.AMOUNT, questions=questions, why=why)


def product(found: Found, almanac: Almanac) -> Part:
    """„10 x 60 minut“: the whole amount; whether it is meant so is asked."""
    one: Counted = found["counted"]
    repeats: Times = found["times"]
    whole = amount(replace_counted(found, Counted(repeats.count * one.amount, one.unit)), almanac)
    return replace(whole, why="", questions=(Question("per_unit", (whole.deadline, Quota(repeats.count, "lekce")), 0),))


def replace_counted(found: Found, what: Counted) -> Found:
    return replace(found, caught={**found.caught, "counted": what})


def amount_between(found: Found, _: Almanac) -> Part:
    """„5–10 osob“: at least the smaller."""
    most: Counted = found["upto"]
    least = Quota(found["number"], most.unit, minimum=True, per=found["rate"].period if found["rate"] else None)
    question = Question("count_range", (least, replace(least, amount=most.amount)), 0)
    why = "standing" if most.standing else "bare"
    return Part(found.start, found.end, least, Role.AMOUNT, questions=(question,), why=why)


def bare_times(found: Found, _: Almanac) -> Part | None:
    """„minimálně 2x“ with nothing beside it: of what and by when, a person is asked."""
    if found.end - found.start == 1:
        return None
    deadline, questions = _so_many_times(found["times"].count, found["bound"])
    return Part(found.start, found.end, deadline, Role.AMOUNT, questions=questions, why="only")


@lru_cache(maxsize=256)
def _so_many_times(count: int, bound: Bound | None) -> tuple[Quota, tuple[Question, ...]]:
    deadline = Quota(count, "krát", bool(bound and bound.minimum), bool(bound and bound.maximum))
    return deadline, (Question("amount_without_date", (deadline,), 0),)


def cap(found: Found, _: Almanac) -> Part:
    """„z nichž může být max. 20 hodin dosaženo distanční formou“"""
    what: Counted = found["counted"]
    deadline = Quota(what.amount, what.unit, maximum=True, caps=(Cap(what.amount, what.unit, found["scope"] or ""),))
    return Part(found.start, found.end, deadline, Role.CAP)


RULES = (
    Rule(
        "amount",
        (
            "BOUND? COUNTED",
            "BOUND? COUNTED RATE",
            "BOUND? COUNTED / LENGTH",
            "BOUND? COUNTED za|v|do LENGTH",
            "RATE BOUND? COUNTED",
            "COUNTED late=BOUND",
            "sure=TOTAL BOUND? COUNTED",
            "BOUND? counted=HOURS_ADJECTIVE RATE",
            "BOUND? counted=HOURS_ADJECTIVE za LENGTH",
            "BOUND? counted=HOURS_ADJECTIVE",
            "za LENGTH BOUND? COUNTED",
            "BOUND? COUNTED kazdy LENGTH",
        ),
        amount,
    ),
    Rule(
        "times a thing",
        ("BOUND? sure=COUNTED_TIMES",),
        lambda found, almanac: amount(replace_counted(found, found["sure"]), almanac),
    ),
    Rule("between two numbers", ("NUMBER -|az upto=COUNTED RATE?",), amount_between),
    Rule("so many times", ("BOUND? TIMES",), bare_times),
    Rule("product", ("BOUND? TIMES COUNTED", "BOUND? TIMES po? COUNTED"), product),
    Rule("cap", ("z nichz|toho|ceho muze? byt? BOUND COUNTED SCOPE?", "z nichz|toho lze? BOUND COUNTED SCOPE?"), cap),
)
