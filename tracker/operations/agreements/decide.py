"""Decisions about an occurrence, each with a reason and an approver, and the owner's words on a delay."""

from datetime import date

from sqlmodel import col, select

from tracker.fulfilment.event import DecisionKind
from tracker.occurrences.labels import next_call, on_call
from tracker.operations.ground import Ground, Refused, Work, working
from tracker.operations.refresh import refresh
from tracker.people.actor import Actor
from tracker.people.permissions import Permission
from tracker.store.events import DecisionRow, DelayReasonRow
from tracker.store.occurrences import OccurrenceRow

_NEEDS_NEW_DAY = {DecisionKind.SHIFT, DecisionKind.CALL}


def decide(
    ground: Ground,
    actor: Actor,
    occurrence_id: int,
    kind: DecisionKind,
    *,
    reason: str,
    approver: str,
    day: date | None = None,
    new_due: date | None = None,
    document: str | None = None,
    replaced_by: str | None = None,
) -> int:
    """Store a decision in force from ``day`` (today) and answer its id; raises ``Refused`` for what it lacks.

    A call for what has been called for already opens a window of its own.
    """
    with working(ground, actor) as work:
        row = work.get(OccurrenceRow, occurrence_id, Permission.DECIDE)
        if not reason.strip():
            raise Refused("Napište důvod rozhodnutí.", "reason")
        if not approver.strip():
            raise Refused("Uveďte, kdo rozhodnutí schválil.", "approver")
        if kind in _NEEDS_NEW_DAY and new_due is None:
            raise Refused("Uveďte nový termín.", "new_due")
        if kind is DecisionKind.REPLACE and not replaced_by:
            raise Refused("Uveďte, čím se závazek nahrazuje.", "replaced_by")
        since = day or work.today
        if kind is DecisionKind.SHIFT and row.due and since <= row.due < work.today and not document:
            raise Refused("Termín už uplynul. Uveďte dokument, kterým byl posunut včas.", "document")
        if kind is DecisionKind.CALL and row.due is not None:
            row = _called_again(work, row, since)
        assert row.id is not None
        decision = DecisionRow(
            municipality_id=row.municipality_id,
            occurrence_id=row.id,
            kind=kind,
            day=since,
            new_due=new_due if kind in _NEEDS_NEW_DAY else None,
            reason=reason.strip(),
            approver=approver.strip(),
            document=document,
            replaced_by=replaced_by,
            recorded_at=work.now,
            recorded_by=actor.person,
        )
        work.session.add(decision)
        refresh(work, [row.id])
        assert decision.id is not None
        return decision.id


def decisions_of(work: Work, occurrence_id: int) -> tuple[DecisionRow, ...]:
    """The decisions about an occurrence that hold, in their order."""
    held = select(DecisionRow).where(DecisionRow.occurrence_id == occurrence_id, col(DecisionRow.revoked_at).is_(None))
    return tuple(work.session.exec(held.order_by(col(DecisionRow.day), col(DecisionRow.id))))


def revoke_decision(ground: Ground, actor: Actor, occurrence_id: int, decision_id: int) -> None:
    """Take a decision back: it stays on record and says nothing of the status any more.

    Raises ``Refused`` for one that is not about this occurrence or does not hold.
    """
    with working(ground, actor) as work:
        work.get(OccurrenceRow, occurrence_id, Permission.DECIDE)
        held = {row.id: row for row in decisions_of(work, occurrence_id)}
        if decision_id not in held:
            raise Refused("Takové rozhodnutí u tohoto termínu neplatí.", "decision")
        held[decision_id].revoked_at = work.now
        refresh(work, [occurrence_id])


def _called_again(work: Work, row: OccurrenceRow, day: date) -> OccurrenceRow:
    """A window of its own for one more call: the first keeps its clock and what came of it.

    Raises ``Refused`` for what is due by its own rule: its day is moved by a shift, with a reason.
    """
    if not on_call(row.label):
        raise Refused("Závazek už svůj termín má. Změňte ho posunem.", "kind")
    same = select(OccurrenceRow).where(OccurrenceRow.obligation_id == row.obligation_id)
    there = work.session.exec(same).all()
    label = next_call(row.label, [other.label for other in there])
    again = OccurrenceRow.model_validate(
        {
            **row.model_dump(
                include={"municipality_id", "obligation_id", "term_id", "window_end", "precision", "unit"}
            ),
            "key": f"{row.key.removesuffix(row.label)}{label}",
            "label": label,
            "window_start": day,
            "quota": 1,
            "created_at": work.now,
            "changed_at": work.now,
        }
    )
    work.session.add(again)
    work.session.flush()
    return again


def state_reason(ground: Ground, actor: Actor, occurrence_id: int, reason: str, expected: date | None = None) -> int:
    """Store why an occurrence is late and when it is expected; the due day does not move."""
    with working(ground, actor) as work:
        row = work.get(OccurrenceRow, occurrence_id, Permission.STATE_REASON)
        if not reason.strip():
            raise Refused("Napište důvod zpoždění.", "reason")
        assert row.id is not None
        words = DelayReasonRow(
            municipality_id=row.municipality_id,
            occurrence_id=row.id,
            reason=reason.strip(),
            expected=expected,
            recorded_at=work.now,
            recorded_by=actor.person,
        )
        work.session.add(words)
        refresh(work, [row.id])
        assert words.id is not None
        return words.id
