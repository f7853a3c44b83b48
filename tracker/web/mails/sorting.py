"""„K roztřídění“: what came by mail or from partners and waits for a person."""

from urllib.parse import quote

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from tracker.obligations.obligation import Act
from tracker.operations.events.record_event import NewEvent
from tracker.operations.ground import Refused, looking
from tracker.operations.mails.sort_incoming import (
    accept_as_event,
    accept_for_event,
    paper_bytes,
    refuse_paper,
    settle_message,
    to_sort,
    waiting_paper,
)
from tracker.people.permissions import Permission
from tracker.web.access import actor, allow, ground, today
from tracker.web.fields import day, whole, word
from tracker.web.filters import translated_label
from tracker.web.sentences import say

blueprint = Blueprint("sorting", __name__, url_prefix="/k-roztrideni")


@blueprint.get("")
@allow(Permission.READ)
def page() -> str:
    """Everything that waits."""
    with looking(ground(), actor()) as work:
        return render_template(
            "web/sorting/page.html", waiting=to_sort(work), may_sort=work.may(Permission.RECORD_EVENT)
        )


@blueprint.get("/<int:paper_id>")
@allow(Permission.RECORD_EVENT)
def paper(paper_id: int) -> str:
    """One paper with what can be done with it."""
    return _paper(paper_id, {})


@blueprint.post("/<int:paper_id>")
@allow(Permission.RECORD_EVENT)
def place(paper_id: int) -> Answer | tuple[str, int]:
    """Put it with an event, record the event it proves, or put it aside."""
    given = request.form
    try:
        if given.get("what") == "refuse":
            refuse_paper(ground(), actor(), paper_id, given.get("reason", ""))
            flash(_("Doklad je odložen. Důvod zůstal zapsán."))
            return redirect(url_for("sorting.page"), 303)
        stored = _placed(paper_id)
    except Refused as error:
        return _paper(paper_id, {error.field or "what": say(error)}), 422
    flash(_("Doklad je přiložen k záznamu."))
    return redirect(url_for("events.detail", event_id=stored), 303)


@blueprint.get("/<int:paper_id>/soubor")
@allow(Permission.RECORD_EVENT)
def file(paper_id: int) -> Response:
    """The file, to be kept and never shown as a page of this application."""
    with looking(ground(), actor()) as work:
        row, data = paper_bytes(work, paper_id)
    answer = Response(data, mimetype=row.media_type)
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(row.name)}"
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


@blueprint.post("/zpravy/<int:message_id>")
@allow(Permission.READ)
def settle(message_id: int) -> Answer:
    """A message has been dealt with."""
    settle_message(ground(), actor(), message_id)
    flash(_("Zpráva je vyřízena."))
    return redirect(url_for("sorting.page"), 303)


def _placed(paper_id: int) -> int:
    """The event that the paper was put with."""
    given = request.form
    if given.get("what") == "new":
        act, held = word(Act, given.get("act")), day(given, "day", today())
        if act is None:
            raise Refused("Vyberte, co proběhlo.", "act")
        if held is None:
            raise Refused("Zadejte, kdy se to stalo.", "day")
        title = given.get("title", "").strip()[:300] or translated_label(act)
        return accept_as_event(ground(), actor(), paper_id, NewEvent(0, act, held, title))
    if given.get("what") != "event":
        raise Refused("Vyberte, kam doklad patří.", "what")
    event = whole(given, "event")
    if event is None:
        raise Refused("Vyberte záznam, ke kterému doklad patří.", "event")
    return accept_for_event(ground(), actor(), paper_id, event)


def _paper(paper_id: int, errors: dict[str, str]) -> str:
    with looking(ground(), actor()) as work:
        waiting, events = waiting_paper(work, paper_id)
        told = {"waiting": waiting, "events": events, "errors": errors, "given": request.form, "Act": Act}
        return render_template("web/sorting/paper.html", **told)
