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

from tracker.fulfilment.caps import Rooms, caps_of, form_of
from tracker.fulfilment.event import Event, EventForm, EvidenceKind, Fulfilment, ReviewVerdict
from tracker.fulfilment.facts import Facts
from tracker.fulfilment.papers import missing_papers, papers_for, papers_of
from tracker.fulfilment.term import Term
from tracker.fulfilment.units import counts_hours
from tracker.obligations.deadline import Cap
from tracker.obligations.obligation import Obligation, Party, Side
from tracker.occurrences.occurrence import EVENT_UNIT, Occurrence

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
    """All fulfilments of an occurrence by the day of their event, and the ``caps`` on parts of them.

    Where the parties read an amount of hours as owed to each of so many ``supported`` persons, an event counts by its
    heads: hours × heads / ``supported``. Names are not kept, so it is an average.
    """

    quota: float
    entries: tuple[Counted, ...]
    unit: str = EVENT_UNIT
    caps: tuple[Cap, ...] = ()
    supported: int | None = None

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

    def room_for(self, event: Event, amount: float) -> float:
        """How much of one more event's ``amount`` the caps would let count beside the claims."""
        held = [(claim.event, claim.amount) for claim in self._claims(Firmness.CLAIMED)]
        return self._sum([*held, (event, amount)]) - self._sum(held)

    def worth(self, event: Event, amount: float) -> float:
        """What an event's ``amount`` is worth by the reading that the parties fixed, before the caps."""
        return amount if self.supported is None else amount * (event.persons or 0) / self.supported

    @property
    def distance_cap(self) -> float | None:
        """The most that distance events may add, in the duty's own unit."""
        own = (c.amount for c in self.caps if c.unit == self.unit and form_of(c.scope) is EventForm.DISTANCE)
        return min(own, default=None)

    def _amounts(self, firmness: Firmness) -> Iterator[tuple[date, float]]:
        """What each claim adds to the sum, in the order of days."""
        if not self.caps and self.supported is None:
            yield from ((claim.event.day, claim.amount) for claim in self._claims(firmness))
            return
        rooms = Rooms.of(self.caps, self.unit)
        held: list[tuple[Event, float]] = []
        so_far = 0.0
        for claim in self._claims(firmness):
            if rooms.in_any_order:
                yield claim.event.day, rooms.put(claim.event, self.worth(claim.event, claim.amount))
                continue
            held.append((claim.event, claim.amount))
            total = self._sum(held)
            yield claim.event.day, total - so_far
            so_far = total

    def _sum(self, held: Sequence[tuple[Event, float]]) -> float:
        """What counts of all this after the caps."""
        return Rooms.of(self.caps, self.unit).best([(event, self.worth(event, amount)) for event, amount in held])

    def _claims(self, firmness: Firmness) -> Iterator[Fulfilment]:
        return (entry.fulfilment for entry in self.entries if entry.firmness >= firmness)


def tally(obligation: Obligation, occurrence: Occurrence, term: Term, facts: Facts, on: date) -> Tally:
    """What the facts count toward the occurrence on ``on``."""
    required = papers_for(obligation.outputs)
    last = _last_day(term, facts, on)
    entries = (
        Counted(f, _firmness(f, obligation.party, required, term.opens, last))
        for f in sorted(facts.fulfilments, key=_by_day)
    )
    supported = obligation.supported if counts_hours(occurrence.unit) else None
    return Tally(occurrence.quota, tuple(entries), occurrence.unit, caps_of(obligation), supported)


def claims_reach(occurrence: Occurrence, term: Term, facts: Facts, on: date) -> bool:
    """Whether the claims that nobody contests surely reach the quota. Only events are sure: caps cut other amounts."""
    if occurrence.unit != EVENT_UNIT:
        return False
    claims = (f.amount for f in facts.fulfilments if _firmness(f, Party.BOTH, (), term.opens, on) >= Firmness.CLAIMED)
    return sum(claims) >= occurrence.quota - _TOLERANCE


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
