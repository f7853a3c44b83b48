"""Divides a cell of deadlines among its readings: which words belong to which rhythm.

"2x ročně porada vedoucích Projednání radou 1x ročně" holds two duties, and each keeps its own words: the subject
follows its rhythm in the first and stands before it in the second.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tracker.drafts.grammar import Reading

_SENTENCE = re.compile(r"(?:[.;]\s+|\n\s*|,\s+|\s+)(?=[A-ZÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ][a-záčďéěíňóřšťúůýž])|[;\n]\s*|\.\s+")


_LEAD = re.compile(r"[\s,;•·▪*]+|[-–]\s+")


@dataclass(frozen=True, slots=True)
class Segment:
    """The words of one reading, from ``start`` to ``end`` of the text that was read."""

    reading: Reading
    start: int
    end: int

    def subject(self, text: str) -> str:
        """What is to be done, without the words that say when."""
        before = text[self.start : self.reading.start]
        after = text[self.reading.end : self.end]
        words = re.sub(r"\((?:min|max|nejm|nejv|alespo|aspo)[^)]*\)", " ", f"{before} {after}")
        return re.sub(r"\s+", " ", words).strip(" ,;:.–-")


def segments_of(text: str, readings: Sequence[Reading]) -> list[Segment]:
    """One segment for each reading, in order, together the whole text."""
    if not readings:
        return []
    borders = [0]
    leads = bool(re.search(r"\w", text[: readings[0].start]))
    for one, next_one in pairwise(readings):
        borders.append(_border(text, one.end, next_one.start, leads=leads))
    borders.append(len(text))
    return [
        Segment(reading, *_trimmed(text, start, end))
        for reading, (start, end) in zip(readings, pairwise(borders), strict=True)
    ]


def _border(text: str, start: int, end: int, *, leads: bool) -> int:
    """Where between two readings the second one's words begin.

    At the last break that looks like a new sentence; without one the words follow the pattern of the first reading.
    """
    gap = text[start:end]
    breaks = [match.end() for match in _SENTENCE.finditer(gap)]
    if breaks:
        return start + breaks[-1]
    return start if leads and re.search(r"\w", gap) else end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without blanks, dividers and the bullet around it."""
    part = text[start:end].rstrip(" \t\n,;•")
    lead = _LEAD.match(part)
    return start + (lead.end() if lead else 0), start + len(part)
