"""„Dny volna“: when nothing is sent besides weekends and public holidays."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.operations.ground import Refused, looking
from tracker.operations.upkeep.days_off import MANAGE, add_day_off, days_off, remove_day_off
from tracker.timeline.czech_days import UnreadableDay, read_day
from tracker.web.access import actor, allow, ground, today
from tracker.web.sentences import say

blueprint = Blueprint("days_off", __name__, url_prefix="/sprava/dny-volna")


@blueprint.get("")
@allow(MANAGE)
def page() -> str:
    """The days off to come."""
    return _page({})


@blueprint.post("")
@allow(MANAGE)
def add() -> Response | tuple[str, int]:
    """Name one more."""
    try:
        day = read_day(request.form.get("day", ""), today(), ahead=True)
        add_day_off(ground(), actor(), day, request.form.get("note", ""))
    except UnreadableDay as error:
        return _page({"day": say(error)}), 422
    except Refused as error:
        return _page({error.field: say(error)}), 422
    flash(_("Den volna je přidán. Pošta se podle něj zařídí."))
    return redirect(url_for("days_off.page"), 303)


@blueprint.post("/<int:day_id>/zrusit")
@allow(MANAGE)
def remove(day_id: int) -> Response:
    """Take one back."""
    remove_day_off(ground(), actor(), day_id)
    flash(_("Den volna je zrušen. Pošta se podle toho zařídí."))
    return redirect(url_for("days_off.page"), 303)


def _page(errors: dict[str, str]) -> str:
    with looking(ground(), actor()) as work:
        page = days_off(work)
    return render_template("web/administration/days_off.html", page=page, errors=errors, given=request.form)
