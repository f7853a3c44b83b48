"""„Co mám udělat“: the one question a person comes with."""

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker.operations.ground import looking
from tracker.operations.overviews.home import home
from tracker.people.permissions import Permission
from tracker.web.access import actor, allow, ground
from tracker.web.navigation import entries_of, landing

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@allow(Permission.READ)
def page() -> str | Response:
    """What waits for the signed-in person; whoever has another first page is sent there."""
    with looking(ground(), actor()) as work:
        if all(entry.endpoint != "home.page" for entry in entries_of(work)):
            return redirect(url_for(landing(work)))
        return render_template("web/home/page.html", home=home(work), many=len(work.municipality_ids()) > 1)
