"""OpenDocument texts: a walk over ``content.xml``. Tracked changes are read as accepted, with a notice."""

from collections.abc import Iterator

from lxml import etree

from tracker.documents.archive import Archive, open_archive
from tracker.documents.building import TextBuilder, raised
from tracker.documents.odt_numbering import STYLE, TEXT, Numbering, numbering_of, small_number
from tracker.documents.passages import Cell, DocumentText, Passage, Place
from tracker.documents.refusals import refuse

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TABLE, DRAW = (f"{{{_NS}{name}:1.0}}" for name in ("office", "table", "drawing"))
_PARAGRAPHS = frozenset({f"{TEXT}p", f"{TEXT}h"})
_MARGINS = (f"{STYLE}header", f"{STYLE}footer")
_DEEPEST = 10
"""Levels of lists that the form knows."""
_MOST_SPACES = 200
_MOST_REPEATS = 64
"""Repeated cells and rows beyond this are padding of a spreadsheet, not a form."""


def read_odt(data: bytes) -> DocumentText:
    """Read an OpenDocument text."""
    archive = open_archive(data)
    if "content.xml" not in archive:
        raise refuse("damaged", place="content.xml")
    if _is_encrypted(archive):
        raise refuse("encrypted")
    body = archive.xml("content.xml").find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise refuse("damaged", place="content.xml")
    walker = _Walker(numbering_of(archive))
    walker.blocks(body)
    walker.notes_at_end()
    walker.margins_at_end(archive)
    document = walker.builder.document("odt")
    if not document.text.strip():
        raise refuse("no_text")
    return document


def _is_encrypted(archive: Archive) -> bool:
    if "META-INF/manifest.xml" not in archive:
        return False
    return any(str(node.tag).endswith("encryption-data") for node in archive.xml("META-INF/manifest.xml").iter())


class _Walker:
    """Walks a text once, from top to bottom."""

    def __init__(self, numbering: Numbering) -> None:
        self.builder = TextBuilder()
        self.numbering = numbering
        self.notes: list[str] = []

    def blocks(self, parent: etree._Element) -> None:
        """Paragraphs, lists, sections and tables."""
        for child in parent:
            if child.tag in _PARAGRAPHS:
                self._paragraph(child, "")
            elif child.tag == f"{TABLE}table":
                self._table(child)
            elif child.tag == f"{TEXT}list":
                for paragraph, label in self._items(child):
                    self._paragraph(paragraph, label, in_list=True)
            elif child.tag == f"{TEXT}tracked-changes":
                self._changes(child)
            elif child.tag in {f"{TEXT}section", f"{TEXT}index-body", f"{DRAW}text-box", f"{DRAW}frame"}:
                self.blocks(child)

    def notes_at_end(self) -> None:
        """The footnotes, each under its number."""
        for number, words in enumerate(self.notes, start=1):
            self.builder.paragraph(f"{raised(number)} {words}", "footnote")

    def margins_at_end(self, archive: Archive) -> None:
        """The headers and footers of pages, each once; those that only count pages are left out."""
        if "styles.xml" not in archive:
            return
        told: set[str] = set()
        for margin in archive.xml("styles.xml").iter(*_MARGINS):
            words = " ".join(text for p in margin.iter(*_PARAGRAPHS) if (text := self._words(p)))
            if words not in told and any(c.isalpha() for c in words):
                told.add(words)
                self.builder.paragraph(words, "margin")

    def _paragraph(self, paragraph: etree._Element, label: str, *, in_list: bool = False) -> None:
        heading = paragraph.tag == f"{TEXT}h"
        words = self._words(paragraph)
        if heading and words and not in_list:
            label = self.numbering.label("", small_number(paragraph.get(f"{TEXT}outline-level"), 1))
        if words:
            style = "heading" if heading else "list" if in_list else "body"
            self.builder.paragraph(f"{label} {words}" if label else words, style)
        self._boxes(paragraph)

    def _items(self, parent: etree._Element, style: str = "", depth: int = 1) -> Iterator[tuple[etree._Element, str]]:
        """The paragraphs of a list with their labels; only the first of an item has one."""
        style = parent.get(f"{TEXT}style-name") or style or "?"
        self.numbering.begin(style, depth, go_on=depth == 1 and _goes_on(parent))
        for item in parent.iterchildren(f"{TEXT}list-item", f"{TEXT}list-header"):
            fresh = item.tag == f"{TEXT}list-item"
            for child in item:
                if child.tag in _PARAGRAPHS:
                    start = item.get(f"{TEXT}start-value")
                    yield (
                        child,
                        self.numbering.label(style, depth, small_number(start, 1) if start else None) if fresh else "",
                    )
                    fresh = False
                elif child.tag == f"{TEXT}list" and depth < _DEEPEST:
                    yield from self._items(child, style, depth + 1)

    def _boxes(self, paragraph: etree._Element) -> None:
        for box in paragraph.iter(f"{DRAW}text-box"):
            self.blocks(box)

    def _table(self, table: etree._Element) -> None:
        number = self.builder.next_table()
        cells: list[Cell] = []
        for r, row in enumerate(_rows(table), start=1):
            self.builder.start_row()
            column = 1
            for n, (cell, covered) in enumerate(_cells(row)):
                if not covered:
                    place = Place(table=number, row=r, column=column)
                    passages = self._cell(cell, place, first=n == 0)
                    spans = (_count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned"))
                    cells.append(Cell(r, column, passages, *spans))
                column += 1
        self.builder.table(number, cells)

    def _cell(self, cell: etree._Element, place: Place, *, first: bool) -> tuple[Passage, ...]:
        words = list(self._cell_words(cell))
        style = "header_cell" if place.row == 1 else "cell"
        passages = self.builder.cell(place, words, first=first, style=style)
        before = len(self.builder.passages)
        for inner in cell.iterchildren(f"{TABLE}table"):
            self._table(inner)
        return (*passages, *self.builder.passages[before:])

    def _cell_words(self, cell: etree._Element) -> Iterator[str]:
        for child in cell:
            labelled = self._items(child) if child.tag == f"{TEXT}list" else [(child, "")]
            for paragraph, label in labelled:
                if paragraph.tag not in _PARAGRAPHS:
                    continue
                if words := self._words(paragraph):
                    yield f"{label} {words}" if label else words
                for box in paragraph.iter(f"{DRAW}text-box"):
                    yield from (words for p in box.iter(*_PARAGRAPHS) if (words := self._words(p)))

    def _words(self, paragraph: etree._Element) -> str:
        return "".join(self._pieces(paragraph)).replace("\x00", "").strip()

    def _pieces(self, node: etree._Element) -> Iterator[str]:
        yield node.text or ""
        for child in node:
            if child.tag == f"{TEXT}s":
                yield " " * _number(child.get(f"{TEXT}c"), _MOST_SPACES)
            elif child.tag == f"{TEXT}tab":
                yield "\t"
            elif child.tag == f"{TEXT}line-break":
                yield "\n"
            elif child.tag == f"{TEXT}note":
                yield self._note(child)
            elif child.tag == f"{TEXT}soft-page-break":
                self.builder.page = (self.builder.page or 1) + 1
            elif str(child.tag).startswith("{") and child.tag not in {f"{OFFICE}annotation", f"{DRAW}frame"}:
                yield from self._pieces(child)
            yield child.tail or ""

    def _note(self, note: etree._Element) -> str:
        body = note.find(f"{TEXT}note-body")
        words = " ".join(self._words(p) for p in body.iter(*_PARAGRAPHS)) if body is not None else ""
        self.notes.append(words)
        return raised(len(self.notes))

    def _changes(self, changes: etree._Element) -> None:
        for region in changes.iter(f"{TEXT}changed-region"):
            deleted = region.find(f"{TEXT}deletion")
            if deleted is not None:
                words = " ".join(self._words(p) for p in deleted.iter(*_PARAGRAPHS)).strip()
                self.builder.notice("tracked_change", f"Nepřijatá změna v dokumentu, odstraněno: „{words}“.")
            elif region.find(f"{TEXT}insertion") is not None:
                self.builder.notice(
                    "tracked_change", "Nepřijatá změna v dokumentu, vložený text je přečten jako přijatý."
                )


def _goes_on(items: etree._Element) -> bool:
    """Whether a list counts on from the one before it."""
    return items.get(f"{TEXT}continue-numbering") == "true" or items.get(f"{TEXT}continue-list") is not None


def _count(cell: etree._Element, name: str) -> int:
    return _number(cell.get(f"{TABLE}{name}"), _MOST_REPEATS)


def _number(value: str | None, most: int) -> int:
    """A count from an attribute, at least 1 and at most ``most``; what is no count is 1."""
    return max(1, min(int(value), most)) if value and value.isdecimal() and len(value) < 9 else 1


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == f"{TABLE}table-row":
            yield from [child] * _count(child, "number-rows-repeated")
        elif child.tag in {f"{TABLE}table-header-rows", f"{TABLE}table-rows", f"{TABLE}table-row-group"}:
            yield from _rows(child)


def _cells(row: etree._Element) -> Iterator[tuple[etree._Element, bool]]:
    """The cells of a row; of those that another cell covers only the place is kept."""
    for child in row:
        if child.tag in {f"{TABLE}table-cell", f"{TABLE}covered-table-cell"}:
            for _ in range(_count(child, "number-columns-repeated")):
                yield child, child.tag == f"{TABLE}covered-table-cell"
