"""What every page shows around its content: the viewer, the navigation of the role, and the day it speaks of."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, g, request, url_for
from flask_babel import gettext as _

from tracker.operations.ground import Ground, Work, looking
from tracker.operations.overviews.contact import Contact, contact_of
from tracker.operations.overviews.waiting import Counter, waiting_for
from tracker.operations.upkeep.task_list import ended_tasks
from tracker.people.actor import Role
from tracker.people.permissions import Permission
from tracker.store.territory import MunicipalityRow, OfficeRow
from tracker.timeline.clock import prague_day
from tracker.web.access import actor, ground
from tracker.web.filters import translated_label
from tracker.web.navigation import MORE, Entry, entries_of, leading_role, usable
from tracker.web.request import AS_OF


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks, as the head of the page names them."""

    name: str
    role_label: str
    territory_label: str


def install_page(app: Flask) -> None:
    """Give templates ``viewer``, ``nav``, ``more``, ``holds``, ``site``, ``today``, ``real_today``; links keep the day
    that a page is seen as of.

    ``holds`` says which permissions the reader has anywhere: what he may not do is not offered.
    """
    app.context_processor(_surroundings)
    app.url_defaults(_keep_day)


def _surroundings() -> dict[str, Any]:
    real: Ground = current_app.extensions["tracker.ground"]
    real_today = prague_day(real.clock.now())
    days = {"today": g.get("as_of") or real_today, "real_today": real_today}
    if g.get("signed_in") is None:
        return {"viewer": None, "nav": [], "more": [], "holds": {}, "site": None, "ended": (), **days}
    with looking(ground(), actor()) as work:
        role = leading_role(work)
        own = entries_of(work)
        more = [entry for entry in usable(work, MORE) if entry not in own]
        counts = waiting_for(work, {entry.counter for entry in (*own, *more) if entry.counter})
        return {
            "viewer": _viewer(work, role),
            "nav": _links(own, counts),
            "more": _links(more, counts),
            "holds": {permission.value: work.may(permission) for permission in Permission},
            "site": _site(contact_of(work)),
            "ended": ended_tasks(work) if role else (),
            **days,
        }


def _links(entries: Iterable[Entry], counts: dict[Counter, int]) -> list[dict[str, Any]]:
    section = (request.endpoint or "").split(".")[0]
    return [
        {
            "url": url_for(entry.endpoint),
            "label": entry.label,
            "count": counts.get(entry.counter) if entry.counter else None,
            "current": section in entry.sections,
            "shortcut": entry.shortcut,
        }
        for entry in entries
    ]


def _viewer(work: Work, role: Role | None) -> Viewer:
    return Viewer(work.actor.name, translated_label(role) if role else "", _territory(work) if role else "")


def _territory(work: Work) -> str:
    mandates = work.mandates
    towns = [m.municipality for m in mandates if m.municipality is not None]
    offices = [m.office for m in mandates if m.office is not None]
    if len(towns) == 1 and (town := work.session.get(MunicipalityRow, towns[0])):
        return str(_("obec %(name)s", name=town.name))
    if towns:
        return str(_("počet obcí: %(count)s", count=len(towns)))
    if offices and (office := work.session.get(OfficeRow, offices[0])):
        return office.name
    return str(_("Česká republika"))


def _site(contact: Contact | None) -> dict[str, str] | None:
    if contact is None:
        return None
    return {"contact_name": contact.name, "contact_phone": contact.phone, "contact_email": contact.email}


def _keep_day(endpoint: str, values: dict[str, Any]) -> None:
    if g.get("as_of") and endpoint != "static" and AS_OF not in values:
        values[AS_OF] = g.as_of.isoformat()
