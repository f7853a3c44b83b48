"""OpenDocument texts."""

from tests.documents.samples import odt, odt_styles, with_part
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


STYLES = (
    '<text:list-style style:name="L1">'
    '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/>'
    '<text:list-level-style-number text:level="3" style:num-format="1" text:display-levels="3" text:start-value="5"/>'
    '</text:list-style><text:list-style style:name="L2"><text:list-level-style-bullet text:level="1"/>'
    "</text:list-style>"
    '<text:outline-style style:name="Outline"><text:outline-level-style text:level="1" style:num-format="I" '
    'style:num-suffix="."/></text:outline-style>'
)
MARGINS = (
    "<office:master-styles><style:master-page><style:header><text:p>Příloha č. 5</text:p></style:header>"
    "<style:footer><text:p><text:page-number>1</text:page-number></text:p></style:footer>"
    "<style:header-first><text:p>Jiná</text:p></style:header-first></style:master-page></office:master-styles>"
)


def items(*words: str, style: str = "L1", more: str = "") -> str:
    inner = "".join(f"<text:list-item><text:p>{w}</text:p></text:list-item>" for w in words)
    return f'<text:list text:style-name="{style}"{more}>{inner}</text:list>'


def read(body: str) -> list[tuple[str, str]]:
    data = with_part(odt(body), "styles.xml", odt_styles(STYLES + MARGINS))
    document = read_odt(data)
    return [(p.style, document.words(p)) for p in document.passages]


def test_lists_are_numbered_as_the_office_shows_them() -> None:
    deep = (
        '<text:list text:style-name="L1"><text:list-item><text:p>první</text:p><text:p>dál</text:p><text:list>'
        "<text:list-item><text:p>pod</text:p><text:list><text:list-item><text:p>hloub</text:p></text:list-item></text:list>"
        "</text:list-item><text:list-item><text:p>pod</text:p></text:list-item></text:list></text:list-item>"
        '<text:list-item text:start-value="7"><text:p>sedmý</text:p></text:list-item></text:list>'
    )
    words = [words for style, words in read(deep) if style == "list"]
    assert words == ["1. první", "dál", "a) pod", "1.a.5 hloub", "b) pod", "7. sedmý"]


def test_a_list_counts_on_only_where_it_says_so() -> None:
    body = items("a", "b") + items("c") + items("d", more=' text:continue-numbering="true"') + items("e", style="L2")
    words = [words for style, words in read(body) if style == "list"]
    assert words == ["1. a", "2. b", "1. c", "2. d", "• e"]


def test_numbered_headings_and_lists_in_cells_have_their_numbers() -> None:
    inner = f"<table:table-cell>{items('svolat', 'zapsat')}</table:table-cell>"
    cell = f"<table:table><table:table-row>{inner}</table:table-row></table:table>"
    found = read(f'<text:h text:outline-level="1">Cíle</text:h><text:h text:outline-level="1">Kroky</text:h>{cell}')
    assert found[:-1] == [
        ("heading", "I. Cíle"),
        ("heading", "II. Kroky"),
        ("header_cell", "1. svolat"),
        ("header_cell", "2. zapsat"),
    ]


def test_a_text_box_in_a_cell_belongs_to_the_cell() -> None:
    box = "<draw:frame><draw:text-box><text:p>do 31. 1. 2032</text:p></draw:text-box></draw:frame>"
    cell = f"<table:table-cell><text:p>Porada{box}</text:p></table:table-cell>"
    found = read(f"<table:table><table:table-row>{cell}</table:table-row></table:table>")
    assert found[:-1] == [("header_cell", "Porada"), ("header_cell", "do 31. 1. 2032")]


def test_headers_of_pages_are_read_once_at_the_end_and_page_numbers_are_not() -> None:
    assert read("<text:p>Text</text:p>") == [("body", "Text"), ("margin", "Příloha č. 5")]
