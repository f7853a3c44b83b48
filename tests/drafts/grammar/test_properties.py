"""What holds for every text, whatever it holds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.drafts.grammar import read
from tracker.drafts.grammar.lexer import lex
from tracker.drafts.grammar.normalise import normalise
from tracker.obligations.deadline import from_json, to_json

PIECES = (
    "do|od|Termín:|30.|6.|2018|31.11.|května|září|čtvrtletně|každé|první|úterý|v měsíci|4x|ročně|nejméně|40 hodin"
    "|(|)|,|-|–|/|\n|&nbsp;|<br>|pøedlo¾í|a\u0301|²|roku|pololetí|po schválení|ihned|dní|předem|zá|ří|až|a"
    "|12.05.203|1l.04.2003|CZ.01.4/1_2"
).split("|")
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_any_text_is_answered_with_spans_that_lie_inside_it(text: str) -> None:
    result = read(text)
    read_off = [(found.start, found.end, found.words) for found in result.readings]
    aside = [(found.start, found.end, found.words) for found in result.set_aside]
    for start, end, words in read_off + aside:
        assert 0 <= start <= end <= len(text)
        assert text[start:end] == words
    for repair in result.repairs:
        assert text[repair.start : repair.end] == repair.was


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_every_deadline_survives_its_machine_readable_form(text: str) -> None:
    for reading in read(text).readings:
        assert from_json(to_json(reading.deadline)) == reading.deadline


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_a_text_once_cleaned_is_clean(text: str) -> None:
    cleaned = normalise(text).text
    assert normalise(cleaned).text == cleaned


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_tokens_stand_in_order_and_never_overlap(text: str) -> None:
    clean = normalise(text).text
    tokens = [token for token in lex(clean) if token.text]
    edges = [edge for token in tokens for edge in (token.start, token.end)]
    assert edges == sorted(edges)


HOSTILE = {
    "numbers": "1 ",
    "a list without an end": "1., ",
    "a code without an end": "1/A_",
    "prefixes of rules": "od 1. 1. do ",
    "open brackets": "(",
    "nested entities": "&amp;",
    "open tags": "<a",
    "numerals": "dvacet ",
    "labels": "Termín: ",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_answered_with_spans_inside_it(piece: str) -> None:
    text = (piece * 20_000)[:20_000]
    result = read(text)
    spans = [(one.start, one.end) for one in result.readings] + [(one.start, one.end) for one in result.set_aside]
    assert [span for span in spans if not 0 <= span[0] <= span[1] <= len(text)] == []
