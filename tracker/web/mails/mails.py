"""„Odeslané e-maily“ and the local mailbox."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.operations.ground import Refused, looking
from tracker.operations.mails import mail_diary
from tracker.people.permissions import Permission
from tracker.store.outbox import MailKind, MailState
from tracker.web.access import actor, allow, ground
from tracker.web.fields import whole, word
from tracker.web.mails.mail_words import HAPPENINGS, KINDS, STATES, choices
from tracker.web.sentences import say
from tracker.web.town_choice import town_number

blueprint = Blueprint("mails", __name__)


@blueprint.get("/posta")
@allow(Permission.READ_OUTBOX)
def page() -> str:
    """The latest mails, or those of one state, kind, recipient or municipality, a page at a time."""
    wanted = mail_diary.Wanted(
        state=word(MailState, request.args.get("stav")),
        kind=word(MailKind, request.args.get("druh")),
        words=request.args.get("hledat", "").strip()[:100],
        town_id=town_number(request.args, "obec"),
        before=whole(request.args, "pred"),
    )
    with looking(ground(), actor()) as work:
        found = mail_diary.mails(work, wanted)
    asked: dict[str, Any] = {name: text for name, text in request.args.items() if name != "pred"}
    more = len(found) == mail_diary.PAGE
    return render_template(
        "web/mails/page.html",
        mails=found,
        wanted=wanted,
        older=url_for("mails.page", **asked, pred=found[-1].row.id) if more else "",
        states=STATES,
        kinds=KINDS,
        choices=choices,
        stays=not ground().config.mail_server,
    )


@blueprint.get("/posta/<int:mail_id>")
@allow(Permission.READ_OUTBOX)
def detail(mail_id: int) -> str:
    """One mail, its words and its diary."""
    with looking(ground(), actor()) as work:
        found = mail_diary.mail(work, mail_id)
    return render_template("web/mails/detail.html", mail=found, states=STATES, kinds=KINDS, happenings=HAPPENINGS)


@blueprint.post("/posta/<int:mail_id>")
@allow(Permission.READ_OUTBOX)
def again(mail_id: int) -> Response:
    """Send it once more."""
    try:
        mail_diary.resend(ground(), actor(), mail_id)
        flash(_("E-mail je znovu zařazen, odejde do minuty."))
    except Refused as error:
        flash(say(error), "warning")
    return redirect(url_for("mails.detail", mail_id=mail_id), 303)
