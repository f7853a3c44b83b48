"""Handing the work of somebody over: what there is and to whom it goes, what will happen, and doing it."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from tracker.operations.ground import Refused, Work, looking
from tracker.operations.people.hand_over import FOR_NOBODY, NOBODY, Wish, hand_over, plan
from tracker.operations.people.hand_over_items import ItemKind, inventory
from tracker.operations.people.people_list import colleagues
from tracker.operations.people.people_reach import changeable_person
from tracker.people.permissions import Permission
from tracker.timeline.name_search import Named
from tracker.web.access import actor, allow, ground, today
from tracker.web.fields import day
from tracker.web.sentences import say
from tracker.web.typed_choice import chosen

blueprint = Blueprint("handing_over", __name__, url_prefix="/sprava/lide")
MANAGE = Permission.MANAGE_PEOPLE
ENDS = {
    ItemKind.MANDATE: _l("ukončit bez nástupce"),
    ItemKind.STAND_IN: _l("už nikdo"),
    ItemKind.OBLIGATION: _l("bez vlastníka"),
    ItemKind.SUBSCRIPTION: _l("zrušit odběr"),
}
"""What it is called that a thing goes to nobody."""


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
        wish = _wish(person_id, request.form)
        with looking(ground(), actor()) as work:
            person = changeable_person(work, person_id)
            planned = plan(work, person_id, wish)
    except Refused as error:
        return _page(person_id, request.form, {error.field: say(error)}), 422
    kept = {"last_day": request.form["last_day"], **{key: str(number) for key, number in wish.choices.items()}}
    return render_template("web/people/hand_over_check.html", person=person, plan=planned, kept=kept, ends=ENDS)


@blueprint.post("/<int:person_id>/predat/provest")
@allow(MANAGE)
def carry_out(person_id: int) -> Response | tuple[str, int]:
    """Hand over."""
    try:
        done = hand_over(ground(), actor(), person_id, _wish(person_id, request.form))
    except Refused as error:
        return _page(person_id, request.form, {error.field: say(error)}), 422
    flash(_("Předáno věcí: %(count)s. Noví vlastníci o tom dostanou e-mail.", count=len(done.steps)))
    return redirect(url_for("people.detail", person_id=person_id), 303)


def _wish(person_id: int, given: Mapping[str, str]) -> Wish:
    with looking(ground(), actor()) as work:
        options = {kind.value: _options(kind, _others(work, person_id)) for kind in ItemKind}
    kinds = {key: key.partition("-")[0] for key in given}
    wished = {key: chosen(given, key, options[kind], NOBODY) for key, kind in kinds.items() if kind in options}
    last = day(given, "last_day", today(), ahead=True)
    if last is None:
        raise Refused("Zadejte poslední den.", "last_day")
    return Wish(last, {key: number for key, number in wished.items() if number is not None})


def _others(work: Work, person_id: int) -> list[Named]:
    return [(number, name) for number, name in colleagues(work) if number != person_id]


def _options(kind: ItemKind, others: list[Named]) -> list[Named]:
    """To whom a thing of the kind can go, with what it is called that it goes to nobody."""
    nobody = [(NOBODY, str(ENDS[kind]))] if kind in FOR_NOBODY else []
    return [*nobody, *others] if kind is not ItemKind.SUBSCRIPTION else nobody


def _page(person_id: int, given: Mapping[str, str], errors: dict[str, str]) -> str:
    with looking(ground(), actor()) as work:
        person = changeable_person(work, person_id)
        things = inventory(work, person_id)
        others = _others(work, person_id)
    successor = _successor(given, others, errors)
    told: dict[str, Any] = {"person": person, "given": given, "errors": errors, "others": others}
    groups = [(kind, [item for item in things if item.kind is kind], _options(kind, others)) for kind in ItemKind]
    values = {item.key: given.get(item.key) or _offered(successor, item.kind) for item in things}
    return render_template("web/people/hand_over.html", **told, groups=groups, values=values, ends=ENDS)


def _successor(given: Mapping[str, str], others: list[Named], errors: dict[str, str]) -> str:
    """The number of the one successor that was asked for everywhere; an unclear name is noted beside the field."""
    try:
        return str(chosen(given, "komu", others) or "")
    except Refused as error:
        errors[error.field] = say(error)
        return ""


def _offered(successor: str, kind: ItemKind) -> str:
    """The successor, where the thing can be given to a person."""
    if kind is ItemKind.SUBSCRIPTION:
        return str(NOBODY) if successor else ""
    return successor
