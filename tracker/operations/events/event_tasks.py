"""The tasks that a meeting left behind, kept among the tasks of its body until somebody closes them."""

from collections.abc import Iterable

from sqlmodel import col, select

from tracker.fulfilment.event import EventOutput, OutputKind
from tracker.obligations.obligation import Act
from tracker.operations.ground import Work
from tracker.reports.register_values import BodyKind
from tracker.store.events import EventRow
from tracker.store.registers import ActionItemRow, BodyRow

_BODIES = {
    Act.PARTNERSHIP_MEETING: BodyKind.PARTNERSHIP,
    Act.PARTNERSHIP_DISCUSSION: BodyKind.PARTNERSHIP,
    Act.COUNCIL_REPORT: BodyKind.COUNCIL,
    Act.COUNCIL_DECISION: BodyKind.COUNCIL,
}
"""The body that meets when something of the kind happens; a town has many working groups, so their tasks name none."""


def keep_tasks(work: Work, event: EventRow, outputs: Iterable[EventOutput]) -> None:
    """Write down the tasks among the outputs of an event."""
    tasks = [output for output in outputs if output.kind is OutputKind.TASK]
    if not tasks:
        return
    body = _body(work, event)
    for task in tasks:
        work.session.add(
            ActionItemRow(
                municipality_id=event.municipality_id,
                body_id=body,
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


def _body(work: Work, event: EventRow) -> int | None:
    """The body that met, where the town has exactly one of the kind on that day."""
    if event.act not in _BODIES:
        return None
    found = work.session.exec(
        select(BodyRow).where(
            BodyRow.municipality_id == event.municipality_id,
            BodyRow.kind == _BODIES[event.act],
            BodyRow.starts <= event.day,
            col(BodyRow.ends).is_(None) | (col(BodyRow.ends) >= event.day),
        )
    ).all()
    return found[0].id if len(found) == 1 else None
