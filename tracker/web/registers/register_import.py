"""What a document carries beside obligations: a person says which records to take into the registers, and whose."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.drafts.register_items import ItemKind
from tracker.operations.ground import Refused, looking
from tracker.operations.registers.import_registers import Choice, Taken, import_registers, offered_registers
from tracker.operations.registers.registers import KEEP
from tracker.timeline.czech_order import sort_key
from tracker.web.access import actor, allow, ground
from tracker.web.sentences import said, say

blueprint = Blueprint("register_import", __name__)

TITLES = {
    ItemKind.PLAN: "Plány a jejich schválení",
    ItemKind.DOCUMENT: "Plány, strategie a výzkumy, na které dokument odkazuje",
    ItemKind.PROJECT: "Projekty",
    ItemKind.MEETING: "Jednání, jejich výstupy a úkoly",
    ItemKind.CRITERION: "Kritéria poradenského programu",
    ItemKind.TOPIC: "Co vzniklo v lokalitách",
    ItemKind.FIGURE: "Vykázané výsledky",
    ItemKind.TOTAL: "Součty tabulek",
}


@blueprint.get("/dokumenty/navrhy/<int:draft_id>/evidence")
@allow(KEEP)
def page(draft_id: int) -> str:
    """The records with the place each was read from and the town proposed."""
    return _page(draft_id, "")


@blueprint.post("/dokumenty/navrhy/<int:draft_id>/evidence")
@allow(KEEP)
def take(draft_id: int) -> Response | tuple[str, int]:
    """Take the ticked records over."""
    with looking(ground(), actor()) as work:
        offered = offered_registers(work, draft_id)
    wanted = set(request.form.getlist("vzit"))
    towns = {item.key: request.form.get(f"obec-{item.key}", "") for item in offered.items}
    left = [item.key for item in offered.items if item.key not in wanted]
    if not wanted:
        return _page(draft_id, _("Vyberte aspoň jeden záznam.")), 422
    try:
        _tell(import_registers(ground(), actor(), draft_id, Choice(towns, left)))
    except Refused as error:
        return _page(draft_id, say(error)), 422
    return redirect(url_for("register_import.page", draft_id=draft_id), 303)


def _tell(taken: Taken) -> None:
    flash(_("Nových záznamů v evidencích: %(count)s.", count=sum(taken.rows.values())))
    if taken.passed_over:
        why = "; ".join(dict.fromkeys(f"{over.item.words[:60]}: {said(over.why)}" for over in taken.passed_over))
        flash(_("Nepřevzato: %(why)s", why=why), "warning")


def _page(draft_id: int, refusal: str) -> str:
    with looking(ground(), actor()) as work:
        offered = offered_registers(work, draft_id)
    groups = [(title, [item for item in offered.items if item.kind is kind]) for kind, title in TITLES.items()]
    return render_template(
        "web/registers/import.html",
        offered=offered,
        groups=[(title, items) for title, items in groups if items],
        towns=sorted({town.name for item in offered.items for town in item.towns}, key=sort_key),
        refusal=refusal,
        typed=request.form,
    )
