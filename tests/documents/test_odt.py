"""OpenDocument texts."""

from tests.documents.samples import odt
from tracker.documents.odt import read_odt

CHANGES = (
    "<text:tracked-changes><text:changed-region><text:deletion><text:p>4x ročně</text:p></text:deletion>"
    "</text:changed-region></text:tracked-changes>"
)
TABLE = (
    "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>úkol</text:p></table:table-cell>"
    "<table:table-cell><text:p>termín</text:p></table:table-cell></table:table-row></table:table-header-rows>"
    '<table:table-row><table:table-cell table:number-columns-spanned="2"><text:list><text:list-item>'
    "<text:p>zápis</text:p></text:list-item></text:list></table:table-cell><table:covered-table-cell/></table:table-row></table:table>"
)


def test_paragraphs_lists_notes_and_tables_are_read_in_order() -> None:
    note = "<text:note><text:note-body><text:p>pod čarou</text:p></text:note-body></text:note>"
    body = f"{CHANGES}<text:h>Plán</text:h><text:p>Do<text:s text:c='2'/>května{note}.</text:p>{TABLE}"
    document = read_odt(odt(body))
    assert [(p.style, document.words(p)) for p in document.passages] == [
        ("heading", "Plán"),
        ("body", "Do  května¹."),
        ("header_cell", "úkol"),
        ("header_cell", "termín"),
        ("cell", "• zápis"),
        ("footnote", "¹ pod čarou"),
    ]
    assert [(c.row, c.column, c.column_span) for c in document.tables[0].cells] == [(1, 1, 1), (1, 2, 1), (2, 1, 2)]


def test_a_deletion_is_accepted_and_told() -> None:
    document = read_odt(odt(f"{CHANGES}<text:p>2x ročně</text:p>"))
    assert document.text == "2x ročně"
    assert [notice.words for notice in document.notices] == ["Nepřijatá změna v dokumentu, odstraněno: „4x ročně“."]
