"""The words that the recognition found on a page, each with its box, set straight where the page lay askew."""

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


def words_to_form(words: Sequence[Word]) -> list[Any]:
    """The words of a page as they are kept between two runs."""
    return [[w.text, w.confidence, w.left, w.top, w.right, w.bottom, *w.line] for w in words]


def words_from_form(form: Sequence[Any]) -> list[Word]:
    """The words that ``words_to_form`` kept."""
    return [
        Word(text, confidence, left, top, right, bottom, (block, paragraph, line))
        for text, confidence, left, top, right, bottom, block, paragraph, line in form
    ]


def words_of(table: str) -> list[Word]:
    """The words of tesseract's table, in its order."""
    found = list(_words(table))
    slope = _slope(found)
    return [replace(w, top=w.top - slope * w.left, bottom=w.bottom - slope * w.left) for w in found]


def _words(table: str) -> Iterator[Word]:
    for entry in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (entry.get("text") or "").strip()
        if entry.get("level") != "5" or not text.strip(_REMNANTS):
            continue
        left, top = float(entry["left"]), float(entry["top"])
        right, bottom = left + float(entry["width"]), top + float(entry["height"])
        line = (int(entry["block_num"]), int(entry["par_num"]), int(entry["line_num"]))
        yield Word(text, float(entry["conf"]), left, top, right, bottom, line)


def _slope(words: list[Word]) -> float:
    """How much lower a line stands at each pixel to the right."""
    slopes = []
    for _, group in groupby(words, key=lambda word: word.line):
        line = list(group)
        if len(line) >= _LONG_ENOUGH and line[-1].left > line[0].left:
            slopes.append((line[-1].bottom - line[0].bottom) / (line[-1].left - line[0].left))
    return median(slopes) if slopes else 0.0
