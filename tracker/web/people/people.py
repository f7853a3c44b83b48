"""People: the list, one person with history, opening an account, inviting, blocking."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.operations.ground import Forbidden, Refused, looking
from tracker.operations.people import appoint, second_factor, sign_in_links
from tracker.operations.people.appoint import Identity
from tracker.operations.people.people_list import (
    Standing,
    Wanted,
    people_page,
    person_page,
)
from tracker.operations.people.people_reach import changeable_person, roles_to_give
from tracker.people.actor import COUNTRY_ROLES, Role
from tracker.people.permissions import Permission
from tracker.web.access import actor, allow, ground
from tracker.web.fields import whole, word
from tracker.web.history_words import told
from tracker.web.people.mandates import appointment, places, roles
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
        return render_template("web/people/page.html", **told, **places(work))


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
        number = appoint.add_person(ground(), actor(), _identity(given), appointment(given))
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


def _new(given: Mapping[str, str], errors: dict[str, str]) -> str:
    with looking(ground(), actor()) as work:
        told = {"given": given, "errors": errors, "optional": bool(work.roles & COUNTRY_ROLES)}
        return render_template("web/people/new.html", **told, roles=roles(work), **places(work))
