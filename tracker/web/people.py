"""People and mandates: the list, one person with history, adding, giving and ending mandates, blocking."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.operations.ground import Forbidden, Refused, Work, looking
from tracker.operations.overviews.towns import reached_towns
from tracker.operations.people import appoint, second_factor, sign_in_links
from tracker.operations.people.appoint import Appointment, Identity
from tracker.operations.people.people_list import (
    Standing,
    Wanted,
    colleagues,
    offices_in_reach,
    people_page,
    person_page,
)
from tracker.operations.people.people_reach import changeable_person, person_of, roles_to_give
from tracker.people.actor import COUNTRY_ROLES, Role
from tracker.people.permissions import Permission
from tracker.web.access import actor, allow, ground, today
from tracker.web.fields import day, whole, word
from tracker.web.filters import translated_label
from tracker.web.history_words import told
from tracker.web.sentences import say
from tracker.web.town_choice import town_number

blueprint = Blueprint("people", __name__, url_prefix="/sprava")
MANAGE = Permission.MANAGE_PEOPLE


@blueprint.get("/lide")
@allow(MANAGE)
def page() -> str:
    """The people in reach that fit the filter."""
    given = request.args
    wanted = Wanted(
        words=given.get("q", ""),
        role=word(Role, given.get("role")),
        office=whole(given, "pracoviste"),
        town=town_number(given, "obec"),
        standing=word(Standing, given.get("stav")),
    )
    with looking(ground(), actor()) as work:
        found = people_page(work, wanted, whole(given, "strana") or 1)
        told = {"found": found, "wanted": wanted, "Role": Role}
        return render_template("web/people/page.html", **told, **_places(work))


@blueprint.get("/lide/<int:person_id>")
@allow(MANAGE)
def detail(person_id: int) -> str:
    """One person: contact, mandates, what can be done, and what has been."""
    with looking(ground(), actor()) as work:
        shown = person_page(work, person_id)
        gives = roles_to_give(work)
    return render_template("web/people/detail.html", page=shown, gives=gives, history=told(shown.history))


@blueprint.get("/lide/novy")
@allow(MANAGE)
def new() -> str:
    """The form for a new person with the first mandate."""
    return _new(request.args, {})


@blueprint.post("/lide/novy")
@allow(MANAGE)
def add() -> Response | tuple[str, int]:
    """Open an account."""
    given = request.form
    try:
        number = appoint.add_person(ground(), actor(), _identity(given), _appointment(given))
    except Refused as error:
        return _new(given, {error.field or "name": say(error)}), 422
    flash(_("Účet je založen."))
    if given.get("invite"):
        with suppress(Forbidden):  # an account that was there before and that others look after
            return invite(number)
    return redirect(url_for("people.detail", person_id=number), 303)


@blueprint.get("/lide/<int:person_id>/upravit")
@allow(MANAGE)
def edit(person_id: int) -> str:
    """The form with a person's contact."""
    with looking(ground(), actor()) as work:
        row = changeable_person(work, person_id)
    given = {"name": row.name, "email": row.email, "phone": row.phone}
    return render_template("web/people/edit.html", person_id=person_id, given=given, errors={})


@blueprint.post("/lide/<int:person_id>/upravit")
@allow(MANAGE)
def change(person_id: int) -> Response | tuple[str, int]:
    """Store a changed contact."""
    try:
        appoint.change_person(ground(), actor(), person_id, _identity(request.form))
    except Refused as error:
        errors = {error.field: say(error)}
        return render_template("web/people/edit.html", person_id=person_id, given=request.form, errors=errors), 422
    flash(_("Změna je uložena."))
    return redirect(url_for("people.detail", person_id=person_id), 303)


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
        wish = _appointment(given)
        if wish is None:
            raise Refused(_("Vyberte roli."), "role")
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
        number = appoint.set_deputy(ground(), actor(), mandate_id, whole(request.form, "deputy"))
    except Refused as error:
        return _ending(mandate_id, request.form, {error.field: say(error)}), 422
    flash(_("Zástup je uložen. E-maily bude dostávat od příštího."))
    return redirect(url_for("people.detail", person_id=number), 303)


@blueprint.post("/lide/<int:person_id>/zablokovat")
@allow(MANAGE)
def block(person_id: int) -> Response:
    """Close an account."""
    return _deed(person_id, appoint.block, _("Účet je zablokován a na všech zařízeních odhlášen."))


@blueprint.post("/lide/<int:person_id>/odblokovat")
@allow(MANAGE)
def unblock(person_id: int) -> Response:
    """Open an account again."""
    return _deed(person_id, appoint.unblock, _("Účet je znovu otevřen."))


@blueprint.post("/lide/<int:person_id>/pozvat")
@allow(MANAGE)
def invite(person_id: int) -> Response:
    """Send the way into the account."""
    return _deed(person_id, sign_in_links.invite, _("Pozvánka odejde do minuty. Platí 7 dní."))


@blueprint.post("/lide/<int:person_id>/vypnout-overeni")
@allow(MANAGE)
def reset_second_factor(person_id: int) -> Response:
    """Switch the second factor off for somebody who has lost it."""
    return _deed(person_id, second_factor.reset, _("Dvoufázové ověření je vypnuté, osoba se může znovu přihlásit."))


def _deed(person_id: int, deed: Any, done: str) -> Response:
    """Do something with an account and tell how it went on its page."""
    try:
        deed(ground(), actor(), person_id)
        flash(done)
    except Refused as error:
        flash(say(error), "warning")
    return redirect(url_for("people.detail", person_id=person_id), 303)


def _identity(given: Mapping[str, str]) -> Identity:
    return Identity(given.get("name", ""), given.get("email", ""), given.get("phone", ""))


def _appointment(given: Mapping[str, str]) -> Appointment | None:
    """The mandate that a form asks for, ``None`` where no role is chosen."""
    role = word(Role, given.get("role"))
    if role is None:
        return None
    return Appointment(
        role=role,
        starts=day(given, "starts", today()) or today(),
        ends=day(given, "ends", today(), ahead=True),
        municipality_id=town_number(given, "municipality"),
        office_id=whole(given, "office"),
        deputy_id=whole(given, "deputy"),
    )


def _new(given: Mapping[str, str], errors: dict[str, str]) -> str:
    with looking(ground(), actor()) as work:
        told = {"given": given, "errors": errors, "optional": bool(work.roles & COUNTRY_ROLES)}
        return render_template("web/people/new.html", **told, roles=_roles(work), **_places(work))


def _mandate(person_id: int, given: Mapping[str, str], errors: dict[str, str]) -> str:
    with looking(ground(), actor()) as work:
        person = person_of(work, person_id)
        others = [(number, name) for number, name in colleagues(work) if number != person_id]
        told = {"person": person, "given": given, "errors": errors, "others": others}
        return render_template("web/people/mandate.html", **told, roles=_roles(work), **_places(work))


def _ending(mandate_id: int, given: Mapping[str, str], errors: dict[str, str]) -> str:
    with looking(ground(), actor()) as work:
        person, held = appoint.mandate_of(work, mandate_id)
        others = [(number, name) for number, name in colleagues(work) if number != person.id]
    told = {"person": person, "held": held, "others": others}
    return render_template("web/people/end.html", **told, given=given, errors=errors)


def _places(work: Work) -> dict[str, Any]:
    """What a mandate can be for, as the choices of a form."""
    towns = [(town.id, town.name) for town in reached_towns(work)]
    return {"towns": towns, "offices": [(office.id, office.name) for office in offices_in_reach(work)]}


def _roles(work: Work) -> list[tuple[str, str]]:
    return [(role.value, translated_label(role)) for role in roles_to_give(work)]
