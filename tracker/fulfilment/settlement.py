"""The settlement when an agreement ends early: four piles, and quotas recomputed pro rata to the day (domain, "Early
end").

A window that was open on that day owes what its rule owes for a validity that ends on it, by the same function and
the same rounding as any partial period. A single act whose window was open is not cut: it is owed or not by what had
been done.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction

from tracker.fulfilment.facts import Facts
from tracker.fulfilment.standing import Status
from tracker.fulfilment.status import Standing, standing
from tracker.obligations.obligation import Obligation, Validity
from tracker.occurrences.expansion import expand
from tracker.occurrences.labels import ONCE, UNTIL_END
from tracker.occurrences.occurrence import Occurrence
from tracker.occurrences.shares import owed
from tracker.timeline.periods import Span

_SET_ASIDE = frozenset({Status.WAIVED, Status.REPLACED, Status.CANCELLED})


class Pile(StrEnum):
    """Where the end leaves an occurrence. ``SET_ASIDE``: a decision or a revision had taken it out of force before."""

    FULFILLED = "fulfilled"
    OVERDUE = "overdue"
    OPEN = "open"
    RELEASED = "released"
    SET_ASIDE = "set_aside"


LABELS = {
    Pile.FULFILLED: "Splněno",
    Pile.OVERDUE: "Po termínu v den ukončení",
    Pile.OPEN: "Rozběhnuté období",
    Pile.RELEASED: "Uvolněno",
    Pile.SET_ASIDE: "Mimo platnost už před ukončením",
}


@dataclass(frozen=True, slots=True)
class Line:
    """An occurrence on the day of the end: ``counted``, of ``quota`` agreed, of which ``owed`` fall to the days in
    force.

    ``owed`` is ``None`` where nothing is cut. ``unconfirmed``: reached by claims that were not yet proved or
    accepted.
    """

    obligation: Obligation
    occurrence: Occurrence
    standing: Standing
    pile: Pile
    owed: float | None = None
    unconfirmed: bool = False

    @property
    def counted(self) -> float:
        return self.standing.counted

    @property
    def quota(self) -> float:
        return self.occurrence.quota

    @property
    def met_pro_rata(self) -> bool | None:
        """Whether the part that fell to the days in force was done."""
        return None if self.owed is None else self.counted >= self.owed


@dataclass(frozen=True, slots=True)
class Settlement:
    """Every occurrence of the agreement in exactly one pile, as of its last day ``ended``."""

    ended: date
    lines: tuple[Line, ...]

    def pile(self, pile: Pile) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.pile is pile)


def settle(items: Sequence[tuple[Obligation, Occurrence, Facts]], ended: date) -> Settlement:
    """The settlement of an agreement whose last day in force is ``ended``."""
    return Settlement(ended, tuple(_line(*item, ended) for item in items))


def _line(obligation: Obligation, occurrence: Occurrence, facts: Facts, ended: date) -> Line:
    now = standing(obligation, occurrence, replace(facts, ended=None), ended)
    pile = _pile(occurrence, now, ended)
    cut = _owed_until(obligation, occurrence, ended) if pile is Pile.OPEN else None
    return Line(obligation, occurrence, now, pile, cut, unconfirmed=_claimed(now) and now.fulfilled_on is None)


def _pile(occurrence: Occurrence, now: Standing, ended: date) -> Pile:
    if now.status in _SET_ASIDE:
        return Pile.SET_ASIDE
    if _claimed(now):
        return Pile.FULFILLED
    if now.due is not None and now.due < ended:
        return Pile.OVERDUE
    awaited = now.due is None and now.status is Status.WAITING
    return Pile.RELEASED if awaited or occurrence.start > ended else Pile.OPEN


def _claimed(now: Standing) -> bool:
    return now.claimed_on is not None and now.status not in (Status.ONGOING, Status.DISPUTED)


def _owed_until(obligation: Obligation, occurrence: Occurrence, ended: date) -> float | None:
    """What the window owes for the days in force; ``None`` for a single act and for what has no quota."""
    if occurrence.due is None or occurrence.label == ONCE or ended >= occurrence.end:
        return None
    if occurrence.label == UNTIL_END:
        days = Fraction(Span(occurrence.start, ended).days, Span(occurrence.start, occurrence.end).days)
        return owed(occurrence.quota, days, obligation.partial)
    cut = replace(obligation, validity=Validity(obligation.validity.start, ended))
    return next((o.quota for o in expand(cut) if o.key == occurrence.key), 0)
