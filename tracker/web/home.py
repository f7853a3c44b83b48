"""„Co mám udělat“: the one question a person comes with."""

from flask import Blueprint, render_template

from tracker.operations.ground import looking
from tracker.operations.home import things_to_do
from tracker.people.permissions import Permission
from tracker.web.access import actor, allow, ground

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@allow(Permission.READ)
def page() -> str:
    """What waits for the signed-in person, in the order of urgency."""
    with looking(ground(), actor()) as work:
        return render_template("web/home/page.html", groups=things_to_do(work))
