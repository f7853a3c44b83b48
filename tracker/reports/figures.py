"""The few numbers that a reader should take away, each with the year before beside it."""

from dataclasses import dataclass

from tracker.timeline.czech import say_number


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with the words under it; ``beside`` says what it is compared with (``2025: 4``)."""

    words: str
    number: float
    beside: str = ""

    @property
    def shown(self) -> str:
        """The number as it is read."""
        return say_number(self.number)

    @property
    def told(self) -> str:
        """The same in one line: ``Splněno včas: 5 (2025: 4)``."""
        return f"{self.words}: {self.shown}" + (f" ({self.beside})" if self.beside else "")
