"""Scans and photographs: Czech optical recognition, page by page; tables keep their rows and cells."""

import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from tracker.documents.jail import JailLimits, Limits, run
from tracker.documents.parsing import Parser
from tracker.documents.passages import DocumentText, UnreadableDocument
from tracker.documents.refusals import refuse
from tracker.documents.scan_pages import ScannedPages
from tracker.documents.scan_tables import tables_on
from tracker.documents.scan_words import Word, words_of

_AUTOMATIC, _ONE_BLOCK = "3", "6"
"""Ways of the recognition to part a page. The first finds columns of text, but loses narrow columns of tables; the
second reads every line from edge to edge."""

Progress = Callable[[int, int], None]
"""Told after each page: how many are done, of how many."""


class KeptPages(Protocol):
    """Where the words of a page lie safe, so that a reading which was broken off goes on where it stopped."""

    def kept(self, page: int, /) -> Sequence[Word] | None:
        """The words of a page that an earlier run recognised; ``None`` when none did."""

    def keep(self, page: int, words: Sequence[Word], /) -> None:
        """Keep the words of a page."""


def read_scan(
    kind: str,
    data: bytes,
    parser: Parser,
    limits: JailLimits,
    progress: Progress | None = None,
    pages_kept: KeptPages | None = None,
) -> DocumentText:
    """Recognise a scanned PDF or a picture; ``progress`` hears of every page, those in ``pages_kept`` are not read."""
    program = shutil.which("tesseract")
    if program is None:
        raise refuse("no_ocr")
    pages = parser.page_count(kind, data)
    if pages > limits.pages:
        raise refuse("too_many_pages", place=f"{pages} stran, nejvýše {limits.pages}")
    book = ScannedPages()
    for number in range(1, pages + 1):
        words = pages_kept.kept(number) if pages_kept else None
        if words is None:
            words = _recognised(program, parser.render(kind, data, number), limits.recognise)
            if pages_kept:
                pages_kept.keep(number, words)
        book.add(number, words)
        if progress:
            progress(number, pages)
    document = book.document(pages)
    if not document.text.strip():
        raise refuse("no_text")
    return document


def _recognised(program: str, picture: bytes, limits: Limits) -> list[Word]:
    """The words of a page; one that holds a table is read once more, from edge to edge, if its time suffices."""
    begun = time.monotonic()
    found = _words(program, _AUTOMATIC, picture, limits)
    left = limits.wall - (time.monotonic() - begun)
    if left < 1 or not tables_on(found):
        return found
    try:
        return _words(program, _ONE_BLOCK, picture, replace(limits, wall=left))
    except UnreadableDocument:
        return found


def _words(program: str, mode: str, picture: bytes, limits: Limits) -> list[Word]:
    command = [program, "stdin", "stdout", "-l", "ces", "--psm", mode, "tsv"]
    return words_of(run(command, picture, limits).decode("utf-8", "replace"))
