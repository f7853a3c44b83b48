"""What the parties settle about an obligation after its document is in force: when a clock began, what hours mean."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.operations.agreements.fix_reading import fix_reading
from tracker.operations.agreements.obligation_page import obligation_page
from tracker.operations.events.record_anchor import record_anchor
from tracker.operations.ground import Refused, looking
from tracker.people.permissions import Permission
from tracker.web.access import actor, allow, ground, today
from tracker.web.fields import day, whole
from tracker.web.sentences import say

blueprint = Blueprint("settling", __name__)


@blueprint.get("/zavazky/<int:obligation_id>/udalost")
@allow(Permission.RECORD_EVENT)
def anchor(obligation_id: int) -> str:
    """The form for the day of the event that the deadline counts from."""
    return _form("anchor", obligation_id, Permission.RECORD_EVENT)


@blueprint.post("/zavazky/<int:obligation_id>/udalost")
@allow(Permission.RECORD_EVENT)
def start(obligation_id: int) -> Response | tuple[str, int]:
    """Store the day and start the clocks."""
    given = request.form
    try:
        happened = day(given, "day", today(), ahead=True)
        only_here = given.get("only_here") == "1"
        started = record_anchor(
            ground(), actor(), obligation_id, happened, given.get("document", ""), only_here=only_here
        )
    except Refused as error:
        return _form("anchor", obligation_id, Permission.RECORD_EVENT, error), 422
    flash(_("Den je uložen. Lhůta běží u závazků: %(count)s.", count=started))
    return redirect(url_for("obligations.detail", obligation_id=obligation_id), 303)


@blueprint.get("/zavazky/<int:obligation_id>/hodiny")
@allow(Permission.CONFIRM_DRAFT)
def hours(obligation_id: int) -> str:
    """The form for what an amount of hours means."""
    return _form("hours", obligation_id, Permission.CONFIRM_DRAFT)


@blueprint.post("/zavazky/<int:obligation_id>/hodiny")
@allow(Permission.CONFIRM_DRAFT)
def fix_hours(obligation_id: int) -> Response | tuple[str, int]:
    """Store what the parties agreed on."""
    given = request.form
    try:
        per = given.get("per")
        if per not in ("municipality", "person"):
            raise Refused("Vyberte, jak se hodiny počítají.", "per")
        persons = (whole(given, "persons") or 0) if per == "person" else None
        fix_reading(ground(), actor(), obligation_id, persons, given.get("reason", ""))
    except Refused as error:
        return _form("hours", obligation_id, Permission.CONFIRM_DRAFT, error), 422
    flash(_("Dohodnuté čtení je uloženo."))
    return redirect(url_for("obligations.detail", obligation_id=obligation_id), 303)


def _form(name: str, obligation_id: int, permission: Permission, error: Refused | None = None) -> str:
    with looking(ground(), actor()) as work:
        shown = obligation_page(work, obligation_id)
        work.require(permission, shown.municipality)
    errors = {error.field or "day": say(error)} if error else {}
    return render_template(f"web/obligations/{name}.html", page=shown, given=request.form, errors=errors)
