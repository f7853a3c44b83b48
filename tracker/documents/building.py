"""Builds a document's text from its parts, for formats whose text is not one string already."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from tracker.documents.passages import Cell, DocumentText, Notice, Passage, Place, Table

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raised(number: int) -> str:
    """The mark of a note: a small raised number."""
    return str(number).translate(_RAISED)


@dataclass
class TextBuilder:
    """Appends paragraphs and cells to one growing text and remembers where each lies.

    Paragraphs stand on lines of their own, the cells of a row are told apart by tabs.
    """

    passages: list[Passage] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    page: int | None = None
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _paragraphs: int = 0
    _tables: int = 0

    def paragraph(self, words: str, style: str = "body") -> Passage:
        """Add a paragraph outside tables."""
        self._paragraphs += 1
        self._start_line()
        return self._add(words, Place(page=self.page, paragraph=self._paragraphs), style)

    def next_table(self) -> int:
        """The number of a table that begins now."""
        self._tables += 1
        return self._tables

    def start_row(self) -> None:
        """Begin a row of a table on a new line."""
        self._start_line()

    def cell(self, place: Place, paragraphs: Iterable[str], *, first: bool, style: str = "cell") -> tuple[Passage, ...]:
        """Add a cell's paragraphs; an empty cell gets one empty passage, so that a gap has a place too."""
        if not first:
            self._push("\t")
        passages = []
        for number, words in enumerate(list(paragraphs) or [""], start=1):
            if number > 1:
                self._push("\n")
            passages.append(self._add(words, replace(place, page=self.page, paragraph=number), style))
        return tuple(passages)

    def table(self, number: int, cells: list[Cell]) -> None:
        """Close a table."""
        self.tables.append(Table(number, tuple(cells)))

    def notice(self, kind: str, words: str, place: Place | None = None) -> None:
        """Remember something that the reader had to do or could not do."""
        self.notices.append(Notice(kind, words, place or Place(page=self.page)))

    def document(
        self, kind: str, *, pages: int | None = None, properties: dict[str, str] | None = None
    ) -> DocumentText:
        """The document as read; tables in the order of their numbers."""
        tables = tuple(sorted(self.tables, key=lambda table: table.number))
        return DocumentText(
            kind, "".join(self._parts), tuple(self.passages), tables, tuple(self.notices), pages, properties or {}
        )

    def _start_line(self) -> None:
        if self._parts and not self._parts[-1].endswith("\n"):
            self._push("\n")

    def _add(self, words: str, place: Place, style: str) -> Passage:
        passage = Passage(place, self._length, self._length + len(words), style)
        self._push(words)
        self.passages.append(passage)
        return passage

    def _push(self, words: str) -> None:
        if words:
            self._parts.append(words)
            self._length += len(words)
