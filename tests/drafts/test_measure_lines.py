"""Plans whose measures are written as lines and paragraphs, without any table."""

import docx
import pytest

from tests.documents.samples import package, pdf
from tracker.documents.reading import read_document
from tracker.drafts.draft import Draft
from tracker.drafts.drafting import draft_from
from tracker.obligations.deadline import Continuous, Dated, Missing, Period, Precision, Recurring
from tracker.obligations.obligation import Party

NAME = "Plán sociálního začleňování obce Kamenice na období 2031–2034"


def drafted(plan: str | bytes, extension: str = "txt") -> Draft:
    data = f"{NAME}\n\n{plan}".encode() if isinstance(plan, str) else plan
    return draft_from(read_document(data, f"plan.{extension}"), name="plan", fingerprint="f", draft_id="d")


def lines(draft: Draft) -> list[tuple[object, ...]]:
    return [(f.step, f.title, f.deadline, f.party, f.outputs) for f in draft.obligations]


POST = ("1.1.1", "Zřízení místa terénního pracovníka", Dated("2031-03-01"), Party.MUNICIPALITY, ("pracovní smlouva",))


def test_a_measure_has_its_owner_term_and_output_in_the_lines_under_it() -> None:
    draft = drafted(
        "Cíl 1. Dostupné bydlení pro rodiny\n\n"
        "Opatření 1.1.1 Zřízení místa terénního pracovníka\n"
        "Popis: Pracovník pomáhá rodinám v ubytovnách s hledáním bytu a s jednáním na úřadech.\n"
        "Garant: odbor sociálních věcí\nSpolupráce: úřad práce\nTermín: 1. 3. 2031\nVýstup: pracovní smlouva\n\n"
        "Opatření 1.1.2: Oprava bytů\nZodpovídá: Agentura a město\nHarmonogram: průběžně\n"
    )
    assert lines(draft) == [POST, ("1.1.2", "Oprava bytů", Continuous(), Party.BOTH, ())]
    assert [(f.quote, f.doubts) for f in draft.obligations] == [("1. 3. 2031", ()), ("průběžně", ())]


@pytest.mark.parametrize(
    "written",
    [
        "Opatření č. 1.1.1 – Zřízení místa terénního pracovníka; Garant: odbor sociálních věcí; Termín: 1. 3. 2031;"
        " Výstup: pracovní smlouva\n",
        "1.1.1. Zřízení místa terénního pracovníka\n\n• Výstupy:\n- pracovní smlouva\n\n• Termín:\n1. 3. 2031\n\n"
        "• Odpovědnost: odbor sociálních věcí\n",
        "Aktivita 1.1.1\tZřízení místa terénního pracovníka\nLhůta\t1. 3. 2031\nGarant\todbor\n"
        "Výstup\tpracovní smlouva\n",
    ],
    ids=["on one line", "under bullets", "with tabs"],
)
def test_the_same_measure_may_be_written_in_many_ways(written: str) -> None:
    assert lines(drafted(written)) == [POST]


def test_a_goal_is_a_duty_where_it_says_by_when() -> None:
    draft = drafted(
        "Strategický cíl 1 Lepší bydlení\n\nSpecifický cíl 1.2 Do konce roku 2033 otevřít dluhovou poradnu\n\n"
        "Cíl 2: Nižší zadlužení\nTermín: 31. 12. 2034\nGarant: město\n"
    )
    assert [(f.step, f.title, f.deadline) for f in draft.obligations] == [
        ("1.2", "Do konce roku 2033 otevřít dluhovou poradnu", Dated("2033-12-31", Precision.YEAR)),
        ("2", "Nižší zadlužení", Dated("2034-12-31")),
    ]


def test_a_term_of_two_rules_is_two_duties() -> None:
    draft = drafted(
        "Opatření 2.1 Dluhová poradna\nGarant: město\nTermín: otevření do 1. 9. 2031; vyhodnocení 1x ročně\n"
    )
    assert [(f.title, f.deadline, f.quote) for f in draft.obligations] == [
        ("Dluhová poradna", Dated("2031-09-01"), "otevření do 1. 9. 2031"),
        ("Dluhová poradna: vyhodnocení", Recurring(1, Period.YEAR), "vyhodnocení 1x ročně"),
    ]


def test_a_measure_without_a_term_is_a_gap_to_settle() -> None:
    draft = drafted(
        "Opatření 2.3 Setkání sousedů\nGarant:\nTermín: bude upřesněno\n\n"
        "Opatření 2.4 Hřiště\nGarant: starosta\nVýstup: hřiště\n"
    )
    assert [(f.step, f.deadline, [d.kind.value for d in f.doubts]) for f in draft.obligations] == [
        ("2.3", Missing(), ["missing_deadline", "party_missing"]),
        ("2.4", Missing(), ["missing_deadline"]),
    ]


def test_a_table_of_contents_and_numbered_chapters_are_no_measures() -> None:
    draft = drafted(
        "Obsah\n\nOpatření 1.1 Poradna\nOpatření 1.2 Byty\n\n1.1 Úvod\n\nPlán vznikl v pracovních skupinách.\n\n"
        "1.2 Kontakt\n\nAutor: Jana Malá\n"
    )
    assert draft.obligations == ()


def test_lines_of_a_word_document_may_be_broken_in_one_paragraph() -> None:
    document = docx.Document()
    document.add_heading(NAME, 1)
    document.add_heading("Opatření 1.1.1 Zřízení místa terénního pracovníka", 2)
    document.add_paragraph("Garant: odbor sociálních věcí\nTermín: 1. 3. 2031\nVýstup: pracovní smlouva")
    assert lines(drafted(package(document), "docx")) == [POST]


def test_lines_of_a_pdf_are_read_the_same() -> None:
    data = pdf(
        f"= {NAME}\n*Opatření 1.1.1 Zřízení místa terénního pracovníka*\n\nGarant: odbor sociálních věcí \\\n"
        "Termín: 1. 3. 2031 \\\nVýstup: pracovní smlouva"
    )
    assert lines(drafted(data, "pdf")) == [POST]
