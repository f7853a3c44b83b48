"""Record an event in two steps: what happened, then what it fulfils, to look over before it is stored."""

from dataclasses import replace
from secrets import token_urlsafe

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.fulfilment.event import Visibility
from tracker.fulfilment.papers import keep_until
from tracker.obligations.obligation import Act
from tracker.operations.events.event_lines import say_attendance
from tracker.operations.events.record_event import NewEvent, record_event
from tracker.operations.events.recording import last_time, recording_page, suggestions, usual_guests
from tracker.operations.ground import Refused, looking
from tracker.people.permissions import Permission
from tracker.timeline.name_search import meant
from tracker.web.access import PUBLIC, actor, allow, ground, today
from tracker.web.events.event_form import MOST_PERSONS, Filled, kinds_of_papers, read_form, seal
from tracker.web.fields import amount, day, whole, word
from tracker.web.filters import long_day
from tracker.web.sentences import say
from tracker.web.town_choice import town_number

blueprint = Blueprint("recording", __name__)


@blueprint.get("/zaznamenat")
@allow(Permission.RECORD_EVENT)
def page() -> str:
    """The empty form, or one prepared for a term (``termin``), a kind of event (``druh``) or a town (``obec``)."""
    given = request.args
    with looking(ground(), actor()) as work:
        shown = recording_page(work, whole(given, "termin"))
    act = shown.act or word(Act, given.get("druh"))
    typed = {
        "municipality": str(shown.municipality or town_number(given, "obec") or ""),
        "act": act.value if act else "",
        "occurrence": str(whole(given, "termin") or ""),
        "form": "in_person",
        "form_key": token_urlsafe(16),
    }
    return _first_step(Filled(typed, (), {}), fresh=True)


@blueprint.post("/zaznamenat")
@allow(Permission.RECORD_EVENT)
def check() -> str | tuple[str, int]:
    """The second step, or the first again: when something is at fault, or was to be changed."""
    filled = _read()
    step = request.form.get("step")
    back = step in ("again", "guest", "edit") or bool(request.form.get("remove"))
    if back:
        filled.errors.clear()
    if step == "again":
        filled = _as_last_time(filled)
    if step == "guest":
        filled = _with_guest(filled)
    if back or filled.new is None:
        return _first_step(filled), 200 if back else 422
    return _second_step(filled, filled.new)


@blueprint.post("/zaznamenat/ulozit")
@allow(Permission.RECORD_EVENT)
def save() -> Response | tuple[str, int]:
    """Store the event and count it toward the terms that were ticked."""
    filled = _read()
    try:
        if filled.new is None:
            return _first_step(filled), 422
        ticked = request.form.getlist("counts_for")
        statement = filled.typed["statement"].strip()[:4000]
        parts = {key: part for key in ticked if (part := amount(request.form, f"part-{key}", MOST_PERSONS)) is not None}
        stored = record_event(ground(), actor(), filled.new, counts_for=ticked, statement=statement, parts=parts)
    except Refused as error:
        filled.errors[error.field or "act"] = say(error)
        return _first_step(filled), 422
    flash(_("Záznam je uložen. Co čeká na druhou stranu, uvidí mezi záznamy k potvrzení."), "stored-record")
    return redirect(url_for("events.detail", event_id=stored.event_id), 303)


@blueprint.get("/datum")
@allow(PUBLIC)
def echo() -> str:
    """The day that is being typed, in words; nothing while it is not a day yet."""
    name = request.args.get("pole", "day")
    try:
        said = day(request.args, name, today(), ahead="dopredu" in request.args)
    except Refused:
        return ""
    return long_day(said) if said else ""


def _read() -> Filled:
    return read_form(ground(), actor().person, today(), request.form, request.files.getlist("files"))


def _as_last_time(filled: Filled) -> Filled:
    """The form with who took part and where the last time, in the fields left empty."""
    typed = filled.typed
    if "municipality" in filled.errors:
        return filled
    with looking(ground(), actor()) as work:
        before = last_time(work, town_number(typed, "municipality"), word(Act, typed["act"]))
    if before is None:
        filled.errors["act"] = _("Vyberte, co proběhlo. Účastníky bereme z poslední události téhož druhu.")
        return filled
    offered = {"attendance": say_attendance(before.attendance), "place": before.place}
    return replace(filled, typed={**typed, **{name: typed[name] or text for name, text in offered.items()}})


def _with_guest(filled: Filled) -> Filled:
    """The form with one more organisation among those who took part; its name is completed where it is known."""
    typed, given = filled.typed, " ".join(request.form.get("guest", "").split()).replace(";", ",")
    if not given:
        filled.errors["guest"] = _("Napište organizaci.")
        return filled
    with looking(ground(), actor()) as work:
        known = meant(usual_guests(work, whole(typed, "municipality")), given)
    name = known[0][1] if len(known) == 1 else given
    line = f"{name}; {whole(request.form, 'guest_persons') or 1}"
    return replace(filled, typed={**typed, "attendance": "\n".join(filter(None, [typed["attendance"].rstrip(), line]))})


def _first_step(filled: Filled, *, fresh: bool = False) -> str:
    with looking(ground(), actor()) as work:
        shown = recording_page(work, whole(filled.typed, "occurrence"))
        guests = usual_guests(work, shown.municipality or whole(filled.typed, "municipality"))
    return render_template(
        "web/recording/page.html",
        page=shown,
        guests=[name for _number, name in guests],
        filled=filled,
        hidden=_sealed(filled),
        fresh=fresh,
        Act=Act,
    )


def _second_step(filled: Filled, new: NewEvent) -> str:
    with looking(ground(), actor()) as work:
        found = suggestions(work, new, whole(filled.typed, "occurrence"))
        kinds = kinds_of_papers(work)
    return render_template(
        "web/recording/check.html",
        page=found,
        filled=filled,
        new=new,
        hidden=_sealed(filled),
        keep_until=keep_until(new.day),
        kinds=kinds,
        Visibility=Visibility,
    )


def _sealed(filled: Filled) -> list[str]:
    return [seal(paper, actor().person) for paper in filled.papers]
