"""Events: look them up, open one, add papers to it, take it back."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.fulfilment.event import Visibility
from tracker.fulfilment.papers import keep_until
from tracker.obligations.obligation import Act
from tracker.operations.events.count_event import count_event, countable
from tracker.operations.events.event_list import event_list, event_page, years_of_events
from tracker.operations.events.supplement_event import supplement_event
from tracker.operations.events.withdraw_event import withdraw_event
from tracker.operations.ground import Refused, looking
from tracker.operations.overviews.towns import town_options
from tracker.people.permissions import Permission
from tracker.web.access import actor, allow, ground, today
from tracker.web.events.event_form import kinds_of_papers, read_papers
from tracker.web.fields import whole, word
from tracker.web.history_words import told
from tracker.web.sentences import say
from tracker.web.town_choice import town_number

blueprint = Blueprint("events", __name__)


@blueprint.get("/zaznamy")
@allow(Permission.READ)
def page() -> str:
    """The events in reach, the latest first."""
    given = request.args
    year, act, town = whole(given, "rok"), word(Act, given.get("druh")), town_number(given, "obec")
    with looking(ground(), actor()) as work:
        listing = event_list(work, whole(given, "strana") or 1, year=year, act=act, municipality=town)
        years = [(str(number), number) for number in years_of_events(work)]
        towns = town_options(work, town)
    chosen = {"year": str(year or ""), "act": act.value if act else "", "town": str(town or "")}
    return render_template("web/events/page.html", listing=listing, chosen=chosen, years=years, towns=towns, Act=Act)


@blueprint.get("/zaznamy/<int:event_id>")
@allow(Permission.READ)
def detail(event_id: int) -> str:
    """One event: what it was, its papers, what it counts toward, its history."""
    with looking(ground(), actor()) as work:
        shown = event_page(work, event_id)
        may = {p.value: work.may(p, shown.municipality) for p in Permission}
        more = countable(work, shown.event) if shown.own and may[Permission.RECORD_EVENT.value] else ()
    return render_template("web/events/detail.html", page=shown, may=may, more=more, history=told(shown.history))


@blueprint.post("/zaznamy/<int:event_id>/zapocitat")
@allow(Permission.RECORD_EVENT)
def count(event_id: int) -> Response:
    """Count the event toward one more term; what cannot be is said on its page."""
    try:
        count_event(ground(), actor(), event_id, whole(request.form, "occurrence") or 0)
        flash(_("Událost je započtena."))
    except Refused as error:
        flash(say(error), "warning")
    return redirect(url_for("events.detail", event_id=event_id), 303)


@blueprint.get("/zaznamy/<int:event_id>/doplnit")
@allow(Permission.RECORD_EVENT)
def supplement(event_id: int) -> str:
    """The form for further papers of an event."""
    return _form("supplement", event_id)


@blueprint.post("/zaznamy/<int:event_id>/doplnit")
@allow(Permission.RECORD_EVENT)
def add_papers(event_id: int) -> Response | tuple[str, int]:
    """Add papers to an event."""
    _may_record(event_id)
    try:
        papers = read_papers(ground(), today(), request.form, request.files.getlist("files"))
        supplement_event(ground(), actor(), event_id, papers)
    except Refused as error:
        return _form("supplement", event_id, error), 422
    flash(_("Doklad je přiložen."))
    return redirect(url_for("events.detail", event_id=event_id), 303)


@blueprint.get("/zaznamy/<int:event_id>/vzit-zpet")
@allow(Permission.RECORD_EVENT)
def withdrawal(event_id: int) -> str:
    """What taking the event back would do, and the form for the reason."""
    return _form("withdraw", event_id)


@blueprint.post("/zaznamy/<int:event_id>/vzit-zpet")
@allow(Permission.RECORD_EVENT)
def withdraw(event_id: int) -> Response | tuple[str, int]:
    """Take back an event recorded by mistake."""
    try:
        withdraw_event(ground(), actor(), event_id, request.form.get("reason", ""))
    except Refused as error:
        return _form("withdraw", event_id, error), 422
    flash(_("Záznam je vzat zpět. V historii zůstává."))
    return redirect(url_for("events.detail", event_id=event_id), 303)


def _may_record(event_id: int) -> None:
    """Before a file is kept: the event is there for the reader to change."""
    with looking(ground(), actor()) as work:
        work.require(Permission.RECORD_EVENT, event_page(work, event_id).municipality)


def _form(name: str, event_id: int, error: Refused | None = None) -> str:
    with looking(ground(), actor()) as work:
        shown = event_page(work, event_id)
        work.require(Permission.RECORD_EVENT, shown.municipality)
        kinds = kinds_of_papers(work)
    errors = {error.field or "reason": say(error)} if error else {}
    return render_template(
        f"web/events/{name}.html",
        page=shown,
        given=request.form,
        errors=errors,
        kinds=kinds,
        Visibility=Visibility,
        keep_until=keep_until(shown.event.day),
    )
