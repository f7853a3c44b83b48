"""Word documents: an own walk over ``word/document.xml``.

Ready-made readers lose tracked insertions, text boxes and computed numbers, or join inserted with deleted words. Here
tracked changes are read as accepted, and a notice says so.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from tracker.documents.archive import Archive, open_archive
from tracker.documents.building import TextBuilder, raised
from tracker.documents.docx_notes import REFERENCES, margins_of, notes_of
from tracker.documents.docx_numbering import Numbering, W, numbering_of
from tracker.documents.docx_styles import SYMBOLS, heading_styles, is_bold, is_hidden
from tracker.documents.docx_tables import blocks_of, cells_of, content_of, small_number
from tracker.documents.passages import Cell, DocumentText, Place
from tracker.documents.refusals import refuse

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DELETED = frozenset(
    {f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", f"{_MC}Fallback", f"{W}pPr", f"{W}rPr"}
)
_SIGNS = {f"{W}tab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}softHyphen": ""}


def read_docx(data: bytes) -> DocumentText:
    """Read a Word document."""
    archive = open_archive(data)
    if "word/document.xml" not in archive:
        raise refuse("damaged", place="word/document.xml")
    body = archive.xml("word/document.xml").find(f"{W}body")
    if body is None:
        raise refuse("damaged", place="word/document.xml")
    walker = _Walker(archive, numbering_of(archive))
    walker.blocks(body)
    walker.notes_at_end()
    walker.margins_at_end()
    document = walker.builder.document("docx", pages=walker.builder.page)
    if not document.text.strip():
        raise refuse("no_text")
    return document


@dataclass
class _Words:
    """The text of a paragraph as it grows, with the text boxes that hang on it."""

    parts: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.parts).replace("\x00", "").strip(" \n")


class _Walker:
    """Walks a document once, from top to bottom."""

    def __init__(self, archive: Archive, numbering: Numbering) -> None:
        self.builder = TextBuilder()
        self.numbering = numbering
        self.headings = heading_styles(archive)
        self.archive = archive
        self.referred: list[etree._Element] = []
        self.notes = notes_of(archive)
        self.changes: set[str] = set()

    def blocks(self, parent: etree._Element) -> None:
        """The paragraphs and tables of the body."""
        for child in parent:
            if child.tag == f"{W}p":
                self._paragraph(child)
            elif child.tag == f"{W}tbl":
                self._table(child)
            elif child.tag == f"{W}sdt" and (content := child.find(f"{W}sdtContent")) is not None:
                self.blocks(content)
            elif child.tag in {f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag"}:
                self.blocks(child)

    def notes_at_end(self) -> None:
        """The notes that were referred to, each under its number."""
        for number, note in enumerate(self.referred, start=1):
            words = " ".join(self._words(p).text for p in note.iter(f"{W}p")).strip()
            self.builder.paragraph(f"{raised(number)} {words}", "footnote")

    def margins_at_end(self) -> None:
        """The headers and footers of pages, each once; those that only count pages are left out."""
        told: set[str] = set()
        for margin in margins_of(self.archive):
            words = " ".join(text for p in margin.iter(f"{W}p") if (text := self._words(p).text))
            if words not in told and any(c.isalpha() for c in words):
                told.add(words)
                self.builder.paragraph(words, "margin")

    def _paragraph(self, paragraph: etree._Element) -> None:
        found = self._words(paragraph)
        label = self.numbering.label(paragraph) if found.text else None
        if found.text:
            self.builder.paragraph(
                f"{label} {found.text}" if label else found.text, self._style(paragraph, found.text, label)
            )
        for box in found.boxes:
            self.blocks(box)

    def _style(self, paragraph: etree._Element, words: str, label: str | None) -> str:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(f"{W}val", "") in self.headings:
            return "heading"
        outline = paragraph.find(f"{W}pPr/{W}outlineLvl")
        if outline is not None or (
            len(words) < 160 and not words.endswith((".", ",", ";", ":")) and is_bold(paragraph)
        ):
            return "heading"
        return "list" if label else "body"

    def _table(self, table: etree._Element, host: Place | None = None) -> None:
        number = self.builder.next_table()
        cells: list[Cell] = []
        merged: dict[int, int] = {}
        first_row = True
        for r, row in enumerate(self._rows(table), start=1):
            self.builder.start_row()
            column = 1 + small_number(row.find(f"{W}trPr/{W}gridBefore"), 0)
            for n, cell in enumerate(cells_of(row)):
                span = small_number(cell.find(f"{W}tcPr/{W}gridSpan"), 1)
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                if merge is not None and merge.get(f"{W}val", "continue") == "continue" and column in merged:
                    cells[merged[column]] = _taller(cells[merged[column]])
                else:
                    style = "header_cell" if first_row else "cell"
                    cells.append(self._cell(cell, Place(table=number, row=r, column=column), span, style, first=n == 0))
                    merged.pop(column, None)
                    if merge is not None:
                        merged[column] = len(cells) - 1
                column += span
            first_row = False
        self.builder.table(number, cells)

    def _cell(self, cell: etree._Element, place: Place, span: int, style: str, *, first: bool) -> Cell:
        paragraphs: list[str] = []
        inner: list[etree._Element] = []
        for block in blocks_of(cell):
            if block.tag == f"{W}tbl":
                inner.append(block)
                continue
            found = self._words(block)
            label = self.numbering.label(block) if found.text else None
            if found.text:
                paragraphs.append(f"{label} {found.text}" if label else found.text)
            for box in found.boxes:
                paragraphs += [words for p in box.iter(f"{W}p") if (words := self._words(p).text)]
        passages = self.builder.cell(place, paragraphs, first=first, style=style)
        before = len(self.builder.passages)
        for table in inner:
            self._table(table, place)
        return Cell(place.row or 1, place.column or 1, (*passages, *self.builder.passages[before:]), 1, span)

    def _rows(self, table: etree._Element) -> Iterator[etree._Element]:
        """The rows that stand once all changes are accepted."""
        for child in table:
            if child.tag == f"{W}tr":
                if child.find(f"{W}trPr/{W}del") is not None:
                    self._change("odstraněný řádek", " ".join(t.text or "" for t in child.iter(f"{W}t", f"{W}delText")))
                else:
                    yield child
            elif child.tag in {f"{W}sdt", f"{W}ins"}:
                yield from self._rows(child if child.tag == f"{W}ins" else content_of(child))

    def _words(self, paragraph: etree._Element) -> _Words:
        found = _Words()
        self._collect(paragraph, found)
        return found

    def _collect(self, node: etree._Element, found: _Words) -> None:
        for child in node:
            tag = child.tag
            if tag in _DELETED:
                if tag in {f"{W}del", f"{W}moveFrom"}:
                    self._change("odstraněno", "".join(t.text or "" for t in child.iter(f"{W}delText", f"{W}t")))
            elif tag == f"{W}t":
                found.parts.append(child.text or "")
            elif tag in _SIGNS:
                found.parts.append(_SIGNS[tag])
            elif tag == f"{W}sym":
                found.parts.append(SYMBOLS.get(child.get(f"{W}char", "").upper(), ""))
            elif tag == f"{W}r" and is_hidden(child):
                self._hidden(child)
            elif tag == f"{W}br":
                self._break(child, found)
            elif tag == f"{W}lastRenderedPageBreak":
                self.builder.page = (self.builder.page or 1) + 1
            elif tag in REFERENCES:
                self._note(child, found)
            elif tag == f"{W}txbxContent":
                found.boxes.append(child)
            elif isinstance(tag, str):
                if tag in {f"{W}ins", f"{W}moveTo"}:
                    self._change("vloženo", "".join(t.text or "" for t in child.iter(f"{W}t")))
                self._collect(child, found)

    def _break(self, mark: etree._Element, found: _Words) -> None:
        if mark.get(f"{W}type") == "page":
            self.builder.page = (self.builder.page or 1) + 1
        else:
            found.parts.append("\n")

    def _note(self, mark: etree._Element, found: _Words) -> None:
        note = self.notes.get((str(mark.tag), mark.get(f"{W}id", "")))
        if note is not None:
            self.referred.append(note)
            found.parts.append(raised(len(self.referred)))

    def _hidden(self, run: etree._Element) -> None:
        """Words that Word does not show are none that anybody agreed on."""
        words = "".join(t.text or "" for t in run.iter(f"{W}t")).strip()
        if words:
            self.builder.notice("hidden_text", f"Skrytý text dokumentu není čten: „{words}“.")

    def _change(self, what: str, words: str) -> None:
        if words.strip() and (change := f"Nepřijatá změna v dokumentu, {what}: „{words.strip()}“.") not in self.changes:
            self.changes.add(change)
            self.builder.notice("tracked_change", change)


def _taller(cell: Cell) -> Cell:
    return Cell(cell.row, cell.column, cell.passages, cell.row_span + 1, cell.column_span)
