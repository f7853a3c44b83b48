"""The ways out of the house: what a sender may rely on, and the local mailbox where there is no mail server.

A line is one connection for many letters, one recipient in each transaction (R8). It answers for every letter with an
``Outcome`` and never raises for what a server does; ``NoConnection`` is raised only where there is no line at all.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

_NEVER = re.compile(r"[\s<>\x00-\x1f\x7f]")
"""What would end an address, or its line, in the envelope of a letter."""


class Verdict(StrEnum):
    """What became of a letter that was offered (R7)."""

    ACCEPTED = "accepted"
    DEFERRED = "deferred"
    """The server said: not now. It has not taken the letter over."""
    REFUSED = "refused"
    """The server said: never."""
    AMBIGUOUS = "ambiguous"
    """The final dot was sent and no clear answer came: the server may have taken it over."""
    WITHDRAWN = "withdrawn"
    """We did not send the final dot."""
    FAULT = "fault"
    """The fault is the server's or ours, not the recipient's. Nothing was taken over; the line is of no more use."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The verdict with the server's words."""

    verdict: Verdict
    reply: str


@dataclass(frozen=True, slots=True)
class Letter:
    """Rendered bytes for one address; ``sender`` is the envelope's, where bounces go."""

    sender: str
    recipient: str
    raw: bytes

    def __post_init__(self) -> None:
        if _NEVER.search(self.sender + self.recipient):
            raise ValueError(f"not an address: {self.recipient!r}")


class NoConnection(Exception):
    """There is no line to the server: it is down, it refuses us, or its certificate cannot be trusted."""


class Line(Protocol):
    """An open connection."""

    def transmit(self, letter: Letter, at: Callable[[str], None], may_finish: Callable[[], bool]) -> Outcome:
        """Offer one letter. ``may_finish`` is asked just before the final dot; only after ``True`` the dot is sent.

        ``at`` is told each step of the conversation that has been reached.
        """

    def announce(self, letter: Letter) -> None:
        """Tell, at the step ``dot`` of a letter, which one is transmitted next, so that the line may save its time."""


class Mailer(Protocol):
    """Opens lines; ``lines`` is how many of them at once, at most."""

    lines: int

    def connect(self) -> AbstractContextManager[Line]: ...


class LocalMailbox:
    """Takes every letter over by itself; the outbox keeps its bytes and the page of the local mailbox shows them."""

    lines = 1

    @contextmanager
    def connect(self) -> Iterator[Line]:
        yield self

    def transmit(self, letter: Letter, at: Callable[[str], None], may_finish: Callable[[], bool]) -> Outcome:
        at("body")
        if not may_finish():
            return Outcome(Verdict.WITHDRAWN, "")
        at("dot")
        return Outcome(Verdict.ACCEPTED, "uloženo do místní schránky")

    def announce(self, letter: Letter) -> None:
        """There is no time to be saved."""
