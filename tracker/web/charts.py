"""Geometry of the pictures that templates draw as SVG: numbers in, coordinates out. Templates have the words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

WIDTH = 600
HEIGHT = 220
LEFT, RIGHT, TOP, BOTTOM = 36, 12, 12, 24
"""Room around the lines for the figures of the axes."""


@dataclass(frozen=True, slots=True)
class BurnUpPoint:
    """By the end of ``day``: how much should have been met, and how much was (``None`` after today)."""

    day: date
    expected: int
    fulfilled: int | None


@dataclass(frozen=True, slots=True)
class Tick:
    at: float
    value: int


@dataclass(frozen=True, slots=True)
class BurnUp:
    """Two step lines as SVG paths, the line of today, and the marks of the axes."""

    expected: str
    fulfilled: str
    today: float
    years: tuple[Tick, ...]
    counts: tuple[Tick, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    bottom: int = HEIGHT - BOTTOM


def share(part: float, whole: float) -> float:
    """``part`` of ``whole`` in per cent, within 0 and 100 and to one decimal; nothing of nothing is 0."""
    return round(min(max(part / whole, 0), 1) * 100, 1) if whole else 0.0


def burn_up(points: Sequence[BurnUpPoint], today: date) -> BurnUp:
    """The lines over the span of ``points``, which come in the order of days."""
    first, last = points[0].day, points[-1].day
    span = max((last - first).days, 1)
    top = max(point.expected for point in points) or 1

    def x(day: date) -> float:
        return round(LEFT + share((day - first).days, span) / 100 * (WIDTH - LEFT - RIGHT), 1)

    def y(count: int) -> float:
        return round(HEIGHT - BOTTOM - count / top * (HEIGHT - TOP - BOTTOM), 1)

    return BurnUp(
        expected=_steps([(x(point.day), y(point.expected)) for point in points]),
        fulfilled=_steps([(x(point.day), y(point.fulfilled)) for point in points if point.fulfilled is not None]),
        today=x(today),
        years=tuple(Tick(x(date(year, 1, 1)), year) for year in range(first.year + 1, last.year + 1)),
        counts=tuple(Tick(y(count), count) for count in sorted({0, top // 2, top})),
    )


def _steps(points: Sequence[tuple[float, float]]) -> str:
    """Across to the day, then up or down on it."""
    if not points:
        return ""
    (start_x, start_y), *rest = points
    return f"M{start_x} {start_y}" + "".join(f"H{x}V{y}" for x, y in rest)
