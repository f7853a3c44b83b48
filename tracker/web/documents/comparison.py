"""Co se posunulo: two documents of one cooperation side by side."""

from flask import Blueprint, render_template, request

from tracker.drafts.change_words import LABELS, change_phrase
from tracker.operations.documents.compare_documents import Comparison, comparable, compare_drafts
from tracker.operations.ground import Refused, looking
from tracker.people.permissions import Permission
from tracker.web.access import actor, allow, ground
from tracker.web.fields import whole
from tracker.web.sentences import say

blueprint = Blueprint("comparison", __name__)


@blueprint.get("/dokumenty/porovnani")
@allow(Permission.READ)
def page() -> str:
    """The choice of two documents, and once both are chosen what moved between them."""
    old, new = whole(request.args, "od"), whole(request.args, "do")
    found: Comparison | None = None
    errors: dict[str, str] = {}
    with looking(ground(), actor()) as work:
        offered = comparable(work)
        try:
            found = compare_drafts(work, old, new) if old and new else None
        except Refused as error:
            errors = {error.field: say(error)}
    options = [(draft.id, f"{town.name}: {document.name}") for draft, document, town in offered]
    return render_template(
        "web/documents/comparison.html",
        options=options,
        old=old,
        new=new,
        found=found,
        errors=errors,
        change_phrase=change_phrase,
        labels=LABELS,
    )
