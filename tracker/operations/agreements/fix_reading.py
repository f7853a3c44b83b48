"""How an amount of hours is meant: for the town in all, or for each person it supports (domain, "Hours").

Until the parties fix one, both are shown. What they fix is stored with who and when, and decides the status from then
on.
"""

from dataclasses import dataclass

from sqlmodel import col, select

from tracker.fulfilment.units import counts_hours
from tracker.obligations.deadline import Quota
from tracker.operations.events.fulfilment_list import end_of
from tracker.operations.ground import Ground, Refused, Work, working
from tracker.operations.refresh import newest_term, refresh
from tracker.people.actor import Actor
from tracker.people.permissions import Permission
from tracker.store.agreements import HoursReadingRow, ObligationRow
from tracker.store.occurrences import OccurrenceRow
from tracker.store.people import PersonRow

MOST_PERSONS = 100_000


@dataclass(frozen=True, slots=True)
class FixedReading:
    """The reading in force and who fixed it."""

    row: HoursReadingRow
    by: str


def reading_of(work: Work, obligation_id: int) -> FixedReading | None:
    """The reading fixed by the end of the day looked at, if any."""
    query = (
        select(HoursReadingRow)
        .where(HoursReadingRow.obligation_id == obligation_id, col(HoursReadingRow.recorded_at) < end_of(work))
        .order_by(col(HoursReadingRow.id).desc())
    )
    row = work.session.exec(query.limit(1)).first()
    if row is None:
        return None
    person = work.session.get(PersonRow, row.recorded_by) if row.recorded_by else None
    return FixedReading(row, person.name if person else "")


def fix_reading(ground: Ground, actor: Actor, obligation_id: int, persons: int | None, reason: str) -> None:
    """Fix the reading of a duty counted in hours: owed to each of ``persons``, or to the town (``None``).

    Raises ``Refused`` for a duty of another unit, for nobody supported, and without a reason.
    """
    with working(ground, actor) as work:
        duty = work.get(ObligationRow, obligation_id, Permission.CONFIRM_DRAFT)
        if not _counts_hours(work, duty):
            raise Refused("Tento závazek se nepočítá v hodinách.", "per")
        if persons is not None and not 0 < persons <= MOST_PERSONS:
            raise Refused("Zadejte, kolika podpořených osob se hodiny týkají.", "persons")
        if not reason.strip():
            raise Refused("Napište, kdo a kdy se na tomto čtení dohodl.", "reason")
        store_reading(work, duty, persons, reason.strip())
        terms = work.session.exec(select(OccurrenceRow.id).where(OccurrenceRow.obligation_id == obligation_id))
        refresh(work, [number for number in terms if number is not None])


def store_reading(work: Work, duty: ObligationRow, persons: int | None, reason: str) -> None:
    """Write the reading down."""
    assert duty.id is not None
    work.session.add(
        HoursReadingRow(
            municipality_id=duty.municipality_id,
            obligation_id=duty.id,
            persons=persons,
            reason=reason,
            recorded_at=work.now,
            recorded_by=work.actor.person,
        )
    )


def _counts_hours(work: Work, duty: ObligationRow) -> bool:
    rule = newest_term(work, duty).obligation(duty.key).deadline
    return isinstance(rule, Quota) and counts_hours(rule.unit)
