"""Whatever the text, reading it does not break, quotes are exact, and every place lies inside the text."""

from hypothesis import given, settings
from hypothesis import strategies as some

from tests.drafts.samples import HEAD, description
from tracker.documents.plain import from_text
from tracker.drafts.draft import draft_from_json, draft_to_json
from tracker.drafts.drafting import draft_from
from tracker.drafts.settling import proposed_choices, settle

WORDS = some.sampled_from(
    [
        "4x ročně", "do 31. 5. 2031", "září 2030", "průběžně", "30 hodin", "31. 6. 2031", "–", "", "Zápis z jednání",
        "Lokální partnerství", "OBDOBÍ LEDEN 2030 – ČERVEN 2031", "Obec předloží zprávu", "bude", "¹ poznámka", "5 let",
        "plán na léta 2030 – 2032", "č. 301/1999 Sb.", "Předpokládáme 20 osob.", "\n", "\n\n", "\t", "a", ";", "• ",
    ]
)  # fmt: skip
TEXTS = some.lists(WORDS, max_size=40).map(" ".join)
ROWS = some.lists(some.lists(WORDS.filter(lambda w: "\n" not in w), min_size=len(HEAD), max_size=len(HEAD)), max_size=6)


def holds(text: str) -> None:
    document = from_text(text)
    draft = draft_from(document, name="a.txt", fingerprint="0" * 64, draft_id="n1")
    assert all(text[f.passage.start : f.passage.end] == f.quote for f in draft.obligations)
    places = [span.passage for span in draft.coverage.spans] + [at for d, _ in draft.all_doubts for at in d.passages]
    assert all(0 <= at.start <= at.end <= len(text) for at in places)
    assert draft_from_json(draft_to_json(draft)) == draft
    assert all(doubt.proposed is None for doubt, _ in settle(draft, proposed_choices(draft)).all_doubts)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_any_text_is_read(text: str) -> None:
    holds(text)


@settings(max_examples=60, deadline=None)
@given(ROWS, TEXTS)
def test_any_table_is_read(rows: list[list[str]], prose: str) -> None:
    holds(description(*rows, prose=prose))
