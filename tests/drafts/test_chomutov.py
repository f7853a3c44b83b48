"""The cooperation description of Chomutov, the form that the product exists for; its figures are the golden ones."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from tracker.documents.reading import fingerprint, read_document
from tracker.drafts.covered import State
from tracker.drafts.draft import Draft, DraftKind, draft_from_json, draft_to_json
from tracker.drafts.drafting import draft_from
from tracker.drafts.header_fields import Approval, Span
from tracker.obligations.deadline import Cap, Dated, Missing, Nothing, Period, Precision, Quota, Recurring
from tracker.obligations.obligation import Party, Side, Validity

SEED = Path(__file__).parents[3] / "shared" / "seeds" / "003_9a68c780b79cd955.txt"

pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the seed documents are not beside the project")


@pytest.fixture(scope="module")
def text() -> str:
    return read_document(SEED.read_bytes(), SEED.name).text


@pytest.fixture(scope="module")
def draft() -> Draft:
    data = SEED.read_bytes()
    return draft_from(read_document(data, SEED.name), name=SEED.name, fingerprint=fingerprint(data), draft_id="n1")


def test_fifteen_duties_are_found_thirteen_of_them_in_the_table(draft: Draft) -> None:
    yearly = lambda n, minimum=False: Recurring(n, Period.YEAR, minimum=minimum)  # noqa: E731
    month = lambda day: Dated(day, Precision.MONTH)  # noqa: E731
    assert [(finding.title, finding.deadline) for finding in draft.obligations] == [
        (
            "Účast pracovníků na vzdělávání (40 hodin)",
            Quota(40, "hodina", caps=(Cap(20, "hodina", "distanční formou"),)),
        ),
        ("Aktualizace lokálního partnerství", Dated("2021-12-31", Precision.YEAR)),
        ("Jednání lokálního partnerství", yearly(4, True)),
        ("Jednání konzultanta ASZ, manažera a pověřeného zástupce", yearly(2)),
        ("Projednání v lokálním partnerství", yearly(1)),
        ("Zpráva o plnění popisu spolupráce", yearly(1)),
        ("Jednání o spolupráci", month("2022-05-31")),
        ("Revize Popisu spolupráce", Missing()),
        ("Příprava podkladů pro plán sociálního začleňování", month("2022-09-30")),
        ("Sestavení PSZ", month("2022-09-30")),
        ("Skupinová vzdělávací akce", yearly(2, True)),
        ("Individuální odborná podpora", yearly(10, True)),
        ("Tematický výzkum", Quota(1, "výzkum")),
        ("Vzdělávací aktivity", month("2026-12-31")),
        ("Odborné poradenství", Nothing()),
    ]


def test_every_quote_is_what_its_passage_selects(draft: Draft, text: str) -> None:
    assert [text[f.passage.start : f.passage.end] for f in draft.obligations] == [f.quote for f in draft.obligations]


def test_rows_of_the_table_hold_in_the_period_above_them_and_prose_in_that_of_the_agreement(draft: Draft) -> None:
    table = Validity(date(2022, 5, 1), date(2026, 8, 31))
    assert [finding.validity for finding in draft.obligations] == [None] * 2 + [table] * 13


def test_three_rhythms_of_one_cell_get_one_output_each_by_order(draft: Draft) -> None:
    assert [(f.quote, f.outputs) for f in draft.obligations[3:6]] == [
        ("2x ročně jednání konzultanta/ky ASZ, manažera SZ a pověřeného zástupce SZ", ("Zápis z jednání",)),
        ("Projednání LP 1x ročně", ("Záznam z jednání LP",)),
        ("Zpráva 1x ročně, předložena zastupitelstvu obce na vědomí", ("Zpráva o plnění popisu spolupráce",)),
    ]


def test_halves_keep_the_words_of_their_cells_and_tell_who_owes(draft: Draft) -> None:
    meetings, counselling = draft.obligations[2], draft.obligations[14]
    assert (meetings.party, meetings.halves) == (
        Party.BOTH,
        {Side.MUNICIPALITY: "Organizační zajištění", Side.ASZ: "Odborné zajištění"},
    )
    assert (counselling.party, counselling.halves[Side.MUNICIPALITY]) == (Party.ASZ, "")


def test_the_header_is_read(draft: Draft) -> None:
    header = draft.header
    assert draft.kind is DraftKind.COOPERATION_DESCRIPTION
    assert draft.document.day == date(2022, 4, 19)
    assert (header.municipality, header.ico, header.lp_opinion.day) == ("Chomutov", "00261891", date(2022, 3, 9))
    assert header.approvals == (Approval("Chomutov", date(2022, 4, 19), "ZaMě 343/22"),)
    assert [(role.role.value, role.name) for role in header.roles] == [
        ("representative", "Mgr. Milan Märč"),
        ("manager", "Mgr. Jana Hronová"),
        ("regional_head", "Bc. Michal Kratochvíl"),
    ]
    assert (len(header.topics.priority), len(header.topics.further)) == (3, 3)


def test_all_three_ends_of_the_validity_are_kept_and_that_of_the_table_is_proposed(draft: Draft) -> None:
    assert draft.header.validity == (
        Span("OBDOBÍ KVĚTEN 2022 – SRPEN 2026", date(2022, 5, 1), date(2026, 8, 31)),
        Span("2022 – 2026 (5 let)", date(2022, 4, 19), date(2027, 4, 18)),
        Span("prosinec 2026", date(2022, 5, 1), date(2026, 12, 31)),
    )
    conflict = draft.doubts[0]
    assert conflict.proposed == 0
    assert [reading.value for reading in conflict.readings] == [
        {"start": "2022-05-01", "end": "2026-08-31"},
        {"start": "2022-04-19", "end": "2027-04-18"},
        {"start": "2022-05-01", "end": "2026-12-31"},
        {"start": "2022-01-01", "end": "2026-12-31"},
    ]


def test_exactly_these_doubts_are_raised_and_no_other(draft: Draft) -> None:
    assert Counter((doubt.kind.value, owner) for doubt, owner in draft.all_doubts) == {
        ("validity_conflict", None): 1,
        ("document_expiring", None): 6,
        ("hours_scope", "o1"): 1,
        ("past_deadline", "o2"): 1,
        ("missing_deadline", "o8"): 1,
        ("amount_without_date", "o13"): 1,
        ("estimate_or_target", "o14"): 1,
        ("scope_not_date", "o15"): 1,
    }


def test_every_place_that_holds_a_deadline_is_accounted_for(draft: Draft) -> None:
    assert draft.coverage.count(State.UNHANDLED) == 0
    assert [span.obligation for span in draft.coverage.spans if span.state is State.OBLIGATION] == [
        f"o{n}" for n in range(1, 16)
    ]
    aside = {span.words: span.reason for span in draft.coverage.spans if span.state is State.SET_ASIDE}
    assert aside["reg. č. CZ.03.2.63/0.0./0.0/15_030/0000605"] == "číslo předpisu, projektu nebo spisu"
    assert aside["v roce 2016"] == "událost, která už nastala"
    assert aside["roku 2021"] == "poznámka pod čarou"
    assert aside["100 osob"] == "odhad, nikoli závazek"


def test_the_draft_survives_its_machine_readable_form(draft: Draft) -> None:
    assert draft_from_json(draft_to_json(draft)) == draft
