"""A document as read, or the refusal to read it, on its way out of the child process: compact JSON."""

import json
from typing import Any

from tracker.documents.passages import Cell, DocumentText, Notice, Passage, Place, Table, UnreadableDocument
from tracker.documents.pdf import OnlyPictures
from tracker.documents.refusals import refuse

_OBJECT = b"{"
"""What a refusal begins with, and no number and no picture."""


def answer(document: DocumentText) -> bytes:
    """A document in bytes. Cells point at passages by number, so that each is written once."""
    numbers = {passage: n for n, passage in enumerate(document.passages)}
    form = {
        "kind": document.kind,
        "text": document.text,
        "passages": [[*_place(p.place), p.start, p.end, p.style] for p in document.passages],
        "tables": [
            [
                t.number,
                [[c.row, c.column, c.row_span, c.column_span, [numbers[p] for p in c.passages]] for c in t.cells],
            ]
            for t in document.tables
        ],
        "notices": [[n.kind, n.words, _place(n.place)] for n in document.notices],
        "pages": document.pages,
        "properties": document.properties,
        "pictures": document.pictures,
    }
    return json.dumps(form, ensure_ascii=False, separators=(",", ":")).encode()


def refusal(error: UnreadableDocument) -> bytes:
    """A refusal in bytes."""
    return json.dumps({"refused": error.reason, "place": error.place}).encode()


def only_pictures() -> bytes:
    """The finding that a document is a scan, in bytes."""
    return json.dumps({"only_pictures": True}).encode()


def answer_of(data: bytes) -> DocumentText:
    """What the child answered; raises the refusal, or ``OnlyPictures``."""
    try:
        form: dict[str, Any] = json.loads(data)
    except ValueError as error:
        raise refuse("damaged") from error
    if "refused" in form:
        raise refuse(form["refused"], place=form["place"])
    if "only_pictures" in form:
        raise OnlyPictures
    passages = tuple(Passage(Place(*p[:5]), *p[5:]) for p in form["passages"])
    return DocumentText(
        form["kind"],
        form["text"],
        passages,
        tuple(Table(number, tuple(_cell(cell, passages) for cell in cells)) for number, cells in form["tables"]),
        tuple(Notice(kind, words, Place(*place)) for kind, words, place in form["notices"]),
        form["pages"],
        form["properties"],
        tuple(form["pictures"]),
    )


def told(data: bytes) -> bytes:
    """What the child answered that is no document: a number, a picture; raises the refusal."""
    if data.startswith(_OBJECT):
        answer_of(data)
    return data


def _place(place: Place) -> list[int | None]:
    return [place.page, place.table, place.row, place.column, place.paragraph]


def _cell(form: list[Any], passages: tuple[Passage, ...]) -> Cell:
    row, column, row_span, column_span, numbers = form
    return Cell(row, column, tuple(passages[n] for n in numbers), row_span, column_span)
