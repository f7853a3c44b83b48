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
_PITCH = 1.6
"""Times the height of letters: lines farther apart than this belong to two rows."""
_SAME_LINE = 0.4
_APART = 8
"""Lines of single cells that may lie between two lines that show several columns."""
_CROSSING = 0.2
"""Share of lines that may run across the columns: a row for a whole period."""
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
        if after - here > _APART:
            yield lines[parted[start] : _end(lines, here, height)]
            start = parted.index(here) + 1


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
    """The middles of the white strips between columns."""
    edges = sorted({edge for line in lines for word in line for edge in (word.left, word.right)})
    allowed = max(1, int(_CROSSING * len(lines))) if len(lines) > 3 else 0
    strips: list[float] = []
    begin: float | None = None
    for left, right in pairwise(edges):
        covered = sum(any(w.left < right and w.right > left for w in line) for line in lines)
        if covered <= allowed:
            begin = left if begin is None else begin
        elif begin is not None:
            strips += _strip(lines, begin, left, height)
            begin = None
    return strips


def _strip(lines: list[Line], left: float, right: float, height: float) -> list[float]:
    """The middle of a strip, if it is wide enough and at least two lines stand on both its sides."""
    middle = (left + right) / 2
    both = sum(line[0].right <= middle <= line[-1].left and not _crosses(line, middle) for line in lines)
    return [middle] if right - left >= _STRIP * height and both >= 2 else []


def _crosses(line: Line, x: float) -> bool:
    return any(word.left < x < word.right for word in line)


def _rows(lines: list[Line], strips: list[float], height: float) -> list[tuple[GridCell, ...]]:
    """Lines close together are one row; one that runs across the columns is a row of one cell."""
    rows: list[list[Line]] = []
    across: list[bool] = []
    for n, line in enumerate(lines):
        wide = not _is_parted(line, height) and any(_crosses(line, x) for x in strips)
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
