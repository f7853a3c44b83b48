"""One window of an obligation as a row: made, or brought in line with a rule while what it was before stays known."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from tracker.fulfilment.event import DecisionKind
from tracker.occurrences.occurrence import Occurrence
from tracker.operations.ground import Work
from tracker.store.agreements import ObligationRow, TermRow
from tracker.store.events import DecisionRow
from tracker.store.occurrences import KEPT, OccurrenceBeforeRow, OccurrenceRow


@dataclass(frozen=True, slots=True)
class Because:
    """Why a rule gives a window another due day: what a shift has to say for itself (domain law 8)."""

    reason: str
    approver: str
    document: str | None = None


def store_window(
    work: Work,
    duty: ObligationRow,
    term: TermRow,
    row: OccurrenceRow | None,
    occurrence: Occurrence,
    since: date | None = None,
    because: Because | None = None,
) -> OccurrenceRow:
    """Write ``occurrence`` into its row, a new one where there is none yet; ``since`` is the day its rule applies from.

    What the row was stays known, and so does its first due day: a rule that moves it leaves a shift behind.
    """
    assert duty.id is not None
    assert term.id is not None
    values = _values(term, occurrence)
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
        work.session.add(row)
        return row
    if row.first_due is None:
        values["first_due"] = occurrence.due
    elif occurrence.due is not None and occurrence.due != row.agreed_due:
        _shift(work, row, occurrence.due, since, because)
    _change(work, row, values)
    return row


def _values(term: TermRow, occurrence: Occurrence) -> dict[str, Any]:
    return {
        "term_id": term.id,
        "label": occurrence.label,
        "window_start": occurrence.start,
        "window_end": occurrence.end,
        "agreed_due": occurrence.due,
        "counts_from": occurrence.counts_from,
        "precision": occurrence.precision,
        "quota": occurrence.quota,
        "unit": occurrence.unit,
        "at_least": occurrence.at_least,
        "milestones": [{**asdict(m), "due": m.due.isoformat()} for m in occurrence.milestones],
        "waits_for": occurrence.waits_for,
        "cancelled_on": None,
        "cancelled_at": None,
    }


def _change(work: Work, row: OccurrenceRow, values: dict[str, Any]) -> None:
    new = {name: value for name, value in values.items() if getattr(row, name) != value}
    if not new:
        return
    assert row.id is not None
    was = row.model_dump(mode="json", include=set(KEPT))
    work.session.add(
        OccurrenceBeforeRow(municipality_id=row.municipality_id, occurrence_id=row.id, replaced_at=work.now, state=was)
    )
    for name, value in new.items():
        setattr(row, name, value)


def _shift(work: Work, row: OccurrenceRow, due: date, since: date | None, because: Because | None) -> None:
    assert row.id is not None
    assert because is not None, f"{row.key}: a rule moved the due day and nobody says why"
    work.session.add(
        DecisionRow(
            municipality_id=row.municipality_id,
            occurrence_id=row.id,
            kind=DecisionKind.SHIFT,
            day=since or work.today,
            new_due=due,
            reason=because.reason,
            approver=because.approver,
            document=because.document,
            recorded_at=work.now,
            recorded_by=work.actor.person,
        )
    )
