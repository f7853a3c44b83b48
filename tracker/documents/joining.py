"""Two readings of one document, of its pages with text and of its scanned ones, put together in the order of pages."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from tracker.documents.passages import DocumentText, Notice, Passage, Table


def joined_pages(text: DocumentText, scan: DocumentText) -> DocumentText:
    """The whole document: every passage is on a page, and no page is in both."""
    joint = _Joint()
    parts = [(passages, document) for document in (text, scan) for passages in _by_page(document)]
    for passages, document in sorted(parts, key=lambda part: part[0][0].place.page or 0):
        joint.add(document, passages)
    return replace(
        text,
        text="".join(joint.words),
        passages=tuple(joint.passages.values()),
        tables=tuple(sorted((joint.table(t, d) for d in (text, scan) for t in d.tables), key=lambda t: t.number)),
        notices=tuple(sorted((*text.notices, *scan.notices), key=_page_of)),
        pictures=(),
    )


def _by_page(document: DocumentText) -> Iterable[list[Passage]]:
    pages: dict[int, list[Passage]] = defaultdict(list)
    for passage in document.passages:
        pages[passage.place.page or 0].append(passage)
    return pages.values()


def _page_of(notice: Notice) -> int:
    return notice.place.page or 0


@dataclass
class _Joint:
    """The document as it grows; what it holds is counted anew."""

    words: list[str] = field(default_factory=list)
    passages: dict[tuple[int, Passage], Passage] = field(default_factory=dict)
    """By the document that a passage comes from, and its place there."""
    _length: int = 0
    _paragraphs: int = 0
    _tables: dict[tuple[int, int], int] = field(default_factory=dict)

    def add(self, document: DocumentText, passages: Sequence[Passage]) -> None:
        """The passages of a page, with what stands between them."""
        if self._length:
            self._push("\n")
        shift = self._length - passages[0].start
        for passage in passages:
            place = passage.place
            if place.table is None:
                self._paragraphs += 1
                place = replace(place, paragraph=self._paragraphs)
            else:
                number = self._tables.setdefault((id(document), place.table), len(self._tables) + 1)
                place = replace(place, table=number)
            moved = replace(passage, place=place, start=passage.start + shift, end=passage.end + shift)
            self.passages[id(document), passage] = moved
        self._push(document.text[passages[0].start : passages[-1].end])

    def table(self, table: Table, document: DocumentText) -> Table:
        """A table of either document with its passages as they stand now."""
        cells = (
            replace(cell, passages=tuple(self.passages[id(document), passage] for passage in cell.passages))
            for cell in table.cells
        )
        return Table(self._tables[id(document), table.number], tuple(cells))

    def _push(self, words: str) -> None:
        self.words.append(words)
        self._length += len(words)
