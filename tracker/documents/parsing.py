"""Reads files of a known kind in this very process; strangers' files go through ``jail``, which has a child do it."""

from collections.abc import Callable
from typing import Protocol

from tracker.documents.docx import read_docx
from tracker.documents.odt import read_odt
from tracker.documents.passages import DocumentText
from tracker.documents.pdf import read_pdf
from tracker.documents.pictures import page_count, render
from tracker.documents.plain import read_plain

__all__ = ["READERS", "Parser", "page_count", "parse", "render"]

READERS: dict[str, Callable[[bytes], DocumentText]] = {
    "txt": read_plain,
    "docx": read_docx,
    "odt": read_odt,
    "pdf": read_pdf,
}


class Parser(Protocol):
    """Whoever takes a file apart: this module, or a jail around it."""

    def parse(self, kind: str, data: bytes, /) -> DocumentText:
        """Read a file of a known kind; raises ``OnlyPictures`` for a scanned PDF."""

    def page_count(self, kind: str, data: bytes, /) -> int:
        """How many pages a scan has."""

    def render(self, kind: str, data: bytes, page: int, turn: int = 0, /) -> bytes:
        """A page of a scan, counted from 1, turned clockwise by so many degrees, as a grey PNG."""


def parse(kind: str, data: bytes) -> DocumentText:
    """Read a file of a known kind."""
    return READERS[kind](data)
