"""Words and numbers, and what the lexer mends in them."""

import pytest

from tracker.drafts.grammar.lexer import Kind, lex


def words(text: str) -> list[str]:
    return [token.text for token in lex(text) if token.text]


def mended(text: str) -> list[str]:
    return [token.mended for token in lex(text) if token.mended]


@pytest.mark.parametrize(
    "text, pieces",
    [
        ("do14.6.2019", ["do", "14", ".", "6", ".", "2019"]),
        ("24. březnaodevzdání", ["24", ".", "března", "odevzdání"]),
        ("8. dubna2. kolo", ["8", ".", "dubna", "2", ".", "kolo"]),
        ("2xročně", ["2", "x", "ročně"]),
        ("3. zařízení", ["3", ".", "zařízení"]),
    ],
)
def test_glued_words_part(text: str, pieces: list[str]) -> None:
    assert words(text) == pieces


@pytest.mark.parametrize(
    "text, right",
    [
        ("zá ří 2018", ["září"]),
        ("prů běžně", ["průběžně"]),
        ("čtvtletně", ["čtvrtletně"]),
        ("prubezne", ["průběžně"]),
        ("jednou mě-\nsíčně", ["měsíčně"]),
    ],
)
def test_broken_and_misspelt_words_are_put_right_and_marked(text: str, right: list[str]) -> None:
    assert mended(text) == right


@pytest.mark.parametrize("text", ["U Červené hory", "led na střeše", "za rok", "stálé zaměstnání", "pololetní zpráva"])
def test_words_that_only_look_like_a_slip_stay(text: str) -> None:
    assert mended(text) == []


def test_a_long_run_without_a_space_is_one_masked_token() -> None:
    assert [token.kind for token in lex("1/" * 60) if token.text] == [Kind.MASK]
