"""Keeps the rows of occurrences in step with the rules: expansion after a confirmation, snapshots after a fact.

Everything here is derived and may be run again at any time; running it again changes nothing.
"""

from collections.abc import Collection
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlmodel import col, select

from tracker.occurrences.expansion import expand
from tracker.occurrences.occurrence import Occurrence
from tracker.occurrences.succession import succeed
from tracker.operations.ground import Work
from tracker.operations.standings import Item, items
from tracker.store.agreements import AnchorRow, ObligationRow, TermRow
from tracker.store.occurrences import OccurrenceRow


def anchors_of(work: Work, agreement_id: int) -> dict[str, date]:
    """The known days of anchor events; the last record of a name stands."""
    rows = work.session.exec(
        select(AnchorRow).where(AnchorRow.agreement_id == agreement_id).order_by(col(AnchorRow.id))
    )
    return {row.name: row.day for row in rows}


def expand_term(work: Work, duty: ObligationRow, term: TermRow, *, since: date | None = None) -> list[OccurrenceRow]:
    """Bring the occurrences of one duty in line with its term and answer the rows that hold.

    Windows that closed before ``since`` belong to the version valid then and are left alone (domain, "Revision").
    A window that the term no longer asks for is cancelled, never removed.
    """
    wanted = expand(term.obligation(duty.key), anchors_of(work, duty.agreement_id))
    there = {
        row.key: row for row in work.session.exec(select(OccurrenceRow).where(OccurrenceRow.obligation_id == duty.id))
    }
    held = [row.occurrence(duty.key, term.ends) for row in there.values() if row.cancelled_on is None]
    after = succeed(held, wanted, since or date.min)
    for gone in after.cancelled:
        there[gone.key].cancelled_on = since or work.today
    for occurrence in (*after.unchanged, *after.changed, *after.added):
        there[occurrence.key] = _stored(work, duty, term, there.get(occurrence.key), occurrence)
    work.session.flush()
    return [row for row in there.values() if row.cancelled_on is None]


def _stored(
    work: Work, duty: ObligationRow, term: TermRow, row: OccurrenceRow | None, occurrence: Occurrence
) -> OccurrenceRow:
    assert duty.id is not None
    assert term.id is not None
    values: dict[str, Any] = {
        "term_id": term.id,
        "label": occurrence.label,
        "window_start": occurrence.start,
        "window_end": occurrence.end,
        "counts_from": occurrence.counts_from,
        "precision": occurrence.precision,
        "quota": occurrence.quota,
        "unit": occurrence.unit,
        "at_least": occurrence.at_least,
        "milestones": [{**asdict(m), "due": m.due.isoformat()} for m in occurrence.milestones],
        "waits_for": occurrence.waits_for,
        "cancelled_on": None,
    }
    if row is None:
        row = OccurrenceRow(
            municipality_id=duty.municipality_id,
            obligation_id=duty.id,
            key=occurrence.key,
            first_due=occurrence.due,
            due=occurrence.due,
            created_at=work.now,
            changed_at=work.now,
            **values,
        )
    else:
        if row.first_due is None or row.term_id != term.id:
            values["first_due"] = occurrence.due
        for name, value in values.items():
            if getattr(row, name) != value:
                setattr(row, name, value)
    work.session.add(row)
    return row


def refresh(work: Work, occurrence_ids: Collection[int]) -> None:
    """Derive the snapshot of these occurrences anew: status, counted and due day after shifts.

    The next sweep looks at them and says on which day to look again; only it knows the reminders.
    """
    work.session.flush()
    for item in items(work, col(OccurrenceRow.id).in_(occurrence_ids)):
        take_snapshot(work, item)
        item.row.next_day = work.today


def take_snapshot(work: Work, item: Item) -> None:
    """Write down how an occurrence stands, for lists and calendars to search; a change raises its revision."""
    row, now = item.row, item.standing
    if (row.status, row.due, row.counted) != (now.status, now.due, now.counted):
        row.status, row.due, row.counted = now.status, now.due, now.counted
        row.revision += 1
        row.changed_at = work.now
    work.session.add(row)
