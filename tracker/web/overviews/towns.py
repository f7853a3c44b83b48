"""Municipalities: the list, and the card of one with its time axis."""

from flask import Blueprint, render_template, request

from tracker.operations.ground import looking
from tracker.operations.overviews.town_page import town_page
from tracker.operations.overviews.towns import town_list
from tracker.people.permissions import Permission
from tracker.web.access import actor, allow, ground
from tracker.web.fields import whole
from tracker.web.overviews.axis import axis_of
from tracker.web.town_choice import name_asked

blueprint = Blueprint("towns", __name__)


@blueprint.get("/obce")
@allow(Permission.READ)
def page() -> str:
    """The municipalities in reach, or those of a name (``jmeno``) or of one office (``pracoviste``)."""
    name = name_asked(request.args)
    page, office = whole(request.args, "strana") or 1, whole(request.args, "pracoviste")
    with looking(ground(), actor()) as work:
        listing = town_list(work, page, name, office)
    return render_template("web/towns/page.html", listing=listing, name=name)


@blueprint.get("/obce/<int:town_id>")
@allow(Permission.READ)
def detail(town_id: int) -> str:
    """The card of one municipality."""
    with looking(ground(), actor()) as work:
        shown = town_page(work, town_id)
        may = {p.value: work.may(p, shown.municipality) for p in Permission}
        axis = axis_of(shown.duties, work.today)
    return render_template("web/towns/detail.html", page=shown, may=may, axis=axis)
