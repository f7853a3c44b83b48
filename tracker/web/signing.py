"""Signing in and out. The session's token goes into a cookie of its own; it changes at every sign-in."""

from flask import Blueprint, current_app, g, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from tracker.operations import sign_in as sessions
from tracker.operations.ground import looking
from tracker.operations.sign_in import LONGEST, TooManyTries
from tracker.web.access import PUBLIC, SIGNED_IN, allow, ground
from tracker.web.navigation import landing
from tracker.web.redirects import local_path
from tracker.web.security import cookie_name

blueprint = Blueprint("signing", __name__)


@blueprint.get("/prihlaseni")
@allow(PUBLIC)
def page() -> str:
    """The sign-in form."""
    return render_template("web/signing/page.html", target=request.args.get("dal", ""), email="", error=None)


@blueprint.post("/prihlaseni", endpoint="sign_in")
@allow(PUBLIC)
def sign_in() -> Response | tuple[str, int]:
    """Check the password and open a session."""
    email, target = request.form.get("email", ""), request.form.get("dal", "")
    try:
        token = sessions.sign_in(
            ground(), email, request.form.get("password", ""), request.remote_addr or "", request.user_agent.string
        )
        error = None if token else "E-mail nebo heslo nesouhlasí. Zkontrolujte je a zkuste to znovu."
    except TooManyTries:
        token, error = None, "Příliš mnoho pokusů. Zkuste to znovu za 15 minut."
    if token is None:
        return render_template("web/signing/page.html", target=target, email=email, error=error), 422
    response = redirect(local_path(target) if target else _first_page(token), 303)
    response.set_cookie(
        cookie_name(current_app),
        token,
        max_age=int(LONGEST.total_seconds()),
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
    )
    return response


@blueprint.post("/odhlaseni", endpoint="sign_out")
@allow(SIGNED_IN)
def sign_out() -> Response:
    """End this session, or every session of the person."""
    sessions.sign_out(ground(), g.signed_in.session_id, everywhere=bool(request.form.get("everywhere")))
    response = make_response(redirect(url_for("signing.page"), 303))
    response.delete_cookie(cookie_name(current_app), secure=current_app.config["SESSION_COOKIE_SECURE"], httponly=True)
    return response


def _first_page(token: str) -> str:
    """Where the role of whoever has just signed in lands."""
    signed = sessions.resume(ground(), token)
    if signed is None:
        return url_for("signing.page")
    with looking(ground(), signed.actor) as work:
        return url_for(landing(work))
