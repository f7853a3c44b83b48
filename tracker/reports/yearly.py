"""What the report of one year is compiled from, and to which year an occurrence belongs.

The year of an occurrence is the year of its *first agreed* due day: a shifted date moves no duty into a kinder year
(domain law 8). What was due earlier and still open when the year began is told apart, and so is what has no due day.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from tracker.reports.entry import Entry, Outcome, Town, outcome_of


class Lot(Enum):
    """Where an occurrence belongs in the report of a year."""

    YEAR = "rok zprávy"
    CARRIED = "z minulých let"
    LONG = "víceletý"
    OPEN_ENDED = "bez termínu"


@dataclass(frozen=True, slots=True)
class Comments:
    """What the parties add in their own words: why things failed, what comes next, what ASZ says to it."""

    failures: str = ""
    next_steps: str = ""
    asz: str = ""


NO_COMMENTS = Comments()


@dataclass(frozen=True, slots=True)
class Yearly:
    """All that the report of one year is compiled from; ``before`` is the year before, as it stood when over."""

    town: Town
    year: int
    day: date
    known: date
    entries: tuple[Entry, ...]
    before: tuple[Entry, ...] = ()
    comments: Comments = NO_COMMENTS

    def lot(self, lot: Lot) -> tuple[Entry, ...]:
        """The entries of one lot."""
        return tuple(entry for entry in self.entries if lot_of(entry, self.year) is lot)


def day_over(year: int) -> date:
    """The first day on which all of the year can be judged: what is due on 31. 12. is overdue on 1. 1. (law 9)."""
    return date(year + 1, 1, 1)


def lot_of(entry: Entry, year: int) -> Lot | None:
    """Where the occurrence belongs in the report of ``year``; ``None``: nowhere."""
    start, end = date(year, 1, 1), date(year, 12, 31)
    due = entry.standing.first_due
    touches = entry.occurrence.start <= end and entry.occurrence.end >= start
    if due is None:
        return Lot.OPEN_ENDED if touches else None
    if due > end:
        return Lot.LONG if touches and entry.occurrence.start < start else None
    if due >= start:
        return Lot.YEAR
    settled_in_year = entry.standing.fulfilled_on is not None and entry.standing.fulfilled_on >= start
    return Lot.CARRIED if settled_in_year or outcome_of(entry) is Outcome.NOT_DONE else None
