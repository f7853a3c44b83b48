"""Takes the ruled lines out of a scanned page: the recognition takes the cells of a ruled table for pictures.

A line is a stretch of dark pixels, one after the other, longer than any stroke of a letter. It is found by squeezing
the page along the line: only where every pixel was dark does the mean stay dark.
"""

from PIL import Image, ImageChops, ImageFilter

_STROKE = 60
"""Pixels: at 200 dpi the height of a capital of 30 points."""
_ALL_DARK = 235
"""Of 255: a line with a few light specks is a line."""
_DARKER_THAN_PAPER = 0.65
_SOFT_EDGE = 5
"""Pixels of the window that takes the grey edges of a line along."""


def without_ruling(page: Image.Image) -> Image.Image:
    """The grey ``page`` with its straight horizontal and vertical lines painted over in the colour of the paper."""
    paper = _paper(page)
    dark = page.point(lambda value: 255 if value < paper * _DARKER_THAN_PAPER else 0)
    lines = ImageChops.lighter(_stretches(dark, (_STROKE, 1)), _stretches(dark, (1, _STROKE)))
    if lines.getbbox() is None:
        return page
    clean = page.copy()
    clean.paste(paper, mask=lines.filter(ImageFilter.MaxFilter(_SOFT_EDGE)))
    return clean


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
