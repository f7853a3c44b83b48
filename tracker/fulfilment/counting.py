"""Which events count toward an occurrence, how much, and on which day the quota was reached (domain laws 5, 9 and
11).

An event counts more and more firmly: first as the claim of one side, then with its papers, then with the word of the
other side. What was taken back, returned or disputed does not count, nor what lies outside the window or after the
end.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from tracker.fulfilment.event import EventForm, EvidenceKind, Fulfilment, ReviewVerdict
from tracker.fulfilment.facts import Facts
from tracker.fulfilment.papers import missing_papers, papers_for, papers_of
from tracker.fulfilment.term import Term
from tracker.obligations.deadline import Quota
from tracker.obligations.obligation import Obligation, Party, Side
from tracker.occurrences.occurrence import EVENT_UNIT, Occurrence
from tracker.timeline.folding import folded

_TOLERANCE = 1e-9
"""Hours are added as binary fractions; a quota is not missed by their rounding."""


class Firmness(IntEnum):
    """How firmly an event counts. The first four do not count."""

    TAKEN_BACK = 0
    OUTSIDE = 1
    DISPUTED = 2
    RETURNED = 3
    CLAIMED = 4
    PROVED = 5
    SETTLED = 6


@dataclass(frozen=True, slots=True)
class Counted:
    """A fulfilment and how firmly it counts."""

    fulfilment: Fulfilment
    firmness: Firmness


@dataclass(frozen=True, slots=True)
class Tally:
    """All fulfilments of an occurrence by the day of their event; ``distance_cap`` limits what distance events add."""

    quota: float
    distance_cap: float | None
    entries: tuple[Counted, ...]

    def counted(self, firmness: Firmness = Firmness.CLAIMED) -> float:
        """What counts at least so firmly, after the cap."""
        return sum(amount for _, amount in self._amounts(firmness))

    def reached_on(self, firmness: Firmness) -> date | None:
        """The day of the event with which the quota was reached by what counts at least so firmly."""
        total = 0.0
        for day, amount in self._amounts(firmness):
            total += amount
            if total >= self.quota - _TOLERANCE:
                return day
        return None

    def distance_counted(self) -> float:
        """What distance events have added to the claims, after the cap."""
        claims = (e.fulfilment for e in self.entries if e.firmness >= Firmness.CLAIMED)
        total = sum(f.amount for f in claims if f.event.form is EventForm.DISTANCE)
        return total if self.distance_cap is None else min(total, self.distance_cap)

    def _amounts(self, firmness: Firmness) -> Iterator[tuple[date, float]]:
        room = self.distance_cap
        for entry in self.entries:
            if entry.firmness < firmness:
                continue
            amount = entry.fulfilment.amount
            if room is not None and entry.fulfilment.event.form is EventForm.DISTANCE:
                amount = min(amount, room)
                room -= amount
            yield entry.fulfilment.event.day, amount


def tally(obligation: Obligation, occurrence: Occurrence, term: Term, facts: Facts, on: date) -> Tally:
    """What the facts count toward the occurrence on ``on``."""
    required = papers_for(obligation.outputs)
    last = _last_day(term, facts, on)
    entries = (
        Counted(f, _firmness(f, obligation.party, required, term.opens, last))
        for f in sorted(facts.fulfilments, key=_by_day)
    )
    return Tally(occurrence.quota, distance_cap(obligation), tuple(entries))


def claims_reach(occurrence: Occurrence, term: Term, facts: Facts, on: date) -> bool:
    """Whether the claims that nobody contests surely reach the quota, whatever cap the duty has on distance events."""
    surely = (
        f.amount
        for f in facts.fulfilments
        if _firmness(f, Party.BOTH, (), term.opens, on) >= Firmness.CLAIMED
        and (occurrence.unit == EVENT_UNIT or f.event.form is not EventForm.DISTANCE)
    )
    return sum(surely) >= occurrence.quota - _TOLERANCE


def distance_cap(obligation: Obligation) -> float | None:
    """The most that distance events may add, where the duty has such a cap in its own unit."""
    rule = obligation.deadline
    if not isinstance(rule, Quota):
        return None
    return min((cap.amount for cap in rule.caps if cap.unit == rule.unit and is_distance(cap.scope)), default=None)


def is_distance(scope: str) -> bool:
    """Whether a cap speaks of distance events, in its code or in Czech words."""
    return any(stem in folded(scope) for stem in ("distan", "online", "on-line", "dalkov"))


def standing_verdict(fulfilment: Fulfilment) -> ReviewVerdict | None:
    """The verdict of the other side that stands: the last one recorded. Papers added since answer a return."""
    reviews = [review for review in fulfilment.reviews if review.side is not fulfilment.side]
    if not reviews:
        return None
    last = max(enumerate(reviews), key=lambda told: (told[1].recorded_at, told[0]))[1]
    answered = any(paper.recorded_at > last.recorded_at for paper in fulfilment.event.evidence)
    return None if last.verdict is ReviewVerdict.RETURNED and answered else last.verdict


def needs_acknowledgement(party: Party, side: Side) -> bool:
    """Whether what ``side`` entered waits for the other: nobody is the judge of a duty of their own (domain law 11)."""
    return party is Party.BOTH or party.value == side.value


def _last_day(term: Term, facts: Facts, on: date) -> date:
    """The last day an event may lie on: the day asked about, or the last one in force."""
    days = [on]
    if facts.ended:
        days.append(facts.ended)
    if facts.cancelled and facts.cancels(term.due):
        days.append(facts.cancelled - timedelta(days=1))
    return min(days)


def _by_day(fulfilment: Fulfilment) -> tuple[date, int]:
    return fulfilment.event.day, fulfilment.event.id


def _firmness(
    fulfilment: Fulfilment, party: Party, required: Sequence[EvidenceKind], first: date, last: date
) -> Firmness:
    event = fulfilment.event
    if fulfilment.withdrawn_at or event.withdrawn_at:
        return Firmness.TAKEN_BACK
    if not first <= event.day <= last:
        return Firmness.OUTSIDE
    verdict = standing_verdict(fulfilment)
    if verdict is ReviewVerdict.DISPUTED:
        return Firmness.DISPUTED
    if verdict is ReviewVerdict.RETURNED:
        return Firmness.RETURNED
    if required and missing_papers(required, papers_of(event)):
        return Firmness.CLAIMED
    acknowledged = verdict is ReviewVerdict.ACKNOWLEDGED or not needs_acknowledgement(party, fulfilment.side)
    return Firmness.SETTLED if acknowledged else Firmness.PROVED
