"""Bars of counts: a picture of lengths, each told in words beside it, so that nobody has to see the colours."""

from collections.abc import Iterator
from dataclasses import dataclass

from tracker.timeline.czech import say_number

WIDTH, HEIGHT = 600, 22
_STRIPE = 8
FILLS = {
    "on_time": "#146534",
    "late": "#a3c586",
    "not_done": "#a01616",
    "running": "#dfe6ee",
    "share": "#2362a2",
}
"""The look of each kind of segment; they differ in lightness, and what is not done is striped too."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a bar: its kind (a key of ``FILLS``), what it counts, and how many."""

    kind: str
    words: str
    count: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A named bar; ``whole`` is the count that its full length stands for."""

    name: str
    segments: tuple[Segment, ...]
    whole: float

    @property
    def told(self) -> str:
        """The same in words: ``2026: splněno včas 14, nesplněno 1``."""
        parts = [f"{segment.words} {say_number(segment.count)}" for segment in self.segments if segment.count]
        return f"{self.name}: {', '.join(parts) or 'nic'}"

    def svg(self) -> str:
        """The lengths alone, without words: a picture that needs no fonts."""
        inside = "".join(self._rectangles())
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
            f'preserveAspectRatio="none" aria-hidden="true" focusable="false">{inside}'
            f'<rect x="0.5" y="0.5" width="{WIDTH - 1}" height="{HEIGHT - 1}" fill="none" stroke="#5b6b7b"/></svg>'
        )

    def _rectangles(self) -> Iterator[str]:
        at = 0.0
        for segment in self.segments:
            length = round(WIDTH * segment.count / self.whole, 1) if self.whole else 0.0
            if length:
                size = f'x="{round(at, 1)}" y="0" width="{length}" height="{HEIGHT}"'
                yield f'<rect {size} fill="{FILLS[segment.kind]}"/>'
            if length and segment.kind == "not_done":
                stripes = "".join(f"M{x} 0v{HEIGHT}" for x in range(int(at) + _STRIPE, int(at + length), _STRIPE))
                yield f'<path d="{stripes}" stroke="#ffffff" stroke-width="2"/>'
            at += length
