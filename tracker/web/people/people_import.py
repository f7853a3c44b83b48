"""People and municipalities from a sheet: what would become of every row, and then storing it.

Between the two steps the file waits in the file store; the form carries its hash, sealed for whoever uploaded it.
"""

from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.wrappers import Response

from tracker.operations.ground import Refused
from tracker.operations.people.import_people import COLUMNS, Fate, What, import_people
from tracker.people.permissions import Permission
from tracker.web.access import actor, allow, ground
from tracker.web.sentences import say

blueprint = Blueprint("people_import", __name__, url_prefix="/sprava")

WAITS = 3600
"""Seconds between looking at a sheet and storing it."""
Answer = Response | str | tuple[str, int]


@blueprint.get("/lide/nahrat")
@allow(Permission.MANAGE_PEOPLE)
def people() -> str:
    """The form for a sheet of people."""
    return _page(What.PEOPLE)


@blueprint.post("/lide/nahrat")
@allow(Permission.MANAGE_PEOPLE)
def load_people() -> Answer:
    """Look at a sheet of people, or store it."""
    return _load(What.PEOPLE, "people.page")


@blueprint.get("/obce/nahrat")
@allow(Permission.MANAGE_TERRITORY)
def towns() -> str:
    """The form for a sheet of municipalities."""
    return _page(What.TOWNS)


@blueprint.post("/obce/nahrat")
@allow(Permission.MANAGE_TERRITORY)
def load_towns() -> Answer:
    """Look at a sheet of municipalities, or store it."""
    return _load(What.TOWNS, "territory.page")


def _load(what: What, then: str) -> Answer:
    sealed, given = request.form.get("soubor_ulozeny", ""), request.files.get("soubor")
    data = _waiting(what, sealed) if sealed else given.read() if given else b""
    if data is None:
        return _page(what, refusal=_("Soubor už nemáme připravený. Vyberte ho prosím znovu.")), 422
    try:
        outcome = import_people(ground(), actor(), what, data, store=bool(sealed))
    except Refused as error:
        return _page(what, refusal=say(error)), 422
    if outcome.faults:
        return _page(what, outcome=outcome), 422
    if sealed:
        counts = outcome.counts
        flash(_("Přidáno: %(added)s, změněno: %(changed)s.", added=counts[Fate.ADDED], changed=counts[Fate.CHANGED]))
        return redirect(url_for(then), 303)
    kept = _serializer(what).dumps([ground().files.put(data), actor().person])
    return _page(what, outcome=outcome, sealed=kept)


def _page(what: What, **shown: Any) -> str:
    told = {"what": what.value, "columns": COLUMNS[what], "refusal": "", "outcome": None, "sealed": "", "Fate": Fate}
    return render_template("web/people/sheet.html", **told | shown)


def _waiting(what: What, sealed: str) -> bytes | None:
    """The file that was looked at; ``None`` when the seal is somebody else's or too old."""
    try:
        digest, person = _serializer(what).loads(sealed, max_age=WAITS)
    except BadSignature:
        return None
    return ground().files.get(digest) if person == actor().person else None


def _serializer(what: What) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt=f"sheet/{what.value}")
