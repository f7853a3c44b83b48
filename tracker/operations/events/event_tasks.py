"""The tasks that a meeting left behind, kept among the tasks of its body until somebody closes them."""

from collections.abc import Iterable

from sqlmodel import col, select

from tracker.fulfilment.event import EventOutput, OutputKind
from tracker.operations.ground import Work
from tracker.store.events import EventRow
from tracker.store.registers import ActionItemRow


def keep_tasks(work: Work, event: EventRow, outputs: Iterable[EventOutput]) -> None:
    """Write down the tasks among the outputs of an event."""
    tasks = [output for output in outputs if output.kind is OutputKind.TASK]
    if not tasks:
        return
    for task in tasks:
        work.session.add(
            ActionItemRow(
                municipality_id=event.municipality_id,
                body_id=event.body_id,
                event_id=event.id,
                given_on=event.day,
                words=task.words,
                owner=task.owner or "",
                due=task.due,
                trigger=task.trigger or "",
            )
        )


def close_tasks(work: Work, event: EventRow) -> None:
    """Close what an event that is taken back had left open."""
    left = select(ActionItemRow).where(ActionItemRow.event_id == event.id, col(ActionItemRow.closed_on).is_(None))
    for task in work.session.exec(left):
        task.closed_on, task.result = work.today, "Záznam z jednání byl vzat zpět."
