"""Signing in and out. The session's token goes into a cookie of its own; it changes at every sign-in."""

from datetime import datetime, timedelta

from flask import Blueprint, current_app, flash, g, make_response, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.operations.ground import looking
from tracker.operations.people import sign_in as sessions
from tracker.operations.people.attempts import TooManyTries
from tracker.operations.people.second_factor import complete
from tracker.operations.people.sign_in import LONGEST, Entry, Visit
from tracker.web.access import PUBLIC, SIGNED_IN, allow, ground
from tracker.web.navigation import landing
from tracker.web.redirects import local_path
from tracker.web.security import cookie_name

blueprint = Blueprint("signing", __name__)

SECOND_STEP = "second_step"
SECOND_STEP_WITHIN = timedelta(minutes=5)


@blueprint.get("/prihlaseni")
@allow(PUBLIC)
def page() -> str:
    """The sign-in form."""
    return _page(request.args.get("dal", ""), "")


@blueprint.post("/prihlaseni", endpoint="sign_in")
@allow(PUBLIC)
def sign_in() -> Response | tuple[str, int]:
    """Check the password and open a session."""
    email, target = request.form.get("email", ""), request.form.get("dal", "")
    try:
        entry = sessions.sign_in(ground(), email, request.form.get("password", ""), visit())
    except TooManyTries:
        return _page(target, email, too_many()), 429
    if entry is None:
        return _page(target, email, _("E-mail nebo heslo nesouhlasí. Zkontrolujte je a zkuste to znovu.")), 422
    return admitted(entry, target)


@blueprint.get("/prihlaseni/kod")
@allow(PUBLIC)
def second_step() -> str | Response:
    """Asks for the code of the second factor."""
    return render_template("web/signing/code.html", errors={}) if _waiting() else redirect(url_for("signing.page"))


@blueprint.post("/prihlaseni/kod")
@allow(PUBLIC)
def check_code() -> Response | tuple[str, int]:
    """Check the code and open a session."""
    waiting = _waiting()
    if waiting is None:
        flash(_("Přihlášení trvalo příliš dlouho. Začněte prosím znovu."), "warning")
        return redirect(url_for("signing.page"), 303)
    try:
        token = complete(ground(), waiting, request.form.get("code", ""), visit())
        refusal = _("Kód nesouhlasí. Opište ten, který aplikace ukazuje právě teď.")
    except TooManyTries:
        token, refusal = None, too_many()
    if token is None:
        return render_template("web/signing/code.html", errors={"code": refusal}), 422
    return admitted(Entry(waiting, token), session.pop(SECOND_STEP)[2])


@blueprint.post("/odhlaseni", endpoint="sign_out")
@allow(SIGNED_IN)
def sign_out() -> Response:
    """End this session, or every session of the person."""
    sessions.sign_out(ground(), g.signed_in.session_id, everywhere=bool(request.form.get("everywhere")))
    response = make_response(redirect(url_for("signing.page"), 303))
    response.delete_cookie(cookie_name(current_app), secure=current_app.config["SESSION_COOKIE_SECURE"], httponly=True)
    return response


def visit() -> Visit:
    """Where this request comes from, and the session that its browser has had so far."""
    replaces = request.cookies.get(cookie_name(current_app), "")
    return Visit(request.remote_addr or "", request.user_agent.string, replaces)


def admitted(entry: Entry, target: str) -> Response:
    """Go on signed in, or to the second step where one is asked for; it waits five minutes in the signed cookie."""
    if not entry.token:
        session[SECOND_STEP] = [entry.person, ground().clock.now().isoformat(), target]
        return redirect(url_for("signing.second_step"), 303)
    session.clear()
    response = redirect(local_path(target) if target else _first_page(entry.token), 303)
    response.set_cookie(
        cookie_name(current_app),
        entry.token,
        max_age=int(LONGEST.total_seconds()),
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
    )
    return response


def too_many() -> str:
    """What is said when there were too many tries."""
    return str(_("Příliš mnoho pokusů. Zkuste to znovu za 15 minut."))


def _page(target: str, email: str, error: str = "") -> str:
    return render_template("web/signing/page.html", target=target, email=email, error=error)


def _waiting() -> int | None:
    """The person whose first factor this browser has proved within the last minutes."""
    person, since, _target = session.get(SECOND_STEP, (None, "", ""))
    if person is None or ground().clock.now() - datetime.fromisoformat(since) > SECOND_STEP_WITHIN:
        return None
    return int(person)


def _first_page(token: str) -> str:
    """Where the role of whoever has just signed in lands."""
    signed = sessions.resume(ground(), token)
    if signed is None:
        return url_for("signing.page")
    with looking(ground(), signed.actor) as work:
        return url_for(landing(work))
