"""The body that held a meeting: chosen where a town has more of the kind, else the only one on that day."""

from datetime import date

from sqlmodel import col, select

from tracker.obligations.obligation import Act
from tracker.operations.ground import Refused, Work
from tracker.reports.register_values import BodyKind
from tracker.store.registers import BodyRow

_KINDS = {
    Act.PARTNERSHIP_MEETING: BodyKind.PARTNERSHIP,
    Act.PARTNERSHIP_DISCUSSION: BodyKind.PARTNERSHIP,
    Act.WORKING_GROUP: BodyKind.WORKING_GROUP,
    Act.COUNCIL_REPORT: BodyKind.COUNCIL,
    Act.COUNCIL_DECISION: BodyKind.COUNCIL,
}
"""The kind of body that meets when something of the kind happens."""


def bodies_for(work: Work, municipality_id: int, act: Act, day: date) -> tuple[BodyRow, ...]:
    """The bodies of the town that may have held the event: of its kind, any for another event, none for a training."""
    query = select(BodyRow).where(
        BodyRow.municipality_id == municipality_id,
        BodyRow.starts <= day,
        col(BodyRow.ends).is_(None) | (col(BodyRow.ends) >= day),
    )
    if act in _KINDS:
        query = query.where(BodyRow.kind == _KINDS[act])
    elif act is not Act.OTHER:
        return ()
    return tuple(work.session.exec(query.order_by(col(BodyRow.name), col(BodyRow.id))))


def body_of(work: Work, municipality_id: int, act: Act, day: date, chosen: int | None) -> int | None:
    """The body to write down: the one chosen, or the only one there can be. Raises ``Refused`` for another one."""
    bodies = bodies_for(work, municipality_id, act, day)
    if chosen is not None:
        if chosen not in {body.id for body in bodies}:
            raise Refused("Tento orgán takové jednání mít nemohl. Vyberte jiný, nebo žádný.", "body")
        return chosen
    return bodies[0].id if len(bodies) == 1 and act in _KINDS else None
