"""PDF with text in it: paragraphs from lines, tables from ruled cells, tables joined over pages."""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.psexceptions import PSException
from pdfplumber.page import Page
from pdfplumber.pdf import PDF
from pdfplumber.table import Table as FoundTable
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException
from pypdfium2 import PdfiumError

from tracker.documents.building import TextBuilder
from tracker.documents.passages import Cell, DocumentText, Passage, Place
from tracker.documents.pdf_lines import PdfLine, grouped, lines_of, style_of, told, usual_size
from tracker.documents.pdf_turning import turn_of, turned
from tracker.documents.plain import LIST_ITEM
from tracker.documents.refusals import refuse
from tracker.documents.wrapping import in_the_middle, joined

MOST_PAGES = 200
PAGE_NUMBER = re.compile(r"^\s*(-\s*)?(strana |stránka |str\. )?\d{1,3}(\s*(z|/)\s*\d{1,3})?(\s*-)?\s*$", re.I)
_TEXT_OF_PAGE = 15
"""A page with fewer characters and a picture is a scan of one."""
_NO_LETTER = re.compile(r"\(cid:|[\ue000-\uf8ff\ufffd\x00-\x08]")
"""What the library gives for a glyph of which it does not know the letter."""
_MOSTLY_DUMB = 0.3
"""Share of such glyphs; bullets and signs of Word's own fonts are fewer."""

_SLIPS = (ValueError, KeyError, TypeError, IndexError, AttributeError, AssertionError, RecursionError, OverflowError)
"""Errors by which the library trips over a broken file."""


class OnlyPictures(Exception):
    """The pages are pictures; they need optical recognition."""


class _OnItsSideError(Exception):
    """A page has to be turned before it is read."""


@dataclass
class _Row:
    """A row of a table: its cells, each with its column, the columns and rows that it spans, and its words."""

    cells: list[tuple[int, int, int, str]]


@dataclass
class _Open:
    """A table that may go on at the top of the next page."""

    number: int
    columns: int
    head: list[str]
    cells: list[Cell] = field(default_factory=list)
    rows: int = 0


def read_pdf(data: bytes) -> DocumentText:
    """Read a PDF; raises ``OnlyPictures`` when it is a scan."""
    try:
        return _as_it_lies(data)
    except PDFPasswordIncorrect as error:
        raise refuse("encrypted") from error
    except PdfminerException as error:
        raise refuse("encrypted" if isinstance(error.args[0], PDFPasswordIncorrect) else "damaged") from error
    except (MalformedPDFException, PSException, PdfiumError, *_SLIPS) as error:
        raise refuse("damaged") from error


def _check_pages(pdf: PDF) -> None:
    if len(pdf.pages) > MOST_PAGES:
        raise refuse("too_many_pages", place=f"{len(pdf.pages)} stran, nejvýše {MOST_PAGES}")


def _as_it_lies(data: bytes) -> DocumentText:
    """The text of all pages, turned first where one lies on its side."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        _check_pages(pdf)
        try:
            return _read(pdf, check=True)
        except _OnItsSideError:
            turns = _turns(pdf)
    with pdfplumber.open(io.BytesIO(turned(data, turns))) as pdf:
        return _read(pdf, check=False)


def _turns(pdf: PDF) -> dict[int, int]:
    """By how many degrees each page has to be turned that lies on its side; the first page is number 0."""
    turns = {}
    for number, page in enumerate(pdf.pages):
        if turn := turn_of(page):
            turns[number] = turn
        page.close()
    return turns


def _read(pdf: PDF, *, check: bool) -> DocumentText:
    reader = _Reader()
    pictures = []
    for number, page in enumerate(pdf.pages, start=1):
        if check and turn_of(page):
            raise _OnItsSideError
        if _is_picture(page):
            pictures.append(number)
            reader.close_table()
        else:
            reader.page(number, page)
        page.close()
    reader.close_table()
    document = reader.builder.document("pdf", pages=len(pdf.pages))
    if not document.text.strip():
        raise OnlyPictures if pictures else refuse("no_text")
    return replace(document, pictures=tuple(pictures))


def _is_picture(page: Page) -> bool:
    """Whether a page is a scan, or its font does not tell which letters it shows."""
    if len(page.chars) < _TEXT_OF_PAGE:
        return bool(page.images)
    dumb = sum(1 for char in page.chars if _NO_LETTER.match(char["text"]))
    return dumb > _MOSTLY_DUMB * len(page.chars)


class _Reader:
    """Reads page after page into one text."""

    def __init__(self) -> None:
        self.builder = TextBuilder()
        self.open: _Open | None = None

    def page(self, number: int, page: Page) -> None:
        """One page: its tables and the paragraphs between them, from top to bottom."""
        self.builder.page = number
        tables = sorted((t for t in page.find_tables() if _is_table(t)), key=lambda t: t.bbox[1])
        lines = [line for line in lines_of(page, tables) if not PAGE_NUMBER.match(line.text)]
        size = usual_size(lines)
        for table in tables:
            above = [line for line in lines if line.top < table.bbox[1]]
            lines = lines[len(above) :]
            self._paragraphs(above, size)
            self._table(table)
        self._paragraphs(lines, size)

    def _paragraphs(self, lines: Sequence[PdfLine], size: float) -> None:
        for group in grouped(lines):
            self.close_table()
            words = " ".join(line.text for line in group)
            self.builder.paragraph(words, style_of(words, group, size))

    def _table(self, table: FoundTable) -> None:
        rows = list(_rows(table))
        columns = max((column + span - 1 for row in rows for column, span, _, _ in row.cells), default=0)
        head = [words for *_, words in rows[0].cells]
        if self.open is None or self.open.columns != columns:
            self.close_table()
            self.open = _Open(self.builder.next_table(), columns, head)
        elif head == self.open.head:
            rows = rows[1:]
        for row in rows:
            self._row(self.open, row)

    def _row(self, table: _Open, row: _Row) -> None:
        """Add a row; the first row of a page that goes on in the middle of a sentence joins the row above it."""
        above = [cell for cell in table.cells if cell.row == table.rows]
        joins = table.rows > 0 and self._goes_on(above, row)
        if not joins:
            table.rows += 1
        self.builder.start_row()
        style = "header_cell" if table.rows == 1 else "cell"
        for n, (column, span, height, words) in enumerate(row.cells):
            place = Place(table=table.number, row=table.rows, column=column)
            passages = self.builder.cell(place, joined(words.split("\n")), first=n == 0, style=style)
            if joins:
                _extend(table.cells, table.rows, column, passages if words else ())
            else:
                table.cells.append(Cell(table.rows, column, passages, height, span))

    def _goes_on(self, above: list[Cell], row: _Row) -> bool:
        if not above or any(p.place.page == self.builder.page for p in above[0].passages):
            return False
        filled = [words for *_, words in row.cells if words]
        if row.cells[0][3]:
            return len(filled) < len(row.cells) and all(in_the_middle(words) for words in filled)
        if len(filled) * 2 <= len(row.cells) and all(in_the_middle(w) or LIST_ITEM.match(w) for w in filled):
            return True
        return bool(filled) and sum(words[0].islower() for words in filled) * 2 >= len(filled)

    def close_table(self) -> None:
        """The table is over: something else stands under it."""
        if self.open is not None:
            self.builder.table(self.open.number, self.open.cells)
            self.open = None


def _is_table(table: FoundTable) -> bool:
    return len(table.rows) > 0 and max(len(row.cells) for row in table.rows) > 1


def _rows(table: FoundTable) -> Iterator[_Row]:
    """The rows with merged cells standing once, at their first column."""
    edges = sorted({round(cell[0]) for cell in table.cells})
    tops = sorted({round(row.bbox[1]) for row in table.rows})
    for row, words in zip(table.rows, table.extract(), strict=True):
        cells = []
        for box, text in zip(row.cells, words, strict=True):
            if box is not None:
                column = 1 + sum(1 for edge in edges if edge < round(box[0]) - 1)
                span = max(1, sum(1 for edge in edges if round(box[0]) - 1 <= edge < round(box[2]) - 1))
                height = max(1, sum(1 for top in tops if round(box[1]) - 1 <= top < round(box[3]) - 1))
                cells.append((column, span, height, told(text or "")))
        if cells:
            yield _Row(cells)


def _extend(cells: list[Cell], row: int, column: int, passages: Sequence[Passage]) -> None:
    for i, cell in enumerate(cells):
        if cell.row == row and cell.column == column and passages:
            kept = tuple(p for p in cell.passages if p.start < p.end)
            cells[i] = Cell(cell.row, cell.column, (*kept, *passages), cell.row_span, cell.column_span)
