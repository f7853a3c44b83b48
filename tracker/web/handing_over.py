"""Handing the work of somebody over: what there is and to whom it goes, what will happen, and doing it."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.operations.ground import Refused, looking
from tracker.operations.people.hand_over import FOR_NOBODY, NOBODY, Wish, hand_over, plan
from tracker.operations.people.hand_over_items import ItemKind, inventory
from tracker.operations.people.people_list import colleagues
from tracker.operations.people.people_reach import changeable_person
from tracker.people.permissions import Permission
from tracker.web.access import actor, allow, ground, today
from tracker.web.fields import day, whole
from tracker.web.sentences import say

blueprint = Blueprint("handing_over", __name__, url_prefix="/sprava/lide")
MANAGE = Permission.MANAGE_PEOPLE


@blueprint.get("/<int:person_id>/predat")
@allow(MANAGE)
def page(person_id: int) -> str:
    """Everything that somebody has in hand; ``komu`` fills one successor in everywhere."""
    return _page(person_id, request.args, {})


@blueprint.post("/<int:person_id>/predat")
@allow(MANAGE)
def check(person_id: int) -> str | tuple[str, int]:
    """What will happen, before it does."""
    try:
        wish = _wish(request.form)
        with looking(ground(), actor()) as work:
            person = changeable_person(work, person_id)
            planned = plan(work, person_id, wish)
    except Refused as error:
        return _page(person_id, request.form, {error.field: say(error)}), 422
    kept = {"last_day": request.form["last_day"], **{key: str(number) for key, number in wish.choices.items()}}
    return render_template("web/people/hand_over_check.html", person=person, plan=planned, kept=kept, ItemKind=ItemKind)


@blueprint.post("/<int:person_id>/predat/provest")
@allow(MANAGE)
def carry_out(person_id: int) -> Response | tuple[str, int]:
    """Hand over."""
    try:
        done = hand_over(ground(), actor(), person_id, _wish(request.form))
    except Refused as error:
        return _page(person_id, request.form, {error.field: say(error)}), 422
    flash(_("Předáno věcí: %(count)s. Noví vlastníci o tom dostanou e-mail.", count=len(done.steps)))
    return redirect(url_for("people.detail", person_id=person_id), 303)


def _wish(given: Mapping[str, str]) -> Wish:
    kinds = {kind.value for kind in ItemKind}
    chosen = {key: whole(given, key, NOBODY) for key in given if key.partition("-")[0] in kinds}
    last = day(given, "last_day", today(), ahead=True)
    if last is None:
        raise Refused(_("Zadejte poslední den."), "last_day")
    return Wish(last, {key: number for key, number in chosen.items() if number is not None})


def _page(person_id: int, given: Mapping[str, str], errors: dict[str, str]) -> str:
    with looking(ground(), actor()) as work:
        person = changeable_person(work, person_id)
        things = inventory(work, person_id)
        others = [(number, name) for number, name in colleagues(work) if number != person_id]
    told: dict[str, Any] = {"person": person, "given": given, "errors": errors, "others": others}
    groups = [(kind, [item for item in things if item.kind is kind]) for kind in ItemKind]
    chosen = {item.key: given.get(item.key) or _offered(given, item.kind) for item in things}
    return render_template(
        "web/people/hand_over.html", **told, groups=groups, chosen=chosen, ItemKind=ItemKind, endable=FOR_NOBODY
    )


def _offered(given: Mapping[str, str], kind: ItemKind) -> str:
    """The one successor that was asked for everywhere, where the thing can be given to a person."""
    successor = given.get("komu", "")
    if kind is ItemKind.SUBSCRIPTION:
        return str(NOBODY) if successor else ""
    return successor
