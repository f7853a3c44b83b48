"""What Word keeps outside the body: footnotes, endnotes, and the headers and footers of pages."""

from collections.abc import Iterator

from lxml import etree

from tracker.documents.archive import Archive
from tracker.documents.docx_numbering import W

_NOTES = {f"{W}footnoteReference": "word/footnotes.xml", f"{W}endnoteReference": "word/endnotes.xml"}
REFERENCES = frozenset(_NOTES)
"""The marks in the text that stand for a note."""

Notes = dict[tuple[str, str], etree._Element]


def notes_of(archive: Archive) -> Notes:
    """Every note by the mark that refers to it and its id; the lines that only part notes from the text are none."""
    return {
        (mark, note.get(f"{W}id", "")): note
        for mark, part in _NOTES.items()
        if part in archive
        for note in archive.xml(part)
        if note.get(f"{W}type") is None
    }


def margins_of(archive: Archive) -> Iterator[etree._Element]:
    """The headers and footers of pages, in the order of their parts."""
    for name in archive.names():
        if name.startswith(("word/header", "word/footer")) and name.endswith(".xml"):
            yield archive.xml(name)
