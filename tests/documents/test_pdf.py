"""PDF with text in it, typeset on the spot."""

from tests.documents.samples import HEAD, pdf
from tracker.documents.passages import DocumentText
from tracker.documents.pdf import read_pdf

WHAT = "Společná porada všech odborů o tom, co se v obci chystá a kdo na tom bude pracovat"
PAGE = '#set page(paper: "a4", flipped: true, margin: 15mm)\n#set text(size: 9pt)\n'


def table(rows: int) -> str:
    """A wide table that runs over pages and repeats its head."""
    head = ", ".join(f"[{words}]" for words in HEAD)
    body = ", ".join(
        f"[Porada {n}], [{WHAT}], [Zápis {n}], [Svolání], [Účast], [{n}x ročně]" for n in range(1, rows + 1)
    )
    return f"#table(columns: (2fr, 3fr, 2fr, 2fr, 2fr, 1fr), table.header({head}), {body})"


def grid(document: DocumentText) -> list[list[str]]:
    return [[document.cell_words(c) for c in cells] for cells in document.tables[0].rows.values()]


def test_a_wide_table_over_pages_is_one_table_with_one_head() -> None:
    document = read_pdf(pdf(PAGE + table(60)))
    assert document.pages is not None
    assert document.pages > 1
    assert len(document.tables) == 1
    rows = grid(document)
    assert rows[0] == list(HEAD)
    assert [row[5] for row in rows[1:]] == [f"{n}x ročně" for n in range(1, 61)]
    assert {row[1] for row in rows[1:]} == {WHAT}


def test_paragraphs_stand_around_the_table_in_their_order() -> None:
    source = f"{PAGE}= Popis spolupráce\n\nObec a její partneři se domluvili.\n\n{table(1)}\n\nSchválila rada.\n"
    document = read_pdf(pdf(source))
    outside = [(p.style, document.words(p)) for p in document.passages if p.place.table is None]
    assert outside == [
        ("heading", "Popis spolupráce"),
        ("body", "Obec a její partneři se domluvili."),
        ("body", "Schválila rada."),
    ]
    assert document.text.index("domluvili") < document.text.index("1x ročně") < document.text.index("Schválila")


def test_a_paragraph_over_several_lines_is_one_passage() -> None:
    words = "Obec se zavazuje, že každý rok připraví zprávu o tom, co se povedlo a co nikoli. " * 4
    document = read_pdf(pdf(f'#set page(paper: "a5")\n{words}\n\nDruhý odstavec.'))
    assert [document.words(p) for p in document.passages] == [words.strip(), "Druhý odstavec."]


def test_a_merged_cell_keeps_its_span() -> None:
    source = "#table(columns: 3, table.cell(colspan: 3)[OBDOBÍ 2031], [a], [b], [c])"
    cells = read_pdf(pdf(source)).tables[0].cells
    assert [(c.row, c.column, c.column_span) for c in cells] == [(1, 1, 3), (2, 1, 1), (2, 2, 1), (2, 3, 1)]
