"""Other documents than cooperation descriptions, each read in its own way."""

from datetime import date

import pytest

from tests.drafts.samples import MEETING, drafted, kinds, table
from tracker.documents.plain import from_text
from tracker.drafts.draft import DraftKind
from tracker.drafts.kinds import sort_of
from tracker.drafts.registers import CriterionRecord, Ending, Met
from tracker.obligations.deadline import Continuous, Dated, Missing, Period, Precision, Recurring, Window
from tracker.obligations.obligation import Party


@pytest.mark.parametrize(
    "text,kind",
    [
        ("POPIS SPOLUPRÁCE\n\nObec", DraftKind.COOPERATION_DESCRIPTION),
        ("Memorandum o spolupráci", DraftKind.MEMORANDUM),
        ("Dodatek č. 2 k popisu spolupráce", DraftKind.AMENDMENT),
        ("Tematický akční plán obce na léta 2030–2032", DraftKind.PLAN),
        ("Závěrečná zpráva poradenského programu", DraftKind.ADVISORY_PROGRAMME),
        ("Zápis z jednání pracovní skupiny", DraftKind.MINUTES),
        ("K Vaší žádosti podle zákona č. 106/1999 Sb. sdělujeme", DraftKind.ANSWER),
        ("Predkladany material shrnuje spolupraci", DraftKind.SUMMARY),
        ("Vážení přátelé, zveme vás na ples.", DraftKind.OTHER),
    ],
)
def test_the_kind_is_known_by_the_beginning(text: str, kind: DraftKind) -> None:
    assert sort_of(from_text(text)) is kind


PROGRAMME = """Poradenský program obce Kamenice

Období realizace

leden 2030 – červen 2031

Cíle poradenského programu

Cíl 1.1. Obec do 3/2031 zveřejní pravidla vymáhání.

1.2. Setkávání poskytovatelů bude trvat po dobu realizace programu.

1.3. Bude navržen způsob sběru dat.

Předpokládaný harmonogram

Pořadí kroků\tPopis\tČasový rámec\tOdpovědnost
1\tSběr dat\t01/2030\tASZ
2\tAnalýza\t12/2030\tASZ
3\tZavádění opatření\t5/2030 – 8/2031\tobec

Ukazatel\tPopis výchozí situace
1.1. Obec zná rozsah dluhů.\tČÁSTEČNĚ, jen vlastní
1.2. Obec má pravidla.\tNE
1.3. Nevymáhá malé dluhy exekucí.\tNE, vymáhá
1.4. Neodmítá spolupráci s poradnou.\tNE, neodmítá
1.5. Spolupracuje s úřadem práce.\tANO, dobře
1.6. Nezvyšuje poplatky.\tNE

Spolupráce byla ukončena dohodou k 20. 4. 2031.
"""


def test_an_advisory_programme_gives_goals_and_steps() -> None:
    draft = drafted(PROGRAMME)
    assert [(f.step, f.deadline, f.party) for f in draft.obligations] == [
        ("1.1", Dated("2031-03-31", Precision.MONTH), Party.MUNICIPALITY),
        ("1.2", Continuous(), Party.BOTH),
        ("1.3", Missing(), Party.BOTH),
        ("1", Dated("2030-01-31", Precision.MONTH), Party.ASZ),
        ("2", Dated("2030-12-31", Precision.MONTH), Party.ASZ),
        ("3", Window(date(2030, 5, 1), date(2031, 8, 31)), Party.MUNICIPALITY),
    ]
    assert kinds(draft) == [("missing_deadline", "o3"), ("order_conflict", "o6"), ("outside_period", "o6")]


def test_the_answer_to_a_criterion_is_kept_apart_from_whether_it_is_met() -> None:
    assert drafted(PROGRAMME).registers.criteria == (
        CriterionRecord("1.1", "Obec zná rozsah dluhů.", "ČÁSTEČNĚ", "jen vlastní", Met.PARTLY),
        CriterionRecord("1.2", "Obec má pravidla.", "NE", "", Met.NO),
        CriterionRecord("1.3", "Nevymáhá malé dluhy exekucí.", "NE", "vymáhá", Met.NO),
        CriterionRecord("1.4", "Neodmítá spolupráci s poradnou.", "NE", "neodmítá", Met.YES),
        CriterionRecord("1.5", "Spolupracuje s úřadem práce.", "ANO", "dobře", Met.YES),
        CriterionRecord("1.6", "Nezvyšuje poplatky.", "NE", "", Met.UNCLEAR),
    )


def test_an_early_end_is_told() -> None:
    assert drafted(PROGRAMME).registers.endings == (Ending(date(2031, 4, 20), "ukončena dohodou k 20. 4. 2031"),)


def test_minutes_give_tasks_with_owner_and_term() -> None:
    draft = drafted(
        "Zápis z jednání lokálního partnerství dne 12. 2. 2030\n\n"
        "Jednání proběhlo v sále radnice.\n\n"
        "Úkol č. 1: Připravit přehled ubytoven. Zodpovídá: manažer obce, termín: 31. 3.\n\n"
        "Úkol č. 2: Oslovit poskytovatele.\nZodpovídá: konzultantka ASZ\nTermín: do příštího jednání\n\n"
        "Úkol č. 3: Zvážit změnu pravidel.\n"
    )
    assert [(f.title, f.party, f.step) for f in draft.obligations] == [
        ("Připravit přehled ubytoven", Party.MUNICIPALITY, "1"),
        ("Oslovit poskytovatele", Party.ASZ, "2"),
        ("Zvážit změnu pravidel", Party.BOTH, "3"),
    ]
    first, second, third = (finding.deadline for finding in draft.obligations)
    assert (first, second.kind, third) == (Dated("2030-03-31"), "conditional", Missing())


def test_a_plan_gives_a_duty_for_every_measure() -> None:
    draft = drafted(
        "Tematický akční plán obce Kamenice\n\n"
        "Opatření 1.1\tZřídit poradnu\nZodpovědnost\tobec\nTermín\tQ2 2031\nVýstup\tzpráva\n\n"
        "Cíle\n\n- Do roku 2032 zvýšit počet sociálních bytů.\n"
    )
    assert [(f.step, f.title, f.deadline, f.party, f.outputs) for f in draft.obligations] == [
        ("1.1", "Zřídit poradnu", Dated("2031-06-30", Precision.QUARTER), Party.MUNICIPALITY, ("zpráva",)),
        (None, "Do roku 2032 zvýšit počet sociálních bytů", Dated("2032-12-31", Precision.YEAR), Party.BOTH, ()),
    ]


def test_an_amendment_is_read_like_the_agreement_that_it_changes() -> None:
    draft = drafted("Dodatek č. 1 k popisu spolupráce\n\n" + table(MEETING))
    assert (draft.kind, [f.deadline for f in draft.obligations]) == (DraftKind.AMENDMENT, [Recurring(3, Period.YEAR)])


def test_a_memorandum_promises_in_articles() -> None:
    draft = drafted(
        "MEMORANDUM O SPOLUPRÁCI\n\nmezi městem Kamenice a Agenturou pro sociální začleňování\n\n"
        "1. Město svolá lokální partnerství nejméně čtyřikrát ročně.\n\n2. Agentura průběžně poskytuje poradenství.\n\n"
        "Memorandum se uzavírá na dobu od 1. 1. 2030 do 31. 12. 2033.\n"
    )
    assert (draft.kind, draft.header.municipality) == (DraftKind.MEMORANDUM, "Kamenice")
    assert [(span.start, span.end) for span in draft.header.validity] == [(date(2030, 1, 1), date(2033, 12, 31))]
    assert [(f.deadline, f.party) for f in draft.obligations] == [
        (Recurring(4, Period.YEAR, minimum=True), Party.MUNICIPALITY)
    ]
    assert kinds(draft) == [("approval_missing", None)]


def test_what_a_summary_reports_is_no_duty() -> None:
    draft = drafted("Souhrn spolupráce\n\nObec do konce roku 2030 předloží zprávu. Seminář proběhl 3. 3. 2030.")
    assert draft.obligations == ()
    assert [(s.words, s.state.value) for s in draft.coverage.spans] == [
        ("do konce roku 2030", "unhandled"),
        ("3. 3. 2030", "set_aside"),
    ]


def test_a_plan_holds_for_the_period_in_its_own_name() -> None:
    text = (
        "Plán sociálního začleňování města Kamenice na období 2031–2034\n\n"
        "opatření\todpovídá\tharmonogram\tvýstup\nPoradna pro dlužníky\tASZ\t2x ročně\tZpráva\n"
    )
    draft = drafted(text)
    assert [(span.start, span.end) for span in draft.header.validity] == [(date(2031, 1, 1), date(2034, 12, 31))]
    assert [(f.title, f.party) for f in draft.obligations] == [("Poradna pro dlužníky", Party.ASZ)]
    assert [doubt.kind for doubt, _ in draft.all_doubts] == []
