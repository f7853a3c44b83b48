"""One occurrence on one day with all that decides how it stands."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tracker.fulfilment.counting import Firmness, Tally, tally
from tracker.fulfilment.facts import Facts
from tracker.fulfilment.term import Term, term_on
from tracker.obligations.obligation import Obligation
from tracker.occurrences.labels import ONGOING
from tracker.occurrences.occurrence import Occurrence


@dataclass(frozen=True)
class Case:
    """An occurrence on the day ``on``: its term after decisions, and what the facts count toward it."""

    obligation: Obligation
    occurrence: Occurrence
    facts: Facts
    on: date
    term: Term
    tally: Tally

    @property
    def closes(self) -> date:
        """The last day on which the duty can be met at all: its agreement's last day, or the due day beyond it."""
        last = max(self.obligation.validity.end, self.term.due or self.obligation.validity.end)
        return min(last, self.facts.ended) if self.facts.ended else last

    @property
    def goes_on(self) -> bool:
        """Whether it is done all the time and nobody has called for a day: it is watched, never reached."""
        return self.occurrence.label == ONGOING and self.term.due is None

    @cached_property
    def fulfilled_on(self) -> date | None:
        """The day of the event that reached the quota, once enough is proved and accepted."""
        return self.tally.reached_on(Firmness.SETTLED)

    @cached_property
    def claimed_on(self) -> date | None:
        """The day of the event that reached the quota, proved and accepted or not yet."""
        return self.fulfilled_on or self.tally.reached_on(Firmness.CLAIMED)


def case_on(obligation: Obligation, occurrence: Occurrence, facts: Facts, on: date) -> Case:
    """The case of ``occurrence`` on ``on``, by the facts as given."""
    term = term_on(occurrence, facts.decisions, on)
    return Case(obligation, occurrence, facts, on, term, tally(obligation, occurrence, term, facts, on))
