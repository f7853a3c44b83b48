"""Zprávy a přehledy: every report of the catalogue as a page and as a file, as of any day."""

from dataclasses import replace

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from tracker.operations.ground import NotFound, Refused, looking
from tracker.operations.reports.publish_report import stored_reports
from tracker.operations.reports.report_catalogue import OFFERS, Offer
from tracker.operations.reports.report_choices import choices_of
from tracker.operations.reports.report_file import queue_report
from tracker.people.permissions import Permission
from tracker.reports.compliance_report import KEY as YEARLY
from tracker.reports.file_forms import FORMS
from tracker.web.access import actor, allow, ground, today
from tracker.web.fields import day
from tracker.web.reports.report_files import a_file, as_file
from tracker.web.reports.report_parts import install_report_parts
from tracker.web.reports.report_wish import address_of, asked_of, typed_of, wish_of
from tracker.web.sentences import say

blueprint = Blueprint("reports", __name__, url_prefix="/zpravy")
blueprint.record_once(lambda state: install_report_parts(state.app))


@blueprint.get("")
@allow(Permission.READ)
def page() -> str:
    """What can be compiled, and what is on its way to the public."""
    with looking(ground(), actor()) as work:
        offers = [offer for offer in OFFERS.values() if work.may(offer.permission)]
        return render_template("web/reports/page.html", offers=offers, stored=stored_reports(work))


@blueprint.get("/<key>")
@allow(Permission.READ)
def show(key: str) -> str | tuple[str, int]:
    """One report for what the address asks; a wish that cannot be met is told above the form."""
    offer = _offer(key)
    with looking(ground(), actor()) as work:
        work.require(offer.permission)
        choices = choices_of(work, offer)
        told = {"offer": offer, "choices": choices, "forms": FORMS, "asked": asked_of(request.args)}
        try:
            wish = wish_of(work, offer, choices, request.args)
            report = offer.compile(work, wish)
        except Refused as error:
            return render_template("web/reports/show.html", **told, given=request.args, refusal=say(error))
        may_publish = key == YEARLY and work.may(Permission.PUBLISH_REPORT)
        address = address_of(wish)
        return render_template(
            "web/reports/show.html",
            **told,
            given=typed_of(wish),
            report=report,
            address=address,
            publishing=may_publish,
        )


@blueprint.get("/<key>/soubor.<form>")
@allow(Permission.READ)
@a_file
def file(key: str, form: str) -> Response:
    """The same report as a file."""
    offer = _offer(key)
    with looking(ground(), actor()) as work:
        work.require(offer.permission)
        report = offer.compile(work, wish_of(work, offer, choices_of(work, offer), request.args))
    name = f"{offer.key}-{report.day.isoformat()}"
    if not (table := request.args.get("tabulka")):
        return as_file(report, form, name)
    chosen = report.only(table)
    if chosen is None:
        raise NotFound
    return as_file(chosen, form, f"{name}-{table}")


@blueprint.post("/<key>/na-pozadi")
@allow(Permission.READ)
def aside(key: str) -> AnyResponse:
    """Have a worker compile the same file, for reports that take long; the reader goes to the page that tells when."""
    offer = _offer(key)
    with looking(ground(), actor()) as work:
        work.require(offer.permission)
        wish = wish_of(work, offer, choices_of(work, offer), request.form)
    told = replace(wish, day=day(request.form, "stav_k", today()) or today())
    task = queue_report(ground(), actor(), key, request.form.get("form", ""), told)
    return redirect(url_for("tasks.detail", task_id=task), 303)


def _offer(key: str) -> Offer:
    if key not in OFFERS:
        raise NotFound
    return OFFERS[key]
