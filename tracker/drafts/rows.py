"""The rows of a table of duties: each with its cells by meaning, the activity it stands under, and its period."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.documents.passages import Cell, DocumentText, Table
from tracker.drafts.columns import Column, Layout, layout_of, repeats_header
from tracker.obligations.obligation import Validity

_BREAKS = dict.fromkeys(("pdf", "scan"), re.compile(r"\n(?=[a-zá-ž])")) | {"txt": re.compile(r"\n")}
"""Where the end of a page or a mail program broke a cell, by the kind of the document."""
_NONE = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of duties. ``activity`` may stand in a row above; ``period`` comes from the last row "OBDOBÍ …"."""

    table: int
    number: int
    cells: dict[Column, Cell]
    activity: Cell | None
    period: Validity | None

    def words(self, document: DocumentText, column: Column) -> str:
        """The words of a cell; empty where the row has none."""
        cell = self.activity if column is Column.ACTIVITY else self.cells.get(column)
        words = document.cell_words(cell).strip() if cell else ""
        return _BREAKS.get(document.kind, _NONE).sub(" ", words)


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """A row that says for which time the rows under it hold."""

    cell: Cell


Line = Row | PeriodRow


def tables_of_duties(document: DocumentText) -> Iterator[tuple[Table, Layout]]:
    """Tables whose columns are those of duties; one without a head goes on the table before, when it is as wide."""
    last: Layout | None = None
    for table in document.tables:
        layout = layout_of(document, table)
        width = max((cell.column + cell.column_span - 1 for cell in table.cells), default=0)
        if layout is None and last is not None and width == last.width and width > 2:
            layout = Layout(0, last.columns, width)
        if layout is not None:
            yield table, layout
        last = layout


def lines_of(document: DocumentText, table: Table, layout: Layout) -> Iterator[Line]:
    """The rows under the head: rows of duties (``period`` still empty) and period rows; repeated heads are left out."""
    activity: Cell | None = None
    covering = cells_by_place(table)
    for number, cells in table.rows.items():
        if number <= layout.header or repeats_header(document, layout, cells):
            continue
        filled = [cell for cell in cells if document.cell_words(cell).strip()]
        if not filled:
            continue
        if len(filled) == 1 and layout.width > 2 and filled[0].column == 1 and _is_period(document, filled[0]):
            yield PeriodRow(filled[0])
            continue
        own = {
            c: covering[(number, position)] for c, position in layout.columns.items() if (number, position) in covering
        }
        first = own.get(Column.ACTIVITY)
        if first is not None and document.cell_words(first).strip():
            activity = first
        yield Row(table.number, number, own, activity, None)


def _is_period(document: DocumentText, cell: Cell) -> bool:
    words = document.cell_words(cell).strip().casefold()
    return words.startswith(("období", "rok ", "etapa", "fáze")) or words[:1].isdigit()


def cells_by_place(table: Table) -> dict[tuple[int, int], Cell]:
    """The cell that covers each row and column, merged cells included."""
    return {
        (row, column): cell
        for cell in table.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    }
