"""How a benchmark tells its result: the work beside its reference, at several sizes, as one table."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Comparison:
    """Seconds that our work and the reference took on the same ``size`` things in the same run."""

    size: int
    ours: float
    reference: float

    @property
    def ratio(self) -> float:
        """How many times as long as the reference our work takes."""
        return self.ours / self.reference


def table(ours: str, reference: str, comparisons: Iterable[Comparison]) -> str:
    """The figures in columns; ``ours`` and ``reference`` say what was measured."""
    head = f"{'size':>12} {'ours, s':>10} {'reference, s':>13} {'ratio':>7} {'ours, µs each':>14}"
    return "\n".join([f"ours: {ours}", f"reference: {reference}", head, *map(_line, comparisons)])


def _line(c: Comparison) -> str:
    size, each = f"{c.size:,}".replace(",", " "), c.ours / c.size * 1e6
    return f"{size:>12} {c.ours:>10.3f} {c.reference:>13.3f} {c.ratio:>7.2f} {each:>14.2f}"
