"""Scans and photographs: Czech optical recognition, page by page; tables keep their rows and cells."""

import re
import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from tracker.documents.jail import JailLimits, Limits, run
from tracker.documents.parsing import Parser
from tracker.documents.passages import DocumentText, UnreadableDocument
from tracker.documents.refusals import refuse
from tracker.documents.scan_pages import ScannedPages
from tracker.documents.scan_tables import tables_on
from tracker.documents.scan_words import RecognisedPage, page_of

_AUTOMATIC, _ONE_BLOCK = "3", "6"
"""Ways of the recognition to part a page. The first finds columns of text, but loses narrow columns of tables; the
second reads every line from edge to edge."""
_WHICH_WAY_UP = "0"
_TURN = re.compile(rb"^Rotate: (90|180|270)$", re.M)
_MOSTLY_PICTURE = 0.5
"""A page of which so much is a picture may lie on its side."""

Progress = Callable[[int, int], None]
"""Told after each page: how many are done, of how many."""


class KeptPages(Protocol):
    """Where what was found on a page lies safe, so that a reading which was broken off goes on where it stopped."""

    def kept(self, page: int, /) -> RecognisedPage | None:
        """The page as an earlier run recognised it; ``None`` when none did."""

    def keep(self, page: int, found: RecognisedPage, /) -> None:
        """Keep a page."""


def can_recognise() -> bool:
    """Whether the program for it is installed."""
    return shutil.which("tesseract") is not None


def read_scan(
    kind: str,
    data: bytes,
    parser: Parser,
    limits: JailLimits,
    progress: Progress | None = None,
    pages_kept: KeptPages | None = None,
    only: Sequence[int] = (),
) -> DocumentText:
    """Recognise a scanned PDF or a picture, all its pages or ``only`` some.

    ``progress`` hears of every page, those in ``pages_kept`` are not read.
    """
    program = shutil.which("tesseract")
    if program is None:
        raise refuse("no_ocr")
    pages = only or range(1, parser.page_count(kind, data) + 1)
    if len(pages) > limits.pages:
        raise refuse("too_many_pages", place=f"{len(pages)} stran, nejvýše {limits.pages}")
    book = ScannedPages()
    for done, number in enumerate(pages, start=1):
        page = pages_kept.kept(number) if pages_kept else None
        if page is None:
            page = _Recognition(program, _Sheet(kind, data, number, parser), limits.recognise).page()
            if pages_kept:
                pages_kept.keep(number, page)
        book.add(number, page)
        if progress:
            progress(done, len(pages))
    document = book.document(len(pages))
    if not only and not document.text.strip():
        raise refuse("no_text")
    return document


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page of a scan."""

    kind: str
    data: bytes
    number: int
    parser: Parser

    def picture(self, turn: int = 0) -> bytes:
        """Its picture, turned clockwise by so many degrees."""
        return self.parser.render(self.kind, self.data, self.number, turn)


@dataclass(frozen=True, slots=True)
class _Recognition:
    """Recognises one page; all its runs together take no longer than ``limits`` allow."""

    program: str
    sheet: _Sheet
    limits: Limits
    begun: float = field(default_factory=time.monotonic)

    def page(self) -> RecognisedPage:
        """What is on the page; one that holds a table is read once more, from edge to edge, if its time suffices."""
        picture = self.sheet.picture()
        found = self._found(picture, _AUTOMATIC)
        if (found.is_poor or found.unread > _MOSTLY_PICTURE) and (turn := self._turn(picture)):
            picture = self.sheet.picture(turn)
            turned = self._found(picture, _AUTOMATIC)
            found = max(found, turned, key=lambda page: page.sureness)
        if self._left() < 1 or not tables_on(found.words):
            return found
        try:
            return replace(self._found(picture, _ONE_BLOCK), unread=found.unread)
        except UnreadableDocument:
            return found

    def _turn(self, picture: bytes) -> int:
        """By how many degrees the page has to be turned so that its letters stand upright, as far as that is seen."""
        try:
            told = _TURN.search(self._run(picture, "osd", _WHICH_WAY_UP))
        except UnreadableDocument:
            return 0
        return int(told[1]) if told else 0

    def _found(self, picture: bytes, mode: str) -> RecognisedPage:
        return page_of(self._run(picture, "ces", mode, "tsv").decode("utf-8", "replace"))

    def _run(self, picture: bytes, language: str, mode: str, *form: str) -> bytes:
        command = [self.program, "stdin", "stdout", "-l", language, "--psm", mode, *form]
        return run(command, picture, replace(self.limits, wall=self._left()))

    def _left(self) -> float:
        return max(0.0, self.limits.wall - (time.monotonic() - self.begun))
