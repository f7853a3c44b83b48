"""Stretches of a text, asked whether another one meets them."""

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate


class Stretches:
    """A set of stretches ``(start, end)``; a question costs the logarithm of their number."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(stretches)
        self._starts = [start for start, _ in ordered]
        self._furthest = list(accumulate((end for _, end in ordered), max))

    def meet(self, start: int, end: int) -> bool:
        """Whether any of them shares a character with the one from ``start`` to ``end``."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._furthest[before - 1] > start
