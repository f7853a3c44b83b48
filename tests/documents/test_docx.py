"""Word documents with all that offices put into them."""

from typing import Any

import docx
import pytest
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement, parse_xml

from tests.documents.samples import HEAD, ROW, docx_with_table, package, run, with_part, wrapped
from tracker.documents.docx import read_docx
from tracker.documents.passages import DocumentText

_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def lines(document: DocumentText) -> list[tuple[str, str]]:
    return [(p.style, document.words(p)) for p in document.passages]


def test_a_table_keeps_its_cells_and_their_places() -> None:
    document = read_docx(docx_with_table())
    (table,) = document.tables
    assert [[document.cell_words(c) for c in cells] for cells in table.rows.values()] == [list(HEAD), list(ROW)]
    assert document.text == "\t".join(HEAD) + "\n" + "\t".join(ROW)


def test_a_merged_cell_stands_once_with_its_spans() -> None:
    made = docx.Document()
    table = made.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(2, 0)).text = "Plán"
    table.cell(1, 1).merge(table.cell(1, 2)).text = "společně"
    document = read_docx(package(made))
    found = {document.cell_words(c): (c.row, c.column, c.row_span, c.column_span) for c in document.tables[0].cells}
    assert found["Plán"] == (1, 1, 3, 1)
    assert found["společně"] == (2, 2, 1, 2)


def test_tracked_changes_are_read_as_accepted_and_told() -> None:
    made = docx.Document()
    paragraph = made.add_paragraph("Zprávu předloží do ")
    paragraph._p.append(wrapped("w:ins", run("31. 5. 2031")))
    paragraph._p.append(wrapped("w:del", run("30. 4. 2031", "w:delText")))
    document = read_docx(package(made))
    assert document.text == "Zprávu předloží do 31. 5. 2031"
    assert [(notice.kind, notice.words) for notice in document.notices] == [
        ("tracked_change", "Nepřijatá změna v dokumentu, vloženo: „31. 5. 2031“."),
        ("tracked_change", "Nepřijatá změna v dokumentu, odstraněno: „30. 4. 2031“."),
    ]


def test_a_row_deleted_in_a_change_is_gone() -> None:
    made = docx.Document()
    table = made.add_table(2, 1)
    table.cell(0, 0).text, table.cell(1, 0).text = "zůstává", "zmizí"
    table.rows[1]._tr.get_or_add_trPr().append(wrapped("w:del"))
    document = read_docx(package(made))
    assert (document.text, len(document.tables[0].cells)) == ("zůstává", 1)


def test_numbers_and_bullets_that_word_computes_are_written_out() -> None:
    made = docx.Document()
    for words, style in (("svolat", "List Number"), ("zapsat", "List Number"), ("rozeslat", "List Bullet")):
        made.add_paragraph(words, style=style)
    assert lines(read_docx(package(made))) == [("list", "1. svolat"), ("list", "2. zapsat"), ("list", "• rozeslat")]


def test_bullets_in_a_cell_are_paragraphs_of_the_cell() -> None:
    made = docx.Document()
    cell = made.add_table(1, 1).cell(0, 0)
    cell.paragraphs[0].text = "Výstupy:"
    cell.add_paragraph("zápis", style="List Bullet")
    document = read_docx(package(made))
    assert document.cell_words(document.tables[0].cells[0]) == "Výstupy:\n• zápis"


def test_a_table_in_a_cell_is_a_table_of_its_own_and_part_of_the_cell() -> None:
    made = docx.Document()
    cell = made.add_table(1, 2).cell(0, 0)
    cell.paragraphs[0].text = "Etapy"
    cell.add_table(1, 2).cell(0, 1).text = "září 2031"
    document = read_docx(package(made))
    assert [table.number for table in document.tables] == [1, 2]
    assert "září 2031" in document.cell_words(document.tables[0].cells[0])
    assert [document.cell_words(c) for c in document.tables[1].cells] == ["", "září 2031"]


def test_a_footnote_stands_at_the_end_under_its_mark() -> None:
    made = docx.Document()
    paragraph = made.add_paragraph("Sídlo")
    paragraph._p.append(wrapped("w:r", wrapped("w:footnoteReference")))
    mark = paragraph._p.xpath(".//w:footnoteReference")[0]
    mark.set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}id", "7")
    note = '<w:footnote w:id="7"><w:p><w:r><w:t>U obce sídlo úřadu.</w:t></w:r></w:p></w:footnote>'
    notes = f"<w:footnotes {_NS}>{note}</w:footnotes>"
    document = read_docx(with_part(package(made), "word/footnotes.xml", notes.encode()))
    assert lines(document) == [("body", "Sídlo¹"), ("footnote", "¹ U obce sídlo úřadu.")]


def test_a_text_box_is_read_after_its_paragraph() -> None:
    made = docx.Document()
    paragraph = made.add_paragraph("Nad rámečkem")
    box = wrapped("w:txbxContent", wrapped("w:p", run("Termín: 3. 3. 2031")))
    paragraph._p.append(wrapped("w:r", wrapped("w:pict", box)))
    assert [words for _, words in lines(read_docx(package(made)))] == ["Nad rámečkem", "Termín: 3. 3. 2031"]


def test_headings_links_and_page_breaks() -> None:
    made = docx.Document()
    made.add_heading("Platnost", 2)
    paragraph = made.add_paragraph("Viz ")
    paragraph._p.append(wrapped("w:hyperlink", run("usnesení")))
    made.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    made.add_paragraph("Na druhé straně.")
    document = read_docx(package(made))
    assert lines(document) == [("heading", "Platnost"), ("body", "Viz usnesení"), ("body", "Na druhé straně.")]
    assert document.passages[2].place.page == 2


@pytest.mark.parametrize("field", ["w:instrText", "w:delText"])
def test_what_is_not_shown_is_not_read(field: str) -> None:
    made = docx.Document()
    made.add_paragraph("vidět")._p.append(run(" PAGE ", field))
    assert read_docx(package(made)).text == "vidět"


def test_headers_and_footers_are_read_once_at_the_end_and_page_numbers_are_not() -> None:
    made = docx.Document()
    made.add_paragraph("Zprávu předloží do 31. 5. 2031.")
    made.sections[0].header.paragraphs[0].text = "Příloha č. 5: popis spolupráce"
    made.sections[0].footer.paragraphs[0].text = "3"
    later = made.add_section()
    later.header.is_linked_to_previous = False
    later.header.paragraphs[0].text = "Příloha č. 5: popis spolupráce"
    assert lines(read_docx(package(made))) == [
        ("body", "Zprávu předloží do 31. 5. 2031."),
        ("margin", "Příloha č. 5: popis spolupráce"),
    ]


def test_endnotes_are_read_as_footnotes_are() -> None:
    made = docx.Document()
    paragraph = made.add_paragraph("Zprávu předloží do 31. 5. 2031")
    mark = wrapped("w:r", wrapped("w:endnoteReference"))
    mark[0].set(f"{{{_NS.split(chr(34))[1]}}}id", "2")
    paragraph._p.append(mark)
    words = "<w:p><w:r><w:t>neplatí pro rok 2030</w:t></w:r></w:p>"
    notes = f'<w:endnotes {_NS}><w:endnote w:id="2">{words}</w:endnote></w:endnotes>'
    assert lines(read_docx(with_part(package(made), "word/endnotes.xml", notes.encode()))) == [
        ("body", "Zprávu předloží do 31. 5. 2031¹"),
        ("footnote", "¹ neplatí pro rok 2030"),
    ]


def listed(number: str, words: str) -> Any:
    """A paragraph of the list with this number."""
    paragraph = OxmlElement("w:p")
    paragraph.append(
        parse_xml(f'<w:pPr {_NS}><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr></w:pPr>')
    )
    paragraph.append(run(words))
    return paragraph


def test_lists_of_one_kind_count_on_until_one_begins_anew() -> None:
    document = docx.Document()
    kind = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    lists = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="0"/>{more}</w:num>' for n, more in ((1, ""), (2, anew), (3, ""))
    )
    numbering = f'<w:numbering {_NS}><w:abstractNum w:abstractNumId="0">{kind}</w:abstractNum>{lists}</w:numbering>'
    for number, words in (("1", "a"), ("1", "b"), ("2", "c"), ("3", "d")):
        document.element.body.insert(-1, listed(number, words))
    data = with_part(package(document), "word/numbering.xml", numbering.encode(), replace=True)
    assert [text for _, text in lines(read_docx(data))] == ["1. a", "2. b", "1. c", "2. d"]


def test_hidden_words_are_left_out_with_a_notice_and_signs_of_symbol_fonts_are_read() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Plán ")
    paragraph.add_run("do 1. 1. 2032").font.hidden = True
    paragraph._p.append(parse_xml(f'<w:r {_NS}><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'))
    found = read_docx(package(document))
    assert (found.text, [n.words for n in found.notices]) == (
        "Plán ☒",
        ["Skrytý text dokumentu není čten: „do 1. 1. 2032“."],
    )
