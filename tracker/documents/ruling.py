"""Takes the ruled lines out of a scanned page: the recognition takes the cells of a ruled table for pictures.

What the lines tell is kept in another form: a page that lies askew is turned by them, and where one runs between two
rows, the rows are moved apart. Word sets the rows of a table as close to each other as the lines of a cell, so that
without its rules nothing else would part them.

A line is a stretch of dark pixels, one after the other, longer than any stroke of a letter. It is found by squeezing
the page along the line: only where every pixel was dark does the mean stay dark.
"""

from collections.abc import Iterable
from itertools import accumulate, pairwise

from PIL import Image, ImageChops, ImageFilter

_STROKE = 60
"""Pixels: at 200 dpi the height of a capital of 30 points."""
_ALL_DARK = 235
"""Of 255: a line with a few light specks is a line."""
_DARKER_THAN_PAPER = 0.65
_SOFT_EDGE = 5
"""Pixels of the window that takes the grey edges of a line along."""
_LONG = 0.2
"""Of the width of the page: rules of a table together are at least so long."""
BAND = 30
"""Pixels that come between two rows: at 200 dpi about a line."""
BORDER = 240
"""Pixels that come between a table and what stands over and under it."""
_GAPS = (0, BORDER, BAND)
"""What comes to a line by how many of its sides have upright lines: an underlined sentence is not torn apart."""
_LOW = 120
"""Pixels: between two lines closer than this, beside a row, lies another though no upright lines of it are seen."""
_NEAR = 4
"""Pixels from a rule within which no word may stand where the page is cut."""
_MOST_ASKEW, _COARSE, _STEP = 20, 4, 0.1
"""How far a page may be turned back: so many steps of so many degrees to either side, first by several at once."""
_SMALL = 600
"""Pixels of width on which the slope is looked for."""


def without_ruling(page: Image.Image) -> Image.Image:
    """The grey ``page`` with its straight horizontal and vertical lines painted over in the colour of the paper."""
    paper = _paper(page)
    across, down = _lines(page, paper)
    if (angle := _askew(across)) != 0:
        page = page.rotate(angle, Image.Resampling.BICUBIC, fillcolor=paper)
        across, down = _lines(page, paper)
    lines = ImageChops.lighter(across, down)
    if lines.getbbox() is None:
        return page
    clean = page.copy()
    clean.paste(paper, mask=lines.filter(ImageFilter.MaxFilter(_SOFT_EDGE)))
    return _with_rows_apart(clean, across, down, paper)


def _lines(page: Image.Image, paper: int) -> tuple[Image.Image, Image.Image]:
    """The horizontal and the vertical lines of a page."""
    dark = page.point(lambda value: 255 if value < paper * _DARKER_THAN_PAPER else 0)
    return _stretches(dark, (_STROKE, 1)), _stretches(dark, (1, _STROKE))


def _askew(across: Image.Image) -> float:
    """The angle, in degrees, by which the page has to be turned so that its horizontal lines lie level."""
    if across.getbbox() is None:
        return 0.0
    small = across.resize((_SMALL, max(1, across.height * _SMALL // across.width)), Image.Resampling.BOX)
    rough = _sharpest(small, range(-_MOST_ASKEW, _MOST_ASKEW + 1, _COARSE))
    return _STEP * _sharpest(small, range(rough - _COARSE + 1, rough + _COARSE))


def _sharpest(mask: Image.Image, steps: Iterable[int]) -> int:
    """The step at which the lines of the mask lie most level; the nearest to none where it makes no difference."""
    turned = {step: mask.rotate(step * _STEP, Image.Resampling.BILINEAR) for step in sorted(steps, key=abs)}
    return max(turned, key=lambda step: _sharpness(turned[step]))


def _sharpness(mask: Image.Image) -> int:
    """How much of the mask lies together in few rows."""
    return sum(value * value for value in _by_rows(mask))


def _by_rows(mask: Image.Image) -> bytes:
    """The mean of every row of pixels."""
    return mask.resize((1, mask.height), Image.Resampling.BOX).tobytes()


def _with_rows_apart(page: Image.Image, across: Image.Image, down: Image.Image, paper: int) -> Image.Image:
    """The page cut at its long horizontal lines and the parts moved apart, farther where a table begins or ends."""
    cuts = _cuts(page, across, paper)
    upright = _by_rows(down.point(lambda value: 255 if value else 0))
    edges = [0, *cuts, page.height]
    parts = list(pairwise(edges))
    ruled = [any(upright[top + _NEAR : bottom - _NEAR]) for top, bottom in parts]
    inner = range(1, len(parts) - 1)
    for order, beside in ((inner, -1), (reversed(inner), 1)):
        for n in order:
            ruled[n] = ruled[n] or (ruled[n + beside] and parts[n][1] - parts[n][0] < _LOW)
    gaps = [0, *(_GAPS[one + other] for one, other in pairwise(ruled))]
    spread = Image.new("L", (page.width, page.height + sum(gaps)), paper)
    for shift, (top, bottom) in zip(accumulate(gaps), parts, strict=True):
        spread.paste(page.crop((0, top, page.width, bottom)), (0, top + shift))
    return spread


def _cuts(page: Image.Image, across: Image.Image, paper: int) -> list[int]:
    """The heights of the long horizontal lines, each where no word would be cut with it."""
    dark = _by_rows(page.point(lambda value: 255 if value < paper * _DARKER_THAN_PAPER else 0))
    cuts: list[int] = []
    for y in (y for y, value in enumerate(_by_rows(across)) if value > _LONG * 255):
        near = sorted(range(max(1, y - _NEAR), min(page.height, y + _NEAR + 1)), key=lambda at: abs(at - y))
        free = next((at for at in near if not dark[at]), None)
        if free is not None and (not cuts or free - cuts[-1] > 3 * _NEAR):
            cuts.append(free)
    return cuts


def _paper(page: Image.Image) -> int:
    """The brightness that half of the page is not above."""
    counts = page.histogram()
    seen = 0
    for value, count in enumerate(counts):
        seen += count
        if 2 * seen >= page.width * page.height:
            return value
    return 255


def _stretches(dark: Image.Image, along: tuple[int, int]) -> Image.Image:
    """The dark stretches of ``along`` pixels; looked for from four beginnings, so that little of an end is left."""
    found = Image.new("L", dark.size, 0)
    for quarter in range(4):
        x, y = (quarter * length // 4 for length in along)
        found = ImageChops.lighter(found, _moved(_full(_moved(dark, -x, -y), along), x, y))
    return found


def _full(dark: Image.Image, along: tuple[int, int]) -> Image.Image:
    """The blocks of ``along`` pixels in which every one is dark; what is left over at the edge counts for none."""
    blocks = (dark.width // along[0], dark.height // along[1])
    found = Image.new("L", dark.size, 0)
    if 0 in blocks:
        return found
    covered = (blocks[0] * along[0], blocks[1] * along[1])
    squeezed = dark.crop((0, 0, *covered)).resize(blocks, Image.Resampling.BOX)
    full = squeezed.point(lambda value: 255 if value > _ALL_DARK else 0)
    found.paste(full.resize(covered, Image.Resampling.NEAREST), (0, 0))
    return found


def _moved(mask: Image.Image, x: int, y: int) -> Image.Image:
    """The mask moved, with nothing coming in from the other side."""
    if not (x or y):
        return mask
    moved = Image.new("L", mask.size, 0)
    moved.paste(mask, (x, y))
    return moved
