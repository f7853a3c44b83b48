"""Mandates: the forms for giving one, naming who stands in, and ending it."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.operations.ground import Refused, Work, looking
from tracker.operations.overviews.towns import reached_towns
from tracker.operations.people import appoint
from tracker.operations.people.appoint import Appointment
from tracker.operations.people.people_list import colleagues, offices_in_reach
from tracker.operations.people.people_reach import person_of, roles_to_give
from tracker.people.actor import Role
from tracker.people.permissions import Permission
from tracker.timeline.name_search import Named
from tracker.web.access import actor, allow, ground, today
from tracker.web.fields import day, whole, word
from tracker.web.filters import translated_label
from tracker.web.sentences import say
from tracker.web.town_choice import town_number
from tracker.web.typed_choice import chosen

blueprint = Blueprint("mandates", __name__, url_prefix="/sprava")
MANAGE = Permission.MANAGE_PEOPLE


@blueprint.get("/lide/<int:person_id>/mandat")
@allow(MANAGE)
def mandate(person_id: int) -> str:
    """The form for another mandate."""
    return _mandate(person_id, request.args, {})


@blueprint.post("/lide/<int:person_id>/mandat")
@allow(MANAGE)
def give(person_id: int) -> Response | tuple[str, int]:
    """Give a mandate."""
    given = request.form
    try:
        wish = appointment(given, _others(person_id))
        if wish is None:
            raise Refused("Vyberte roli.", "role")
        appoint.give_mandate(ground(), actor(), person_id, wish)
    except Refused as error:
        return _mandate(person_id, given, {error.field or "role": say(error)}), 422
    flash(_("Mandát je udělen."))
    return redirect(url_for("people.detail", person_id=person_id), 303)


@blueprint.get("/mandaty/<int:mandate_id>/ukoncit")
@allow(MANAGE)
def ending(mandate_id: int) -> str:
    """Asks for the last day of a mandate."""
    return _ending(mandate_id, request.args, {})


@blueprint.post("/mandaty/<int:mandate_id>/ukoncit")
@allow(MANAGE)
def end(mandate_id: int) -> Response | tuple[str, int]:
    """End a mandate."""
    try:
        last = day(request.form, "ends", today(), ahead=True)
        number = appoint.end_mandate(ground(), actor(), mandate_id, last)
    except Refused as error:
        return _ending(mandate_id, request.form, {error.field or "ends": say(error)}), 422
    flash(_("Konec mandátu je uložen."))
    return redirect(url_for("people.detail", person_id=number), 303)


@blueprint.post("/mandaty/<int:mandate_id>/zastup")
@allow(MANAGE)
def stand_in(mandate_id: int) -> Response | tuple[str, int]:
    """Name who stands in for the holder of a mandate."""
    try:
        number = appoint.set_deputy(ground(), actor(), mandate_id, chosen(request.form, "deputy", _others()))
    except Refused as error:
        return _ending(mandate_id, request.form, {error.field: say(error)}), 422
    flash(_("Zástup je uložen. E-maily bude dostávat od příštího."))
    return redirect(url_for("people.detail", person_id=number), 303)


def _others(person_id: int | None = None) -> list[Named]:
    """Whom work can be given to, besides the person."""
    with looking(ground(), actor()) as work:
        return [(number, name) for number, name in colleagues(work) if number != person_id]


def appointment(given: Mapping[str, str], others: Sequence[Named] = ()) -> Appointment | None:
    """The mandate that a form asks for, ``None`` where no role is chosen; a deputy is one of the others."""
    role = word(Role, given.get("role"))
    if role is None:
        return None
    return Appointment(
        role=role,
        starts=day(given, "starts", today()) or today(),
        ends=day(given, "ends", today(), ahead=True),
        municipality_id=town_number(given, "municipality"),
        office_id=whole(given, "office"),
        deputy_id=chosen(given, "deputy", others),
    )


def places(work: Work) -> dict[str, Any]:
    """What a mandate can be for, as the choices of a form."""
    towns = [(town.id, town.name) for town in reached_towns(work)]
    return {"towns": towns, "offices": [(office.id, office.name) for office in offices_in_reach(work)]}


def roles(work: Work) -> list[tuple[str, str]]:
    return [(role.value, translated_label(role)) for role in roles_to_give(work)]


def _mandate(person_id: int, given: Mapping[str, str], errors: dict[str, str]) -> str:
    with looking(ground(), actor()) as work:
        person = person_of(work, person_id)
        told = {"person": person, "given": given, "errors": errors, "others": _others(person_id)}
        return render_template("web/people/mandate.html", **told, roles=roles(work), **places(work))


def _ending(mandate_id: int, given: Mapping[str, str], errors: dict[str, str]) -> str:
    with looking(ground(), actor()) as work:
        person, held = appoint.mandate_of(work, mandate_id)
    told = {"person": person, "held": held, "others": _others(person.id)}
    return render_template("web/people/end.html", **told, given=given, errors=errors)
