"""Cleans a text before it is read and remembers where every character stood.

The text passes through a row of small passes (``passes``). A pass yields edits; ``Mapped.edited`` carries them out and
keeps the way back to the original. A cleaned text passes unchanged.
"""

from dataclasses import dataclass

from tracker.drafts.grammar.answer import Repair
from tracker.drafts.grammar.mapped import Mapped
from tracker.drafts.grammar.passes import PASSES


@dataclass(frozen=True, slots=True)
class Normalised:
    """A clean text, the way back, and the repairs a person should see."""

    mapped: Mapped
    repairs: tuple[Repair, ...]

    @property
    def text(self) -> str:
        return self.mapped.text


def normalise(text: str) -> Normalised:
    """Clean ``text``; the result normalised again is the same."""
    mapped = Mapped.of(text)
    repairs: list[Repair] = []
    for clean in PASSES:
        edits = list(clean(mapped.text))
        for edit in edits:
            if edit.visible:
                start, end = mapped.span(edit.start, edit.end)
                repairs.append(Repair(start, end, text[start:end], edit.text))
        mapped = mapped.edited(edits)
    return Normalised(mapped, tuple(sorted(repairs, key=lambda repair: repair.start)))
