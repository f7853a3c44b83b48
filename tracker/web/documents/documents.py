"""Documents: upload one, and review what was read from it beside its text."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from tracker.drafts.doubt_labels import LABELS
from tracker.drafts.draft import State
from tracker.fulfilment.event import EvidenceKind
from tracker.fulfilment.labels import label
from tracker.operations.documents.document_list import documents
from tracker.operations.documents.import_document import queue_import
from tracker.operations.documents.review_draft import (
    discard_draft,
    draft_page,
    review_of,
    save_decisions,
    undecided,
    with_proposals,
    with_sure_ones,
)
from tracker.operations.events.keep_paper import plain_name
from tracker.operations.ground import Refused, looking
from tracker.operations.overviews.towns import town_options
from tracker.operations.upkeep.code_lists import offered
from tracker.operations.upkeep.task_list import imports_at_hand
from tracker.people.permissions import Permission
from tracker.store.code_lists import CodeList
from tracker.store.documents import DocumentRow
from tracker.web.access import actor, allow, ground
from tracker.web.documents.draft_form import read_decisions
from tracker.web.documents.readings import reading_words
from tracker.web.fields import whole
from tracker.web.sentences import say
from tracker.web.town_choice import town_number

blueprint = Blueprint("documents", __name__)

BULK = {"accept": with_proposals, "sure": with_sure_ones}
"""Steps that decide many findings at once."""
KNOWN_OUTPUTS = [label(kind) for kind in EvidenceKind if kind is not EvidenceKind.OTHER]
"""In Czech on every page: a document is written in it."""


@blueprint.get("/dokumenty")
@allow(Permission.READ)
def page() -> str:
    """What is in force, and what was uploaded."""
    return _page({}, {})


@blueprint.post("/dokumenty")
@allow(Permission.IMPORT_DOCUMENT)
def upload() -> AnyResponse | tuple[str, int]:
    """Keep a file and have it read: whoever sent it goes to the page that tells how far the reading is."""
    file = request.files.get("file")
    name = plain_name(file.filename or "") if file and file.filename else ""
    if file is None or not name:
        return _page({"file": _("Vyberte soubor s dokumentem.")}, request.form), 422
    try:
        task = queue_import(ground(), actor(), file.read(), name, town_number(request.form, "municipality"))
    except Refused as error:
        return _page({"file": say(error)}, request.form), 422
    return redirect(url_for("tasks.detail", task_id=task), 303)


@blueprint.get("/dokumenty/<int:document_id>/soubor")
@allow(Permission.READ)
def file(document_id: int) -> Response:
    """The document as it came, to keep; never opened inside the application."""
    with looking(ground(), actor()) as work:
        row = work.get(DocumentRow, document_id)
    response = Response(ground().files.get(row.sha256), mimetype="application/octet-stream")
    response.headers.set("Content-Disposition", "attachment", filename=row.name)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@blueprint.get("/dokumenty/navrhy/<int:draft_id>")
@allow(Permission.READ)
def draft(draft_id: int) -> str:
    """The document and what was read from it, side by side."""
    return _draft(draft_id, {})


@blueprint.post("/dokumenty/navrhy/<int:draft_id>")
@allow(Permission.CONFIRM_DRAFT)
def decide(draft_id: int) -> AnyResponse | tuple[str, int]:
    """Keep the decisions, and go where the step leads: on to the summary only when nothing is left open."""
    decisions = read_decisions(request.form)
    step, _colon, where = request.form.get("step", "").partition(":")
    if step in BULK:
        with looking(ground(), actor()) as work:
            decisions = BULK[step](draft_page(work, draft_id), decisions)
    save_decisions(ground(), actor(), draft_id, decisions)
    if step == "read":
        return redirect(url_for("documents.draft", draft_id=draft_id, _anchor=f"nalez-{where}"), 303)
    if step == "add":
        return redirect(url_for("documents.draft", draft_id=draft_id, misto=where or None, _anchor="pridat"), 303)
    if step != "summary":
        flash(_("Rozhodnutí jsou uložena. Můžete pokračovat kdykoli později."))
        return redirect(url_for("documents.draft", draft_id=draft_id), 303)
    with looking(ground(), actor()) as work:
        shown = draft_page(work, draft_id)
    try:
        review_of(shown)
        open_ones = dict(undecided(shown))
    except Refused as error:
        open_ones = {f"termin-{error.field}": say(error)}
    if open_ones:
        return _draft(draft_id, open_ones), 422
    return redirect(url_for("starting.summary", draft_id=draft_id), 303)


@blueprint.get("/dokumenty/navrhy/<int:draft_id>/cteni")
@allow(Permission.CONFIRM_DRAFT)
def reading(draft_id: int) -> str:
    """What a term typed into the form of the draft means, before anything is kept."""
    words = next((value for name, value in request.args.items() if "termin" in name), "")
    with looking(ground(), actor()) as work:
        found = draft_page(work, draft_id).read(words)
    return render_template("web/documents/reading.html", words=words, deadline=found)


@blueprint.post("/dokumenty/navrhy/<int:draft_id>/odlozit")
@allow(Permission.CONFIRM_DRAFT)
def discard(draft_id: int) -> AnyResponse:
    """Put the draft away."""
    discard_draft(ground(), actor(), draft_id)
    flash(_("Návrh je odložen. Dokument zůstává uložen."))
    return redirect(url_for("documents.page"), 303)


def _page(errors: dict[str, str], typed: object) -> str:
    with looking(ground(), actor()) as work:
        may_import = work.may(Permission.IMPORT_DOCUMENT)
        return render_template(
            "web/documents/page.html",
            listing=documents(work, whole(request.args, "strana") or 1),
            reading=imports_at_hand(work),
            towns=town_options(work),
            errors=errors,
            typed=typed,
            may_import=may_import,
        )


def _draft(draft_id: int, errors: dict[str, str]) -> str:
    with looking(ground(), actor()) as work:
        shown = draft_page(work, draft_id)
        may_confirm = work.may(Permission.CONFIRM_DRAFT, shown.municipality)
        outputs = [*KNOWN_OUTPUTS, *offered(work, CodeList.OUTPUT_KIND)]
    numbers = {finding.id: n for n, finding in enumerate(shown.draft.obligations, start=1)}
    return render_template(
        "web/documents/draft.html",
        page=shown,
        numbers=numbers,
        outputs=outputs,
        errors=errors,
        may_confirm=may_confirm,
        place=_place(shown.document.text),
        doubt_labels=LABELS,
        reading_words=reading_words,
        State=State,
    )


def _place(text: str) -> tuple[str, str]:
    """The passage from which a duty is to be added, as the address names it, and its words."""
    told = request.args.get("misto", "")
    start, _dash, end = told.partition("-")
    if not (start.isdecimal() and end.isdecimal() and int(start) < int(end) <= len(text)):
        return "", ""
    return told, text[int(start) : int(end)]
