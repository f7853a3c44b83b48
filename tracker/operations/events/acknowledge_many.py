"""Acknowledge several entries at once; one that cannot be acknowledged does not stop the others."""

from collections.abc import Iterable

from tracker.fulfilment.event import ReviewVerdict
from tracker.operations.events.review_fulfilment import review_fulfilment
from tracker.operations.ground import Forbidden, Ground, NotFound, Refused
from tracker.people.actor import Actor


def acknowledge_many(ground: Ground, actor: Actor, fulfilment_ids: Iterable[int]) -> tuple[int, ...]:
    """Acknowledge each entry in a transaction of its own and answer the ids of those acknowledged."""
    return tuple(number for number in fulfilment_ids if _acknowledged(ground, actor, number))


def _acknowledged(ground: Ground, actor: Actor, fulfilment_id: int) -> bool:
    try:
        review_fulfilment(ground, actor, fulfilment_id, ReviewVerdict.ACKNOWLEDGED)
    except (NotFound, Forbidden, Refused):
        return False
    return True
