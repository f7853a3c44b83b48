"""One occurrence on one day with all that decides how it stands."""

from dataclasses import dataclass
from datetime import date

from tracker.fulfilment.counting import Firmness, Tally, tally
from tracker.fulfilment.facts import Facts
from tracker.fulfilment.term import Term, term_on
from tracker.obligations.obligation import Obligation
from tracker.occurrences.labels import ONGOING
from tracker.occurrences.occurrence import Occurrence


@dataclass(frozen=True, slots=True)
class Case:
    """An occurrence on the day ``on``: its term after decisions, and what the facts count toward it.

    ``claimed_on`` is the day of the event that reached the quota, ``fulfilled_on`` the same counting only what is
    proved and accepted. Where the second is known it is the first too.
    """

    obligation: Obligation
    occurrence: Occurrence
    facts: Facts
    on: date
    term: Term
    tally: Tally
    counted: float
    claimed_on: date | None
    fulfilled_on: date | None

    @property
    def closes(self) -> date:
        """The last day on which the duty can be met at all: its agreement's last day, or the due day beyond it."""
        last = max(self.obligation.validity.end, self.term.due or self.obligation.validity.end)
        return min(last, self.facts.ended) if self.facts.ended else last

    @property
    def goes_on(self) -> bool:
        """Whether it is done all the time and nobody has called for a day: it is watched, never reached."""
        return self.occurrence.label == ONGOING and self.term.due is None


def case_on(obligation: Obligation, occurrence: Occurrence, facts: Facts, on: date) -> Case:
    """The case of ``occurrence`` on ``on``, by the facts as given."""
    term = term_on(occurrence, facts.decisions, on)
    counts = tally(obligation, occurrence, term, facts, on)
    claimed = counts.reached_on(Firmness.CLAIMED)
    fulfilled = counts.reached_on(Firmness.SETTLED) if claimed else None
    return Case(obligation, occurrence, facts, on, term, counts, counts.counted(), fulfilled or claimed, fulfilled)
