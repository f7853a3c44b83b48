"""How much of a text the draft covers: every place with a deadline, a frequency or an amount (domain law 3)."""

from dataclasses import dataclass
from enum import StrEnum

from tracker.drafts.at import At


class State(StrEnum):
    """What became of words that hold a deadline, a frequency or an amount (domain law 3)."""

    OBLIGATION = "obligation"
    SET_ASIDE = "set_aside"
    UNHANDLED = "unhandled"


@dataclass(frozen=True, slots=True)
class Covered:
    """Words that hold a deadline, a frequency or an amount, what became of them, and in Czech why."""

    words: str
    state: State
    reason: str
    passage: At
    obligation: str | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """Every such place of the document, in its order."""

    spans: tuple[Covered, ...] = ()

    def count(self, state: State) -> int:
        """How many places ended in ``state``."""
        return sum(1 for span in self.spans if span.state is state)
