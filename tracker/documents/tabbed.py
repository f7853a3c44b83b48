"""Tables in plain text: cells told apart by tabs or bars, rows broken by pages and by mail programs."""

import re
from dataclasses import dataclass, field
from itertools import takewhile

from tracker.documents.lines import Line

Span = tuple[int, int]

_GAP = 4
"""Blank lines that a page break may leave inside a table."""

_BROKEN = 8
"""Lines into which a mail program breaks a row."""
_YEAR = re.compile(r"(19|20)\d\d\b")
_UNFINISHED = (",", "–", "-", "/", "(", "a", "i", "v", "z", "s", "k", "o", "u")


@dataclass
class RawCell:
    """A cell as found: the pieces of text that make it up, each on a line of its own."""

    spans: list[Span]
    page: int | None


@dataclass
class RawRow:
    """A row as found; ``after_gap`` tells that blank lines, often a page break, stand before it."""

    cells: list[RawCell]
    after_gap: bool = False


@dataclass
class RawTable:
    """The rows of a table as found."""

    rows: list[RawRow] = field(default_factory=list)


def starts_table(lines: list[Line], i: int) -> bool:
    """Whether a table begins at line ``i``: several cells on the line, or one indented cell under another."""
    text = lines[i].text
    if _is_piped(text):
        return i + 1 < len(lines) and _is_piped(lines[i + 1].text)
    if "\t" in text.lstrip():
        return True
    return _is_stacked(text) and any(_is_stacked(line.text) for line in takewhile(_is_filled, lines[i + 1 : i + 4]))


def read_table(lines: list[Line], i: int) -> tuple[RawTable, int]:
    """The table that begins at line ``i``, and the line after it."""
    if _is_piped(lines[i].text):
        return _read_piped(lines, i)
    if "\t" in lines[i].text.lstrip():
        return _read_tabbed(lines, i)
    return _read_stacked(lines, i)


def _is_filled(line: Line) -> bool:
    return not line.blank


def _is_piped(text: str) -> bool:
    return text.lstrip().startswith("|") and text.count("|") > 1


def _is_stacked(text: str) -> bool:
    return text.lstrip(" ").startswith("\t") and "\t" not in text.strip()


def _split(line: Line, mark: str) -> list[RawCell]:
    cells = []
    position = 0
    for part in line.text.split(mark):
        cells.append(RawCell([line.span(position, position + len(part))], line.page))
        position += len(part) + 1
    return cells


def _words(line_text: str, cell: RawCell) -> str:
    return " ".join(line_text[start:end] for start, end in cell.spans)


def _read_piped(lines: list[Line], i: int) -> tuple[RawTable, int]:
    table = RawTable()
    while i < len(lines) and _is_piped(lines[i].text):
        if lines[i].text.strip(" |:-"):
            table.rows.append(RawRow(_split(lines[i], "|")[1:]))
            if lines[i].text.rstrip().endswith("|"):
                table.rows[-1].cells.pop()
        i += 1
    return table, i


def _read_tabbed(lines: list[Line], i: int) -> tuple[RawTable, int]:
    table = RawTable()
    end = i
    gap = 0
    while i < len(lines) and gap <= _GAP:
        line = lines[i]
        if "\t" in line.text:
            cells = _split(line, "\t")
            if gap and not _goes_on(table, cells):
                break
            if gap or not _joins_broken_line(table, line, cells):
                table.rows.append(RawRow(cells, after_gap=gap > 0))
            end, gap = i + 1, 0
        elif line.blank:
            gap += 1
        elif not gap and (_begins_broken_row(table, lines, i) or _spans_row(table, lines, i)):
            table.rows.append(RawRow(_split(line, "\t")))
        elif gap or not _joins_broken_line(table, line, _split(line, "\t")):
            break
        else:
            end = i + 1
        i += 1
    return table, end


def _goes_on(table: RawTable, cells: list[RawCell]) -> bool:
    """Whether a row after blank lines belongs to the table above: as wide, or with the first cell left out."""
    first = cells[0].spans[0]
    return first[0] == first[1] or len(cells) == len(table.rows[0].cells)


def _begins_broken_row(table: RawTable, lines: list[Line], i: int) -> bool:
    """Whether a line without tabs is the beginning of a row that was broken in its first cell, and perhaps in others:
    the lines after it go on in the middle of a sentence until they make up a whole row.
    """
    missing = len(table.rows[0].cells) - 1
    for line in takewhile(lambda line: _goes_on_in_cell(line.text), lines[i + 1 : i + _BROKEN]):
        missing -= line.text.count("\t")
        if missing <= 0:
            return missing == 0
    return False


def _spans_row(table: RawTable, lines: list[Line], i: int) -> bool:
    """Whether a line without tabs is a row of one cell over all columns, as "OBDOBÍ …": a whole row follows at once."""
    width, words = len(table.rows[0].cells), lines[i].text.strip()
    follows = lines[i + 1].text if i + 1 < len(lines) else ""
    return width > 2 and words.isupper() and follows.count("\t") + 1 == width


def _goes_on_in_cell(text: str) -> bool:
    """Whether a line begins in the middle of a sentence, or with the year of a date that was broken."""
    words = text.lstrip(" ")
    return words[:1].islower() or _YEAR.match(words) is not None


def _joins_broken_line(table: RawTable, line: Line, cells: list[RawCell]) -> bool:
    """Join a line to a row that a mail program broke inside a cell; tells whether it did.

    A row is broken when it has fewer cells than the table's first and the line begins in the middle of a sentence.
    """
    if not table.rows:
        return False
    row = table.rows[-1].cells
    if len(row) + len(cells) - 1 > len(table.rows[0].cells) or not _goes_on_in_cell(line.text):
        return False
    if len(cells) == 1 and len(row) == len(table.rows[0].cells) and len(table.rows) == 1:
        return False
    row[-1].spans += cells[0].spans
    row += cells[1:]
    return True


def _read_stacked(lines: list[Line], i: int) -> tuple[RawTable, int]:
    """A table saved as text by a word processor: every cell on a line of its own, rows told apart by a blank line.

    The first block of cells gives the number of columns, so that a row with a blank line inside it stays one row.
    """
    table = RawTable()
    row: list[RawCell] = []
    block: list[RawCell] = []
    end = i
    while i < len(lines):
        line = lines[i]
        if _is_stacked(line.text) or line.text.strip(" ") == "\t":
            block.append(RawCell([line.span(0, len(line.text))], line.page))
            end = i + 1
        elif not line.blank:
            if not block and not _row_is_open(table, row, lines, i):
                break
            (block or row)[-1].spans.append(line.span(0, len(line.text)))
            end = i + 1
        elif block:
            row, block = _close_block(table, row, block), []
        i += 1
    row = _close_block(table, row, block)
    if row:
        table.rows.append(RawRow(row))
    return table, end


def _close_block(table: RawTable, row: list[RawCell], block: list[RawCell]) -> list[RawCell]:
    """Add a finished block to the row it belongs to; answers the row that is still open."""
    if all(start == end for cell in block for start, end in cell.spans):
        return row
    if not table.rows and not row:
        table.rows.append(RawRow(block))
        return []
    width = len(table.rows[0].cells)
    if row and len(row) + len(block) > width:
        table.rows.append(RawRow(row))
        row = []
    row = row + block
    if len(row) >= width:
        table.rows.append(RawRow(row))
        return []
    return row


def _row_is_open(table: RawTable, row: list[RawCell], lines: list[Line], i: int) -> bool:
    """Whether text after a blank line still belongs to an unfinished row: further cells of it follow soon."""
    return bool(row) and len(row) < len(table.rows[0].cells) and any(_is_stacked(x.text) for x in lines[i : i + 30])


def merge_continued_rows(text: str, table: RawTable) -> None:
    """Join rows that a page break cut in two: the second part goes on in the middle of a sentence, or fills a void."""
    merged: list[RawRow] = []
    for row in table.rows:
        above = merged[-1] if merged else None
        if above is not None and _continues(text, above, row):
            for old, new in zip(above.cells, row.cells, strict=False):
                old.spans = [s for s in old.spans + new.spans if s[0] < s[1]] or old.spans
        else:
            merged.append(row)
    table.rows = merged


def _continues(text: str, above: RawRow, row: RawRow) -> bool:
    beyond = row.cells[len(above.cells) :]
    if any(_words(text, cell) for cell in beyond) or _words(text, row.cells[0]):
        return False
    pairs = [(_words(text, old), _words(text, new)) for old, new in zip(above.cells, row.cells, strict=False)]
    filled = [(old, new) for old, new in pairs if new]
    return bool(filled) and all(
        _goes_on_in_sentence(old, new) or (row.after_gap and not old and not any(o and n for o, n in filled))
        for old, new in filled
    )


def _goes_on_in_sentence(old: str, new: str) -> bool:
    last = old.split()[-1] if old.split() else ""
    return bool(old) and not old.endswith((".", "!", "?", ";", ":")) and (new[:1].islower() or last in _UNFINISHED)
