"""The register of slips: every move of a term since the approval, with its reason, and how far it has moved (law 8).

A term moves by a shift, whether the parties decided it or a revision brought it, and by a pause once it is over.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.fulfilment.event import Decision, DecisionKind
from tracker.fulfilment.facts import Facts
from tracker.fulfilment.term import term_on
from tracker.occurrences.occurrence import Occurrence


@dataclass(frozen=True, slots=True)
class Slip:
    """One move of a term from ``was`` to ``now``, decided on ``decision.day``; ``first_due`` is the day first agreed.

    ``in_time`` is false for a shift decided when the term had passed: it stands in the register and moves nothing.
    ``days`` is how far ``now`` lies behind the first day (negative: before it).
    """

    occurrence: Occurrence
    decision: Decision
    first_due: date
    was: date
    now: date
    in_time: bool

    @property
    def days(self) -> int:
        return (self.now - self.first_due).days


def slips(items: Sequence[tuple[Occurrence, Facts]], on: date) -> tuple[Slip, ...]:
    """All moves decided by ``on`` and not revoked, in the order of their decisions."""
    found = (slip for occurrence, facts in items for slip in _slips_of(occurrence, facts.decisions, on))
    return tuple(sorted(found, key=lambda slip: (slip.decision.day, slip.occurrence.key)))


def _slips_of(occurrence: Occurrence, decisions: Iterable[Decision], on: date) -> Iterator[Slip]:
    decided = term_on(occurrence, decisions, on).decided
    for number, decision in enumerate(decided):
        before = term_on(occurrence, decided[:number], on)
        now = _moved_to(occurrence, decided[: number + 1], on)
        if now and before.due and before.first_due and now != before.due:
            yield Slip(occurrence, decision, before.first_due, before.due, now, decision.day <= before.due)


def _moved_to(occurrence: Occurrence, decided: Sequence[Decision], on: date) -> date | None:
    """The day to which the last decision moves the term, or would have, had it come in time."""
    last = decided[-1]
    if last.kind is DecisionKind.SHIFT:
        return last.new_due
    return term_on(occurrence, decided, on).due if last.kind is DecisionKind.RESUME else None
