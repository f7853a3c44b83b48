"""Tables of numbers that close with a sum: what they declare, beside what their rows add up to."""

import re
from collections.abc import Iterator

from tracker.documents.passages import Cell, DocumentText, Table
from tracker.drafts.registers import TableTotal
from tracker.timeline.folding import folded

_CLOSING = re.compile(r"(celkem|soucet|celkovy soucet|uhrnem)\b")
_NUMBER = re.compile(r"-?\d{1,3}(?:[ \u00a0.]\d{3})*(?:,\d+)?|-?\d+(?:,\d+)?")


def totals_in(document: DocumentText) -> tuple[TableTotal, ...]:
    """The sums of every column that holds nothing but numbers under its head."""
    return tuple(total for table in document.tables for total in _of(document, table))


def _of(document: DocumentText, table: Table) -> Iterator[TableTotal]:
    head, *rows = [_by_column(cells) for cells in table.rows.values()]
    if len(rows) < 2 or 1 not in rows[-1] or not _CLOSING.match(folded(_words(document, rows[-1][1]))):
        return
    for column in sorted(set(head) & set(rows[-1]) - {1}):
        declared, *parts = [_amount(document, row.get(column)) for row in (rows[-1], *rows[:-1])]
        known = [part for part in parts if part is not None]
        if declared is not None and len(known) == len(parts):
            yield TableTotal(_words(document, head[column]), declared, sum(known), len(parts))


def _by_column(cells: tuple[Cell, ...]) -> dict[int, Cell]:
    return {cell.column: cell for cell in cells}


def _words(document: DocumentText, cell: Cell) -> str:
    return " ".join(document.cell_words(cell).split())


def _amount(document: DocumentText, cell: Cell | None) -> float | None:
    """The number in a cell that holds only that."""
    words = _words(document, cell) if cell else ""
    if not _NUMBER.fullmatch(words):
        return None
    return float(re.sub(r"[ \u00a0.]", "", words).replace(",", "."))
