"""However hostile a text is, the work grows as its length does; counted in calls, so that no clock matters."""

from cProfile import Profile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.drafts.grammar import read

SHORT, LONG = 1_000, 4_000
MOST = 5.0
"""Four times the text may cost at most so many times the calls."""

PIECES = (
    "1 |12. |2018 |15,|1/|1-|x|(|)|do |od |po |v |každý |nejméně |dva |dnů |měsíce |ročně |května |úterý |osob |Kč "
    "|Termín: |dne |schválení |a |až |- |, |. |\n|byl |bude |průběžně |neprodleně |II. |č. |§ |„|&amp;|<a|\u0301"
).split("|")
HOSTILE = (
    "1-2x ",
    "12.05 ",
    "od 1. 1. do ",
    "1..1..2003 ",
    "1., ",
    "1/A_",
    "dvacet ",
    "1234567890",
    "do 30 dnů od schválení zastupitelstvem a ",
    "březen",
)


def calls(text: str) -> int:
    """How many calls it takes to read a text, of Python and of C."""
    profile = Profile()
    profile.runcall(read, text)
    return sum(entry.callcount for entry in profile.getstats())


def growth(piece: str) -> float:
    """By how much the calls grow from a short text of whole pieces to a long one."""
    short, long = (piece * (size // len(piece)) for size in (SHORT, LONG))
    read(long)
    return calls(long) / calls(short)


@pytest.mark.parametrize("piece", HOSTILE)
def test_four_times_a_hostile_text_costs_about_four_times_the_work(piece: str) -> None:
    assert growth(piece) <= MOST


@settings(max_examples=10, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=3))
def test_any_few_pieces_in_turn_cost_about_four_times_the_work(pieces: list[str]) -> None:
    assert growth("".join(pieces)) <= MOST
