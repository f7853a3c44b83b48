"""Labelled values: rows of a two-column table, "Label: value", and a heading with the text under it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from tracker.documents.passages import DocumentText, Passage
from tracker.drafts.sentences import sentences_of
from tracker.timeline.folding import folded

_KNOWN = re.compile(
    r"(?:doba (?:platnosti|trvani|realizace)|platnost|obdobi (?:realizace|spoluprace|popisu spoluprace)"
    r"|uzemni celek|sidlo|ico?|datum schvaleni[\w ]*|(?:cislo|c\.) usneseni)(?:\s*\(.*\))?"
)
_LED = re.compile(
    r"(?:uzemni celek|sidlo|ico?|povereny zastupce(?: uzemniho celku)?(?: pro socialni zaclenovani)?"
    r"|mana[zg]er(?:ka)? socialniho zaclenovani|vedouci regionalniho pracoviste(?: asz)?)\s+(?=\S)"
)
_LONGEST = 140
_MARKS = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹⁰]+|\[\d{1,2}\]")


@dataclass(frozen=True, slots=True)
class Label:
    """A label without footnote marks, and its value: the passages it stands in and the words of it."""

    label: str
    value: str
    passages: tuple[Passage, ...]
    plain: str
    """The label in small letters without accents: damaged texts lose these first."""


def labels_of(document: DocumentText) -> list[Label]:
    """All labelled values: those of tables and lines first, then those under headings."""
    return [
        *_in_tables(document),
        *_in_lines(document),
        *_under_headings(document),
        *_under_known_words(document),
        *_beside_known_words(document),
    ]


def clean(words: str) -> str:
    """The words without footnote marks and needless blanks."""
    return re.sub(r"\s+", " ", _MARKS.sub("", words)).strip(" :\t")


def without_duties(document: DocumentText, label: Label) -> Label:
    """The label with what stands under it up to the first sentence that promises something."""
    told = takewhile(lambda p: not any(s.promises for s in sentences_of(document.words(p))), label.passages)
    return replace(label, passages=tuple(told))


def _in_tables(document: DocumentText) -> Iterator[Label]:
    for table in document.tables:
        for cells in table.rows.values():
            filled = [cell for cell in cells if document.cell_words(cell).strip()]
            if len(filled) == 2 and len(document.cell_words(filled[0])) < 140:
                value = clean(document.cell_words(filled[1]))
                yield _label(clean(document.cell_words(filled[0])), value, filled[1].passages)


def _in_lines(document: DocumentText) -> Iterator[Label]:
    for passage in document.passages:
        label, colon, value = document.words(passage).partition(":")
        if passage.place.table is None and colon and value.strip() and len(label) < 140:
            yield _label(clean(label), clean(value), (passage,))


def _under_headings(document: DocumentText) -> Iterator[Label]:
    heading: str | None = None
    under: list[Passage] = []
    for passage in document.passages:
        if passage.style in {"footnote", "margin"}:
            continue
        if passage.place.table is not None:
            if heading and under:
                yield _section(document, heading, under)
                heading, under = None, []
            continue
        if passage.style == "heading" and not (heading and not under and _is_value(document.words(passage))):
            if heading and under:
                yield _section(document, heading, under)
            heading, under = document.words(passage), []
        elif heading:
            under.append(passage)
    if heading and under:
        yield _section(document, heading, under)


def _is_value(words: str) -> bool:
    """Whether a line that looks like a heading answers the heading above it: a date, a name of a place, a decision."""
    return bool(re.search(r"\d", words)) and not words.isupper()


def _section(document: DocumentText, heading: str, under: list[Passage]) -> Label:
    return _label(clean(heading), "\n".join(document.words(p) for p in under), tuple(under))


def _under_known_words(document: DocumentText) -> Iterator[Label]:
    """A label in plain letters on a line of its own, with its value in the next paragraph."""
    for passage, below in pairwise(document.passages):
        words = document.words(passage)
        alone = passage.style == "body" and passage.place.table is None and below.place.table is None
        if alone and len(words) < _LONGEST and _KNOWN.fullmatch(folded(clean(words))):
            yield _label(clean(words), document.words(below), (below,))


def _beside_known_words(document: DocumentText) -> Iterator[Label]:
    """A label and its value on one line, as a table without rules comes out of a PDF."""
    for passage in document.passages:
        words = document.words(passage)
        found = _LED.match(folded(words)) if passage.place.table is None and len(words) < _LONGEST else None
        value = words[found.end() :].strip() if found else ""
        if found and (value[:1].isupper() or value[:1].isdigit()):
            yield _label(clean(words[: found.end()]), clean(value), (passage,))


def _label(label: str, value: str, passages: tuple[Passage, ...]) -> Label:
    return Label(label, value, passages, folded(label))
