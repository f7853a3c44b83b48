"""The text of a document cut at the places that hold a term, and the account of what became of each of them."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from tracker.drafts.draft import Draft, State


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the document's text; ``finding`` is the one it became, ``state`` what else became of it."""

    words: str
    finding: str | None = None
    state: State | None = None
    reason: str = ""
    start: int = 0
    end: int = 0

    @property
    def anchor(self) -> str:
        """The name under which the page can be led to the piece."""
        return f"text-{self.finding}" if self.finding else f"misto-{self.start}"


@dataclass(frozen=True, slots=True)
class Place:
    """A place that made no duty: its words, where it stands, and the anchor at which the page shows it."""

    words: str
    start: int
    end: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Account:
    """The places that ended the same way for the same reason, in the order of the document."""

    state: State
    reason: str
    places: tuple[Place, ...]


def pieces_of(text: str, draft: Draft) -> tuple[Piece, ...]:
    """The text cut at the places that hold a deadline; where two overlap the one that begins first stands."""
    marks = sorted(
        [Piece("", f.id, State.OBLIGATION, "", f.passage.start, f.passage.end) for f in draft.obligations]
        + [
            Piece("", None, span.state, span.reason, span.passage.start, span.passage.end)
            for span in draft.coverage.spans
            if span.state is not State.OBLIGATION
        ],
        key=lambda mark: (mark.start, mark.end),
    )
    pieces: list[Piece] = []
    at = 0
    for mark in marks:
        if mark.start < at or mark.end <= mark.start:
            continue
        pieces.append(Piece(text[at : mark.start]))
        pieces.append(replace(mark, words=text[mark.start : mark.end]))
        at = mark.end
    return (*pieces, Piece(text[at:]))


def accounts_of(draft: Draft, pieces: Sequence[Piece]) -> tuple[Account, ...]:
    """What became of every place that made no duty: first what nobody has handled, then by reason."""
    shown = [piece for piece in pieces if piece.state]
    starts = [piece.start for piece in shown]

    def place(words: str, start: int, end: int) -> Place:
        at = bisect_right(starts, start) - 1
        return Place(words, start, end, shown[max(at, 0)].anchor)

    spans = [span for span in draft.coverage.spans if span.state is not State.OBLIGATION]
    spans.sort(key=lambda span: (span.state is not State.UNHANDLED, span.reason, span.passage.start))
    return tuple(
        Account(state, reason, tuple(place(s.words, s.passage.start, s.passage.end) for s in group))
        for (state, reason), group in groupby(spans, key=lambda span: (span.state, span.reason))
    )
