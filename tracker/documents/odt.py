"""OpenDocument texts: a walk over ``content.xml``. Tracked changes are read as accepted, with a notice."""

from collections.abc import Iterator

from lxml import etree

from tracker.documents.archive import Archive, open_archive
from tracker.documents.building import TextBuilder
from tracker.documents.passages import Cell, DocumentText, Passage, Place
from tracker.documents.refusals import refuse

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TEXT, TABLE, DRAW = (f"{{{_NS}{name}:1.0}}" for name in ("office", "text", "table", "drawing"))
_PARAGRAPHS = frozenset({f"{TEXT}p", f"{TEXT}h"})
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
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
    walker = _Walker()
    walker.blocks(body)
    walker.notes_at_end()
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

    def __init__(self) -> None:
        self.builder = TextBuilder()
        self.notes: list[str] = []

    def blocks(self, parent: etree._Element, *, in_list: bool = False) -> None:
        """Paragraphs, lists, sections and tables."""
        for child in parent:
            if child.tag in _PARAGRAPHS:
                style = "heading" if child.tag == f"{TEXT}h" else "list" if in_list else "body"
                words = self._words(child)
                if words:
                    self.builder.paragraph(f"• {words}" if in_list else words, style)
                self._boxes(child)
            elif child.tag == f"{TABLE}table":
                self._table(child)
            elif child.tag in {f"{TEXT}list", f"{TEXT}list-item", f"{TEXT}list-header"}:
                self.blocks(child, in_list=True)
            elif child.tag == f"{TEXT}tracked-changes":
                self._changes(child)
            elif child.tag in {f"{TEXT}section", f"{TEXT}index-body", f"{DRAW}text-box", f"{DRAW}frame"}:
                self.blocks(child)

    def notes_at_end(self) -> None:
        """The footnotes, each under its number."""
        for number, words in enumerate(self.notes, start=1):
            self.builder.paragraph(f"{_superscript(number)} {words}", "footnote")

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
        words = list(self._cell_words(cell, in_list=False))
        style = "header_cell" if place.row == 1 else "cell"
        passages = self.builder.cell(place, words, first=first, style=style)
        before = len(self.builder.passages)
        for inner in cell.iterchildren(f"{TABLE}table"):
            self._table(inner)
        return (*passages, *self.builder.passages[before:])

    def _cell_words(self, parent: etree._Element, *, in_list: bool) -> Iterator[str]:
        for child in parent:
            if child.tag in _PARAGRAPHS:
                words = self._words(child)
                if words:
                    yield f"• {words}" if in_list else words
            elif child.tag in {f"{TEXT}list", f"{TEXT}list-item", f"{TEXT}list-header"}:
                yield from self._cell_words(child, in_list=True)

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
        return _superscript(len(self.notes))

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


def _superscript(number: int) -> str:
    return str(number).translate(_SUPERSCRIPT)


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
