"""Duties in sentences, and sentences that are none."""

import pytest

from tests.drafts.samples import MEETING, description, drafted, kinds
from tracker.drafts.covered import State
from tracker.drafts.draft import Draft
from tracker.obligations.deadline import Cap, Dated, Deadline, Period, Precision, Quota, Recurring
from tracker.obligations.obligation import Party

HOURS = (
    "Územní celek se zavazuje uvolnit pracovníky pro vzdělávání v celkovém rozsahu 30 hodin"
    " (z nichž může být max. 10 hodin dosaženo distanční formou)."
)


def of_prose(prose: str) -> list[tuple[str, Deadline, Party]]:
    draft = drafted(description(MEETING, prose=prose))
    return [(f.title, f.deadline, f.party) for f in draft.obligations if f.passage.table is None]


def states(draft: Draft, words: str) -> list[tuple[State, str]]:
    return [(span.state, span.reason) for span in draft.coverage.spans if words in span.words]


def test_hours_with_a_cap_are_a_quota_and_ask_whose_they_are() -> None:
    quota = Quota(30, "hodina", caps=(Cap(10, "hodina", "distanční formou"),))
    assert of_prose(HOURS) == [("Účast pracovníků na vzdělávání (30 hodin)", quota, Party.MUNICIPALITY)]
    assert kinds(drafted(description(MEETING, prose=HOURS))) == [("hours_scope", "o1")]


@pytest.mark.parametrize(
    "sentence,title,rule,party",
    [
        (
            "V roce 2031 bude lokální partnerství aktualizováno.",
            "Aktualizace lokálního partnerství",
            Dated("2031-12-31", Precision.YEAR),
            Party.BOTH,
        ),
        (
            "Město předloží zastupitelstvu zprávu do 31. 3. 2031.",
            "Město předloží zastupitelstvu zprávu",
            Dated("2031-03-31"),
            Party.MUNICIPALITY,
        ),
        (
            "Pracovní skupina se schází čtyřikrát ročně.",
            "Pracovní skupina se schází",
            Recurring(4, Period.YEAR),
            Party.BOTH,
        ),
    ],
)
def test_a_sentence_that_promises_is_a_duty(sentence: str, title: str, rule: Deadline, party: Party) -> None:
    assert of_prose(sentence) == [(title, rule, party)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Partnerství bylo ustanoveno v roce 2021.",
        "Dle potřeby mohou být do 30. 6. 2031 ustanoveny další skupiny.",
        "Rada schválila memorandum dne 5. 5. 2029.",
        "Projekt má číslo CZ.03.2.63/0.0/0.0/15_030/0000001.",
        "Obec bude průběžně informovat partnery.",
    ],
)
def test_what_happened_what_may_be_and_what_lasts_is_no_duty(sentence: str) -> None:
    assert of_prose(sentence) == []


def test_a_footnote_is_set_aside_with_its_reason() -> None:
    draft = drafted(description(MEETING, prose="¹ Zprávu předloží obec do 1. 1. 2031."))
    assert states(draft, "1. 1. 2031") == [(State.SET_ASIDE, "poznámka pod čarou")]


def test_a_term_without_a_promise_waits_for_a_person() -> None:
    draft = drafted(description(MEETING, prose="Setkání pracovníků v terénu čtyřikrát ročně."))
    assert states(draft, "ročně")[0] == (State.UNHANDLED, "čeká na posouzení člověkem")


def test_a_referenced_strategy_that_runs_out_is_watched_and_no_deadline() -> None:
    prose = "Plán je v souladu se Strategií bydlení města Kamenice na léta 2028 – 2031; Koncepcí dluhů 2025 – 2045."
    draft = drafted(description(MEETING, prose=prose))
    assert [doubt.words for doubt in draft.doubts] == [
        "Strategií bydlení města Kamenice na léta 2028 – 2031 (1.\u00a01.\u00a02028 – 31.\u00a012.\u00a02031)"
    ]
    assert states(draft, "2028 – 2031") == [(State.SET_ASIDE, "období v názvu jiného dokumentu")]
