"""Plain text and pasted mail: paragraphs, headings, footnotes, and tables made of tabs."""

import re
from dataclasses import dataclass, field

from tracker.documents.decoding import decode
from tracker.documents.lines import Line, lines_of
from tracker.documents.passages import Cell, DocumentText, Notice, Passage, Place, Table
from tracker.documents.refusals import refuse
from tracker.documents.tabbed import RawTable, merge_continued_rows, read_table, starts_table

FOOTNOTE = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,2}\s?\S|\[\d{1,2}\]\s")
LIST_ITEM = re.compile(r"[-–•·*▪○]\s|o\s(?=[a-zá-ž])|\d{1,2}\)\s|[a-z]\)\s|[-–](?=[A-ZÁ-Ž])")
NUMBERED = re.compile(r"\d{1,2}(\.\d{1,2}){0,3}\.\s|\d{1,2}(\.\d{1,2}){1,3}\s|[IVX]{1,5}\.\s")
_LABELLED = re.compile(r"[^\W\d_][\w ]{1,30}:(?:\s|$)")
_QUOTED = re.compile(r"(?:>[ \t]?)+")
"""How a mail marks the lines that it answers."""
_END_OF_SENTENCE = (".", "!", "?", ":", ";")
_WRAPPED_BELOW = 115
"""Longest line, in characters, of a text whose lines were broken by hand or by a mail program."""


def read_plain(data: bytes) -> DocumentText:
    """Read a plain text in any encoding that offices use."""
    text, encoding = decode(data)
    if not text.strip():
        raise refuse("empty")
    document = from_text(text)
    return DocumentText(
        "txt",
        text,
        document.passages,
        document.tables,
        _damage(text),
        document.pages,
        {"encoding": encoding},
    )


def from_text(text: str) -> DocumentText:
    """Find the passages and tables of a text."""
    reader = _Reader(text)
    reader.read()
    pages = text.count("\f") + 1 if "\f" in text else None
    return DocumentText("txt", text, tuple(reader.passages), tuple(reader.tables), (), pages)


def _damage(text: str) -> tuple[Notice, ...]:
    if "\ufffd" not in text:
        return ()
    return (Notice("ocr_quality", "Některá písmena se nepodařilo přečíst; v textu stojí �."),)


@dataclass
class _Reader:
    """Walks the lines once, paragraph by paragraph and table by table."""

    text: str
    passages: list[Passage] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    paragraphs: int = 0

    def read(self) -> None:
        lines = lines_of(self.text)
        wrapped = _is_wrapped(lines)
        i = 0
        while i < len(lines):
            if lines[i].blank:
                i += 1
            elif starts_table(lines, i):
                raw, i = read_table(lines, i)
                self._table(raw)
            else:
                i = self._paragraph(lines, i, wrapped=wrapped)

    def _table(self, raw: RawTable) -> None:
        merge_continued_rows(self.text, raw)
        number = len(self.tables) + 1
        cells = []
        for r, row in enumerate(raw.rows, start=1):
            for c, cell in enumerate(row.cells, start=1):
                style = "header_cell" if r == 1 else "cell"
                passages = tuple(
                    Passage(Place(cell.page, number, r, c, p), start, end, style)
                    for p, (start, end) in enumerate(cell.spans, start=1)
                )
                self.passages += passages
                cells.append(Cell(r, c, passages))
        self.tables.append(Table(number, tuple(cells)))

    def _paragraph(self, lines: list[Line], i: int, *, wrapped: bool) -> int:
        first = i
        while i + 1 < len(lines) and _joins(lines[i], lines[i + 1], wrapped=wrapped):
            i += 1
        start, _ = lines[first].span(0, len(lines[first].text))
        _, end = lines[i].span(0, len(lines[i].text))
        if quoted := _QUOTED.match(self.text, start, end):
            start = quoted.end()
        if start == end:
            return i + 1
        self.paragraphs += 1
        style = self._style(self.text[start:end], alone=_stands_alone(lines, first, i))
        self.passages.append(Passage(Place(lines[first].page, paragraph=self.paragraphs), start, end, style))
        return i + 1

    def _style(self, words: str, *, alone: bool) -> str:
        above = self.passages[-1] if self.passages else None
        if FOOTNOTE.match(words):
            return "footnote"
        if LIST_ITEM.match(words):
            return "footnote" if above and above.style == "footnote" and self._is_unfinished(above) else "list"
        return "heading" if _is_heading(words, alone=alone) else "body"

    def _is_unfinished(self, passage: Passage) -> bool:
        return not self.text[passage.start : passage.end].endswith((".", "!", "?"))


def _is_wrapped(lines: list[Line]) -> bool:
    lengths = sorted(len(line.text) for line in lines if not line.blank and "\t" not in line.text)
    return len(lengths) > 3 and lengths[int(len(lengths) * 0.95)] <= _WRAPPED_BELOW


def _joins(above: Line, line: Line, *, wrapped: bool) -> bool:
    """Whether a line goes on the paragraph of the line above it."""
    words = line.text.strip()
    if not words or "\t" in line.text or LIST_ITEM.match(words) or FOOTNOTE.match(words):
        return False
    upper = above.text.rstrip()
    if words[0].islower():
        return not upper.endswith((".", "!", "?"))
    if not wrapped or NUMBERED.match(words) or _LABELLED.match(words):
        return False
    return len(upper) > 60 and not upper.endswith((":", ";")) and not upper.isupper()


def _stands_alone(lines: list[Line], first: int, last: int) -> bool:
    before = first == 0 or lines[first - 1].blank
    after = last + 1 == len(lines) or lines[last + 1].blank
    return before and after


def _introduces(words: str) -> bool:
    """Whether a line is a sentence that a list follows."""
    return words.endswith(":") and len(words.split()) > 6


def _is_heading(words: str, *, alone: bool) -> bool:
    """A short line of its own that is no sentence, or one in capitals."""
    if len(words) > 160 or "\n" in words or not any(c.isalpha() for c in words) or _introduces(words):
        return False
    if words.isupper() or re.match(r"(ČÁST|ODDÍL|KAPITOLA|Část|Kapitola)\s", words):
        return True
    starts = words[0].isupper() or NUMBERED.match(words) is not None
    return alone and starts and not words.endswith((".", ",", ";")) and ": " not in words
