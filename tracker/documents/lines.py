"""The lines of a plain text, each with its place in the whole."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One line: offsets into the text without the line break, and the page it stands on (form feeds count pages)."""

    start: int
    end: int
    text: str
    page: int | None

    @property
    def blank(self) -> bool:
        """Whether it holds no visible character."""
        return not self.text.strip()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the whole text of a part of the line, without the blanks around it."""
        part = self.text[start:end]
        lead = len(part) - len(part.lstrip())
        kept = part.strip()
        return self.start + start + lead, self.start + start + lead + len(kept)


def lines_of(text: str) -> list[Line]:
    """All lines; a form feed ends a page and stands in no line."""
    return list(_lines(text, paged="\f" in text))


def _lines(text: str, *, paged: bool) -> Iterator[Line]:
    position = 0
    page = 1
    for piece in text.replace("\f", "\n").split("\n"):
        yield Line(position, position + len(piece), piece, page if paged else None)
        position += len(piece)
        if text[position : position + 1] == "\f":
            page += 1
        position += 1
