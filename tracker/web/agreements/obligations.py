"""Obligations: the list of terms, one obligation with its whole story, the reason of a delay and decisions."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.fulfilment.event import DecisionKind
from tracker.fulfilment.standing import Group, Status
from tracker.obligations.obligation import Act, Party
from tracker.operations.agreements.decide import decide as store_decision
from tracker.operations.agreements.decide import decisions_of, revoke_decision
from tracker.operations.agreements.decide import state_reason as store_reason
from tracker.operations.agreements.obligation_list import Wanted, obligation_list, years_in_reach
from tracker.operations.agreements.obligation_page import duty_of, obligation_page, term
from tracker.operations.ground import Refused, looking
from tracker.operations.overviews.towns import town_options
from tracker.operations.upkeep.code_lists import offered
from tracker.people.permissions import Permission
from tracker.store.code_lists import CodeList
from tracker.web.access import actor, allow, ground, today
from tracker.web.fields import day, whole, word
from tracker.web.history_words import told
from tracker.web.sentences import say
from tracker.web.town_choice import town_number

blueprint = Blueprint("obligations", __name__)


@blueprint.get("/zavazky")
@allow(Permission.READ)
def page() -> str:
    """The terms that meet the filter; this year's where nothing was asked for."""
    given = request.args
    with looking(ground(), actor()) as work:
        wanted = Wanted(
            year=whole(given, "rok") if "rok" in given else work.today.year,
            status=word(Status, given.get("stav")),
            group=word(Group, given.get("stav")),
            act=word(Act, given.get("druh")),
            party=word(Party, given.get("odpovida")),
            municipality=town_number(given, "obec"),
        )
        listing = obligation_list(work, wanted, whole(given, "strana") or 1)
        years = [(str(year), year) for year in years_in_reach(work)]
        towns = town_options(work, wanted.municipality)
    lists = {"Act": Act, "Group": Group, "Party": Party}
    return render_template(
        "web/obligations/page.html", listing=listing, wanted=wanted, years=years, towns=towns, **lists
    )


@blueprint.get("/zavazky/<int:obligation_id>")
@allow(Permission.READ)
def detail(obligation_id: int) -> str:
    """One obligation: what was agreed, how its terms stand and why, what happened, and its history."""
    with looking(ground(), actor()) as work:
        shown = obligation_page(work, obligation_id)
        may = {p.value: work.may(p, shown.municipality) for p in Permission}
        return render_template("web/obligations/detail.html", page=shown, may=may, history=told(shown.history))


@blueprint.get("/z/<int:occurrence_id>")
@allow(Permission.READ)
def occurrence(occurrence_id: int) -> Response:
    """The address that mails and calendars carry: the term on the page of its obligation."""
    with looking(ground(), actor()) as work:
        duty = duty_of(work, occurrence_id)
    return redirect(url_for("obligations.detail", obligation_id=duty, _anchor=f"termin-{occurrence_id}"))


@blueprint.get("/z/<int:occurrence_id>/duvod")
@allow(Permission.STATE_REASON)
def reason(occurrence_id: int) -> str:
    """The form for why a term is late."""
    return _form("reason", occurrence_id, Permission.STATE_REASON)


@blueprint.post("/z/<int:occurrence_id>/duvod")
@allow(Permission.STATE_REASON)
def state_reason(occurrence_id: int) -> Response | tuple[str, int]:
    """Store why a term is late and when it is expected."""
    try:
        expected = day(request.form, "expected", today(), ahead=True)
        words = request.form.get("reason", "").strip() or request.form.get("usual", "")
        store_reason(ground(), actor(), occurrence_id, words, expected)
    except Refused as error:
        return _form("reason", occurrence_id, Permission.STATE_REASON, error), 422
    flash(_("Důvod zpoždění je uložen. Termín se tím neposouvá."))
    return redirect(url_for("obligations.occurrence", occurrence_id=occurrence_id), 303)


@blueprint.get("/z/<int:occurrence_id>/rozhodnuti")
@allow(Permission.DECIDE)
def decision(occurrence_id: int) -> str:
    """The form for a decision about a term."""
    return _form("decision", occurrence_id, Permission.DECIDE)


@blueprint.post("/z/<int:occurrence_id>/rozhodnuti")
@allow(Permission.DECIDE)
def decide(occurrence_id: int) -> Response | tuple[str, int]:
    """Store a decision about a term."""
    given = request.form
    try:
        store_decision(
            ground(),
            actor(),
            occurrence_id,
            _kind(given.get("kind")),
            reason=given.get("reason", ""),
            approver=given.get("approver", ""),
            day=day(given, "day", today()),
            new_due=day(given, "new_due", today(), ahead=True),
            document=given.get("document") or None,
            replaced_by=given.get("replaced_by") or None,
        )
    except Refused as error:
        return _form("decision", occurrence_id, Permission.DECIDE, error), 422
    flash(_("Rozhodnutí je uloženo."))
    return redirect(url_for("obligations.occurrence", occurrence_id=occurrence_id), 303)


@blueprint.post("/z/<int:occurrence_id>/rozhodnuti/odvolat")
@allow(Permission.DECIDE)
def revoke(occurrence_id: int) -> Response | tuple[str, int]:
    """Take a decision about a term back."""
    try:
        revoke_decision(ground(), actor(), occurrence_id, whole(request.form, "decision") or 0)
    except Refused as error:
        return _form("decision", occurrence_id, Permission.DECIDE, error), 422
    flash(_("Rozhodnutí je odvoláno. V historii zůstává."))
    return redirect(url_for("obligations.occurrence", occurrence_id=occurrence_id), 303)


def _kind(text: str | None) -> DecisionKind:
    kind = word(DecisionKind, text)
    if kind is None:
        raise Refused("Vyberte, o čem se rozhodlo.", "kind")
    return kind


def _form(name: str, occurrence_id: int, permission: Permission, error: Refused | None = None) -> str:
    """A form about one term, with what was typed and the error beside its field."""
    with looking(ground(), actor()) as work:
        item = term(work, occurrence_id, permission)
        errors = {error.field or name: say(error)} if error else {}
        usual = [(words, words) for words in offered(work, CodeList.DELAY_REASON)] if name == "reason" else []
        held = decisions_of(work, occurrence_id)
        shown = {"item": item, "held": held, "given": request.form, "errors": errors, "usual": usual}
        return render_template(f"web/obligations/{name}.html", **shown)
