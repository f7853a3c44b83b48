"""„Odeslané e-maily“ and the local mailbox, what one wants to get, and the page that ends the digests."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.operations import mail_diary
from tracker.operations.ground import Refused, looking
from tracker.operations.reminder_wishes import Wishes, store_wishes, token_person, unsubscribe, wishes_of
from tracker.people.permissions import Permission
from tracker.store.reminder_settings import Language
from tracker.web.access import PUBLIC, SIGNED_IN, actor, allow, ground
from tracker.web.fields import word

blueprint = Blueprint("mails", __name__)


@blueprint.get("/posta")
@allow(Permission.READ_OUTBOX)
def page() -> str:
    """The latest mails."""
    with looking(ground(), actor()) as work:
        return render_template(
            "web/mails/page.html", mails=mail_diary.mails(work), stays=not ground().config.mail_server
        )


@blueprint.get("/posta/<int:mail_id>")
@allow(Permission.READ_OUTBOX)
def detail(mail_id: int) -> str:
    """One mail, its words and its diary."""
    with looking(ground(), actor()) as work:
        return render_template("web/mails/detail.html", mail=mail_diary.mail(work, mail_id))


@blueprint.post("/posta/<int:mail_id>")
@allow(Permission.READ_OUTBOX)
def again(mail_id: int) -> Response:
    """Send it once more."""
    try:
        mail_diary.resend(ground(), actor(), mail_id)
        flash(_("E-mail je znovu zařazen, odejde do minuty."))
    except Refused as error:
        flash(str(error), "warning")
    return redirect(url_for("mails.detail", mail_id=mail_id), 303)


@blueprint.get("/upozorneni")
@allow(SIGNED_IN)
def wishes() -> str:
    """Which mails somebody wants."""
    with looking(ground(), actor()) as work:
        return render_template("web/mails/wishes.html", wishes=wishes_of(work), languages=tuple(Language))


@blueprint.post("/upozorneni")
@allow(SIGNED_IN)
def keep_wishes() -> Response:
    """Store which mails somebody wants."""
    given = request.form
    language = word(Language, given.get("language")) or Language.CS
    store_wishes(ground(), actor(), Wishes(language, "reminders" in given, "digests" in given))
    flash(_("Uloženo. Platí od příštího e-mailu."))
    return redirect(url_for("mails.wishes"), 303)


@blueprint.get("/odhlasit/<token>")
@allow(PUBLIC)
def leaving(token: str) -> str:
    """Asks first: programs that follow links must not end anything."""
    token_person(ground(), token)
    return render_template("web/mails/leaving.html", token=token, done=False)


@blueprint.post("/odhlasit/<token>")
@allow(PUBLIC)
def leave(token: str) -> str:
    """End the digests; mail programs post here without a session (RFC 8058), the token alone decides."""
    unsubscribe(ground(), token)
    return render_template("web/mails/leaving.html", token=token, done=True)


@blueprint.record_once
def _without_a_form(state: BlueprintSetupState) -> None:
    state.app.extensions["csrf"].exempt(f"{leave.__module__}.{leave.__name__}")
