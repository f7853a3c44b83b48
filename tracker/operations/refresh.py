"""Keeps the rows of occurrences in step with the rules: expansion after a confirmation, snapshots after a fact.

Everything here is derived and may be run again at any time; running it again changes nothing.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from sqlmodel import col, select

from tracker.occurrences.expansion import expand
from tracker.occurrences.labels import is_further_call
from tracker.occurrences.succession import succeed
from tracker.operations.events.windows import Because, store_window
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


def newest_term(work: Work, duty: ObligationRow) -> TermRow:
    """How the last version words a duty."""
    query = select(TermRow).where(TermRow.obligation_id == duty.id).order_by(col(TermRow.version_id).desc())
    return work.session.exec(query.limit(1)).one()


def expand_term(
    work: Work, duty: ObligationRow, term: TermRow, *, since: date | None = None, because: Because | None = None
) -> list[OccurrenceRow]:
    """Bring the occurrences of one duty in line with its term and answer the rows that hold.

    Windows that closed before ``since`` belong to the version valid then and are left alone (domain, "Revision").
    A window that the term no longer asks for is cancelled, never removed; what was called for once more stays. A due
    day that moves keeps the first one: the move is stored as a shift ``because`` of what moved it.
    """
    wanted = expand(term.obligation(duty.key), anchors_of(work, duty.agreement_id))
    there = {
        row.key: row for row in work.session.exec(select(OccurrenceRow).where(OccurrenceRow.obligation_id == duty.id))
    }
    ruled = [row for row in there.values() if row.cancelled_on is None and not is_further_call(row.label)]
    held = [replace(row.occurrence(duty.key, term.ends), due=row.due) for row in ruled]
    after = succeed(held, wanted, since or date.min)
    for gone in after.cancelled:
        there[gone.key].cancelled_on, there[gone.key].cancelled_at = since or work.today, work.now
    for occurrence in (*after.unchanged, *after.changed, *after.added):
        there[occurrence.key] = store_window(work, duty, term, there.get(occurrence.key), occurrence, since, because)
    work.session.flush()
    return [row for row in there.values() if row.cancelled_on is None]


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
