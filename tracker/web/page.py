"""What every page shows around its content: the viewer, the navigation of the role, and the day it speaks of."""

from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, g, request, url_for

from tracker.fulfilment.labels import label
from tracker.operations.ground import Ground, Work, looking
from tracker.operations.waiting import waiting_for
from tracker.people.actor import Actor, Role
from tracker.store.territory import MunicipalityRow, OfficeRow
from tracker.timeline.clock import prague_day
from tracker.web.access import ground
from tracker.web.navigation import ENTRIES, RANK
from tracker.web.request import AS_OF


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks, as the head of the page names them."""

    name: str
    role: Role
    role_label: str
    territory_label: str


def install_page(app: Flask) -> None:
    """Give templates ``viewer``, ``nav``, ``today``, ``real_today``; links keep the day that a page is seen as of."""
    app.context_processor(_surroundings)
    app.url_defaults(_keep_day)


def leading_role(actor: Actor, work: Work) -> Role | None:
    """The role whose navigation a person gets: the widest one held today."""
    held = actor.roles_on(work.today)
    return next((role for role in RANK if role in held), None)


def _surroundings() -> dict[str, Any]:
    real: Ground = current_app.extensions["tracker.ground"]
    real_today = prague_day(real.clock.now())
    signed = g.get("signed_in")
    if signed is None:
        return {"viewer": None, "nav": [], "today": g.get("as_of") or real_today, "real_today": real_today}
    with looking(ground(), signed.actor) as work:
        role = leading_role(signed.actor, work)
        counts = waiting_for(work) if role else {}
        viewer = Viewer(signed.actor.name, role, label(role), _territory(work)) if role else None
    nav = [
        {
            "url": url_for(entry.endpoint),
            "label": entry.label,
            "count": counts.get(entry.counter) if entry.counter else None,
            "current": request.endpoint is not None and request.endpoint.split(".")[0] in entry.sections,
        }
        for entry in (ENTRIES[role] if role else ())
    ]
    return {"viewer": viewer, "nav": nav, "today": g.as_of or real_today, "real_today": real_today}


def _territory(work: Work) -> str:
    mandates = work.actor.mandates_on(work.today)
    towns = [m.municipality for m in mandates if m.municipality is not None]
    offices = [m.office for m in mandates if m.office is not None]
    if len(towns) == 1 and (town := work.session.get(MunicipalityRow, towns[0])):
        return f"obec {town.name}"
    if towns:
        return f"obcí: {len(towns)}"
    if offices and (office := work.session.get(OfficeRow, offices[0])):
        return office.name
    return "Česká republika"


def _keep_day(endpoint: str, values: dict[str, Any]) -> None:
    if g.get("as_of") and endpoint != "static" and AS_OF not in values:
        values[AS_OF] = g.as_of.isoformat()
