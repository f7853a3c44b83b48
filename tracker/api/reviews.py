"""The other side's word on what was counted: acknowledged, returned or disputed."""

from flask import Blueprint

from tracker.api.access import actor, ground
from tracker.api.described import KEY, described
from tracker.api.values import Answered, Explanation, Sent
from tracker.fulfilment.event import ReviewVerdict
from tracker.operations.events.review_fulfilment import review_fulfilment

blueprint = Blueprint("reviews", __name__)


class Verdict(Sent):
    """A verdict; all but an acknowledgement need a reason."""

    verdict: ReviewVerdict
    reason: Explanation = ""


class Review(Answered):
    """The stored verdict."""

    id: int
    fulfilment: int
    verdict: ReviewVerdict


@blueprint.post(f"/fulfilments/<{KEY}:fulfilment_id>/reviews")
@described(Review, status=201, sends=True)
def review(fulfilment_id: int, json: Verdict) -> tuple[Review, int]:
    """Acknowledge, return or dispute what the other side entered (``counted.id`` of an event)."""
    number = review_fulfilment(ground(), actor(), fulfilment_id, json.verdict, json.reason)
    return Review(id=number, fulfilment=fulfilment_id, verdict=json.verdict), 201
