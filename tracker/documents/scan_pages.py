"""Puts the words of scanned pages together: paragraphs, tables, and tables that go on over pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from tracker.documents.building import TextBuilder
from tracker.documents.passages import Cell, DocumentText, Place
from tracker.documents.pdf import PAGE_NUMBER
from tracker.documents.plain import LIST_ITEM
from tracker.documents.scan_tables import Grid, GridCell, tables_on
from tracker.documents.scan_words import UNSURE, RecognisedPage, Word
from tracker.documents.wrapping import in_the_middle, joined

_SHOWN = 12
_ALIKE = 0.85
"""Two rows so alike are the same head, each recognised with its own mistakes."""


_MUCH = 0.1
"""Share of a page: what is taken for a picture and is larger than this is told; a coat of arms is smaller."""
_AGAIN = "Porovnejte ji s předlohou, nebo ji nahrajte znovu: ostře, rovně a bez stínu."


@dataclass
class _Open:
    """A table that may go on on the next page."""

    number: int
    columns: int
    head: str
    page: int | None = None
    cells: list[Cell] = field(default_factory=list)
    rows: int = 0


class ScannedPages:
    """Grows page by page."""

    def __init__(self) -> None:
        self._builder = TextBuilder()
        self._open: _Open | None = None

    def add(self, number: int, page: RecognisedPage) -> None:
        """What was found on the next page."""
        self._builder.page = number
        rest = list(page.words)
        for table in tables_on(page.words):
            self._text([word for word in rest if word.middle < table.top])
            rest = [word for word in rest if word.middle > table.bottom]
            self._table(table)
        self._text(rest)
        self._tell_poor(number, page)
        if not page.is_poor:
            self._tell_unsure(number, page.words)

    def document(self, pages: int) -> DocumentText:
        """Everything that was added."""
        self._close()
        return self._builder.document("scan", pages=pages)

    def _text(self, words: Sequence[Word]) -> None:
        for paragraph in _paragraphs(words):
            text = " ".join(word.text for word in paragraph)
            if not PAGE_NUMBER.match(text):
                self._close()
                self._builder.paragraph(text, "list" if LIST_ITEM.match(text) else "body")

    def _table(self, table: Grid) -> None:
        rows, head = table.rows, _words(table.rows[0])
        if self._open is None or self._open.columns != table.columns:
            self._close()
            self._open = _Open(self._builder.next_table(), table.columns, head)
        elif SequenceMatcher(None, head, self._open.head, autojunk=False).ratio() >= _ALIKE:
            rows = rows[1:]
        begun = self._open.page
        self._open.page = self._builder.page
        if rows and begun != self._builder.page and self._open.cells and _goes_on(rows[0], table.columns):
            self._join(self._open, rows[0])
            rows = rows[1:]
        for row in rows:
            self._row(self._open, row)

    def _join(self, table: _Open, row: tuple[GridCell, ...]) -> None:
        """Add the rest of a row that a page cut to the cells of its first part."""
        self._builder.start_row()
        filled = {cell.column: cell for cell in row}
        for n, cell in enumerate(table.cells):
            if cell.row == table.rows and cell.column in filled:
                place = Place(table=table.number, row=table.rows, column=cell.column)
                words = joined(_lines(filled[cell.column]))
                rest = self._builder.cell(place, words, first=cell.column == row[0].column)
                kept = tuple(passage for passage in cell.passages if passage.start < passage.end)
                table.cells[n] = replace(cell, passages=(*kept, *rest))

    def _row(self, table: _Open, row: tuple[GridCell, ...]) -> None:
        table.rows += 1
        self._builder.start_row()
        filled = {cell.column: cell for cell in row}
        for column in range(1, table.columns + 1) if row[0].span == 1 else (1,):
            found = filled.get(column)
            place = Place(table=table.number, row=table.rows, column=column)
            style = "header_cell" if table.rows == 1 else "cell"
            passages = self._builder.cell(place, joined(_lines(found)), first=column == 1, style=style)
            table.cells.append(Cell(table.rows, column, passages, 1, found.span if found else 1))

    def _close(self) -> None:
        if self._open is not None:
            self._builder.table(self._open.number, self._open.cells)
            self._open = None

    def _tell_poor(self, number: int, page: RecognisedPage) -> None:
        place = Place(page=number)
        if page.is_poor:
            told = f"Strana {number} je čitelná špatně, jistota čtení je jen {page.sureness:.0f} %. {_AGAIN}"
            self._builder.notice("ocr_quality", told, place)
        if page.unread > _MUCH:
            told = (
                f"Strana {number}: asi {page.unread * 100:.0f} % plochy je pro čtení jen obraz. Je-li tam text, chybí."
            )
            self._builder.notice("ocr_quality", f"{told} {_AGAIN}", place)

    def _tell_unsure(self, number: int, words: Sequence[Word]) -> None:
        unsure = [word.text for word in words if word.confidence < UNSURE]
        if unsure:
            shown = ", ".join(f"„{word}“" for word in unsure[:_SHOWN]) + (" …" if len(unsure) > _SHOWN else "")
            told = f"Strana {number}: nejistě je přečteno {len(unsure)} z {len(words)} slov: {shown}"
            self._builder.notice("ocr_quality", told, Place(page=number))


def _goes_on(row: tuple[GridCell, ...], columns: int) -> bool:
    """Whether the first row of a page is the rest of one: not whole, and each cell in the middle of a sentence."""
    return len(row) < columns and row[0].span == 1 and all(in_the_middle(cell.words[0].text) for cell in row)


def _words(row: tuple[GridCell, ...]) -> str:
    return " ".join(word.text for cell in row for word in cell.words)


def _lines(cell: GridCell | None) -> list[str]:
    """The lines of a cell: a word that stands more to the left than the one before it begins one."""
    lines: list[list[str]] = [[]]
    last = float("-inf")
    for word in _sure(cell.words) if cell else ():
        if word.left < last:
            lines.append([])
        lines[-1].append(word.text)
        last = word.left
    return [" ".join(line) for line in lines]


def _sure(words: Sequence[Word]) -> Sequence[Word]:
    """The words of a cell without marks at its ends that the recognition sees in the white beside it."""
    kept = list(words)
    while len(kept) > 1 and kept[-1].is_doubtful_mark:
        kept.pop()
    while len(kept) > 1 and kept[0].is_doubtful_mark:
        kept.pop(0)
    return kept


def _paragraphs(words: Sequence[Word]) -> Iterator[list[Word]]:
    """The paragraphs as the recognition tells them; a line that begins an item of a list begins one too."""
    paragraph: list[Word] = []
    for word in words:
        if paragraph and _begins(word, paragraph[-1]):
            yield paragraph
            paragraph = []
        paragraph.append(word)
    if paragraph:
        yield paragraph


def _begins(word: Word, last: Word) -> bool:
    if word.line[:2] != last.line[:2]:
        return True
    return word.line != last.line and bool(LIST_ITEM.match(f"{word.text} x"))
