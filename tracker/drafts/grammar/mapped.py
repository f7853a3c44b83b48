"""A text that is edited and remembers where every character stood in the original."""

from dataclasses import dataclass
from typing import NamedTuple


class Edit(NamedTuple):
    """Put ``text`` in place of ``start``:``end``; a ``visible`` edit changes what a person reads and is reported."""

    start: int
    end: int
    text: str
    visible: bool


@dataclass(frozen=True, slots=True)
class Mapped:
    """A text whose character ``i`` came from ``starts[i]``:``ends[i]`` of the original."""

    text: str
    starts: list[int]
    ends: list[int]

    @classmethod
    def of(cls, text: str) -> "Mapped":
        return cls(text, list(range(len(text))), list(range(1, len(text) + 1)))

    def edited(self, edits: list[Edit]) -> "Mapped":
        """The text with the edits made; they come in order and do not overlap."""
        if not edits:
            return self
        pieces: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        done = 0
        for start, end, new, _ in edits:
            pieces += (self.text[done:start], new)
            first, last = self.starts[start], self.ends[end - 1]
            starts += self.starts[done:start] + [first] * len(new)
            ends += self.ends[done:start] + [last] * len(new)
            done = end
        pieces.append(self.text[done:])
        return Mapped("".join(pieces), starts + self.starts[done:], ends + self.ends[done:])

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original span of a non-empty span of this text."""
        return self.starts[start], self.ends[end - 1]
