"""Chooses the reader of a file by what it contains, never by its name alone."""

import hashlib
from collections.abc import Callable

from tracker.documents.docx import read_docx
from tracker.documents.odt import read_odt
from tracker.documents.passages import DocumentText
from tracker.documents.plain import read_plain
from tracker.documents.sniffing import kind_of

READERS: dict[str, Callable[[bytes], DocumentText]] = {"txt": read_plain, "docx": read_docx, "odt": read_odt}


def fingerprint(data: bytes) -> str:
    """SHA-256 of the file, the name under which it is kept."""
    return hashlib.sha256(data).hexdigest()


def read_document(data: bytes, name: str) -> DocumentText:
    """Read a file into passages; raises ``UnreadableDocument`` that says in Czech what to do next."""
    return READERS[kind_of(data, name)](data)
