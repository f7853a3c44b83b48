"""Signing in by a link from an e-mail, setting a forgotten password, answering an invitation.

Opening a link only asks; programs that look through mail open every link and must use none up.
"""

from flask import Blueprint, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.operations.ground import Refused
from tracker.operations.people.attempts import TooManyTries
from tracker.operations.people.sign_in_links import ask_link, purpose_of, use_link
from tracker.store.people import LinkPurpose
from tracker.web.access import PUBLIC, allow, ground
from tracker.web.people.signing import admitted, too_many, visit
from tracker.web.sentences import say

blueprint = Blueprint("link_signing", __name__, url_prefix="/prihlaseni")


@blueprint.post("/odkaz")
@allow(PUBLIC)
def send() -> str | tuple[str, int]:
    """Send a link that signs in; the answer is the same whoever asks."""
    return _send(LinkPurpose.SIGN_IN)


@blueprint.get("/zapomenute-heslo")
@allow(PUBLIC)
def forgotten() -> str:
    """Asks where to send a link for a new password."""
    return render_template("web/signing/forgotten.html", email="", errors={})


@blueprint.post("/zapomenute-heslo")
@allow(PUBLIC)
def send_for_password() -> str | tuple[str, int]:
    """Send a link for a new password; the answer is the same whoever asks."""
    return _send(LinkPurpose.PASSWORD)


@blueprint.get("/odkaz/<token>")
@allow(PUBLIC)
def page(token: str) -> str | tuple[str, int]:
    """What a link opens, and the button that does it."""
    return _page(token, {})


@blueprint.post("/odkaz/<token>")
@allow(PUBLIC)
def use(token: str) -> Response | str | tuple[str, int]:
    """Use a link up."""
    given = request.form
    if given.get("password", "") != given.get("again", ""):
        return _page(token, {"again": _("Hesla se liší. Napište je obě znovu.")}, 422)
    try:
        entry = use_link(ground(), token, visit(), given.get("password", ""))
    except Refused as error:
        return _page(token, {error.field: say(error)}, 422)
    return admitted(entry, "") if entry else _page(token, {})


def _send(purpose: LinkPurpose) -> str | tuple[str, int]:
    email = request.form.get("email", "").strip()
    if "@" not in email:
        return _again(purpose, email, _("Zadejte e-mail, na který máte účet.")), 422
    try:
        ask_link(ground(), email, purpose, visit())
    except TooManyTries:
        return _again(purpose, email, too_many()), 429
    return render_template("web/signing/sent.html", email=email, purpose=purpose.value)


def _again(purpose: LinkPurpose, email: str, error: str) -> str:
    if purpose is LinkPurpose.PASSWORD:
        return render_template("web/signing/forgotten.html", email=email, errors={"email": error})
    return render_template("web/signing/page.html", target="", email=email, error=error)


def _page(token: str, errors: dict[str, str], code: int = 200) -> str | tuple[str, int]:
    purpose = purpose_of(ground(), token)
    if purpose is None:
        return render_template("web/signing/over.html"), 410
    return render_template("web/signing/link.html", purpose=purpose.value, errors=errors), code
