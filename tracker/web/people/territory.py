"""Municipalities and regional offices: the lists and forms of those who look after the whole country."""

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.operations.ground import NotFound, Refused, looking
from tracker.operations.history import history_of
from tracker.operations.overviews.towns import reached_towns, town_list, town_names
from tracker.operations.people.territory import Town, offices, save_office, save_town
from tracker.people.permissions import Permission
from tracker.people.regions import Region
from tracker.store.territory import OfficeRow
from tracker.web.access import actor, allow, ground
from tracker.web.fields import whole
from tracker.web.history_words import told
from tracker.web.sentences import say
from tracker.web.town_choice import name_asked, town_number

blueprint = Blueprint("territory", __name__, url_prefix="/sprava")
MANAGE = Permission.MANAGE_TERRITORY


@blueprint.get("/obce")
@allow(MANAGE)
def page() -> str:
    """The offices, and the municipalities, or those of a name (``jmeno``), with their offices and unions."""
    name, number = name_asked(request.args), whole(request.args, "strana") or 1
    with looking(ground(), actor()) as work:
        listing, places = town_list(work, number, name), offices(work)
        unions = town_names(work, {row.municipality.union_id for row in listing.rows if row.municipality.union_id})
    return render_template(
        "web/territory/page.html",
        listing=listing,
        name=name,
        unions=unions,
        places=places,
        regions={region.value: region.called for region in Region},
    )


@blueprint.get("/obce/nova")
@allow(MANAGE)
def new_town() -> str:
    """The form for a new municipality."""
    return _town(None, {}, {})


@blueprint.post("/obce/nova")
@allow(MANAGE)
def add_town() -> Response | tuple[str, int]:
    """Add a municipality."""
    return _save_town(None)


@blueprint.get("/obce/<int:town_id>/upravit")
@allow(MANAGE)
def edit_town(town_id: int) -> str:
    """The form with what is known of a municipality."""
    with looking(ground(), actor()) as work:
        row = work.municipality(town_id, MANAGE)
    given = {
        "name": row.name,
        "ico": row.ico,
        "seat": row.seat,
        "region": row.region,
        "office": row.office_id,
        "union": row.union_id,
    }
    return _town(town_id, {name: str(value or "") for name, value in given.items()}, {})


@blueprint.post("/obce/<int:town_id>/upravit")
@allow(MANAGE)
def change_town(town_id: int) -> Response | tuple[str, int]:
    """Change a municipality."""
    return _save_town(town_id)


@blueprint.get("/pracoviste/nove")
@allow(MANAGE)
def new_office() -> str:
    """The form for a new regional office."""
    return _office(None, {}, {})


@blueprint.post("/pracoviste/nove")
@allow(MANAGE)
def add_office() -> Response | tuple[str, int]:
    """Add a regional office."""
    return _save_office(None)


@blueprint.get("/pracoviste/<int:office_id>/upravit")
@allow(MANAGE)
def edit_office(office_id: int) -> str:
    """The form with what is known of an office."""
    with looking(ground(), actor()) as work:
        row = work.session.get(OfficeRow, office_id)
    if row is None:
        raise NotFound
    return _office(office_id, {"code": row.code, "name": row.name}, {})


@blueprint.post("/pracoviste/<int:office_id>/upravit")
@allow(MANAGE)
def change_office(office_id: int) -> Response | tuple[str, int]:
    """Change a regional office."""
    return _save_office(office_id)


def _save_town(town_id: int | None) -> Response | tuple[str, int]:
    given = request.form
    try:
        wish = Town(
            given.get("name", ""),
            whole(given, "office"),
            given.get("ico", ""),
            given.get("seat", ""),
            town_number(given, "union"),
            given.get("region", ""),
        )
        save_town(ground(), actor(), wish, town_id)
    except Refused as error:
        return _town(town_id, given, {error.field: say(error)}), 422
    flash(_("Obec je uložena."))
    return redirect(url_for("territory.page"), 303)


def _save_office(office_id: int | None) -> Response | tuple[str, int]:
    given = request.form
    try:
        save_office(ground(), actor(), given.get("code", ""), given.get("name", ""), office_id)
    except Refused as error:
        return _office(office_id, given, {error.field: say(error)}), 422
    flash(_("Pracoviště je uloženo."))
    return redirect(url_for("territory.page"), 303)


def _town(town_id: int | None, given: Mapping[str, str], errors: dict[str, str]) -> str:
    with looking(ground(), actor()) as work:
        others = [(town.id, town.name) for town in reached_towns(work) if town.id != town_id]
        places = [(place.office.id, place.office.name) for place in offices(work)]
        history = history_of(work, {"municipality": [town_id]}) if town_id is not None else ()
    return render_template(
        "web/territory/town.html",
        town_id=town_id,
        given=given,
        errors=errors,
        others=others,
        places=places,
        regions=[(region.value, region.called) for region in Region],
        history=told(history),
    )


def _office(office_id: int | None, given: Mapping[str, str], errors: dict[str, str]) -> str:
    return render_template("web/territory/office.html", office_id=office_id, given=given, errors=errors)
