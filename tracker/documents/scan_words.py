"""What the recognition found on a page: the words, each with its box, set straight where the page lay askew."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from statistics import median
from typing import Any

_LONG_ENOUGH = 4
"""Words of a line from which its slope is told."""

UNSURE = 60.0
"""A word that the recognition is less sure of than this, in per cent, is shown to a person."""
POOR = 75.0
"""A page of whose letters the recognition is less sure than this on the average, in per cent, is read badly."""
_PAGE, _BLOCK, _WORD = "1", "2", "5"
"""Levels of tesseract's table."""
_REMNANTS = "|¦'’‘`´·_~©®"
"""What the recognition makes of the rest of a ruled line, and of nothing at all between two columns."""


@dataclass(frozen=True, slots=True)
class Word:
    """A recognised word: how sure it is in per cent, its box in pixels, and the block, paragraph and line it is of."""

    text: str
    confidence: float
    left: float
    top: float
    right: float
    bottom: float
    line: tuple[int, int, int]

    @property
    def middle(self) -> float:
        """The height at which the word stands."""
        return (self.top + self.bottom) / 2

    @property
    def is_doubtful_mark(self) -> bool:
        """Whether it is a lone mark of which the recognition is not sure: it sees such in the white between columns."""
        return self.confidence < UNSURE and not any(letter.isalnum() for letter in self.text)

    @property
    def height(self) -> float:
        """The height of its box."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class RecognisedPage:
    """The words of a page in reading order, and the share of it that the recognition took for a picture."""

    words: tuple[Word, ...] = ()
    unread: float = 0.0

    @property
    def sureness(self) -> float:
        """How sure the recognition is of a letter of the page, in per cent."""
        letters = sum(len(word.text) for word in self.words)
        return sum(word.confidence * len(word.text) for word in self.words) / letters if letters else 0.0

    @property
    def is_poor(self) -> bool:
        """Whether so little of what was read can be trusted that the page should be looked at as a whole."""
        return bool(self.words) and self.sureness < POOR


def page_to_form(page: RecognisedPage) -> list[Any]:
    """A page as it is kept between two runs."""
    return [page.unread, *([w.text, w.confidence, w.left, w.top, w.right, w.bottom, *w.line] for w in page.words)]


def page_from_form(form: Sequence[Any]) -> RecognisedPage:
    """The page that ``page_to_form`` kept."""
    unread, *words = form
    return RecognisedPage(
        tuple(
            Word(text, confidence, left, top, right, bottom, (block, paragraph, line))
            for text, confidence, left, top, right, bottom, block, paragraph, line in words
        ),
        unread,
    )


def page_of(table: str) -> RecognisedPage:
    """What tesseract's table tells of a page, the words in its order."""
    entries = list(csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE))
    found = list(_words(entries))
    slope = _slope(found)
    level = (replace(w, top=w.top - slope * w.left, bottom=w.bottom - slope * w.left) for w in found)
    return RecognisedPage(tuple(level), _unread(entries, {word.line[0] for word in found}))


def _unread(entries: Sequence[dict[str, str]], with_words: set[int]) -> float:
    """The share of the page that lies in blocks without a word."""
    whole = max((_area(entry) for entry in entries if entry["level"] == _PAGE), default=0)
    pictures = (e for e in entries if e["level"] == _BLOCK and int(e["block_num"]) not in with_words)
    return round(min(1.0, sum(map(_area, pictures)) / whole), 3) if whole else 0.0


def _area(entry: dict[str, str]) -> int:
    return int(entry["width"]) * int(entry["height"])


def _words(entries: Sequence[dict[str, str]]) -> Iterator[Word]:
    for entry in entries:
        text = (entry.get("text") or "").strip()
        if entry["level"] != _WORD or not text.strip(_REMNANTS):
            continue
        left, top = float(entry["left"]), float(entry["top"])
        right, bottom = left + float(entry["width"]), top + float(entry["height"])
        line = (int(entry["block_num"]), int(entry["par_num"]), int(entry["line_num"]))
        yield Word(text, float(entry["conf"]), left, top, right, bottom, line)


def _slope(words: Sequence[Word]) -> float:
    """How much lower a line stands at each pixel to the right."""
    slopes = []
    for _, group in groupby(words, key=lambda word: word.line):
        line = list(group)
        if len(line) >= _LONG_ENOUGH and line[-1].left > line[0].left:
            slopes.append((line[-1].bottom - line[0].bottom) / (line[-1].left - line[0].left))
    return median(slopes) if slopes else 0.0
