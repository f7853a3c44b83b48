"""„Doklady k vymazání“: the list of papers whose time is over, and the deed of a person who has looked at it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.operations.ground import Refused, looking
from tracker.operations.upkeep.retention import delete_papers, expired
from tracker.people.permissions import Permission
from tracker.web.access import actor, allow, ground
from tracker.web.sentences import say

blueprint = Blueprint("retention", __name__, url_prefix="/sprava/k-vymazani")


@blueprint.get("")
@allow(Permission.MANAGE_PEOPLE)
def page() -> str:
    """What is to be deleted; nothing is deleted by looking."""
    return _page()


@blueprint.post("")
@allow(Permission.MANAGE_PEOPLE)
def delete() -> Response | tuple[str, int]:
    """Delete what was chosen."""
    chosen = [int(number) for number in request.form.getlist("paper") if number.isdecimal() and len(number) < 16]
    try:
        if not chosen:
            raise Refused("Vyberte, co se má vymazat.", "paper")
        count = delete_papers(ground(), actor(), chosen, request.form.get("reason", ""))
    except Refused as error:
        return _page({error.field: say(error)}), 422
    flash(_("Vymazáno dokladů: %(count)s. U událostí zůstal zápis, co tam bylo.", count=count))
    return redirect(url_for("retention.page"), 303)


def _page(errors: dict[str, str] | None = None) -> str:
    with looking(ground(), actor()) as work:
        rows = expired(work)
    given = request.form
    return render_template("web/administration/retention.html", rows=rows, given=given, errors=errors or {})
