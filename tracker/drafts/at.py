"""Where words of a document stand."""

from dataclasses import dataclass

from tracker.documents.passages import Passage, Place
from tracker.obligations.obligation import Source


@dataclass(frozen=True, slots=True)
class At:
    """Where words stand: their offsets in the document's text, and the place of the passage they lie in."""

    start: int
    end: int
    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    paragraph: int | None = None

    @classmethod
    def of(cls, passage: Passage, start: int | None = None, end: int | None = None) -> "At":
        """A passage, or the part of it from ``start`` to ``end``."""
        place = passage.place
        return cls(
            passage.start if start is None else start,
            passage.end if end is None else end,
            place.page,
            place.table,
            place.row,
            place.column,
            place.paragraph,
        )

    @property
    def place(self) -> Place:
        """The place of the passage."""
        return Place(self.page, self.table, self.row, self.column, self.paragraph)

    @property
    def source(self) -> Source:
        """The same as a confirmed obligation keeps it."""
        return Source(self.place, self.start, self.end)
