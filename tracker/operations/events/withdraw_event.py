"""Take back an event that was recorded by mistake: it counts no more and stays on record."""

from sqlmodel import col, select

from tracker.operations.events.event_tasks import close_tasks
from tracker.operations.ground import Ground, Refused, working
from tracker.operations.refresh import refresh
from tracker.people.actor import Actor
from tracker.people.permissions import Permission
from tracker.store.events import EventRow, FulfilmentRow


def withdraw_event(ground: Ground, actor: Actor, event_id: int, reason: str) -> None:
    """Take back an event recorded by mistake; it and what it counted for stay on record as withdrawn."""
    if not reason.strip():
        raise Refused("Napište, proč záznam berete zpět.", "reason")
    with working(ground, actor) as work:
        event = work.get(EventRow, event_id, Permission.RECORD_EVENT)
        if event.withdrawn_at is not None:
            raise Refused("Tento záznam už byl vzat zpět.")
        event.withdrawn_at, event.withdrawn_reason = work.now, reason.strip()
        standing = select(FulfilmentRow).where(
            FulfilmentRow.event_id == event_id, col(FulfilmentRow.withdrawn_at).is_(None)
        )
        counted = work.session.exec(standing).all()
        for fulfilment in counted:
            fulfilment.withdrawn_at = work.now
        refresh(work, {fulfilment.occurrence_id for fulfilment in counted})
        close_tasks(work, event)
