"""Planned meetings of bodies: those to come, planning, moving and calling off, who comes."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response as Answer

from tracker.obligations.obligation import Act
from tracker.operations.ground import Refused, looking
from tracker.operations.meetings.meeting_pages import meeting_file, meeting_page, meetings_page, want_invitations
from tracker.operations.meetings.meetings import (
    PLAN,
    Wished,
    answer_invitation,
    cancel_meeting,
    change_meeting,
    plan_meeting,
)
from tracker.people.partner import Coming
from tracker.people.permissions import Permission
from tracker.reports.register_values import BodyKind
from tracker.store.registers import BodyRow
from tracker.timeline.clock import PRAGUE
from tracker.timeline.hours import at, read_time, say_time
from tracker.web.access import actor, allow, ground, today
from tracker.web.fields import day, word
from tracker.web.sentences import say

blueprint = Blueprint("meetings", __name__, url_prefix="/planovana-jednani")

HELD_AS = {BodyKind.PARTNERSHIP: Act.PARTNERSHIP_MEETING, BodyKind.WORKING_GROUP: Act.WORKING_GROUP}
"""What a meeting of a body is recorded as once it was held."""
COMING = {
    Coming.YES: _l("přijde"),
    Coming.NO: _l("nepřijde"),
    Coming.MAYBE: _l("možná"),
    Coming.UNKNOWN: _l("zatím neodpověděl/a"),
}


@blueprint.get("")
@allow(Permission.READ)
def page() -> str:
    """The meetings to come."""
    with looking(ground(), actor()) as work:
        return render_template("web/meetings/list.html", page=meetings_page(work))


@blueprint.post("/pozvanky")
@allow(Permission.READ)
def invitations() -> Answer:
    """Whether the reader wants to be invited by mail."""
    wanted = request.form.get("wanted") == "1"
    want_invitations(ground(), actor(), wanted=wanted)
    flash(_("Pozvánky vám budeme posílat e-mailem.") if wanted else _("Pozvánky vám posílat nebudeme."))
    return redirect(url_for("meetings.page"), 303)


@blueprint.get("/nove/<int:body_id>")
@allow(PLAN)
def new(body_id: int) -> str:
    """The empty form of a body."""
    return _new(body_id, {})


@blueprint.post("/nove/<int:body_id>")
@allow(PLAN)
def plan(body_id: int) -> Answer | tuple[str, int]:
    """Plan a meeting."""
    try:
        stored = plan_meeting(ground(), actor(), body_id, _wished(request.form))
    except Refused as error:
        return _new(body_id, {error.field: say(error)}), 422
    flash(_("Jednání je naplánováno. Pozvánky odejdou do minuty."))
    return redirect(url_for("meetings.detail", meeting_id=stored), 303)


@blueprint.get("/<int:meeting_id>")
@allow(Permission.READ)
def detail(meeting_id: int) -> str:
    """One meeting with its guests."""
    return _detail(meeting_id, {})


@blueprint.get("/<int:meeting_id>.ics")
@allow(Permission.READ)
def file(meeting_id: int) -> Response:
    """The meeting to put into any calendar."""
    with looking(ground(), actor()) as work:
        answer = Response(meeting_file(work, meeting_id), content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="jednani-{meeting_id}.ics"'
    return answer


@blueprint.get("/<int:meeting_id>/upravit")
@allow(PLAN)
def edit(meeting_id: int) -> str:
    """The form with what is planned."""
    with looking(ground(), actor()) as work:
        meeting = meeting_page(work, meeting_id).shown.meeting
    starts = meeting.starts_at.astimezone(PRAGUE)
    given = {
        "day": f"{starts:%-d. %-m. %Y}",
        "starts": say_time(meeting.starts_at),
        "ends": say_time(meeting.ends_at),
        "title": meeting.title,
        "place": meeting.place,
        "agenda": meeting.agenda,
    }
    return _edit(meeting_id, given, {})


@blueprint.post("/<int:meeting_id>/upravit")
@allow(PLAN)
def change(meeting_id: int) -> Answer | tuple[str, int]:
    """Change it; whoever is invited is told of a new time or place."""
    try:
        change_meeting(ground(), actor(), meeting_id, _wished(request.form))
    except Refused as error:
        return _edit(meeting_id, request.form, {error.field: say(error)}), 422
    flash(_("Změna je uložena. Nový čas nebo místo odejde všem pozvaným."))
    return redirect(url_for("meetings.detail", meeting_id=meeting_id), 303)


@blueprint.post("/<int:meeting_id>/zrusit")
@allow(PLAN)
def cancel(meeting_id: int) -> Answer | tuple[str, int]:
    """Call it off."""
    try:
        cancel_meeting(ground(), actor(), meeting_id, request.form.get("reason", ""))
    except Refused as error:
        return _detail(meeting_id, {error.field: say(error)}), 422
    flash(_("Jednání je zrušeno. Pozvaní to dostanou e-mailem."))
    return redirect(url_for("meetings.detail", meeting_id=meeting_id), 303)


@blueprint.post("/<int:meeting_id>/ucast")
@allow(Permission.READ)
def coming(meeting_id: int) -> Answer:
    """Say whether the reader comes."""
    answer_invitation(ground(), actor(), meeting_id, word(Coming, request.form.get("coming")) or Coming.UNKNOWN)
    flash(_("Odpověď je uložena."))
    return redirect(url_for("meetings.detail", meeting_id=meeting_id), 303)


def _wished(given: Mapping[str, str]) -> Wished:
    """What the form asks for; raises ``Refused`` with the field that cannot be read."""
    held = day(given, "day", today(), ahead=True)
    if held is None:
        raise Refused("Zadejte den jednání.", "day")
    starts_at = at(held, _time(given, "starts", "Zadejte začátek, například 9:00."))
    ends_at = _end(held, starts_at, given)
    return Wished(starts_at, ends_at, given.get("title", ""), given.get("place", ""), given.get("agenda", ""))


def _end(held: date, starts_at: datetime, given: Mapping[str, str]) -> datetime:
    """The end that was typed, or two hours after the start."""
    if not given.get("ends", "").strip():
        return starts_at + timedelta(hours=2)
    return at(held, _time(given, "ends", "Zadejte konec, například 11:00."))


def _time(given: Mapping[str, str], name: str, advice: str) -> time:
    found = read_time(given.get(name, ""))
    if found is None:
        raise Refused(advice, name)
    return found


def _detail(meeting_id: int, errors: dict[str, str]) -> str:
    with looking(ground(), actor()) as work:
        shown = meeting_page(work, meeting_id)
    told = {"page": shown, "errors": errors, "given": request.form, "coming": COMING, "Coming": Coming}
    return render_template("web/meetings/detail.html", act=HELD_AS.get(shown.shown.body.kind), **told)


def _new(body_id: int, errors: dict[str, str]) -> str:
    with looking(ground(), actor()) as work:
        body = work.get(BodyRow, body_id, PLAN)
    return render_template("web/meetings/form.html", body=body, meeting_id=None, given=request.form, errors=errors)


def _edit(meeting_id: int, given: Mapping[str, str], errors: dict[str, str]) -> str:
    with looking(ground(), actor()) as work:
        body = meeting_page(work, meeting_id).shown.body
        work.get(BodyRow, body.id, PLAN)
    return render_template("web/meetings/form.html", body=body, meeting_id=meeting_id, given=given, errors=errors)
