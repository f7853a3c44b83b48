"""Text of a PDF set in two columns: the left one is read to its end before the right one.

Only columns that are filled from edge to edge are told apart. Labels with their values beside them look alike at first,
but their right side is ragged; they are read line by line.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

Lines = Sequence[dict[str, Any]]
Box = tuple[float, float, float, float]

_GAP = 1.0
"""Times the size of letters: the least white between two columns."""
_FEWEST = 6
"""Lines that a column has."""
_BEFORE = 2.0
"""Points before the right column."""
_APART = 2.0
"""Times the height of a line: such white ends two columns."""
_ACROSS = 0.2
"""Of the lines beside a gap: so many may cross it, as a title over both columns does."""
_FULL = 0.7
"""How full the lines of a column of text are on the average."""


def parts_of(lines: Lines, width: float, height: float) -> list[Box] | None:
    """The parts of a page in reading order when two columns of text stand on it; ``None`` when none do."""
    middle = _between_columns(lines, width)
    if middle is None:
        return None
    rows = [_side(line, middle) for line in lines]
    under = _under_columns(lines, rows)
    rows[under:] = ["across"] * (len(rows) - under)
    parts: list[Box] = []
    top = 0.0
    for number, side in enumerate([*rows, "across"]):
        if side != "across":
            continue
        bottom = lines[number]["top"] if number < len(lines) else height
        if number and rows[number - 1] != "across":
            parts += [(0, top, middle, bottom), (middle, top, width, bottom)]
            top = bottom
        if number < len(lines):
            next_top = lines[number + 1]["top"] if number + 1 < len(lines) else height
            parts.append((0, top, width, next_top))
            top = next_top
    return parts


def _between_columns(lines: Lines, width: float) -> float | None:
    """The place between two columns of text, if there are such: just before where the lines of the right one begin."""
    begins = Counter(round(x) for line in lines for x in _beginnings(line) if 0.25 * width < x < 0.75 * width)
    if not begins:
        return None
    (begin, count), *_ = begins.most_common(1)
    if count < _FEWEST:
        return None
    middle = begin - _BEFORE
    crossing = sum(_side(line, middle) == "across" for line in lines)
    return middle if crossing <= _ACROSS * len(lines) and _are_filled(lines, middle) else None


def _beginnings(line: dict[str, Any]) -> Iterator[float]:
    """Where a line begins, and where it goes on after white."""
    yield line["x0"]
    yield from (left for _, left in _gaps(line))


def _under_columns(lines: Lines, rows: Sequence[str]) -> int:
    """Where the columns have ended: below both, after more white than lies between two lines."""
    last = max((n for n, side in enumerate(rows) if side != "left"), default=0)
    for number in range(last + 1, len(lines)):
        above, line = lines[number - 1], lines[number]
        if line["top"] - above["bottom"] > _APART * (above["bottom"] - above["top"]):
            return number
    return len(lines)


def _gaps(line: dict[str, Any]) -> Iterator[tuple[float, float]]:
    """The white stretches of a line that are wider than a blank."""
    for char, after in pairwise(line["chars"]):
        if after["x0"] - char["x1"] > _GAP * char["size"]:
            yield char["x1"], after["x0"]


def _side(line: dict[str, Any], middle: float) -> str:
    """On which side of a place a line stands: ``left``, ``right``, on ``both``, or ``across`` it without a gap."""
    if line["x1"] <= middle:
        return "left"
    if line["x0"] >= middle:
        return "right"
    return "both" if any(right < middle < left for right, left in _gaps(line)) else "across"


def _are_filled(lines: Lines, middle: float) -> bool:
    """Whether both columns have enough lines, and these fill them from edge to edge."""
    left, right = [], []
    for line in lines:
        if (side := _side(line, middle)) == "across":
            continue
        if side != "right":
            left.append(max(c["x1"] for c in line["chars"] if c["x1"] <= middle) - line["x0"])
        if side != "left":
            right.append(line["x1"] - min(c["x0"] for c in line["chars"] if c["x0"] >= middle))
    return all(len(w) >= _FEWEST and sum(w) / len(w) > _FULL * max(w) for w in (left, right))
