"""The ledgers of hours: how much of an agreed amount was held, in both readings until the parties fix one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement
from sqlmodel import col

from tracker.fulfilment.counting import Firmness
from tracker.fulfilment.event import Fulfilment
from tracker.fulfilment.ledger import Balance, Readings, readings
from tracker.operations.agreements.fix_reading import FixedReading, reading_of
from tracker.operations.ground import Work
from tracker.operations.standings import Item, items
from tracker.store.occurrences import OccurrenceRow

HOUR = "hodina"
"""The unit of a quota of hours."""


@dataclass(frozen=True, slots=True)
class Hours:
    """One ledger: its occurrence, both readings of what counts, the one that the parties fixed, and the entries behind
    it in the order of days.
    """

    item: Item
    readings: Readings
    fixed: FixedReading | None
    entries: tuple[Fulfilment, ...]

    @property
    def balance(self) -> Balance:
        """The balance of the reading in force: of the town as a whole until another is fixed."""
        fixed = self.fixed.row.persons if self.fixed else None
        return self.readings.per_town if fixed is None else self.readings.per_person


def hours_of(
    work: Work,
    *conditions: ColumnElement[bool],
    period: tuple[date, date] | None = None,
    known: date | None = None,
) -> tuple[Hours, ...]:
    """The ledgers of hours in reach that meet ``conditions`` as ``items`` takes them.

    Those in force today, or with a ``period`` those in force on any of its days, as they stood on its last day by what
    was recorded until ``known``.
    """
    first, last = period or (work.today, work.today)
    found = items(work, col(OccurrenceRow.unit) == HOUR, *conditions, on=last if period else None, known=known)
    return _ledgers(work, found, first, last)


def hours_among(work: Work, found: Iterable[Item]) -> tuple[Hours, ...]:
    """The ledgers in force today among terms already read."""
    return _ledgers(work, [item for item in found if item.row.unit == HOUR], work.today, work.today)


def _ledgers(work: Work, found: Iterable[Item], first: date, last: date) -> tuple[Hours, ...]:
    return tuple(_ledger(work, item) for item in found if item.occurrence.start <= last and first <= _over(item))


def _over(item: Item) -> date:
    """The last day on which the agreement of a ledger holds."""
    return item.agreement.ended_on or item.agreement.ends


def _ledger(work: Work, item: Item) -> Hours:
    case = item.standing.case
    counted = [e.fulfilment for e in case.tally.entries if e.firmness >= Firmness.CLAIMED] if case else []
    events = [fulfilment.event for fulfilment in counted]
    fixed = reading_of(work, item.row.obligation_id)
    persons = (fixed.row.persons if fixed else None) or max((event.persons or 0 for event in events), default=0) or 1
    both = readings(events, item.occurrence.quota, case.tally.distance_cap if case else None, persons)
    return Hours(item, both, fixed, tuple(counted))
