"""Chooses the reader of a file by what it contains, never by its name alone."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tracker.documents import parsing
from tracker.documents.jail import Jail, JailLimits
from tracker.documents.joining import joined_pages
from tracker.documents.office import to_docx
from tracker.documents.parsing import Parser
from tracker.documents.passages import DocumentText, Notice, Place
from tracker.documents.pdf import OnlyPictures
from tracker.documents.refusals import refuse
from tracker.documents.scan import KeptPages, Progress, can_recognise, read_scan
from tracker.documents.sniffing import kind_of

LONGEST_TEXT = 1_000_000
"""Characters, some three hundred pages; the reading that follows takes time in proportion."""


def fingerprint(data: bytes) -> str:
    """SHA-256 of the file, the name under which it is kept."""
    return hashlib.sha256(data).hexdigest()


def read_document(data: bytes, name: str) -> DocumentText:
    """Read a file into passages; raises ``UnreadableDocument`` that says in Czech what to do next.

    Files are taken apart in this very process: for tests and measurements. Strangers' files go to ``read_in_jail``.
    """
    return _read(data, name, parsing, JailLimits(), _Recognising())


def read_in_jail(
    data: bytes,
    name: str,
    limits: JailLimits | None = None,
    progress: Progress | None = None,
    pages_kept: KeptPages | None = None,
) -> DocumentText:
    """The same with every parser in a child process under limits.

    ``progress`` hears of every recognised page; ``pages_kept`` spares those that an earlier run recognised.
    """
    limits = limits or JailLimits()
    return _read(data, name, Jail(limits), limits, _Recognising(progress, pages_kept))


@dataclass(frozen=True, slots=True)
class _Recognising:
    """Who follows the recognition of a scan."""

    progress: Progress | None = None
    pages_kept: KeptPages | None = None


def _read(data: bytes, name: str, parser: Parser, limits: JailLimits, following: _Recognising) -> DocumentText:
    if len(data) > limits.file:
        raise refuse("too_large", place=f"{len(data) // 2**20} MiB, nejvýše {limits.file // 2**20} MiB")
    document = _parsed(kind_of(data, name), data, parser, limits, following)
    if len(document.text) > LONGEST_TEXT:
        raise refuse("too_large", place=f"{len(document.text)} znaků, nejvýše {LONGEST_TEXT}")
    return document


def _parsed(kind: str, data: bytes, parser: Parser, limits: JailLimits, following: _Recognising) -> DocumentText:
    def recognised(only: Sequence[int] = ()) -> DocumentText:
        return read_scan(kind, data, parser, limits, following.progress, following.pages_kept, only)

    if kind == "image":
        return recognised()
    if kind in {"doc", "rtf"}:
        return replace(parser.parse("docx", to_docx(kind, data, limits.convert)), kind=kind)
    try:
        document = parser.parse(kind, data)
    except OnlyPictures:
        return recognised()
    if not document.pictures:
        return document
    return joined_pages(document, recognised(document.pictures)) if can_recognise() else _without_pictures(document)


def _without_pictures(document: DocumentText) -> DocumentText:
    """The document as far as it could be read, with a word on each page that could not."""
    told = (
        Notice("ocr_quality", f"Strana {number} je jen obrázek, její text není přečten.", Place(page=number))
        for number in document.pictures
    )
    return replace(document, notices=(*document.notices, *told))
