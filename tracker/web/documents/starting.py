"""The last look at a reviewed draft: what will be watched and how years are read, then the start or the revision."""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.obligations.obligation import PartialPeriod, YearKind
from tracker.obligations.revision import sheet
from tracker.operations.agreements.revise_agreement import not_found, preview_revision, revise_agreement
from tracker.operations.documents.confirm_draft import confirm_draft
from tracker.operations.documents.draft_summary import draft_summary
from tracker.operations.documents.review_draft import DraftPage, draft_page, review_of, save_readings
from tracker.operations.ground import Refused, looking
from tracker.operations.overviews.towns import reached_towns
from tracker.people.permissions import Permission
from tracker.web.access import actor, allow, ground, today
from tracker.web.documents.draft_form import read_whole
from tracker.web.fields import day, whole
from tracker.web.sentences import say

blueprint = Blueprint("starting", __name__)


@blueprint.get("/dokumenty/navrhy/<int:draft_id>/souhrn")
@allow(Permission.CONFIRM_DRAFT)
def summary(draft_id: int) -> str:
    """What will be watched, from when, and who will get mails: the last look before it starts."""
    return _summary(draft_id, {})


@blueprint.post("/dokumenty/navrhy/<int:draft_id>/souhrn")
@allow(Permission.CONFIRM_DRAFT)
def start(draft_id: int) -> Response | tuple[str, int]:
    """Keep how the document as a whole is read; then show the summary again, or start watching."""
    try:
        save_readings(ground(), actor(), draft_id, read_whole(request.form, today()))
        if request.form.get("step") == "again":
            return redirect(url_for("starting.summary", draft_id=draft_id, _anchor="cteni"), 303)
        _start(draft_id)
    except Refused as error:
        return _summary(draft_id, {error.field or "agreement": say(error)}), 422
    flash(_("Závazky se hlídají. Připomínky půjdou samy."))
    return redirect(url_for("obligations.page"), 303)


@blueprint.get("/dokumenty/navrhy/<int:draft_id>/zmeny/<int:agreement_id>")
@allow(Permission.CONFIRM_DRAFT)
def changes(draft_id: int, agreement_id: int) -> str:
    """What the draft would change in an agreement: the old and the new side by side."""
    with looking(ground(), actor()) as work:
        shown = draft_page(work, draft_id)
    rows = sheet(preview_revision(ground(), actor(), agreement_id, draft_id, review_of(shown)))
    with looking(ground(), actor()) as work:
        unknown = not_found(work, agreement_id, shown.draft)
    return render_template("web/documents/changes.html", page=shown, rows=rows, unknown=unknown)


def _start(draft_id: int) -> None:
    """Start watching: as a new agreement, or as a revision of one in force."""
    with looking(ground(), actor()) as work:
        review = review_of(draft_page(work, draft_id))
    revised = whole(request.form, "agreement")
    if revised is None:
        confirm_draft(ground(), actor(), draft_id, review, whole(request.form, "municipality"))
        return
    since = day(request.form, "since", today(), ahead=True)
    if since is None:
        raise Refused("Zadejte den, od kterého revize platí.", "since")
    revise_agreement(ground(), actor(), revised, draft_id, review, since)


def _summary(draft_id: int, errors: dict[str, str]) -> str:
    with looking(ground(), actor()) as work:
        shown = draft_page(work, draft_id)
        towns = reached_towns(work) if shown.municipality is None else ()
        found = draft_summary(work, shown, review_of(shown))
    return render_template(
        "web/documents/summary.html",
        page=shown,
        summary=found,
        towns=towns,
        since=_since(shown),
        errors=errors,
        typed=request.form,
        YearKind=YearKind,
        PartialPeriod=PartialPeriod,
    )


def _since(page: DraftPage) -> date | None:
    """The day from which an amendment says it holds."""
    return page.draft.amends.since if page.draft.amends else None
