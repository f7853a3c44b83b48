"""Numerals in words."""

import pytest

from tracker.drafts.grammar.numerals import joins, split_numeral, value_of
from tracker.drafts.grammar.vocabulary import key_of


@pytest.mark.parametrize(
    "word, value",
    [
        ("jednoho", 1),
        ("čtyř", 4),
        ("devíti", 9),
        ("patnácti", 15),
        ("dvacetipěti", 25),
        ("pětadvacet", 25),
        ("stopadesáti", 150),
        ("dvěstě", 200),
        ("třista", 300),
        ("pětset", 500),
    ],
)
def test_a_numeral_in_one_word_has_its_value_in_every_case(word: str, value: int) -> None:
    assert value_of(key_of(word)) == value


@pytest.mark.parametrize("word", ["sestra", "šetří", "pata", "setkání", "stolu", "osmihlavý"])
def test_other_words_are_no_numerals(word: str) -> None:
    assert value_of(key_of(word)) is None


def test_numerals_in_a_row_join_from_great_to_small() -> None:
    assert (joins(20, 5), joins(100, 50), joins(5, 20), joins(20, 20)) == (True, True, False, False)


@pytest.mark.parametrize("word, parts", [("dvouměsíční", (2, "mesicni")), ("tříleté", (3, "lete")), ("roční", None)])
def test_a_number_begins_an_adjective(word: str, parts: tuple[int, str] | None) -> None:
    assert split_numeral(key_of(word)) == parts
