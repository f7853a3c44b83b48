"""The ledger of hours: what was held, what the cap on distance events lets count, and what is still to be done.

Effective hours = in person + min(distance, cap) (domain, "Hours"). Whether a target is meant for the town or for each
person it supports is a doubt until the parties fix one; both are computed here.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.fulfilment.event import Event, EventForm


@dataclass(frozen=True, slots=True)
class Balance:
    """Hours of one reading. ``counted_distance`` is the part of ``distance`` within the cap, ``uncounted`` the rest
    of it.
    """

    in_person: float
    distance: float
    target: float
    cap: float | None

    @property
    def counted_distance(self) -> float:
        return self.distance if self.cap is None else min(self.distance, self.cap)

    @property
    def uncounted(self) -> float:
        return self.distance - self.counted_distance

    @property
    def effective(self) -> float:
        return self.in_person + self.counted_distance

    @property
    def remaining(self) -> float:
        return max(0.0, self.target - self.effective)


@dataclass(frozen=True, slots=True)
class Readings:
    """The two readings of one target: for the town as a whole, and on average for each of ``persons`` supported
    persons.
    """

    per_town: Balance
    per_person: Balance
    persons: int


def balance(events: Iterable[Event], target: float, cap: float | None = None) -> Balance:
    """The hours of the town: each event counts its length once, whoever attended. Withdrawn events hold no hours."""
    hours = [(event.form, event.hours or 0.0) for event in events if event.withdrawn_at is None]
    return Balance(_sum_of(hours, EventForm.IN_PERSON), _sum_of(hours, EventForm.DISTANCE), target, cap)


def readings(events: Iterable[Event], target: float, cap: float | None, persons: int) -> Readings:
    """Both readings. Names are not kept, so the second is an average: hours × heads over ``persons`` (at least one)."""
    held = [event for event in events if event.withdrawn_at is None]
    spent = [(event.form, (event.hours or 0.0) * (event.persons or 0) / persons) for event in held]
    per_person = Balance(_sum_of(spent, EventForm.IN_PERSON), _sum_of(spent, EventForm.DISTANCE), target, cap)
    return Readings(balance(held, target, cap), per_person, persons)


def _sum_of(hours: Iterable[tuple[EventForm, float]], form: EventForm) -> float:
    return sum((amount for held, amount in hours if held is form), 0.0)
