"""„Číselníky“: the words that forms offer, and keeping them."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from tracker.fulfilment.event import EvidenceKind
from tracker.operations.ground import Refused, looking
from tracker.operations.upkeep.code_lists import add_entry, all_entries, offer
from tracker.people.permissions import Permission
from tracker.store.code_lists import CodeList
from tracker.web.access import actor, allow, ground
from tracker.web.fields import word
from tracker.web.filters import translated_label
from tracker.web.sentences import say

blueprint = Blueprint("code_lists", __name__, url_prefix="/sprava/ciselniky")
MANAGE = Permission.MANAGE_TERRITORY
TITLES = {
    CodeList.DELAY_REASON: _l("Důvody zpoždění"),
    CodeList.TOPIC: _l("Témata"),
    CodeList.PLAN_KIND: _l("Druhy plánů"),
    CodeList.OUTPUT_KIND: _l("Druhy výstupů a dokladů"),
}


@blueprint.get("")
@allow(MANAGE)
def page() -> str:
    """Every list."""
    return _page({})


@blueprint.post("/<code_list>/pridat")
@allow(MANAGE)
def add(code_list: str) -> Response | tuple[str, int]:
    """Add a word to a list."""
    chosen = word(CodeList, code_list) or abort(404)
    try:
        add_entry(ground(), actor(), chosen, request.form.get(chosen.value, ""))
    except Refused as error:
        return _page({error.field: say(error)}), 422
    flash(_("Položka je přidána."))
    return redirect(url_for("code_lists.page"), 303)


@blueprint.post("/polozky/<int:entry_id>")
@allow(MANAGE)
def change(entry_id: int) -> Response:
    """Take a word out, or back."""
    offer(ground(), actor(), entry_id, active="vratit" in request.form)
    flash(_("Uloženo. Co je zapsáno dřív, se nemění."))
    return redirect(url_for("code_lists.page"), 303)


def _page(errors: dict[str, str]) -> str:
    with looking(ground(), actor()) as work:
        lists = all_entries(work)
    given = request.form
    return render_template(
        "web/administration/code_lists.html",
        lists=lists,
        titles=TITLES,
        errors=errors,
        given=given,
        known_outputs=[translated_label(kind) for kind in EvidenceKind if kind is not EvidenceKind.OTHER],
    )
