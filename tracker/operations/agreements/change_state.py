"""Move an agreement along its lifecycle while it is in force: low activity, a pause and its end.

A pause stops the clocks of everything that still has to be done, and the end of the pause starts them again
(domain, "Lifecycle of an agreement"). How an agreement ends is settled in ``end_agreement.py``.
"""

from datetime import date

from sqlmodel import col

from tracker.fulfilment.event import DecisionKind
from tracker.fulfilment.standing import GROUP_OF, Group
from tracker.obligations.agreement import ENDS, RUNNING, AgreementState, transition
from tracker.operations.ground import Ground, Refused, Work, working
from tracker.operations.refresh import refresh
from tracker.operations.standings import Item, items
from tracker.people.actor import Actor
from tracker.people.permissions import Permission
from tracker.store.agreements import AgreementRow
from tracker.store.events import DecisionRow

_AT_REST = frozenset({Group.COMPLETE, Group.OUT_OF_FORCE})


def change_state(
    ground: Ground,
    actor: Actor,
    agreement_id: int,
    to: AgreementState,
    reason: str,
    day: date | None = None,
    document: str = "",
) -> int:
    """Move the agreement to ``to`` from ``day`` (today); answers how many terms were paused or set going again.

    Raises ``ForbiddenTransition`` for a step that the lifecycle does not know, ``Refused`` for an end, for a day out of
    force or in the future, and without a reason.
    """
    with working(ground, actor) as work:
        agreement = work.get(AgreementRow, agreement_id, Permission.END_AGREEMENT)
        since = day or work.today
        if to in ENDS:
            raise Refused("Konec dokumentu se vypořádává. Použijte předčasné ukončení.", "state")
        if since > work.today or (agreement.state in RUNNING and since not in agreement.validity):
            raise Refused("Den musí ležet v době platnosti a nesmí být v budoucnosti.", "day")
        if not reason.strip():
            raise Refused("Napište důvod.", "reason")
        was, agreement.state = agreement.state, transition(agreement.state, to)
        kind = _stops_or_starts(was, to)
        found = items(work, col(AgreementRow.id) == agreement_id) if kind else []
        concerned = [item for item in found if _concerns(kind, item)]
        for item in concerned:
            _decide(work, item, kind or DecisionKind.PAUSE, since, reason.strip(), document.strip())
        refresh(work, [item.row.id for item in concerned if item.row.id is not None])
        return len(concerned)


def _stops_or_starts(was: AgreementState, to: AgreementState) -> DecisionKind | None:
    if to is AgreementState.PAUSED:
        return DecisionKind.PAUSE
    return DecisionKind.RESUME if was is AgreementState.PAUSED else None


def _concerns(kind: DecisionKind | None, item: Item) -> bool:
    """A pause stops what has still to be done; its end starts what stands still."""
    paused = item.standing.case is not None and item.standing.case.term.paused is not None
    if kind is DecisionKind.RESUME:
        return paused
    return not paused and GROUP_OF[item.standing.status] not in _AT_REST


def _decide(work: Work, item: Item, kind: DecisionKind, day: date, reason: str, document: str) -> None:
    assert item.row.id is not None
    work.session.add(
        DecisionRow(
            municipality_id=item.row.municipality_id,
            occurrence_id=item.row.id,
            kind=kind,
            day=day,
            reason=reason,
            approver=work.actor.name,
            document=document or None,
            recorded_at=work.now,
            recorded_by=work.actor.person,
        )
    )
