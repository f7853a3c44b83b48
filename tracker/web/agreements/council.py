"""„Jednání zastupitelstva“: the days set for the sessions of a town's council, and what they ask for beforehand."""

from collections.abc import Callable
from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.occurrences.backplanning import Leads
from tracker.operations.agreements.back_plans import BackPlan, back_plans
from tracker.operations.agreements.council_days import MOST_LEAD, add_days, council_page, remove_day, set_leads
from tracker.operations.ground import Refused, looking
from tracker.operations.standings import items
from tracker.people.permissions import Permission
from tracker.store.territory import MunicipalityRow
from tracker.web.access import actor, allow, ground
from tracker.web.fields import whole
from tracker.web.history_words import told
from tracker.web.sentences import say

blueprint = Blueprint("council", __name__)


@blueprint.get("/obce/<int:town_id>/jednani")
@allow(Permission.READ)
def page(town_id: int) -> str:
    """The days to come and gone by, and the way of every term that ends in the council."""
    return _page(town_id)


@blueprint.post("/obce/<int:town_id>/jednani")
@allow(Permission.PLAN_COUNCIL)
def add(town_id: int) -> Response | tuple[str, int]:
    """Set the days of a pasted list."""
    return _doing(town_id, lambda: _added(town_id))


@blueprint.post("/obce/<int:town_id>/jednani/lhuty")
@allow(Permission.PLAN_COUNCIL)
def change_leads(town_id: int) -> Response | tuple[str, int]:
    """Say how long before a session each step has to be done."""
    return _doing(town_id, lambda: _led(town_id))


@blueprint.post("/jednani/<int:council_day_id>/odebrat")
@allow(Permission.PLAN_COUNCIL)
def remove(council_day_id: int) -> Response:
    """Take back one day."""
    town_id = remove_day(ground(), actor(), council_day_id)
    flash(_("Den je odebrán. V historii zůstává."))
    return redirect(url_for("council.page", town_id=town_id), 303)


def _doing(town_id: int, do: Callable[[], str]) -> Response | tuple[str, int]:
    try:
        flash(do())
    except Refused as error:
        return _page(town_id, {error.field: say(error)}), 422
    return redirect(url_for("council.page", town_id=town_id), 303)


def _added(town_id: int) -> str:
    done = add_days(ground(), actor(), town_id, request.form.get("days", ""))
    if done.known:
        return str(_("Přidáno dnů: %(new)s. Už tu bylo: %(known)s.", new=done.new, known=done.known))
    return str(_("Přidáno dnů: %(new)s.", new=done.new))


def _led(town_id: int) -> str:
    names = ("papers", "between", "drafting")
    given = [whole(request.form, name, lowest=0) for name in names]
    for name, days in zip(names, given, strict=True):
        if days is None:
            raise Refused("Zadejte počet dní od 0 do %(most)s.", name, most=MOST_LEAD)
    set_leads(ground(), actor(), town_id, Leads(*(days or 0 for days in given)))
    return str(_("Lhůty jsou uloženy."))


def _near(way: BackPlan, today: date) -> bool:
    """Whether its window has begun: what comes later has no days yet, and nobody misses them."""
    return way.item.occurrence.start <= today


def _page(town_id: int, errors: dict[str, str] | None = None) -> str:
    with looking(ground(), actor()) as work:
        shown = council_page(work, town_id)
        plans = back_plans(work, items(work, MunicipalityRow.id == town_id))  # type: ignore[arg-type]
        plans = {number: way for number, way in plans.items() if way.plan or _near(way, work.today)}
        may_plan = work.may(Permission.PLAN_COUNCIL, shown.municipality)
    return render_template(
        "web/towns/council.html",
        page=shown,
        plans=list(plans.values()),
        may_plan=may_plan,
        given=request.form,
        errors=errors or {},
        history=told(shown.history),
    )
