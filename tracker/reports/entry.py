"""What reports are made of: one occurrence with its facts and how it stands, and where it belongs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.fulfilment.compliance import fell_due
from tracker.fulfilment.event import Fulfilment
from tracker.fulfilment.facts import Facts
from tracker.fulfilment.standing import Status
from tracker.fulfilment.status import Standing
from tracker.obligations.obligation import Obligation, Party, Side
from tracker.occurrences.occurrence import Occurrence


@dataclass(frozen=True, slots=True)
class Town:
    """A municipality, the code of its regional office and, where it is known, that of its region."""

    id: int
    name: str
    office: str
    ico: str | None = None
    region: str | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """The document in force that obligations come from."""

    id: int
    title: str
    starts: date
    ends: date
    approved_on: date | None = None
    resolution: str = ""
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One occurrence as reports see it. ``duty`` is the number of its obligation, ``owner`` who answers for it."""

    town: Town
    paper: Paper
    duty: int
    obligation: Obligation
    occurrence: Occurrence
    facts: Facts
    standing: Standing
    owner: str = ""

    @property
    def status(self) -> Status:
        return self.standing.status

    @property
    def counting(self) -> tuple[Fulfilment, ...]:
        """The fulfilments that were not taken back."""
        return tuple(f for f in self.facts.fulfilments if not f.withdrawn_at and not f.event.withdrawn_at)


class Outcome(StrEnum):
    """What became of an agreed occurrence, in the words of a council member."""

    DONE = "done"
    LATE = "late"
    NOT_DONE = "not_done"
    RUNNING = "running"
    OUT = "out"


OUTCOME_OF: dict[Status, Outcome] = {
    Status.FULFILLED: Outcome.DONE,
    Status.FULFILLED_LATE: Outcome.LATE,
    Status.OVERDUE: Outcome.NOT_DONE,
    Status.MISSED: Outcome.NOT_DONE,
    Status.PARTLY: Outcome.NOT_DONE,
    Status.PLANNED: Outcome.RUNNING,
    Status.OPEN: Outcome.RUNNING,
    Status.DUE_SOON: Outcome.RUNNING,
    Status.WAITING: Outcome.RUNNING,
    Status.ONGOING: Outcome.RUNNING,
    Status.PAUSED: Outcome.OUT,
    Status.WAIVED: Outcome.OUT,
    Status.REPLACED: Outcome.OUT,
    Status.RELEASED: Outcome.OUT,
    Status.CANCELLED: Outcome.OUT,
}
"""What waits for a paper or a word, or is disputed, is not here: the day decides about it (``outcome_of``)."""


def outcome_of(entry: Entry) -> Outcome:
    """What became of the occurrence by the day of its standing.

    What was claimed and still waits for a paper or the word of the other side is running until its due day has passed,
    and then not done: the same line that ``compliance.fell_due`` draws.
    """
    known = OUTCOME_OF.get(entry.status)
    if known is not None:
        return known
    return Outcome.NOT_DONE if fell_due(entry.standing) else Outcome.RUNNING


def waits_on(entry: Entry) -> Party | None:
    """Whose half holds an unmet occurrence up: who owes the next step. ``None`` when nothing is held up."""
    last = entry.counting[-1] if entry.counting else None
    if entry.status is Status.AWAITING_OTHER_SIDE and last:
        return Party.ASZ if last.side is Side.MUNICIPALITY else Party.MUNICIPALITY
    if entry.status in (Status.AWAITING_EVIDENCE, Status.RETURNED) and last:
        return Party(last.side.value)
    if entry.status is Status.DISPUTED:
        return Party.BOTH
    return entry.obligation.party if outcome_of(entry) is Outcome.NOT_DONE else None


def by_obligation(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """The entries of each obligation, in the order in which they come."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.obligation.key, []).append(entry)
    return groups
