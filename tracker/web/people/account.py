"""„Můj účet“: password, second factor with its picture and recovery codes, and the devices one is signed in on."""

import segno
from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.wrappers import Response

from tracker.operations.ground import Refused, looking
from tracker.operations.people import account as own
from tracker.operations.people import second_factor
from tracker.operations.people.attempts import TooManyTries
from tracker.operations.people.own_data import own_data
from tracker.web.access import SIGNED_IN, actor, allow, ground
from tracker.web.people.signing import too_many
from tracker.web.sentences import say

blueprint = Blueprint("account", __name__, url_prefix="/ucet")


@blueprint.get("")
@allow(SIGNED_IN)
def page() -> str:
    """How one signs in, and where one is signed in."""
    return _page({})


@blueprint.get("/moje-udaje.zip")
@allow(SIGNED_IN)
def data() -> Response:
    """Everything that is kept of the reader, as one file."""
    answer = Response(own_data(ground(), actor()), mimetype="application/zip")
    answer.headers["Content-Disposition"] = "attachment; filename=moje-udaje.zip"
    return answer


@blueprint.post("/heslo")
@allow(SIGNED_IN)
def change_password() -> Response | tuple[str, int]:
    """Change the password."""
    given = request.form
    if given.get("password", "") != given.get("again", ""):
        return _page({"again": _("Hesla se liší. Napište je obě znovu.")}), 422
    try:
        address = request.remote_addr or ""
        own.change_password(
            ground(), actor(), g.signed_in.session_id, address, given.get("old", ""), given.get("password", "")
        )
    except TooManyTries:
        return _page({"old": too_many()}), 429
    except Refused as error:
        return _page({error.field: say(error)}), 422
    flash(_("Heslo je změněno. Na ostatních zařízeních jsme vás odhlásili."))
    return redirect(url_for("account.page"), 303)


@blueprint.post("/zarizeni/<int:session_id>/odhlasit")
@allow(SIGNED_IN)
def end_device(session_id: int) -> Response:
    """Sign out in another browser."""
    own.end_device(ground(), actor(), session_id)
    flash(_("Zařízení je odhlášeno."))
    return redirect(url_for("account.page"), 303)


@blueprint.post("/overeni")
@allow(SIGNED_IN)
def begin() -> Response:
    """Begin with a second factor."""
    try:
        second_factor.begin(ground(), actor())
    except Refused as error:
        flash(say(error), "warning")
        return redirect(url_for("account.page"), 303)
    return redirect(url_for("account.second"), 303)


@blueprint.get("/overeni")
@allow(SIGNED_IN)
def second() -> str | Response:
    """The picture for the authenticator, until its first code is told."""
    return _second({})


@blueprint.post("/overeni/potvrdit")
@allow(SIGNED_IN)
def confirm() -> str | Response | tuple[str, int]:
    """Switch the second factor on and show the recovery codes, this one time."""
    try:
        codes = second_factor.confirm(ground(), actor(), request.form.get("code", ""))
    except Refused as error:
        shown = _second({"code": say(error)})
        return (shown, 422) if isinstance(shown, str) else shown
    return render_template("web/account/codes.html", codes=codes)


@blueprint.post("/overeni/kody")
@allow(SIGNED_IN)
def renew_codes() -> str | tuple[str, int]:
    """Show new recovery codes, this one time."""
    try:
        codes = second_factor.renew_codes(ground(), actor(), request.form.get("code", ""))
    except TooManyTries:
        return _page({"code": too_many()}), 429
    except Refused as error:
        return _page({error.field: say(error)}), 422
    return render_template("web/account/codes.html", codes=codes)


@blueprint.post("/overeni/vypnout")
@allow(SIGNED_IN)
def switch_off() -> Response | tuple[str, int]:
    """Ask for no second factor any more."""
    try:
        second_factor.switch_off(ground(), actor(), request.form.get("code", ""))
    except TooManyTries:
        return _page({"code": too_many()}), 429
    except Refused as error:
        return _page({error.field: say(error)}), 422
    flash(_("Dvoufázové ověření je vypnuté."))
    return redirect(url_for("account.page"), 303)


def _page(errors: dict[str, str]) -> str:
    with looking(ground(), actor()) as work:
        told = own.account(work)
    return render_template("web/account/page.html", account=told, errors=errors, here=g.signed_in.session_id)


def _second(errors: dict[str, str]) -> str | Response:
    with looking(ground(), actor()) as work:
        begun = second_factor.begun(work)
    if begun is None:
        return redirect(url_for("account.page"))
    picture = Markup(segno.make(begun.address, error="m").svg_inline(scale=5, border=2))  # noqa: S704  made here of our own text
    return render_template("web/account/second.html", picture=picture, secret=begun.secret, errors=errors)
