"""Scans and photographs: Czech optical recognition, page by page; tables keep their rows and cells."""

import shutil
from collections.abc import Callable, Iterator

from tracker.documents.building import TextBuilder
from tracker.documents.jail import JailLimits, run
from tracker.documents.parsing import Parser
from tracker.documents.passages import Cell, DocumentText, Place
from tracker.documents.plain import LIST_ITEM
from tracker.documents.refusals import refuse
from tracker.documents.scan_tables import Grid, tables_on
from tracker.documents.scan_words import Word, words_of

Progress = Callable[[int, int], None]
"""Told after each page: how many are done, of how many."""

_UNSURE = 60.0
"""A word that the recognition is less sure of than this, in per cent, is shown to a person."""

_SHOWN = 12


def read_scan(
    kind: str, data: bytes, parser: Parser, limits: JailLimits, progress: Progress | None = None
) -> DocumentText:
    """Recognise a scanned PDF or a picture; ``progress`` hears of every page."""
    program = shutil.which("tesseract")
    if program is None:
        raise refuse("no_ocr")
    pages = parser.page_count(kind, data)
    if pages > limits.pages:
        raise refuse("too_many_pages", place=f"{pages} stran, nejvýše {limits.pages}")
    builder = TextBuilder()
    for number in range(1, pages + 1):
        builder.page = number
        picture = parser.render(kind, data, number)
        table = run([program, "stdin", "stdout", "-l", "ces", "--psm", "3", "tsv"], picture, limits.recognise)
        _add_page(builder, number, words_of(table.decode("utf-8", "replace")))
        if progress:
            progress(number, pages)
    document = builder.document("scan", pages=pages)
    if not document.text.strip():
        raise refuse("no_text")
    return document


def _add_page(builder: TextBuilder, number: int, words: list[Word]) -> None:
    rest = list(words)
    for table in tables_on(words):
        _add_text(builder, [word for word in rest if word.middle < table.top])
        rest = [word for word in rest if word.middle > table.bottom]
        _add_table(builder, table)
    _add_text(builder, rest)
    unsure = [word.text for word in words if word.confidence < _UNSURE]
    if unsure:
        shown = ", ".join(f"„{word}“" for word in unsure[:_SHOWN]) + (" …" if len(unsure) > _SHOWN else "")
        told = f"Strana {number}: {len(unsure)} slov je přečteno nejistě: {shown}"
        builder.notice("ocr_quality", told, Place(page=number))


def _add_text(builder: TextBuilder, words: list[Word]) -> None:
    for paragraph in _paragraphs(words):
        text = " ".join(word.text for word in paragraph)
        builder.paragraph(text, "list" if LIST_ITEM.match(text) else "body")


def _add_table(builder: TextBuilder, table: Grid) -> None:
    number = builder.next_table()
    cells = []
    for r, row in enumerate(table.rows, start=1):
        builder.start_row()
        words = {cell.column: cell for cell in row}
        columns = range(1, table.columns + 1) if row[0].span == 1 else (1,)
        for column in columns:
            found = words.get(column)
            place = Place(table=number, row=r, column=column)
            text = [" ".join(word.text for word in found.words)] if found else []
            passages = builder.cell(place, text, first=column == 1, style="header_cell" if r == 1 else "cell")
            cells.append(Cell(r, column, passages, 1, found.span if found else 1))
    builder.table(number, cells)


def _paragraphs(words: list[Word]) -> Iterator[list[Word]]:
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
