"""Scanned tables keep their rows and cells, ruled or not, straight or askew; ordinary text stays text."""

import io
import re
from functools import cache
from itertools import pairwise

import pypdfium2
import pytest

from tests.documents.samples import pdf
from tests.system_tools import require
from tracker.documents.passages import DocumentText
from tracker.documents.reading import read_document
from tracker.documents.scan_pages import ScannedPages
from tracker.documents.scan_words import RecognisedPage, Word
from tracker.drafts.drafting import draft_from

HEAD = ["činnost", "specifikace činnosti", "výstup", "odpovědnost obce", "odpovědnost ASZ", "termín"]
PERIOD = "OBDOBÍ KVĚTEN 2030 – SRPEN 2034"
ROWS = [
    ["Místní partnerství", "Společná jednání partnerů z okolí, která vede manažer", "Záznam z jednání", "Svolání",
     "Odborná účast", "Minimálně 4x ročně"],
    ["Porady", "Porada vedoucích odborů", "Zápis", "Svolání", "Účast", "2x ročně"],
    ["Mapování", "Mapování dluhů domácností pomocí dotazníku", "Výzkumná zpráva", "Součinnost při sběru",
     "Zpracování", "září 2031"],
]  # fmt: skip
ABOVE = "Obec předloží zprávu do 31. 5. 2031 a svolá poradu čtyřikrát ročně."
BELOW = "Schváleno zastupitelstvem dne 12. 12. 2029."
SHEET = "#set page(width: 29.7cm, height: 21cm, margin: 1.5cm)\n#set text(size: 11pt)\n"
PROSE = " ".join(f"Věta číslo {n} popisuje, jak se obec a agentura dohodly na společné práci." for n in range(14))


@pytest.fixture(autouse=True)
def recognition() -> None:
    require("tesseract")


@cache
def scanned(source: str, skew: float = 0.0) -> DocumentText:
    """The first page of typst's markup as a scanner would send it, read."""
    page = pypdfium2.PdfDocument(pdf(SHEET + source))[0].render(scale=200 / 72).to_pil().convert("L")
    target = io.BytesIO()
    page.rotate(skew, fillcolor=255, expand=True).save(target, "PNG")
    return read_document(target.getvalue(), "sken.png")


def table(stroke: str) -> str:
    cells = [f"[{words}]" for words in HEAD] + [f"table.cell(colspan: 6)[{PERIOD}]"]
    cells += [f"[{words}]" for row in ROWS for words in row]
    widths = "(1fr, 1.6fr, 1.2fr, 1.2fr, 1.2fr, 1fr)"
    return f"{ABOVE}\n\n#table(columns: {widths}, inset: 6pt, stroke: {stroke}, {', '.join(cells)})\n\n{BELOW}\n"


def rows_of(document: DocumentText) -> list[list[str]]:
    (only,) = document.tables
    return [[re.sub("[—-]", "–", document.cell_words(cell)) for cell in row] for row in only.rows.values()]


@pytest.mark.parametrize("stroke, skew", [("none", 0.6), ("0.5pt", 0.0), ("1pt", 0.6)])
def test_a_table_keeps_its_rows_and_cells(stroke: str, skew: float) -> None:
    document = scanned(table(stroke), skew)
    read = rows_of(document)
    assert [len(row) for row in read] == [6, 1, 6, 6, 6]
    assert [row[-1] for row in read] == [
        "termín",
        PERIOD,
        "Minimálně 4x ročně",
        "2x ročně",
        "září 2031",
    ]
    assert (read[2][0], read[3], read[4][0]) == (ROWS[0][0], ROWS[1], ROWS[2][0])
    assert document.text.index("31. 5. 2031") < document.text.index("4x ročně") < document.text.index("12. 12. 2029")


def test_a_scanned_description_gives_its_duties() -> None:
    draft = draft_from(scanned(table("0.5pt"), 0.0), name="sken.png", fingerprint="0" * 64, draft_id="1")
    assert {"Minimálně 4x ročně", "2x ročně", "září 2031"} <= {finding.quote for finding in draft.obligations}


@pytest.mark.parametrize("columns", [1, 2])
def test_text_in_one_or_two_columns_is_no_table(columns: int) -> None:
    document = scanned(f"#columns({columns})[#set par(justify: true)\n{PROSE} {PROSE}]")
    assert document.tables == ()
    found = [document.text.find(f"číslo {n} popisuje") for n in (1, 2, 3)]
    assert all(before < after for before, after in pairwise(found))


def test_an_empty_cell_stays_empty_and_moves_nothing() -> None:
    cells = [
        "činnost",
        "výstup",
        "termín",
        "Porady",
        "",
        "2x ročně",
        "Mapování",
        "Zpráva",
        "",
        "Školení",
        "Zápis",
        "září 2031",
    ]
    document = scanned(f"#table(columns: (1fr, 1fr, 1fr), inset: 8pt, {', '.join(f'[{c}]' for c in cells)})")
    assert rows_of(document) == [cells[n : n + 3] for n in range(0, 12, 3)]


def test_rows_that_stand_as_close_as_lines_are_parted_by_their_rules() -> None:
    cells = [f"[{words}]" for words in HEAD] + [f"table.cell(colspan: 6)[{PERIOD}]"]
    cells += [f"[{words}]" for row in ROWS for words in row]
    inset = "inset: (x: 5pt, y: 3pt)"
    document = scanned(f"{ABOVE}\n#table(columns: (1fr,) * 6, {inset}, stroke: 0.7pt, {', '.join(cells)})\n{BELOW}\n")
    assert [[row[0].strip(" ,"), row[-1]] for row in rows_of(document)] == [
        ["činnost", "termín"],
        [PERIOD, PERIOD],
        *([row[0], row[-1]] for row in ROWS),
    ]
    assert document.text.startswith(ABOVE)


@pytest.mark.parametrize("repeated", [True, False])
def test_a_table_that_goes_on_over_pages_is_one(repeated: bool) -> None:
    head = ", ".join(f"[{words}]" for words in HEAD)
    rows = [
        [f"Činnost {n}", "Příprava podkladů", "Zápis", "Svolání", "Účast", f"do {n}. 5. 2031"] for n in range(1, 11)
    ]
    cells = ", ".join(f"[{words}]" for row in rows for words in row)
    source = f"#table(columns: (1fr,) * 6, inset: 9pt, {f'table.header({head})' if repeated else head}, {cells})"
    sheets = pdf(SHEET.replace("height: 21cm", "height: 11cm") + source)
    pages = [page.render(scale=200 / 72).to_pil().convert("L") for page in pypdfium2.PdfDocument(sheets)]
    target = io.BytesIO()
    pages[0].save(target, "PDF", save_all=True, append_images=pages[1:], resolution=200)
    document = read_document(target.getvalue(), "sken.pdf")
    (table,) = document.tables
    assert (document.pages, len(table.rows)) == (2, 11)
    assert ["".join(document.cell_words(row[-1]).split()) for row in list(table.rows.values())[1:]] == [
        f"do{n}.5.2031" for n in range(1, 11)
    ]


def a_page(*rows: tuple[str, str, str]) -> RecognisedPage:
    """The words of a page with a table of three columns, each cell on a line of its own."""
    words = [
        Word(
            text,
            96.0,
            600.0 * column + 60 * n,
            100.0 * row,
            600.0 * column + 60 * n + 50,
            100.0 * row + 25,
            (1, 1, row),
        )
        for row, cells in enumerate(rows, start=1)
        for column, words in enumerate(cells)
        for n, text in enumerate(words.split())
    ]
    return RecognisedPage(tuple(words))


def test_a_row_that_the_end_of_a_page_cut_is_one_row() -> None:
    head = ("činnost", "výstup", "termín")
    book = ScannedPages()
    book.add(1, a_page(head, ("Porada", "Zápis", "2x ročně"), ("Příprava nových", "Zpráva", "do 28. 3.")))
    book.add(2, a_page(head, ("opatření", "", "2033"), ("Školení", "Zápis", "průběžně")))
    document = book.document(2)
    assert rows_of(document) == [
        list(head),
        ["Porada", "Zápis", "2x ročně"],
        ["Příprava nových\nopatření", "Zpráva", "do 28. 3.\n2033"],
        ["Školení", "Zápis", "průběžně"],
    ]
    assert {p.place.page for p in document.tables[0].rows[3][0].passages} == {1, 2}
