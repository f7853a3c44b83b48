"""What is kept of a partner, to be handed over on request, and its erasure once the town works with them no more."""

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from tracker.operations.ground import looking
from tracker.operations.partners.partner_data import erase_partner, partner_data
from tracker.operations.partners.partner_list import partner_page
from tracker.people.permissions import Permission
from tracker.web.access import actor, allow, ground

blueprint = Blueprint("partner_data", __name__, url_prefix="/partneri")


@blueprint.get("/<int:partner_id>/udaje.json")
@allow(Permission.MANAGE_PARTNERS)
def download(partner_id: int) -> Response:
    """Everything that is kept."""
    answer = Response(partner_data(ground(), actor(), partner_id), mimetype="application/json")
    answer.headers["Content-Disposition"] = f"attachment; filename=partner-{partner_id}.json"
    return answer


@blueprint.get("/<int:partner_id>/vymazat")
@allow(Permission.MANAGE_PARTNERS)
def ask(partner_id: int) -> str:
    """What would go and what would stay."""
    with looking(ground(), actor()) as work:
        return render_template("web/partners/erase.html", partner=partner_page(work, partner_id).partner)


@blueprint.post("/<int:partner_id>/vymazat")
@allow(Permission.MANAGE_PARTNERS)
def erase(partner_id: int) -> Answer:
    """Erase it."""
    erase_partner(ground(), actor(), partner_id)
    flash(_("Osobní údaje partnera jsou vymazané."))
    return redirect(url_for("partners.detail", partner_id=partner_id), 303)
