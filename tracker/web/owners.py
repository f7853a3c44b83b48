"""Who answers for an obligation: the form and its storing."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.operations.agreements.obligation_page import obligation_page
from tracker.operations.ground import Refused, looking
from tracker.operations.people.owners import assign_owner, fit_owners
from tracker.people.permissions import Permission
from tracker.store.agreements import ObligationRow
from tracker.web.access import actor, allow, ground
from tracker.web.fields import whole
from tracker.web.sentences import say

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
        assign_owner(ground(), actor(), obligation_id, whole(request.form, "owner"))
    except Refused as error:
        return _page(obligation_id, {error.field: say(error)}), 422
    flash(_("Vlastník závazku je uložen."))
    return redirect(url_for("obligations.detail", obligation_id=obligation_id), 303)


def _page(obligation_id: int, errors: dict[str, str]) -> str:
    with looking(ground(), actor()) as work:
        work.get(ObligationRow, obligation_id, Permission.ASSIGN_OWNER)
        shown = obligation_page(work, obligation_id)
        people = [(person.id, person.name) for person in fit_owners(work, shown.municipality)]
    return render_template("web/people/owner.html", page=shown, people=people, errors=errors)
