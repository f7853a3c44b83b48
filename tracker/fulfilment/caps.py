"""Caps: what a text lets count only up to an amount ("nejvýše 20 hodin distančně", "z toho max. 2 akce online").

A cap names a part of what is counted. The form of an event tells whether it is held at a distance or in person; any
other part is told by the event's own name, which must speak of everything that the cap speaks of.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tracker.fulfilment.event import Event, EventForm
from tracker.fulfilment.units import measure
from tracker.obligations.deadline import Cap, Quota
from tracker.obligations.obligation import Obligation
from tracker.timeline.folding import folded

_FORMS = {
    EventForm.DISTANCE: ("distan", "online", "on-line", "dalkov"),
    EventForm.IN_PERSON: ("in_person", "prezenc", "osobne"),
}
_STEM = 5
"""Czech endings differ; two words are one when so many letters agree."""
_SHORT = 4
"""Shorter words join others and name nothing."""
_EMPTY_WORDS = ("formo", "zpuso", "podob", "hodin")


def caps_of(obligation: Obligation) -> tuple[Cap, ...]:
    """The caps that the duty's own rule holds."""
    return obligation.deadline.caps if isinstance(obligation.deadline, Quota) else ()


def covers(cap: Cap, event: Event) -> bool:
    """Whether the event is of the part that the cap limits; a cap of no words limits everything."""
    form = form_of(cap.scope)
    if form is not None:
        return event.form is form
    named = folded(event.title)
    return all(stem in named for stem in _stems(cap.scope))


@lru_cache(maxsize=1024)
def form_of(scope: str) -> EventForm | None:
    """The form of event that a cap speaks of, in its code or in Czech words."""
    words = folded(scope)
    return next((form for form, stems in _FORMS.items() if any(stem in words for stem in stems)), None)


@dataclass(slots=True)
class Rooms:
    """What every cap still lets count."""

    caps: Sequence[Cap]
    unit: str
    _left: list[float]

    @classmethod
    def of(cls, caps: Sequence[Cap], unit: str) -> "Rooms":
        """All rooms empty; ``unit`` is the one in which the duty counts."""
        return cls(caps, unit, [cap.amount for cap in caps])

    @property
    def in_any_order(self) -> bool:
        """Whether the sum is the same in whatever order events are put in: under one cap in the duty's own unit."""
        return not self.caps or (len(self.caps) == 1 and self.caps[0].unit == self.unit)

    def best(self, held: Sequence[tuple[Event, float]]) -> float:
        """The most that can count of all these, so that one more event never lowers the sum.

        What stands under fewer caps takes its room first, then what adds most for the room that it takes.
        """
        return sum(self.put(event, amount) for event, amount in sorted(held, key=lambda one: self._demand(*one)))

    def _demand(self, event: Event, amount: float) -> tuple[int, float]:
        taken = [self._of(cap, event, amount) for cap in self.caps if covers(cap, event)]
        return len(taken), -amount / max(taken, default=1.0) if any(taken) else 0.0

    def put(self, event: Event, amount: float) -> float:
        """How much of ``amount`` the caps let count; that much of their room is used up."""
        covering = [(n, self._of(cap, event, amount)) for n, cap in enumerate(self.caps) if covers(cap, event)]
        part = min((min(1.0, self._left[n] / taken) for n, taken in covering if taken), default=1.0)
        for n, taken in covering:
            self._left[n] = max(0.0, self._left[n] - taken * part)
        return amount * part

    def _of(self, cap: Cap, event: Event, amount: float) -> float:
        """What the event takes of the cap's room; an amount that nobody recorded takes none."""
        return amount if cap.unit == self.unit else measure(cap.unit, event.hours, event.persons) or 0.0


@lru_cache(maxsize=1024)
def _stems(scope: str) -> tuple[str, ...]:
    words = ("".join(c for c in word if c.isalnum()) for word in folded(scope).split())
    stems = (word[:_STEM] for word in words if len(word) >= _SHORT)
    return tuple(stem for stem in stems if stem not in _EMPTY_WORDS)
