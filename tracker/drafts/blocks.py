"""The units that are read for deadlines: a paragraph, or a whole cell even where a page break cut it in two."""

from bisect import bisect_right
from dataclasses import dataclass

from tracker.documents.passages import Cell, DocumentText, Passage
from tracker.drafts.at import At
from tracker.drafts.columns import layout_of


@dataclass(frozen=True, slots=True)
class Block:
    """Words to read as one, with where their pieces lie in the document, and their context."""

    text: str
    passages: tuple[Passage, ...]
    starts: tuple[int, ...]
    heading: str | None = None
    column: str | None = None

    @property
    def first(self) -> Passage:
        """The passage it begins with."""
        return self.passages[0]

    def at(self, start: int, end: int) -> At:
        """Where in the document the words from ``start`` to ``end`` lie; over a page break, as far as the break."""
        i = max(bisect_right(self.starts, start) - 1, 0)
        passage = self.passages[i]
        shift = passage.start - self.starts[i]
        return At.of(passage, min(start + shift, passage.end), min(end + shift, passage.end))


def block_of(
    document: DocumentText, passages: tuple[Passage, ...], heading: str | None = None, column: str | None = None
) -> Block:
    """Join passages, one line each."""
    starts = []
    position = 0
    for passage in passages:
        starts.append(position)
        position += passage.end - passage.start + 1
    return Block("\n".join(document.words(p) for p in passages), passages, tuple(starts), heading, column)


def blocks_of(document: DocumentText) -> list[Block]:
    """Every paragraph and every cell, in reading order, each with the heading above it and the head of its column."""
    cells = _cells_by_passage(document)
    blocks = []
    heading: str | None = None
    seen: set[Cell] = set()
    for passage in document.passages:
        entry = cells.get(passage)
        if entry is None:
            if passage.style == "heading":
                heading = document.words(passage)
            blocks.append(block_of(document, (passage,), heading))
        elif entry.cell not in seen:
            seen.add(entry.cell)
            blocks.append(block_of(document, entry.own, heading, entry.head))
    return blocks


@dataclass(frozen=True, slots=True)
class _Entry:
    """A cell with the passages to read as one, and the words at the head of its column."""

    cell: Cell
    own: tuple[Passage, ...]
    head: str | None


def _cells_by_passage(document: DocumentText) -> dict[Passage, _Entry]:
    """Cells by their passages. A table inside a cell is read by itself where it holds duties, else as words of it."""
    inner = {p.place.table for t in document.tables for c in t.cells for p in c.passages if p.place.table != t.number}
    words = {t.number for t in document.tables if t.number in inner and layout_of(document, t) is None}
    found: dict[Passage, _Entry] = {}
    for table in document.tables:
        if table.number in words:
            continue
        first = min((cell.row for cell in table.cells), default=1)
        heads = {cell.column: document.cell_words(cell) for cell in table.cells if cell.row == first}
        for cell in table.cells:
            own = tuple(p for p in cell.passages if p.place.table == table.number or p.place.table in words)
            found |= dict.fromkeys(own, _Entry(cell, own, heads.get(cell.column)))
    return found
