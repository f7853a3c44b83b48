"""Pages of a PDF whose text lies on its side or upside down: they are turned before they are read."""

import io
import math
from collections import Counter
from collections.abc import Mapping

import pypdfium2
from pdfplumber.page import Page

_MOSTLY = 0.6
"""Of the letters of a page: so many have to lie another way before the page is turned."""


def turned(data: bytes, turns: Mapping[int, int]) -> bytes:
    """The file with some pages, the first of which is number 0, turned clockwise by so many degrees."""
    with pypdfium2.PdfDocument(data) as document:
        for number, turn in turns.items():
            page = document[number]
            page.set_rotation((page.get_rotation() + turn) % 360)
        made = io.BytesIO()
        document.save(made)
    return made.getvalue()


def turn_of(page: Page) -> int:
    """By how many degrees, clockwise, a page has to be turned so that most of its letters stand upright."""
    directions = Counter(_direction(char["matrix"]) for char in page.chars)
    if not directions:
        return 0
    (direction, count), *_ = directions.most_common(1)
    return direction if count > _MOSTLY * len(page.chars) else 0


def _direction(matrix: tuple[float, ...]) -> int:
    """The direction in which a letter's line runs, against the clock in quarters of a turn."""
    return round(math.degrees(math.atan2(matrix[1], matrix[0])) / 90) * 90 % 360
