"""One agreement: what it says, its versions, its end before time."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.fulfilment.settlement import LABELS, Pile
from tracker.fulfilment.slips import slips
from tracker.obligations.agreement import ENDS, TRANSITIONS, AgreementState, ForbiddenTransition
from tracker.obligations.agreement import LABELS as STATES
from tracker.operations.agreements.change_state import change_state
from tracker.operations.agreements.end_agreement import end_agreement, settlement_of
from tracker.operations.documents.compare_documents import drafts_of_versions
from tracker.operations.documents.document_list import agreement_page
from tracker.operations.ground import Refused, looking
from tracker.operations.standings import items
from tracker.people.permissions import Permission
from tracker.store.agreements import AgreementRow
from tracker.web.access import actor, allow, ground, today
from tracker.web.fields import day, word
from tracker.web.language import translated
from tracker.web.sentences import say

blueprint = Blueprint("agreements", __name__)


@blueprint.get("/dokumenty/platne/<int:agreement_id>")
@allow(Permission.READ)
def detail(agreement_id: int) -> str:
    """The agreement, how its doubts were settled, and every slip since its approval."""
    with looking(ground(), actor()) as work:
        shown = agreement_page(work, agreement_id)
        found = items(work, AgreementRow.id == agreement_id)  # type: ignore[arg-type]
        drafts = drafts_of_versions(work, agreement_id)
        moved = slips([(item.occurrence, item.facts) for item in found], work.today)
        may_end = work.may(Permission.END_AGREEMENT, shown.municipality) and shown.agreement.ended_on is None
    titles = {item.occurrence.key: item.obligation.title for item in found}
    return render_template(
        "web/agreements/detail.html",
        page=shown,
        items=found,
        slips=moved,
        titles=titles,
        may_end=may_end,
        drafts=drafts,
    )


@blueprint.get("/dokumenty/platne/<int:agreement_id>/ukoncit")
@allow(Permission.END_AGREEMENT)
def end(agreement_id: int) -> str:
    """The form of an early end, with the settlement once a day is given (``den``)."""
    return _end(agreement_id, request.args.to_dict(), {})


@blueprint.post("/dokumenty/platne/<int:agreement_id>/ukoncit")
@allow(Permission.END_AGREEMENT)
def finish(agreement_id: int) -> Response | tuple[str, int]:
    """End the agreement and settle it."""
    given = request.form.to_dict()
    try:
        last = day(given, "den", today())
        how = word(AgreementState, given.get("how"))
        if last is None:
            raise Refused("Zadejte poslední den platnosti.", "den")
        if how is None:
            raise Refused("Vyberte, jak spolupráce skončila.", "how")
        end_agreement(ground(), actor(), agreement_id, last, how, given.get("reason", ""))
    except Refused as error:
        return _end(agreement_id, given, {error.field or "reason": say(error)}), 422
    flash(_("Dokument je ukončen a vypořádán."))
    return redirect(url_for("agreements.detail", agreement_id=agreement_id), 303)


@blueprint.get("/dokumenty/platne/<int:agreement_id>/stav")
@allow(Permission.END_AGREEMENT)
def state(agreement_id: int) -> str:
    """The form for a pause, its end, and low activity."""
    return _state(agreement_id, {})


@blueprint.post("/dokumenty/platne/<int:agreement_id>/stav")
@allow(Permission.END_AGREEMENT)
def move(agreement_id: int) -> Response | tuple[str, int]:
    """Move the agreement along its lifecycle."""
    given = request.form
    try:
        to = word(AgreementState, given.get("state"))
        if to is None:
            raise Refused("Vyberte nový stav.", "state")
        since = day(given, "day", today())
        change_state(ground(), actor(), agreement_id, to, given.get("reason", ""), since, given.get("document", ""))
    except (Refused, ForbiddenTransition) as error:
        return _state(agreement_id, {getattr(error, "field", "") or "state": say(error)}), 422
    flash(_("Stav dokumentu je změněn."))
    return redirect(url_for("agreements.detail", agreement_id=agreement_id), 303)


def _state(agreement_id: int, errors: dict[str, str]) -> str:
    with looking(ground(), actor()) as work:
        shown = agreement_page(work, agreement_id)
        work.require(Permission.END_AGREEMENT, shown.municipality)
    ways = [
        (to.value, translated(STATES[to]), None)
        for to in AgreementState
        if to in TRANSITIONS[shown.agreement.state] - ENDS
    ]
    return render_template("web/agreements/state.html", page=shown, ways=ways, given=request.form, errors=errors)


def _end(agreement_id: int, given: dict[str, str], errors: dict[str, str]) -> str:
    with looking(ground(), actor()) as work:
        shown = agreement_page(work, agreement_id)
        work.require(Permission.END_AGREEMENT, shown.municipality)
        try:
            last = day(given, "den", work.today)
        except Refused as error:
            last, errors = None, {**errors, "den": say(error)}
        settlement = settlement_of(work, agreement_id, last) if last else None
    ways = [(state.value, translated(STATES[state]), None) for state in AgreementState if state in ENDS]
    return render_template(
        "web/agreements/end.html",
        page=shown,
        settlement=settlement,
        piles=[(pile, translated(LABELS[pile])) for pile in Pile],
        ways=ways,
        given=given,
        errors=errors,
    )
