"""What every reader answers: the text of a document, once, and the passages that lie in it.

One text holds the whole document; a passage is a span of it with its place. So a quoted sentence can always be shown
where it stands, and nothing that was written is lost between two passages.
"""

from dataclasses import dataclass, field

from tracker.timeline.sentences import Phrase, Sentence


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage stands. Pages, tables, rows, columns and paragraphs count from 1; ``None`` where there is none.

    ``paragraph`` counts paragraphs of the document outside tables, or the paragraphs of the cell inside them.
    """

    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or a cell: ``start`` and ``end`` are character offsets into ``DocumentText.text``, end excluded."""

    place: Place
    start: int
    end: int
    style: str = "body"
    """``body``, ``heading``, ``list``, ``cell``, ``header_cell``, ``footnote`` or ``margin`` (of a page)."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table. A merged cell stands once, at its first place, with its spans."""

    row: int
    column: int
    passages: tuple[Passage, ...]
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its cells in reading order; ``number`` counts tables from 1."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def rows(self) -> dict[int, tuple[Cell, ...]]:
        """The cells by row number, each row from left to right."""
        rows: dict[int, list[Cell]] = {}
        for cell in self.cells:
            rows.setdefault(cell.row, []).append(cell)
        return {row: tuple(sorted(cells, key=lambda c: c.column)) for row, cells in sorted(rows.items())}


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader had to do or could not do; ``kind`` is a doubt kind (``tracked_change`` …)."""

    kind: str
    words: str
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class DocumentText:
    """A document as read: its kind (``txt``, ``docx``, ``odt``, ``pdf``, ``scan`` …), whole text, passages and tables.

    ``passages`` holds every paragraph and cell in reading order, those of tables too.
    """

    kind: str
    text: str
    passages: tuple[Passage, ...]
    tables: tuple[Table, ...] = ()
    notices: tuple[Notice, ...] = ()
    pages: int | None = None
    properties: dict[str, str] = field(default_factory=dict)
    pictures: tuple[int, ...] = ()
    """Pages of which only optical recognition can tell what stands on them."""

    def words(self, passage: Passage) -> str:
        """The words of a passage."""
        return self.text[passage.start : passage.end]

    def cell_words(self, cell: Cell) -> str:
        """The words of a cell, its paragraphs joined by line breaks."""
        return "\n".join(self.words(p) for p in cell.passages)


class UnreadableDocument(Sentence):
    """A file that cannot be read: ``reason`` is a stable code, the sentence says what to do next."""

    def __init__(self, reason: str, message: Phrase, place: str | None = None) -> None:
        super().__init__(message)
        self.reason = reason
        self.place = place
