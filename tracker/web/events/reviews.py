"""„K potvrzení“: what the other side entered, to acknowledge, return with a reason, or dispute (domain law 11)."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.fulfilment.event import ReviewVerdict
from tracker.operations.events.acknowledge_many import acknowledge_many
from tracker.operations.events.review_fulfilment import review_fulfilment
from tracker.operations.events.review_list import review_list, to_judge
from tracker.operations.ground import Refused, looking
from tracker.people.permissions import Permission
from tracker.web.access import actor, allow, ground
from tracker.web.fields import word
from tracker.web.sentences import say

blueprint = Blueprint("reviews", __name__)


@blueprint.get("/k-potvrzeni")
@allow(Permission.REVIEW)
def page() -> str:
    """The entries that wait for the reader's side."""
    with looking(ground(), actor()) as work:
        return render_template("web/reviews/page.html", waiting=review_list(work))


@blueprint.post("/k-potvrzeni")
@allow(Permission.REVIEW)
def acknowledge() -> Response:
    """Acknowledge every ticked entry."""
    ticked = [int(number) for number in request.form.getlist("entry") if number.isdecimal() and len(number) < 19]
    done = acknowledge_many(ground(), actor(), ticked)
    if not ticked:
        flash(_("Nic nebylo vybráno. Zaškrtněte záznamy, které chcete potvrdit."), "warning")
    else:
        flash(_("Potvrzeno: %(done)s z %(all)s.", done=len(done), all=len(ticked)))
    return redirect(url_for("reviews.page"), 303)


@blueprint.get("/k-potvrzeni/<int:fulfilment_id>")
@allow(Permission.REVIEW)
def detail(fulfilment_id: int) -> str:
    """One entry with its papers and statements, and the form for a verdict."""
    return _form(fulfilment_id)


@blueprint.post("/k-potvrzeni/<int:fulfilment_id>")
@allow(Permission.REVIEW)
def judge(fulfilment_id: int) -> Response | tuple[str, int]:
    """Store a verdict."""
    try:
        verdict = word(ReviewVerdict, request.form.get("verdict"))
        if verdict is None:
            raise Refused("Vyberte, zda záznam potvrzujete.", "verdict")
        review_fulfilment(ground(), actor(), fulfilment_id, verdict, request.form.get("reason", ""))
    except Refused as error:
        return _form(fulfilment_id, error), 422
    flash(_("Vyjádření je uloženo."))
    return redirect(url_for("reviews.page"), 303)


def _form(fulfilment_id: int, error: Refused | None = None) -> str:
    with looking(ground(), actor()) as work:
        shown = to_judge(work, fulfilment_id)
    errors = {error.field or "verdict": say(error)} if error else {}
    return render_template("web/reviews/detail.html", waiting=shown, given=request.form, errors=errors)
