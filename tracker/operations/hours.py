"""The ledgers of hours: how much of an agreed amount was held, in person and at a distance."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement
from sqlmodel import col

from tracker.fulfilment.counting import Firmness
from tracker.fulfilment.event import EventForm, Fulfilment
from tracker.fulfilment.ledger import Balance
from tracker.operations.ground import Work
from tracker.operations.standings import Item, items
from tracker.store.occurrences import OccurrenceRow

HOUR = "hodina"
"""The unit of a quota of hours."""


@dataclass(frozen=True, slots=True)
class Hours:
    """One ledger: its occurrence, the balance of what counts, and the entries behind it in the order of days."""

    item: Item
    balance: Balance
    entries: tuple[Fulfilment, ...]


def hours_of(work: Work, *conditions: ColumnElement[bool]) -> tuple[Hours, ...]:
    """The ledgers of hours in reach that meet ``conditions`` as ``items`` takes them and are in force."""
    found = items(work, col(OccurrenceRow.unit) == HOUR, *conditions)
    return tuple(_ledger(item) for item in found if item.occurrence.start <= work.today <= item.agreement.ends)


def _ledger(item: Item) -> Hours:
    case = item.standing.case
    counted = [e.fulfilment for e in case.tally.entries if e.firmness >= Firmness.CLAIMED] if case else []
    amounts = {form: sum(f.amount for f in counted if f.event.form is form) for form in EventForm}
    cap = case.tally.distance_cap if case else None
    held = Balance(amounts[EventForm.IN_PERSON], amounts[EventForm.DISTANCE], item.occurrence.quota, cap)
    return Hours(item, held, tuple(counted))
