"""Several days in a row that share their month or their year: „4., 8. a 9. května“, „6. 2. a 13. 2. 2017“."""

from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from tracker.drafts.grammar.almanac import Moment
from tracker.drafts.grammar.lexer import Tokens
from tracker.drafts.grammar.moments import moment
from tracker.drafts.grammar.openings import AFTER_LISTED, begins_moment
from tracker.drafts.grammar.phrases import weekday
from tracker.drafts.grammar.terms import begins, once
from tracker.obligations.deadline import Precision

_LONGEST_LIST = 12
_LIST_SIGNS = (",", "a", "i", "nebo", "+", ";", "/")


@begins(numbers=True, words=begins_moment, roman=True, then=AFTER_LISTED, digits=(4,))
@once
def several_days(tokens: Tokens, at: int) -> tuple[list[tuple[Moment, int, int]], int] | None:
    """„4., 8. a 9. května“, „23. 6., 24. 7. a 10. 10. 2017“, „březen, červen a září“: two moments or more.

    What an item leaves unsaid, its month or its year, stands with the next one that says it.
    """
    if at < tokens.memo[_NO_LIST].get(0, 0):
        return None
    items = _items(tokens, at)
    if items and all(read is None for _, read, _, _ in items):
        tokens.memo[_NO_LIST][0] = items[-1].end
    while items and items[-1].read is None:
        items.pop()
    if len(items) < 2 or not _shares_days(items):
        return None
    return _filled(items), items[-1].end


def _shares_days(items: list["_Item"]) -> bool:
    """Whether every bare number has a day behind it to share a month with; „2. a 3. čtvrtletí“ are no days."""
    return all(
        after.read is None or after.read.precision is Precision.DAY
        for item, after in pairwise(items)
        if item.read is None
    )


class _Item(NamedTuple):
    """A day of a month that comes later in the list, or a moment that says it itself."""

    number: int | None
    read: Moment | None
    start: int
    end: int


_NO_LIST = "no list"
"""Where the last row of bare numbers ends: no list begins inside it, so it is walked only once."""


def _items(tokens: Tokens, at: int) -> list[_Item]:
    items: list[_Item] = []
    while len(items) < _LONGEST_LIST:
        if items and (named := weekday(tokens, at)) is not None:
            at = named[1]
        read = moment(tokens, at) if tokens[at].is_number or tokens[at].is_word else None
        alone = None if read else _day_in_list(tokens, at)
        if read is None and alone is None:
            break
        after = read[1] if read else at + 2
        items.append(_Item(alone, read[0] if read else None, at, after))
        separator = after + 1 if tokens[after].text == "," and tokens[after + 1].key in ("a", "i") else after
        if tokens[separator].key not in _LIST_SIGNS:
            break
        at = separator + 2 if tokens[separator + 1].key in ("k", "ke", "v", "ve", "do", "dne") else separator + 1
    return items


def _day_in_list(tokens: Tokens, at: int) -> int | None:
    token = tokens[at]
    plain = token.is_number and len(token.text) <= 2 and 1 <= token.value <= 31 and tokens[at + 1].text == "."
    return token.value if plain else None


def _filled(items: list[_Item]) -> list[tuple[Moment, int, int]]:
    filled: list[tuple[Moment, int, int]] = []
    known: Moment | None = None
    for number, read, start, end in reversed(items):
        if read is None and known is not None and number is not None:
            here = replace(known.last, day=number)
            read = Moment(here, here, Precision.DAY, shift=known.shift)
        elif read is not None and known is not None and not read.year_known and known.last.year is not None:
            later = (read.last.month, read.last.in_month) > (known.last.month, known.last.in_month)
            read = read.in_year(known.last.year - (1 if later else 0))
        if read is not None:
            known = read
            filled.append((read, start, end))
    return _with_years_before(filled[::-1])


def _with_years_before(days: list[tuple[Moment, int, int]]) -> list[tuple[Moment, int, int]]:
    """„14. 9. 2018, 12. 10., 9. 1.“: a year said once holds for the days after it and turns with them."""
    said: Moment | None = None
    filled: list[tuple[Moment, int, int]] = []
    for here, start, end in days:
        if not here.year_known and here.shift is None and said is not None and said.last.year is not None:
            earlier = (here.last.month, here.last.in_month) < (said.last.month, said.last.in_month)
            here = here.in_year(said.last.year + (1 if earlier else 0))
        said = here
        filled.append((here, start, end))
    return filled
