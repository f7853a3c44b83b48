"""A yearly report on its way to the public: the draft with „Co bude veřejné“, the check page, the deed."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.operations.ground import Refused, looking
from tracker.operations.reports.publish_report import (
    OWN_TEXTS,
    compiled_of,
    draft_report,
    edit_report,
    publish_report,
    report_row,
)
from tracker.people.permissions import Permission
from tracker.timeline.clock import prague_day
from tracker.web.access import actor, allow, ground
from tracker.web.fields import day, whole
from tracker.web.sentences import say

blueprint = Blueprint("publishing", __name__, url_prefix="/zpravy/navrhy")


@blueprint.post("")
@allow(Permission.COMPILE_REPORT)
def begin() -> Response:
    """Begin the draft of a year, or go on with it."""
    town, year = whole(request.form, "obec") or 0, whole(request.form, "rok", 2000) or 0
    draft = draft_report(ground(), actor(), town, year)
    return redirect(url_for("publishing.edit", report_id=draft), 303)


@blueprint.get("/<int:report_id>")
@allow(Permission.COMPILE_REPORT)
def edit(report_id: int) -> str:
    """The words of the parties, the day, and a switch for every free text."""
    return _form(report_id, {})


@blueprint.post("/<int:report_id>")
@allow(Permission.COMPILE_REPORT)
def save(report_id: int) -> Response | tuple[str, int]:
    """Keep the draft and go on to the check page."""
    given = request.form
    texts = {name: given.get(name, "") for name in OWN_TEXTS}
    try:
        today = prague_day(ground().clock.now())
        edit_report(ground(), actor(), report_id, texts, given.getlist("verejne"), day(given, "den", today) or today)
    except Refused as error:
        return _form(report_id, {"den": say(error)}), 422
    if "kontrola" in given:
        return redirect(url_for("publishing.check", report_id=report_id), 303)
    flash(_("Návrh zprávy je uložen."))
    return redirect(url_for("publishing.edit", report_id=report_id), 303)


@blueprint.get("/<int:report_id>/kontrola")
@allow(Permission.COMPILE_REPORT)
def check(report_id: int) -> str:
    """Exactly what the public would read, before anybody reads it."""
    return _check(report_id, {})


@blueprint.post("/<int:report_id>/zverejnit")
@allow(Permission.PUBLISH_REPORT)
def publish(report_id: int) -> Response | tuple[str, int]:
    """Freeze the draft and make it public."""
    try:
        row = publish_report(ground(), actor(), report_id, request.form.get("oprava", ""))
    except Refused as error:
        return _check(report_id, {"oprava": say(error)}), 422
    flash(_("Zpráva je zveřejněna. Její adresa se už nemění."))
    address: dict[str, Any] = {"town": row.municipality_id, "year": row.year, "number": row.number}
    return redirect(url_for("public_reports.version", **address), 303)


def _form(report_id: int, errors: dict[str, str]) -> str:
    with looking(ground(), actor()) as work:
        row = report_row(work, report_id)
        report = compiled_of(work, row)
        town = work.municipality(row.municipality_id)
        return render_template("web/reports/draft.html", row=row, report=report, town=town, errors=errors)


def _check(report_id: int, errors: dict[str, str]) -> str:
    with looking(ground(), actor()) as work:
        row = report_row(work, report_id)
        public = compiled_of(work, row).published(row.shown)
        may_publish = work.may(Permission.PUBLISH_REPORT, work.municipality(row.municipality_id))
        return render_template("web/reports/check.html", row=row, report=public, may_publish=may_publish, errors=errors)
