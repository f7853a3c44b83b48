"""How much of the corpus is read exactly, by group; printed with ``pytest -s``."""

from collections import Counter

import pytest

from tests.drafts.grammar.corpus_cases import Case, cases

NEGATIVES = ("NP", "NM", "NK", "NA", "ND", "NH")


def figures(part: str, found: list[Case]) -> str:
    """A table „group exact of all“."""
    total = Counter(case.group for case in found)
    exact = Counter(case.group for case in found if case.is_exact)
    rows = [f"{part:9} {group:2} {exact[group]:3} of {total[group]:3}" for group in sorted(total)]
    return "\n".join([*rows, f"{part:9} {exact.total()} of {total.total()}"])


def share(found: list[Case]) -> float:
    return sum(case.is_exact for case in found) / len(found)


@pytest.mark.parametrize("part", ["open", "held_out"])
def test_nine_tenths_of_the_phrases_are_read_exactly(part: str) -> None:
    found = list(cases(part))
    print("\n" + figures(part, found))
    assert share([case for case in found if case.group not in NEGATIVES]) >= 0.9


@pytest.mark.parametrize("part", ["open", "held_out"])
def test_almost_nothing_is_read_where_there_is_no_deadline(part: str) -> None:
    found = [case for case in cases(part) if case.group in NEGATIVES]
    assert [case.id for case in found if not case.is_exact][1:] == []


def test_the_corpus_is_large_and_a_third_of_it_was_kept_aside() -> None:
    seen, unseen = len(list(cases("open"))), len(list(cases("held_out")))
    assert seen + unseen >= 500
    assert unseen >= (seen + unseen) / 3
