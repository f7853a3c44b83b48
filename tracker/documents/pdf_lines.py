"""The lines of a page of a PDF outside its tables, and the paragraphs that they make."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pdfplumber.page import Page
from pdfplumber.table import Table as FoundTable

from tracker.documents.pdf_columns import parts_of
from tracker.documents.plain import FOOTNOTE, LIST_ITEM, NUMBERED

Box = tuple[float, float, float, float]

_SIGNS = {0: None, 0xF0B7: "•", 0xF0A7: "▪", 0xF0A8: "▪", 0xF02D: "–"}
"""Signs of Word's own fonts that stand for no letter, and what they show."""
_FULL = 0.8
"""Of the way to the right edge: a line that reaches farther may go on on the next."""
_LEADS = frozenset("do od dne ke k ze z ve v na a i s se po za nejpozději".split())
"""Words that no paragraph ends with."""


@dataclass(frozen=True, slots=True)
class PdfLine:
    """A line of text with its place on the page; ``right`` is the right edge that full lines reach."""

    text: str
    top: float
    bottom: float
    x0: float
    x1: float
    size: float
    bold: bool
    right: float


def lines_of(page: Page, tables: Sequence[FoundTable]) -> list[PdfLine]:
    """The lines in reading order."""
    boxes = [table.bbox for table in tables]
    outside = page.filter(lambda item: not _is_inside(item, boxes)) if boxes else page
    found = _found(outside)
    parts = None if tables else parts_of(found, float(page.width), float(page.height))
    if parts is None:
        return _with_edge(found)
    return [line for box in parts for line in _with_edge(_found(_within(page, box)))]


def _within(page: Page, box: Box) -> Page:
    return page.filter(lambda item: _is_inside(item, [box]))


def _found(page: Page) -> list[dict[str, Any]]:
    return page.extract_text_lines(return_chars=True, x_tolerance_ratio=0.15)


def _with_edge(found: Sequence[dict[str, Any]]) -> list[PdfLine]:
    """The lines of a page or a column, each with the right edge that they reach together."""
    right = max((line["x1"] for line in found), default=0.0)
    return [_line(line, right) for line in found if line["text"].strip()]


def _line(found: dict[str, Any], right: float) -> PdfLine:
    chars = found["chars"]
    sizes = sorted(char["size"] for char in chars)
    bold = sum("bold" in char["fontname"].casefold() for char in chars) * 2 > len(chars)
    words = told(found["text"])
    return PdfLine(words, found["top"], found["bottom"], found["x0"], found["x1"], sizes[len(sizes) // 2], bold, right)


def _is_inside(item: dict[str, Any], boxes: Sequence[Box]) -> bool:
    x, y = (item["x0"] + item["x1"]) / 2, (item["top"] + item["bottom"]) / 2
    return item["object_type"] == "char" and any(x0 <= x <= x1 and y0 <= y <= y1 for x0, y0, x1, y1 in boxes)


def usual_size(lines: Sequence[PdfLine]) -> float:
    sizes = sorted(line.size for line in lines)
    return sizes[len(sizes) // 2] if sizes else 0.0


def grouped(lines: Sequence[PdfLine]) -> Iterator[list[PdfLine]]:
    """Lines of one paragraph: close under each other, alike, and the upper one reaches the right edge."""
    group: list[PdfLine] = []
    for line in lines:
        if group and not _goes_on(group[-1], line):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _goes_on(upper: PdfLine, line: PdfLine) -> bool:
    height = upper.bottom - upper.top
    if line.top - upper.bottom > 0.9 * height or abs(line.size - upper.size) > 1 or line.bold != upper.bold:
        return False
    if upper.text.split()[-1].casefold() in _LEADS:
        return True
    if (
        LIST_ITEM.match(line.text)
        or FOOTNOTE.match(line.text)
        or (NUMBERED.match(line.text) and line.text[0].isdigit())
    ):
        return False
    return upper.x1 > upper.x0 + _FULL * (upper.right - upper.x0) or line.text[0].islower()


def style_of(words: str, group: Sequence[PdfLine], size: float) -> str:
    if FOOTNOTE.match(words) or (group[0].size < size - 1.5 and re.match(r"\d{1,2}\s", words)):
        return "footnote"
    if LIST_ITEM.match(words):
        return "list"
    big = group[0].size > size + 0.8 or group[0].bold
    return "heading" if big and len(words) < 160 and not words.endswith((".", ",", ";")) else "body"


def told(words: str) -> str:
    """The words without what no letter stands for; bullets of Word's own fonts as the bullets they show."""
    return words.translate(_SIGNS).strip()
