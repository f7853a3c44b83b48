"""„Přehled ČR“: the country in numbers, year by year."""

from flask import Blueprint, render_template, request

from tracker.operations.ground import looking
from tracker.operations.obligation_list import years_in_reach
from tracker.operations.overview import overview
from tracker.people.permissions import Permission
from tracker.web.access import actor, allow, ground
from tracker.web.fields import whole

blueprint = Blueprint("overview", __name__)


@blueprint.get("/prehled")
@allow(Permission.READ_COUNTRY)
def page() -> str:
    """The terms due in the year asked for, this year's otherwise."""
    with looking(ground(), actor()) as work:
        year = whole(request.args, "rok", lowest=1990) or work.today.year
        years = [(str(number), number) for number in years_in_reach(work)]
        return render_template("web/overview/page.html", overview=overview(work, min(year, 2999)), years=years)
