"""Tables of duties: columns in any order, several duties in a cell, gaps, scopes and bare counts."""

from datetime import date

import docx
import pytest

from tests.documents.samples import package
from tests.drafts.samples import HEAD, MEETING, description, drafted, kinds
from tracker.documents.docx import read_docx
from tracker.drafts.draft import Draft, State
from tracker.drafts.drafting import draft_from
from tracker.obligations.deadline import Continuous, Dated, Missing, Nothing, Period, Precision, Quota, Recurring
from tracker.obligations.obligation import Party, Side, Validity


def rules(draft: Draft) -> list[tuple[str, object]]:
    return [(finding.title, finding.deadline) for finding in draft.obligations]


def row(deadline: str, *, task: str = "Společná porada", outputs: str = "Zápis z porady") -> tuple[str, ...]:
    return ("Spolupráce", task, outputs, "Svolání", "Účast", deadline)


def test_a_plain_row_makes_one_duty_and_no_doubt() -> None:
    draft = drafted(description(MEETING))
    assert rules(draft) == [("Jednání lokálního partnerství", Recurring(3, Period.YEAR))]
    assert kinds(draft) == []
    assert draft.obligations[0].validity == Validity(date(2030, 1, 1), date(2032, 12, 31))


def test_columns_are_known_by_meaning_in_any_order() -> None:
    head = ("Do kdy", "Garant", "Aktivita", "Výstupy")
    draft = drafted(description(("květen 2031", "manažer obce", "Svolat poradu", "Pozvánka"), head=head, period=None))
    finding = draft.obligations[0]
    assert (finding.title, finding.deadline, finding.outputs, finding.party) == (
        "Svolat poradu",
        Dated("2031-05-31", Precision.MONTH),
        ("Pozvánka",),
        Party.MUNICIPALITY,
    )


def test_columns_may_ask_who_does_what_by_when_and_a_number_is_no_name() -> None:
    head = ("Kontakt", "Kdo", "Lhůta", "Co")
    words = ("tel. 777 123 456", "Agentura", "2x ročně", "Úkol 3: příprava podkladů pro poradu")
    finding = drafted(description(words, head=head, period=None)).obligations[0]
    assert (finding.title, finding.deadline, finding.party) == (
        "Příprava podkladů pro poradu",
        Recurring(2, Period.YEAR),
        Party.ASZ,
    )


def test_columns_are_known_though_a_recognition_lost_their_accents() -> None:
    head = ("éinnost", "vystup", "odpovédnost obce", "odpovédnost ASZ", "termin")
    draft = drafted(description(("Porada", "Zapis", "Svolani", "Ucast", "do konce zari 2031"), head=head))
    assert [(f.title, f.deadline, f.outputs, f.party) for f in draft.obligations] == [
        ("Porada", Dated("2031-09-30", Precision.MONTH), ("Zapis",), Party.BOTH)
    ]


def test_a_table_within_a_cell_is_read_as_words_of_the_cell() -> None:
    document = docx.Document()
    document.add_heading("Popis spolupráce", 1)
    table = document.add_table(2, 3)
    for cell, words in zip(table.rows[0].cells, ("Aktivita", "Garant", "Termín"), strict=True):
        cell.text = words
    table.rows[1].cells[0].text, table.rows[1].cells[1].text = "Výzkum bydlení", "Město"
    inner = table.rows[1].cells[2].add_table(1, 2)
    inner.rows[0].cells[0].text, inner.rows[0].cells[1].text = "zadání výzkumu", "do 31. 1. 2032"
    draft = draft_from(read_docx(package(document)), name="a.docx", fingerprint="0" * 64, draft_id="n1")
    assert rules(draft) == [("Zadání výzkumu", Dated("2032-01-31"))]
    assert draft.coverage.count(State.UNHANDLED) == 0


def test_a_broken_cell_of_a_pasted_mail_gives_its_whole_name() -> None:
    text = "činnost\tkdo\ttermín\nSvolání pracovní\nskupiny Bydlení\tměsto\tdo 15. 2. 2032\n"
    assert [f.title for f in drafted(text).obligations] == ["Svolání pracovní skupiny Bydlení"]


def test_a_cell_with_two_rhythms_makes_two_duties_with_an_output_each() -> None:
    draft = drafted(
        description(row("2x ročně porada vedoucích Projednání LP 1x ročně", outputs="Zápis z porady Záznam z LP"))
    )
    assert [(f.title, f.quote, f.outputs) for f in draft.obligations] == [
        ("Porada vedoucích", "2x ročně porada vedoucích", ("Zápis z porady",)),
        ("Projednání v lokálním partnerství", "Projednání LP 1x ročně", ("Záznam z LP",)),
    ]
    assert kinds(draft) == []


def test_each_bullet_of_a_cell_is_read_for_itself() -> None:
    document = docx.Document()
    document.add_heading("Popis spolupráce", 1)
    table = document.add_table(2, 3)
    for cell, words in zip(table.rows[0].cells, ("Aktivita", "Garant", "Harmonogram"), strict=True):
        cell.text = words
    for cell, words in zip(table.rows[1].cells, ("Setkávání", "obec", "2x ročně porada"), strict=True):
        cell.text = words
    for words in ("1x ročně společné školení", "do 30. 6. 2031 závěrečná zpráva"):
        table.cell(1, 2).add_paragraph(words, style="List Bullet")
    draft = draft_from(read_docx(package(document)), name="a.docx", fingerprint="0" * 64, draft_id="n1")
    assert [(f.title, f.quote, f.deadline) for f in draft.obligations] == [
        ("Porada", "2x ročně porada", Recurring(2, Period.YEAR)),
        ("Společné školení", "1x ročně společné školení", Recurring(1, Period.YEAR)),
        ("Závěrečná zpráva", "do 30. 6. 2031 závěrečná zpráva", Dated("2031-06-30")),
    ]


def test_outputs_that_do_not_match_the_deadlines_are_a_doubt_and_go_to_all() -> None:
    outputs = "Zápis z porady Prezenční listina Zpráva o průběhu"
    draft = drafted(description(row("2x ročně porada vedoucích Projednání LP 1x ročně", outputs=outputs)))
    assert kinds(draft) == [("output_mapping", "o1"), ("output_mapping", "o2")]
    assert {finding.outputs for finding in draft.obligations} == {
        ("Zápis z porady", "Prezenční listina", "Zpráva o průběhu")
    }


@pytest.mark.parametrize("gap", ["", "–", "---", "bude upřesněno"])
def test_an_empty_place_for_a_deadline_is_a_gap_and_a_duty(gap: str) -> None:
    draft = drafted(description(row(gap)))
    assert rules(draft) == [("Společná porada", Missing())]
    assert {kind for kind, _ in kinds(draft)} <= {"missing_deadline", "placeholder"}
    assert len(kinds(draft)) == 1


def test_a_scope_in_place_of_a_deadline_is_named() -> None:
    draft = drafted(description(row("Projekty v realizaci z výzvy 18")))
    assert rules(draft) == [("Společná porada", Nothing())]
    assert kinds(draft) == [("scope_not_date", "o1")]


def test_a_bare_count_is_owed_by_the_end_of_the_period() -> None:
    draft = drafted(description(row("1x dotazníkové šetření")))
    assert rules(draft) == [("Dotazníkové šetření", Quota(1, "šetření"))]
    assert draft.obligations[0].doubts[0].readings[0].value["deadline"]["due"] == "2032-12-31"


def test_the_text_wins_over_a_column_that_only_says_continuously() -> None:
    draft = drafted(description(row("průběžně", task="Předložení zprávy do 30. 6. 2031")))
    assert [finding.deadline for finding in draft.obligations] == [Dated("2031-06-30")]
    draft = drafted(description(row("průběžně")))
    assert [finding.deadline for finding in draft.obligations] == [Continuous()]


def test_a_deadline_before_the_approval_is_a_doubt() -> None:
    assert kinds(drafted(description(row("září 2029")))) == [("past_deadline", "o1")]


def test_an_estimate_is_no_duty_but_a_question() -> None:
    draft = drafted(description(row("2x ročně", task="Semináře pro úředníky. Předpokládáme účast 60 osob.")))
    assert kinds(draft) == [("estimate_or_target", "o1")]
    assert draft.obligations[0].doubts[0].readings[1].value["quotas"][0]["amount"] == 60


def test_a_row_owed_by_one_side_keeps_only_its_half() -> None:
    draft = drafted(description(("Výzkum", "Šetření v obci", "Zpráva", "–", "Provede", "říjen 2031")))
    assert (draft.obligations[0].party, draft.obligations[0].halves) == (
        Party.ASZ,
        {Side.MUNICIPALITY: "–", Side.ASZ: "Provede"},
    )


def test_nobody_responsible_is_a_doubt() -> None:
    draft = drafted(description(("Výzkum", "Šetření v obci", "Zpráva", "", "", "říjen 2031")))
    assert kinds(draft) == [("party_missing", "o1")]


def test_each_period_row_holds_for_the_rows_under_it() -> None:
    later = ["OBDOBÍ LEDEN 2033 – ČERVEN 2034"] + [""] * 5
    draft = drafted(description(MEETING, later, row("2x ročně")))
    assert [finding.validity for finding in draft.obligations] == [
        Validity(date(2030, 1, 1), date(2032, 12, 31)),
        Validity(date(2033, 1, 1), date(2034, 6, 30)),
    ]


def test_a_head_repeated_on_the_next_page_is_no_duty() -> None:
    draft = drafted(description(MEETING, HEAD, row("2x ročně")))
    assert [finding.title for finding in draft.obligations] == ["Jednání lokálního partnerství", "Společná porada"]


def test_a_table_without_a_column_says_which_one_it_lacks() -> None:
    draft = drafted(description(MEETING[:5], head=HEAD[:5]))
    assert draft.notices == ("Tabulka 2: chybí sloupec „termín“.",)
    assert kinds(draft) == [("missing_deadline", "o1")]


def test_a_row_without_a_cell_says_where_it_is_missing() -> None:
    assert drafted(description(MEETING, MEETING[:4])).notices == ("Tabulka 2, řádek 4: chybí 2 z 6 buněk.",)


def test_damaged_characters_are_read_and_shown_as_mended() -> None:
    draft = drafted(description(row("do 14.11..2031")))
    (finding,) = draft.obligations
    assert finding.deadline == Dated("2031-11-14")
    assert [(mended.was, mended.now) for mended in finding.mended] == [("14.11..2031", "14. 11. 2031")]


def test_a_date_that_does_not_exist_is_named_with_its_place() -> None:
    draft = drafted(description(row("31. 6. 2031")))
    assert kinds(draft) == [("impossible_date", "o1")]
    text = description(MEETING).replace("12.12.2029", "31.2.2029")
    impossible = [doubt for doubt, _ in drafted(text).all_doubts if doubt.kind.value == "impossible_date"]
    assert [doubt.words for doubt in impossible] == ["Den 31.2.2029 v kalendáři není."]
    assert text[impossible[0].passages[0].start : impossible[0].passages[0].end] == "31.2.2029"
