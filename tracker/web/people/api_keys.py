"""Přístupové klíče: keys of other programs that act in the name of the reader; a token is shown once."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from tracker.operations.ground import Refused, looking
from tracker.operations.people.api_tokens import USUAL_DAYS, issue_token, own_tokens, revoke_token
from tracker.people.permissions import Permission
from tracker.store.api_tokens import TokenScope
from tracker.web.access import actor, allow, ground
from tracker.web.fields import whole, word
from tracker.web.sentences import say

blueprint = Blueprint("api_keys", __name__, url_prefix="/pristupove-klice")

SCOPES = ((TokenScope.READ, _l("jen číst")), (TokenScope.RECORD, _l("číst a zapisovat")))
LENGTHS = (("30", _l("30 dní")), (str(USUAL_DAYS), _l("90 dní")), ("365", _l("rok")))


@blueprint.get("")
@allow(Permission.READ)
def page() -> str:
    """The reader's keys and the form for a new one."""
    return _page()


@blueprint.post("")
@allow(Permission.READ)
def issue() -> str | tuple[str, int]:
    """Make a key and show it, this one time."""
    given = request.form
    scope, days = word(TokenScope, given.get("scope")) or TokenScope.READ, whole(given, "days") or USUAL_DAYS
    try:
        issued = issue_token(ground(), actor(), actor().person, given.get("label", ""), scope, days)
    except Refused as error:
        return _page({error.field: say(error)}), 422
    base = current_app.extensions["tracker.ground"].config.public_base_url.rstrip("/")
    return render_template("web/api_keys/issued.html", issued=issued, address=f"{base}/api/v1")


@blueprint.post("/<int:token_id>/zrusit")
@allow(Permission.READ)
def revoke(token_id: int) -> Response:
    """End a key."""
    revoke_token(ground(), actor(), token_id)
    flash(_("Klíč je zrušen a nic už neotevře."))
    return redirect(url_for("api_keys.page"), 303)


def _page(errors: dict[str, str] | None = None) -> str:
    with looking(ground(), actor()) as work:
        rows = own_tokens(work)
    return render_template(
        "web/api_keys/page.html",
        rows=rows,
        scopes=SCOPES,
        words=dict(SCOPES),
        lengths=LENGTHS,
        given=request.form,
        errors=errors or {},
    )
