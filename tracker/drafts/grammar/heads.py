"""What stands in the head of a column, in a label or in a heading, and is filled in by the cells under it.

„Revize (1 x za …) | 3 roky“ is once in three years; „Počet podpořených osob: min. 60“ is at least sixty persons.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from tracker.drafts.grammar.almanac import Almanac
from tracker.drafts.grammar.counts import AFTER_ONE_COUNT, Bound, Times, begins_times, times
from tracker.drafts.grammar.lengths import unit
from tracker.drafts.grammar.lexer import Kind, Token, Tokens
from tracker.drafts.grammar.mask_words import ROOMS
from tracker.drafts.grammar.nouns import THINGS
from tracker.drafts.grammar.parts import Part, Role
from tracker.drafts.grammar.pattern import Found, Rule
from tracker.drafts.grammar.terms import begins
from tracker.drafts.grammar.vocabulary import ADVERBS
from tracker.obligations.deadline import Period, Quota, Recurring, Relative

_MOST_DOTS = 6
_CELL_SIGNS = ("|", ":", ")", ".", "-")
_INTERVALS = {"interval", "cetnost", "periodicita", "frekvence", "perioda"}
_LONGEST_NAME = 6
COUNTS = re.compile(r"[0-9] ?[x×]|krát|jednou|interval|[čc]etnost|periodicit|frekvenc|period", re.IGNORECASE)
"""Only in such a heading a count is looked for."""


@begins(numbers=True, words=begins_times, then=AFTER_ONE_COUNT)
def count_in_head(tokens: Tokens, at: int) -> tuple[Times, int] | None:
    """„1x za …“, „1 x za (roky)“: a count whose length is written under it."""
    read = times(tokens, at)
    if read is None:
        return None
    said = read[1] + 1 if tokens[read[1]].key == "za" else read[1]
    end = _after_dots(tokens, said)
    bracket = tokens[end].text == "(" and tokens[end + 1].is_word
    if end > said or bracket:
        named = unit(tokens, end + 1 if bracket else end)
        end = named[1] + bracket if named else end
    closed = tokens[end].text in (")", "|", ":") or tokens[end].line
    return (read[0], end) if closed and end > read[1] else None


def _after_dots(tokens: Tokens, at: int) -> int:
    end = at
    while end - at < _MOST_DOTS and tokens[end].text in (".", "_") and not tokens[end].line:
        end += 1
    return end


@begins(words=_INTERVALS)
def named_interval(tokens: Tokens, at: int) -> tuple[Times, int] | None:
    """„Periodicita:“, „Interval kontrol |“"""
    end = at + 1
    while end - at < _LONGEST_NAME and tokens[end].is_word and not tokens[end].line:
        end += 1
    closed = tokens[end].text in ("|", ":") or tokens[end].line
    return (Times(1), end) if closed else None


def count_of_cells(found: Found, _: Almanac) -> Part:
    count: Times = found["head"]
    return Part(found.start, found.end, Recurring(count.count, Period.YEAR), Role.HEAD)


def under_heads(parts: list[Part], tokens: Sequence[Token], heading: Recurring | None) -> list[Part]:
    """The bare lengths in the cells under a head are intervals; the heads themselves are left out."""
    filled: list[Part] = []
    head = heading
    for part in parts:
        if part.role is Role.HEAD and isinstance(part.deadline, Recurring):
            head = part.deadline
            continue
        rate = _interval(part, tokens, head) if head else None
        filled.append(replace(part, deadline=rate, role=Role.RATE, why="") if rate else part)
    return filled


def _interval(part: Part, tokens: Sequence[Token], head: Recurring) -> Recurring | None:
    clock = part.deadline
    if part.why != "only" or not isinstance(clock, Relative) or clock.offset is None:
        return None
    begins_cell = part.start == 0 or tokens[part.start].line or tokens[part.start - 1].text in _CELL_SIGNS
    after = tokens[part.end]
    ends_line = after.kind is Kind.END or after.line
    ends_cell = begins_cell and after.text in ("|", ".", ",", ";", ")")
    if not (ends_line or ends_cell) or clock.offset.unit == "workday":
        return None
    return replace(head, period=Period(clock.offset.unit), every=clock.offset.n)


class Indicator(NamedTuple):
    """What a number that follows counts; ``sure`` where the words say that it is aimed at."""

    unit: str
    bound: Bound | None
    sure: bool
    per: Period | None


_TARGETS = set("planovany cilovy predpokladany ocekavany pozadovany cilova planovana".split())
_BOUNDS = {"minimalni": Bound(minimum=True), "maximalni": Bound(maximum=True)}
_TO_BE_DONE = ("enych", "anych", "atych")
"""„podpořených osob“"""


@begins(words=_TARGETS | _BOUNDS.keys() | {"pocet"})
def indicator(tokens: Tokens, at: int) -> tuple[Indicator, int] | None:
    """„Počet podpořených osob:“, „minimální počet účastníků“"""
    adjective = tokens[at].key
    at = at + 1 if adjective != "pocet" else at
    if tokens[at].key != "pocet":
        return None
    end = at + 1
    while end - at <= _LONGEST_NAME and tokens[end].is_word and tokens[end].key not in ("min", "max", "je", "cini"):
        end += 1
    named = tokens[at + 1 : end]
    things = [THINGS[token.key] for token in named if token.key in THINGS]
    if not things or any(token.key in ROOMS for token in named):
        return None
    sure = adjective in _TARGETS or "hodina" in things or any(token.key.endswith(_TO_BE_DONE) for token in named)
    end = end + 1 if tokens[end].text in (":", "|", "=", "-") else end
    per = next((Period(ADVERBS[token.key][1]) for token in named if token.key in ADVERBS), None)
    return Indicator(things[0], _BOUNDS.get(adjective), sure, per), end


def indicated(found: Found, _: Almanac) -> Part | None:
    """A count of what was named before it, where something says that it is a target."""
    what: Indicator = found["indicator"]
    bound: Bound | None = found["bound"] or what.bound
    length = found["rate"] or found["length"]
    per = length.period if length else what.per
    if not (what.sure or bound or per) or (length and length.n != 1):
        return None
    amount = Quota(found["number"], what.unit, per=per)
    if bound:
        amount = replace(amount, minimum=bound.minimum, maximum=bound.maximum)
    return Part(found.start, found.end, amount, Role.AMOUNT)


RULES = (
    Rule("count of the cells", ("( head=COUNT_IN_HEAD )", "head=COUNT_IN_HEAD", "head=NAMED_INTERVAL"), count_of_cells),
    Rule(
        "indicator",
        ("INDICATOR BOUND? NUMBER", "INDICATOR BOUND? NUMBER RATE", "INDICATOR BOUND? NUMBER za|v LENGTH"),
        indicated,
    ),
)
