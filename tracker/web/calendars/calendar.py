"""The calendar for people without a calendar program: a month, the year of a town on one sheet, one term as a file."""

from datetime import date

from flask import Blueprint, Response, render_template, request
from flask_babel import format_date

from tracker.operations.calendars.calendar_page import month_page, year_page
from tracker.operations.calendars.term_file import term_file
from tracker.operations.ground import looking
from tracker.operations.overviews.towns import town_options
from tracker.people.permissions import Permission
from tracker.web.access import actor, allow, ground
from tracker.web.fields import whole
from tracker.web.town_choice import town_number

blueprint = Blueprint("calendar", __name__)


@blueprint.get("/kalendar")
@allow(Permission.READ)
def page() -> str:
    """The terms of a month, as a list and as weeks; this month where nothing was asked for."""
    with looking(ground(), actor()) as work:
        municipality = town_number(request.args, "obec")
        shown = month_page(work, _month(request.args.get("mesic", "")) or work.today, municipality)
        return render_template(
            "web/calendar/page.html",
            page=shown,
            towns=town_options(work, municipality),
            municipality=municipality,
            weekdays=[str(format_date(cell.day, "EEEE")) for cell in shown.weeks[0]],
        )


@blueprint.get("/kalendar/rok/<int:municipality_id>")
@allow(Permission.READ)
def year(municipality_id: int) -> str:
    """The year plan, made to be printed on one sheet."""
    with looking(ground(), actor()) as work:
        asked = whole(request.args, "rok", lowest=2000) or work.today.year
        return render_template("web/calendar/year.html", page=year_page(work, municipality_id, min(asked, 2200)))


@blueprint.get("/kalendar/termin/<int:occurrence_id>.ics")
@allow(Permission.READ)
def term(occurrence_id: int) -> Response:
    """One term to put into any calendar; it does not change afterwards."""
    with looking(ground(), actor()) as work:
        answer = Response(term_file(work, occurrence_id), content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="termin-{occurrence_id}.ics"'
    return answer


def _month(text: str) -> date | None:
    """The first day of a month written 2026-11."""
    try:
        return date.fromisoformat(f"{text}-01") if len(text) == 7 else None
    except ValueError:
        return None
