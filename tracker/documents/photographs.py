"""Photographs of pages: an evenly lit, upright sheet from a picture taken askew, half in shadow, on a desk.

All by Pillow alone. The light is known from the paper: in every small square its brightest part is paper, so the page
divided by that is a page under even light. What is darker than paper all around it, the desk, then shows as a dark
frame, and the edges of the sheet as the four sharp lines in it. They give the corners, and the corners the way back to
a rectangle. Where no such lines are seen, because the sheet fills the picture or the desk is white, and on scans, the
lines of text tell the slope.
"""

import math
from collections.abc import Sequence
from itertools import pairwise

from PIL import Image, ImageChops, ImageFilter, ImageMath

_SQUARE, _SMALLER = 16, 8
"""Pixels: the sides of the squares in which paper is looked for, first and once more on the sheet alone."""
_UNEVEN = 0.82
"""A page whose darker parts have less than this share of the light of its brighter ones was not scanned."""
_WHITE = 250
_NOISE = 1_500
"""The width of a page divided by this is the radius of the blur that takes the noise of a dark picture away."""
_INK, _HALF = 0.003, 0.5
"""So much of a page at the least is ink, so much at the least paper: the shares that tell how dark each is."""
_TAIL = 0.75
"""Of the way from ink to paper: what is brighter is paper."""
_SMALL = 400
"""Pixels of width on which edges and slopes are looked for."""
_STEPS, _STEP = 16, 0.5
"""Edges may lean so many steps of so many degrees to either side."""
_ASKEW = 1.0
"""Degrees that the recognition gets over by itself."""
_EDGE = 55
"""Of 255: how much brighter, on the whole length of a line, one side of an edge is."""
_OUTER = 0.4
"""Of the width: how far inside an edge of the sheet may lie."""
_REACH = 3
_INSIDE = 0.006
"""Of the side: how much is cut off, so that nothing of the frame is left."""

Point = tuple[float, float]
Line = tuple[Point, Point]


def is_photograph(page: Image.Image) -> bool:
    """Whether a grey ``page`` is lit so unevenly that a camera must have taken it."""
    counts = _paper(page, _SQUARE).histogram()
    darker, brighter = _level(counts, 0.1), _level(counts, 0.9)
    return darker < _UNEVEN * brighter


def straightened(page: Image.Image) -> Image.Image:
    """The sheet on a grey photograph: evenly lit, upright, without what lies around it."""
    lit = _evenly_lit(page, _SQUARE)
    small = lit.resize((_SMALL, max(1, round(_SMALL * lit.height / lit.width))), Image.Resampling.BOX)
    corners = _corners(small)
    if corners:
        scale = lit.width / small.width
        lit = _rectangle(lit, [(x * scale, y * scale) for x, y in corners])
    return _clear(_evenly_lit(lit, _SMALLER))


def levelled(page: Image.Image) -> Image.Image:
    """A grey page turned so that its lines of text lie level, if they lie askew so much that the recognition errs."""
    dark = ImageChops.invert(
        page.resize((_SMALL, max(1, round(_SMALL * page.height / page.width))), Image.Resampling.BOX)
    )
    slope = max(sorted(range(-_STEPS, _STEPS + 1), key=abs), key=lambda step: _sharpness(dark, step * _STEP))
    if abs(slope * _STEP) < _ASKEW:
        return page
    return page.rotate(slope * _STEP, Image.Resampling.BICUBIC, fillcolor=_level(page.histogram(), _HALF))


def _sharpness(dark: Image.Image, angle: float) -> int:
    """How much of what is dark lies together in few rows once it is turned."""
    turned = dark.rotate(angle, Image.Resampling.BILINEAR)
    return sum(value * value for value in turned.resize((1, turned.height), Image.Resampling.BOX).tobytes())


def _paper(page: Image.Image, square: int) -> Image.Image:
    """The light on every square of the page: that of its brightest neighbours, which hold paper."""
    return page.reduce(square).filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.GaussianBlur(2))


def _level(counts: Sequence[int], share: float) -> int:
    """The brightness that ``share`` of all is not above."""
    seen, wanted = 0, share * sum(counts)
    for value, count in enumerate(counts):
        seen += count
        if seen >= wanted:
            return value
    return len(counts) - 1


def _evenly_lit(page: Image.Image, square: int) -> Image.Image:
    """The page as it would be if the light were the same everywhere."""
    paper = _paper(page, square).resize(page.size, Image.Resampling.BICUBIC)
    lit: Image.Image = ImageMath.lambda_eval(
        lambda of: of["convert"](of["min"](of["page"] * _WHITE / of["max"](of["paper"], 1), 255), "L"),
        page=page,
        paper=paper,
    )
    return lit


def _clear(page: Image.Image) -> Image.Image:
    """The page without noise: smoothed, its ink black and its paper white."""
    smooth = page.filter(ImageFilter.GaussianBlur(page.width / _NOISE))
    counts = smooth.histogram()
    ink, paper = _level(counts, _INK), _level(counts, _HALF)
    bright = max(1.0, _TAIL * (paper - ink))
    return smooth.point(lambda value: max(0, min(255, round((value - ink) * 255 / bright))))


def _corners(small: Image.Image) -> list[Point] | None:
    """The corners of the sheet, from the upper left clockwise; ``None`` unless all four edges are seen."""
    edges: list[Line] = []
    turned = small
    for turns in range(4):
        edge = _left_edge(turned)
        if edge is None:
            return None
        edges.append((_turned_back(edge[0], turns, small.size), _turned_back(edge[1], turns, small.size)))
        turned = turned.transpose(Image.Transpose.ROTATE_90)
    left, top, right, bottom = edges
    return [_crossing(left, top), _crossing(top, right), _crossing(right, bottom), _crossing(bottom, left)]


def _left_edge(picture: Image.Image) -> Line | None:
    """The outermost line in the left part of a picture that has dark on its left and white on its right."""
    rise = ImageChops.subtract(ImageChops.offset(picture, -_REACH, 0), ImageChops.offset(picture, _REACH, 0))
    for x in (0, picture.width - 2 * _REACH):
        rise.paste(0, (x, 0, x + 2 * _REACH, picture.height))
    found: list[tuple[int, float, int]] = []
    for step in range(-_STEPS, _STEPS + 1):
        angle = step * _STEP
        mean = rise.rotate(angle, Image.Resampling.BILINEAR).resize((rise.width, 1), Image.Resampling.BOX).tobytes()
        found += [(value, angle, x) for x, value in enumerate(mean[: int(_OUTER * rise.width)]) if value >= _EDGE]
    if not found:
        return None
    outermost = min(x for _, _, x in found) + 2 * _REACH
    _, angle, x = max(one for one in found if one[2] <= outermost)
    return _upright(x, angle, picture.size)


def _upright(x: float, angle: float, size: tuple[int, int]) -> Line:
    """Two points of the line that stands upright at ``x`` once a picture of ``size`` is turned by ``angle`` degrees."""
    middle = (size[0] / 2, size[1] / 2)
    sine, cosine = math.sin(math.radians(angle)), math.cos(math.radians(angle))

    def before(v: float) -> Point:
        u = x + 0.5 - middle[0]
        return (middle[0] + u * cosine - v * sine, middle[1] + u * sine + v * cosine)

    return before(-middle[1]), before(middle[1])


def _turned_back(point: Point, turns: int, size: tuple[int, int]) -> Point:
    """Where a point was before a picture of ``size`` was turned to the left so many times by a quarter."""
    width, height = size
    x, y = point
    for turn in reversed(range(turns)):
        x, y = (width if turn % 2 == 0 else height) - y, x
    return x, y


def _crossing(one: Line, other: Line) -> Point:
    ((ax, ay), (bx, by)), ((cx, cy), (dx, dy)) = one, other
    across = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx)
    along = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / across
    return ax + along * (bx - ax), ay + along * (by - ay)


def _rectangle(page: Image.Image, corners: list[Point]) -> Image.Image:
    """What lies between the corners, drawn as a rectangle."""
    sides = [math.dist(here, there) for here, there in pairwise([*corners, corners[0]])]
    width, height = round(max(sides[0], sides[2])), round(max(sides[1], sides[3]))
    dx, dy = width * _INSIDE, height * _INSIDE
    outer = [(-dx, -dy), (width + dx, -dy), (width + dx, height + dy), (-dx, height + dy)]
    way = _perspective(outer, corners)
    return page.transform((width, height), Image.Transform.PERSPECTIVE, way, Image.Resampling.BICUBIC, fillcolor=_WHITE)


def _perspective(made: Sequence[Point], seen: Sequence[Point]) -> list[float]:
    """The eight numbers of the perspective by which each point ``made`` is taken from the one that was ``seen``."""
    rows: list[list[float]] = []
    for (x, y), (u, v) in zip(made, seen, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    for n in range(len(rows)):
        best = max(range(n, len(rows)), key=lambda row: abs(rows[row][n]))
        rows[n], rows[best] = rows[best], rows[n]
        rows[n] = [value / rows[n][n] for value in rows[n]]
        rows = [row if row is rows[n] else [a - row[n] * b for a, b in zip(row, rows[n], strict=True)] for row in rows]
    return [row[-1] for row in rows]
