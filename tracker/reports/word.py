"""A report as a Word document to be edited: real styles, a table of contents, header rows that repeat, in Czech."""

import io
from collections.abc import Iterable
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt

from tracker.reports.bars import FILLS, Bar
from tracker.reports.figures import Figure
from tracker.reports.report import Part, Report
from tracker.reports.table import NOTHING, NUMERIC, Cell, Column, Kind, Row, Table, lines_of, printable
from tracker.timeline.czech import say_day

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MARGIN = Cm(2)
_SMALL, _LARGE, _BAR = Pt(8.5), Pt(22), Pt(9)
_DAY_WIDTH = Cm(2.3)
_LEAST = 15
"""A narrower column would break its head in the middle of a word."""
_FORM = ("\n",)
"""What stands in a cell that waits for somebody's pen: room for a line."""
_WIDE = 8
"""With more columns than this in a table the pages lie on their side."""


def to_docx(report: Report) -> bytes:
    """The document as bytes."""
    document = docx.Document()
    _settle(document, report)
    document.add_paragraph(printable(report.title), "Title")
    document.add_paragraph(printable(f"{report.subject} · Stav k {say_day(report.day)}".lstrip(" ·")), "Subtitle")
    _figures(document, report.figures)
    for place, line in enumerate(report.summary):
        document.add_paragraph().add_run(printable(line)).bold = not place
    front = next((number for number, part in enumerate(report.parts) if part.new_page), 0)
    for number, part in enumerate(report.parts):
        if number == front:
            _contents(document, report.parts)
        _part(document, part, _bookmark(number))
    document.add_heading("Co se počítalo", 1)
    document.add_paragraph(printable(report.counted))
    told = io.BytesIO()
    document.save(told)
    return told.getvalue()


def _settle(document: Document, report: Report) -> None:
    document.core_properties.title = printable(report.heading)[:255]
    document.core_properties.author = ""
    document.core_properties.comments = ""
    document.core_properties.language = "cs-CZ"
    normal = document.styles["Normal"]
    normal.font.size = Pt(10.5)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "cs-CZ")
    normal.element.get_or_add_rPr().append(language)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    if any(part.table and len(part.table.for_readers().columns) > _WIDE for part in report.parts):
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _field(footer, "PAGE", "1")


def _figures(document: Document, figures: tuple[Figure, ...]) -> None:
    """The numbers to take away, one beside the other."""
    if not figures:
        return
    grid = document.add_table(rows=1, cols=len(figures), style="Table Grid")
    for cell, figure in zip(grid.rows[0].cells, figures, strict=True):
        paragraph = cell.paragraphs[0]
        number = paragraph.add_run(figure.shown)
        number.bold, number.font.size = True, _LARGE
        for words in filter(None, (figure.words, figure.beside)):
            paragraph.add_run(f"\n{printable(words)}").font.size = _SMALL
    document.add_paragraph()


def _bar(document: Document, bar: Bar) -> None:
    """The words of a bar, and its lengths as the shaded cells of one line."""
    told = document.add_paragraph(printable(bar.told))
    told.paragraph_format.keep_with_next = True
    told.paragraph_format.space_after = Pt(2)
    drawn = [segment for segment in bar.segments if segment.count]
    if not drawn:
        return
    grid = document.add_table(rows=1, cols=len(drawn))
    grid.autofit = False
    for column, segment in zip(grid.columns, drawn, strict=True):
        column.width = column.cells[0].width = Emu(int(_text_width(document) * segment.count / bar.whole))
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), FILLS[segment.kind].lstrip("#"))
        column.cells[0]._tc.get_or_add_tcPr().append(shade)
        column.cells[0].paragraphs[0].paragraph_format.line_spacing = _BAR
    document.add_paragraph().paragraph_format.space_after = Pt(2)


def _contents(document: Document, parts: Iterable[Part]) -> None:
    """A table of contents that is already filled and that Word can bring up to date (F9)."""
    lines = [(number, part) for number, part in enumerate(parts)]
    paragraph = document.add_paragraph()
    _char(paragraph, "begin")
    _instruction(paragraph, 'TOC \\o "1-2" \\h \\z \\u')
    _char(paragraph, "separate")
    for place, (number, part) in enumerate(lines):
        if place:
            paragraph = document.add_paragraph()
        paragraph.paragraph_format.left_indent = Cm(0.6 * (part.level - 1))
        paragraph.paragraph_format.space_after = Pt(2)
        _link(paragraph, printable(part.heading), _bookmark(number))
    _char(paragraph, "end")


def _part(document: Document, part: Part, bookmark: str) -> None:
    heading = document.add_heading(printable(part.heading), part.level)
    heading.paragraph_format.page_break_before = part.new_page
    _mark(heading, bookmark)
    for cell in part.text:
        document.add_paragraph("\n".join(lines_of(cell)))
    for bar in part.bars:
        _bar(document, bar)
    for name, cell in part.facts:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.add_run(printable(f"{name}: ")).bold = True
        paragraph.add_run("; ".join(lines_of(cell)))
    if part.table and part.table.empty:
        document.add_paragraph(NOTHING)
    elif part.table:
        _table(document, part.table.for_readers(), part.heading)


def _table(document: Document, table: Table, heading: str) -> None:
    if table.title != heading:
        caption = document.add_paragraph(printable(table.title), "Caption")
        caption.paragraph_format.keep_with_next = True
    grid = document.add_table(rows=1, cols=len(table.columns), style="Light Grid Accent 1")
    grid.autofit = False
    look = grid._tbl.tblPr.find(qn("w:tblLook"))
    look.set(qn("w:firstColumn"), "0")  # bold heads of rows take room that days and numbers need
    look.set(qn("w:val"), "0420")
    for cell, column in zip(grid.rows[0].cells, table.columns, strict=True):
        run = cell.paragraphs[0].add_run(printable(column.title))
        run.font.size = _SMALL
    repeated = OxmlElement("w:tblHeader")
    grid.rows[0]._tr.get_or_add_trPr().append(repeated)
    for row in table.all_rows():
        _row(grid, row if not table.blank else _FORM * len(row), table.columns)
    _share_out(grid, table.columns, _text_width(document))
    document.add_paragraph()


def _text_width(document: Document) -> int:
    section = document.sections[0]
    assert section.page_width is not None
    return section.page_width - 2 * _MARGIN


def _share_out(grid: Any, columns: tuple[Column, ...], width: int) -> None:
    """Give each column its share of the width; LibreOffice heeds the grid, Word the cells.

    A column of days is as wide as a day, which has nowhere to break; the others share what is left.
    """
    days = [column.kind is Kind.DAY for column in columns]
    left = width - sum(days) * _DAY_WIDTH
    whole = sum(max(_LEAST, column.width) for column, of_days in zip(columns, days, strict=True) if not of_days)
    for shown, column, of_days in zip(grid.columns, columns, days, strict=True):
        share = _DAY_WIDTH if of_days else Emu(left * max(_LEAST, column.width) // whole)
        shown.width = share
        for cell in shown.cells:
            cell.width = share


def _row(grid: Any, row: Row, columns: tuple[Column, ...]) -> None:
    added = grid.add_row()
    whole = OxmlElement("w:cantSplit")
    added._tr.get_or_add_trPr().append(whole)
    for place, (cell, column) in enumerate(zip(row, columns, strict=True)):
        _fill(added.cells[place].paragraphs[0], cell, column.kind)


def _fill(paragraph: Any, cell: Cell, kind: Kind) -> None:
    run = paragraph.add_run("\n".join(lines_of(cell, kind)))
    run.font.size = _SMALL
    if kind in NUMERIC:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _bookmark(number: int) -> str:
    return f"_cast{number}"


def _mark(paragraph: Any, name: str) -> None:
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for element in (start, end):
        element.set(qn("w:id"), name.removeprefix("_cast"))
    start.set(qn("w:name"), name)
    paragraph._p.insert(1, start)
    paragraph._p.append(end)


def _link(paragraph: Any, words: str, bookmark: str) -> None:
    link, run, text = OxmlElement("w:hyperlink"), OxmlElement("w:r"), OxmlElement("w:t")
    link.set(qn("w:anchor"), bookmark)
    text.text = words
    run.append(text)
    link.append(run)
    paragraph._p.append(link)


def _field(paragraph: Any, code: str, shown: str) -> None:
    _char(paragraph, "begin")
    _instruction(paragraph, code)
    _char(paragraph, "separate")
    paragraph.add_run(shown)
    _char(paragraph, "end")


def _char(paragraph: Any, kind: str) -> None:
    element = OxmlElement("w:fldChar")
    element.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(element)


def _instruction(paragraph: Any, code: str) -> None:
    element = OxmlElement("w:instrText")
    element.set(qn("xml:space"), "preserve")
    element.text = f" {code} "
    paragraph.add_run()._r.append(element)
