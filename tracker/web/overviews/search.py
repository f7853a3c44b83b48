"""Search over everything in reach."""

from flask import Blueprint, render_template, request

from tracker.operations.ground import looking
from tracker.operations.overviews.search import Found, search
from tracker.people.permissions import Permission
from tracker.web.access import actor, allow, ground

blueprint = Blueprint("search", __name__)

LONGEST = 200


@blueprint.get("/hledat")
@allow(Permission.READ)
def page() -> str:
    """The form, and what was found."""
    words = request.args.get("q", "").strip()[:LONGEST]
    with looking(ground(), actor()) as work:
        found = search(work, words) if words else Found()
    return render_template("web/search/page.html", words=words, found=found)
