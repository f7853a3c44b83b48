"""Tables of a scanned page, from the gaps between its words: columns are white strips, rows larger white bands.

A page of ordinary text gives none. What looks like a table but cannot be told apart with some certainty (two columns of
a newspaper) is left as text: a wrong table would tear sentences apart.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import quantiles

from tracker.documents.scan_words import Word

_GAP = 1.2
"""Times the height of letters: a wider gap between two words may part columns; blanks and justified lines are under."""
_STRIP = 0.8
"""Times the height of letters: the least width of a white strip between columns."""
_BLANK = 0.7
"""Times the height of letters: the width of a blank between two words of a text."""
_PITCH = 1.6
"""Times the height of letters: lines farther apart than this belong to two rows."""
_SAME_LINE = 0.4
_APART = 8
"""Lines of single cells that may lie between two lines that show several columns."""
_FAR = 6
"""Times the height of letters: lines farther apart than this belong to no table together."""
_STRAY = 12
"""Of so many lines that show columns one may have a stray word between them."""
_FULL = 0.8
"""Two columns whose cells fill them more than this are text in columns, not a table …"""
_NARROW = 10
"""… unless one is narrower than so many times the height of letters."""

Line = list[Word]


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell: its first column (from 1), how many columns it takes, and its words in reading order."""

    column: int
    span: int
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its rows from top to bottom, empty cells left out, and where it lies on the page."""

    rows: tuple[tuple[GridCell, ...], ...]
    columns: int
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class _Gap:
    """A stretch between two edges of words, and how many lines have a word in it."""

    left: float
    right: float
    covered: int


def tables_on(words: Sequence[Word]) -> list[Grid]:
    """The tables of a page, from top to bottom."""
    if len(words) < 2:
        return []
    height = quantiles([word.height for word in words], n=4)[-1]
    return [grid for group in _groups(_lines(words, height), height) if (grid := _grid(group, height))]


def _lines(words: Sequence[Word], height: float) -> list[Line]:
    """The words by the height at which they stand, over all columns, each line from left to right."""
    lines: list[Line] = []
    for word in sorted(words, key=lambda w: w.middle):
        if lines and word.middle - _height_of(lines[-1]) <= _SAME_LINE * height:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda w: w.left) for line in lines]


def _height_of(line: Line) -> float:
    return sum(word.middle for word in line) / len(line)


def _groups(lines: list[Line], height: float) -> Iterator[list[Line]]:
    """Stretches of lines that begin and end with one that shows several columns."""
    parted = [n for n, line in enumerate(lines) if _is_parted(line, height)]
    start = 0
    for here, after in pairwise([*parted, len(lines) + 2 * _APART]):
        if after - here > _APART or _far_apart(lines[here : after + 1], height):
            yield lines[parted[start] : _end(lines, here, height)]
            start = parted.index(here) + 1


def _far_apart(lines: list[Line], height: float) -> bool:
    """Whether two lines that follow each other have more white between them than any row has."""
    return any(_height_of(under) - _height_of(line) > _FAR * height for line, under in pairwise(lines))


def _is_parted(line: Line, height: float) -> bool:
    """Whether a line shows several columns."""
    return any(after.left - before.right > _GAP * height for before, after in pairwise(line))


def _end(lines: list[Line], last: int, height: float) -> int:
    """Where the table ends whose last line of several columns is ``last``: the rest of its row belongs to it."""
    end = last + 1
    while end < len(lines) and _height_of(lines[end]) - _height_of(lines[end - 1]) <= _PITCH * height:
        end += 1
    return end


def _grid(lines: list[Line], height: float) -> Grid | None:
    strips = _strips(lines, height)
    if not strips:
        return None
    rows = _rows(lines, strips, height)
    told = sum(len(row) > 1 for row in rows)
    if told < 2 or (len(strips) == 1 and _is_text(lines, strips[0], height)):
        return None
    words = [word for line in lines for word in line]
    return Grid(tuple(rows), len(strips) + 1, min(w.top for w in words), max(w.bottom for w in words))


def _strips(lines: list[Line], height: float) -> list[float]:
    """The middles of the white strips between columns, as the lines tell that show several of them."""
    lines = [sure for line in lines if (sure := [word for word in line if not word.is_doubtful_mark])]
    parted = [line for line in lines if _is_parted(line, height)]
    edges = sorted({edge for line in lines for word in line for edge in (word.left, word.right)})
    strips: list[float] = []
    stretch: list[_Gap] = []
    for left, right in pairwise(edges):
        if _covering(parted, left, right) <= len(parted) // _STRAY:
            stretch.append(_Gap(left, right, _covering(lines, left, right)))
        else:
            strips += _strip(lines, stretch, height)
            stretch = []
    return strips


def _covering(lines: list[Line], left: float, right: float) -> int:
    """How many lines have a word there."""
    return sum(any(word.left < right and word.right > left for word in line) for line in lines)


def _strip(lines: list[Line], stretch: list[_Gap], height: float) -> list[float]:
    """The middle of the emptiest gap of a stretch, if that is wide enough and two lines stand on both its sides."""
    if not stretch or stretch[-1].right - stretch[0].left < _STRIP * height:
        return []
    emptiest = min(gap.covered for gap in stretch)
    gap = max((gap for gap in stretch if gap.covered == emptiest), key=lambda gap: gap.right - gap.left)
    middle = (gap.left + gap.right) / 2
    both = sum(line[0].right <= middle <= line[-1].left and not _crosses(line, middle) for line in lines)
    return [middle] if both >= 2 else []


def _crosses(line: Line, x: float) -> bool:
    return any(word.left < x < word.right for word in line)


def _bridges(line: Line, x: float, height: float) -> bool:
    """Whether a line goes on over a strip as text does: with a word, or with no more than a blank."""
    before = [word.right for word in line if word.left < x]
    after = [word.left for word in line if word.right > x]
    return bool(before and after) and min(after) - max(before) < _BLANK * height


def _rows(lines: list[Line], strips: list[float], height: float) -> list[tuple[GridCell, ...]]:
    """Lines close together are one row; one that runs across the columns is a row of one cell."""
    rows: list[list[Line]] = []
    across: list[bool] = []
    for n, line in enumerate(lines):
        wide = not _is_parted(line, height) and any(_bridges(line, x, height) for x in strips)
        near = n > 0 and _height_of(line) - _height_of(lines[n - 1]) <= _PITCH * height
        if rows and near and wide == across[-1]:
            rows[-1].append(line)
        else:
            rows.append([line])
            across.append(wide)
    return [_cells(row, [] if wide else strips, len(strips) + 1) for row, wide in zip(rows, across, strict=True)]


def _cells(row: list[Line], strips: list[float], columns: int) -> tuple[GridCell, ...]:
    if not strips:
        return (GridCell(1, columns, tuple(word for line in row for word in line)),)
    bounds = [float("-inf"), *strips, float("inf")]
    cells = []
    for column, (left, right) in enumerate(pairwise(bounds), start=1):
        words = tuple(word for line in row for word in line if left <= (word.left + word.right) / 2 < right)
        if words:
            cells.append(GridCell(column, 1, words))
    return tuple(cells)


def _is_text(lines: list[Line], strip: float, height: float) -> bool:
    """Whether two columns are filled from edge to edge, as those of a newspaper are."""
    sides = (
        [w for line in lines for w in line if w.right <= strip],
        [w for line in lines for w in line if w.left > strip],
    )
    if not all(sides):
        return True
    shares = []
    for side in sides:
        left, right = min(w.left for w in side), max(w.right for w in side)
        if right - left < _NARROW * height:
            return False
        parts = [[w for w in line if w in side] for line in lines]
        shares += [(max(w.right for w in p) - min(w.left for w in p)) / (right - left) for p in parts if p]
    return sum(shares) / len(shares) > _FULL
