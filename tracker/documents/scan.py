"""Scans and photographs: Czech optical recognition, page by page."""

import csv
import io
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tracker.documents.building import TextBuilder
from tracker.documents.jail import JailLimits, run
from tracker.documents.parsing import Parser
from tracker.documents.passages import DocumentText, Place
from tracker.documents.plain import LIST_ITEM
from tracker.documents.refusals import refuse

Progress = Callable[[int, int], None]
"""Told after each page: how many are done, of how many."""

_UNSURE = 60.0
"""A word that the recognition is less sure of than this, in per cent, is shown to a person."""

_SHOWN = 12


@dataclass
class _Paragraph:
    """Recognised words with how sure each is."""

    words: list[tuple[str, float]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(word for word, _ in self.words)


def read_scan(
    kind: str, data: bytes, parser: Parser, limits: JailLimits, progress: Progress | None = None
) -> DocumentText:
    """Recognise a scanned PDF or a picture; ``progress`` hears of every page."""
    program = shutil.which("tesseract")
    if program is None:
        raise refuse("no_ocr")
    pages = parser.page_count(kind, data)
    if pages > limits.pages:
        raise refuse("too_many_pages", place=f"{pages} stran, nejvýše {limits.pages}")
    builder = TextBuilder()
    for number in range(1, pages + 1):
        builder.page = number
        picture = parser.render(kind, data, number)
        table = run([program, "stdin", "stdout", "-l", "ces", "--psm", "3", "tsv"], picture, limits.recognise)
        _add_page(builder, number, list(_paragraphs(table.decode("utf-8", "replace"))))
        if progress:
            progress(number, pages)
    document = builder.document("scan", pages=pages)
    if not document.text.strip():
        raise refuse("no_text")
    return document


def _add_page(builder: TextBuilder, number: int, paragraphs: list[_Paragraph]) -> None:
    unsure = []
    for paragraph in paragraphs:
        style = "list" if LIST_ITEM.match(paragraph.text) else "body"
        builder.paragraph(paragraph.text, style)
        unsure += [word for word, confidence in paragraph.words if confidence < _UNSURE]
    if unsure:
        shown = ", ".join(f"„{word}“" for word in unsure[:_SHOWN]) + (" …" if len(unsure) > _SHOWN else "")
        words = f"Strana {number}: {len(unsure)} slov je přečteno nejistě: {shown}"
        builder.notice("ocr_quality", words, Place(page=number))


def _paragraphs(table: str) -> Iterator[_Paragraph]:
    """The paragraphs of tesseract's table; a line that begins an item of a list begins one too."""
    paragraph = _Paragraph()
    last: tuple[str, ...] = ()
    for entry in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        word = (entry.get("text") or "").strip()
        if entry.get("level") != "5" or not word:
            continue
        key = (entry["block_num"], entry["par_num"])
        if last[:2] != key or (last[2:] != (entry["line_num"],) and LIST_ITEM.match(f"{word} x")):
            if paragraph.words:
                yield paragraph
            paragraph = _Paragraph()
        last = (*key, entry["line_num"])
        paragraph.words.append((word, float(entry["conf"])))
    if paragraph.words:
        yield paragraph
