"""Who answers for an obligation: the form and its storing."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.operations.agreements.obligation_page import obligation_page
from tracker.operations.ground import Refused, looking
from tracker.operations.people.owners import assign_owner, fit_owners
from tracker.operations.people.people_list import told_apart
from tracker.people.permissions import Permission
from tracker.store.agreements import ObligationRow
from tracker.timeline.name_search import Named
from tracker.web.access import actor, allow, ground
from tracker.web.sentences import say
from tracker.web.typed_choice import chosen

blueprint = Blueprint("owners", __name__)


@blueprint.get("/zavazky/<int:obligation_id>/vlastnik")
@allow(Permission.ASSIGN_OWNER)
def page(obligation_id: int) -> str:
    """Who answers for it, and who could."""
    return _page(obligation_id, {})


@blueprint.post("/zavazky/<int:obligation_id>/vlastnik")
@allow(Permission.ASSIGN_OWNER)
def assign(obligation_id: int) -> Response | tuple[str, int]:
    """Name the owner."""
    try:
        assign_owner(ground(), actor(), obligation_id, chosen(request.form, "owner", _fit(obligation_id)))
    except Refused as error:
        return _page(obligation_id, {error.field: say(error)}), 422
    flash(_("Vlastník závazku je uložen."))
    return redirect(url_for("obligations.detail", obligation_id=obligation_id), 303)


def _page(obligation_id: int, errors: dict[str, str]) -> str:
    with looking(ground(), actor()) as work:
        shown = obligation_page(work, obligation_id)
    told = {"page": shown, "people": _fit(obligation_id), "given": request.form, "errors": errors}
    return render_template("web/people/owner.html", **told)


def _fit(obligation_id: int) -> list[Named]:
    """Who can own the obligation."""
    with looking(ground(), actor()) as work:
        duty = work.get(ObligationRow, obligation_id, Permission.ASSIGN_OWNER)
        fit = fit_owners(work, work.municipality(duty.municipality_id))
    return told_apart((person.id or 0, person.name, person.email) for person in fit)
