"""What an event is worth in the unit of a quota or a cap: its hours, its heads, or one event."""

from functools import cache

from tracker.timeline.folding import folded

_MINUTES_IN_HOUR = 60
_HEADS = (
    "osob", "ucastni", "clovek", "lid", "klient", "uzivatel", "zak", "dite", "det", "student", "pracovni", "pedagog",
    "ucitel", "senior", "dobrovolni", "zajemce", "navstevni", "uchazec",
)  # fmt: skip
"""People are counted as heads, whatever they are called."""


@cache
def counts_hours(unit: str) -> bool:
    """Whether the unit is a length of time."""
    return folded(unit).startswith(("hodin", "minut"))


@cache
def counts_heads(unit: str) -> bool:
    """Whether the unit is people."""
    return folded(unit).startswith(_HEADS)


def measure(unit: str, hours: float | None, persons: int | None) -> float | None:
    """What an event of ``hours`` and ``persons`` is worth; ``None`` where that was not recorded, 1 for other things."""
    if counts_hours(unit):
        return hours if hours is None or not folded(unit).startswith("minut") else hours * _MINUTES_IN_HOUR
    return persons if counts_heads(unit) else 1
