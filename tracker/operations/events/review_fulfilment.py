"""The other side acknowledges what one side entered, returns it with a reason, or disputes it (domain law 11)."""

from tracker.fulfilment.event import ReviewVerdict
from tracker.obligations.obligation import Side
from tracker.operations.ground import Forbidden, Ground, Refused, working
from tracker.operations.mails.returned_mail import queue_returned
from tracker.operations.refresh import refresh
from tracker.people.actor import SYSTEM, Actor, acts_for_municipality
from tracker.people.permissions import Permission
from tracker.store.events import FulfilmentRow, ReviewRow


def review_fulfilment(
    ground: Ground, actor: Actor, fulfilment_id: int, verdict: ReviewVerdict, reason: str = ""
) -> int:
    """Store a verdict on a fulfilment and answer its id.

    Raises ``Forbidden`` for the side that entered it, ``Refused`` where a reason is needed or the entry was withdrawn.
    """
    with working(ground, actor) as work:
        fulfilment = work.get(FulfilmentRow, fulfilment_id, Permission.REVIEW)
        municipality = work.municipality(fulfilment.municipality_id)
        if fulfilment.withdrawn_at is not None:
            raise Refused("Záznam byl mezitím vzat zpět. Není co potvrdit.")
        if verdict is not ReviewVerdict.ACKNOWLEDGED and not reason.strip():
            raise Refused("Napište důvod, aby druhá strana věděla, co doplnit.", "reason")
        municipal = acts_for_municipality(actor.roles_at(municipality.place, work.today))
        side = Side.MUNICIPALITY if municipal else Side.ASZ
        if actor is SYSTEM:
            side = Side.ASZ if fulfilment.side is Side.MUNICIPALITY else Side.MUNICIPALITY
        if side is fulfilment.side:
            raise Forbidden("Záznam potvrzuje druhá strana, ne ta, která ho zapsala.")
        assert fulfilment.id is not None
        review = ReviewRow(
            municipality_id=fulfilment.municipality_id,
            fulfilment_id=fulfilment.id,
            verdict=verdict,
            reason=reason.strip(),
            side=side,
            recorded_at=work.now,
            recorded_by=actor.person,
        )
        work.session.add(review)
        refresh(work, [fulfilment.occurrence_id])
        if verdict is not ReviewVerdict.ACKNOWLEDGED:
            queue_returned(work, review, fulfilment)
        assert review.id is not None
        return review.id
