"""How much of the corpus is read exactly, by group; printed with ``pytest -s``."""

from collections import Counter
from functools import cache

import pytest

from tests.drafts.grammar.corpus_cases import Case, cases

NEGATIVES = ("NP", "NM", "NK", "NA", "ND", "NH")


@cache
def judged(part: str) -> tuple[tuple[Case, bool], ...]:
    """Every case of a part with whether it is read exactly; read once."""
    return tuple((case, case.is_exact) for case in cases(part))


def figures(part: str) -> str:
    """A table „group exact of all“."""
    total = Counter(case.group for case, _ in judged(part))
    exact = Counter(case.group for case, is_exact in judged(part) if is_exact)
    rows = [f"{part:9} {group:2} {exact[group]:3} of {total[group]:3}" for group in sorted(total)]
    return "\n".join([*rows, f"{part:9} {exact.total()} of {total.total()}"])


@pytest.mark.parametrize("part", ["open", "held_out"])
def test_nine_tenths_of_the_phrases_are_read_exactly(part: str) -> None:
    print("\n" + figures(part))
    exact = [is_exact for case, is_exact in judged(part) if case.group not in NEGATIVES]
    assert sum(exact) / len(exact) >= 0.9


@pytest.mark.parametrize("part", ["open", "held_out"])
def test_almost_nothing_is_read_where_there_is_no_deadline(part: str) -> None:
    misread = [case.id for case, is_exact in judged(part) if case.group in NEGATIVES and not is_exact]
    assert misread[1:] == []


def test_the_corpus_is_large_and_a_third_of_it_was_kept_aside() -> None:
    seen, unseen = len(judged("open")), len(judged("held_out"))
    assert seen + unseen >= 500
    assert unseen >= (seen + unseen) / 3
