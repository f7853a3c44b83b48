"""Subscriptions to the calendar: what one follows, since when no program has asked, and the address, shown once."""

from urllib.parse import quote

import segno
from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.wrappers import Response

from tracker.obligations.obligation import Act
from tracker.operations.calendars.feed_scope import BODY_OF
from tracker.operations.calendars.subscriptions import BODIES, Issued, Wish, listed, offers
from tracker.operations.calendars.subscriptions import renew as renew_subscription
from tracker.operations.calendars.subscriptions import revoke as revoke_subscription
from tracker.operations.calendars.subscriptions import subscribe as make_subscription
from tracker.operations.ground import Refused, looking
from tracker.people.permissions import Permission
from tracker.store.registers import BodyRow
from tracker.store.subscriptions import Scope
from tracker.web.access import actor, allow, ground
from tracker.web.fields import whole, word
from tracker.web.sentences import say

blueprint = Blueprint("subscriptions", __name__)


@blueprint.get("/kalendar/odbery")
@allow(Permission.READ)
def page() -> str:
    """The subscriptions of the reader and the form for a new one."""
    return _page()


@blueprint.post("/kalendar/odbery")
@allow(Permission.READ)
def subscribe() -> str | tuple[str, int]:
    """Make a subscription and show its address, this one time."""
    try:
        issued = make_subscription(ground(), actor(), _wish())
    except Refused as error:
        return _page(say(error)), 422
    return issued_page(issued)


@blueprint.post("/kalendar/odbery/<int:subscription_id>/obnovit")
@allow(Permission.READ)
def renew(subscription_id: int) -> str:
    """Give out another address and show it, this one time; the old one ends."""
    return issued_page(renew_subscription(ground(), actor(), subscription_id))


@blueprint.post("/kalendar/odbery/<int:subscription_id>/zrusit")
@allow(Permission.READ)
def revoke(subscription_id: int) -> Response:
    """End a subscription."""
    revoke_subscription(ground(), actor(), subscription_id)
    flash(_("Odběr je zrušen. Kalendář na jeho adrese už není."))
    return redirect(url_for("subscriptions.page"), 303)


def _page(error: str = "") -> str:
    with looking(ground(), actor()) as work:
        return render_template(
            "web/calendar/subscriptions.html",
            rows=listed(work),
            offers=offers(work),
            bodies=BODIES,
            given=request.form,
            error=error,
        )


def _wish() -> Wish:
    """What the form asks for: ``what`` is a scope, with the id of what it is of where it is of one thing."""
    given = request.form
    name, _of, number = given.get("what", "").partition(":")
    if name == "body":
        return _wish_of_body(number)
    scope, act = word(Scope, name), word(Act, given.get("act"))
    if scope is None:
        raise Refused("Vyberte, co chcete sledovat.")
    if act is not None and scope is not Scope.MUNICIPALITY:
        raise Refused("Jednání jednoho orgánu se dají sledovat jen u jedné obce. Vyberte obec, nebo všechny termíny.")
    place = whole({"id": number}, "id")
    return Wish(
        scope=scope if act is None else Scope.MEETINGS,
        municipality_id=place if scope is Scope.MUNICIPALITY else None,
        office_id=place if scope is Scope.OFFICE else None,
        act=act,
        label=given.get("label", ""),
        alarms="alarms" in given,
        hide_fulfilled="hide_fulfilled" in given,
        only_mine="only_mine" in given,
    )


def _wish_of_body(number: str) -> Wish:
    """The meetings of one body; one out of reach is not found."""
    with looking(ground(), actor()) as work:
        body = work.get(BodyRow, whole({"id": number}, "id"))
    act = next((act for act, kind in BODY_OF.items() if kind is body.kind), None)
    given = request.form
    return Wish(
        scope=Scope.MEETINGS,
        municipality_id=body.municipality_id,
        act=act,
        body_id=body.id,
        label=given.get("label", ""),
        alarms="alarms" in given,
        hide_fulfilled="hide_fulfilled" in given,
    )


def issued_page(issued: Issued) -> str:
    """The one page that shows the address of a calendar."""
    base = current_app.extensions["tracker.ground"].config.public_base_url.rstrip("/")
    address = f"{base}/kalendar/{issued.token}.ics"
    webcal = f"webcal://{address.partition('://')[2]}"
    picture = Markup(segno.make(webcal, error="m").svg_inline(scale=5, border=2))  # noqa: S704  made here of our own text
    return render_template(
        "web/calendar/issued.html",
        issued=issued,
        address=address,
        webcal=webcal,
        google=f"https://calendar.google.com/calendar/r?cid={quote(webcal, safe='')}",
        outlook="https://outlook.office.com/calendar/0/addfromweb"
        f"?url={quote(address, safe='')}&name={quote(issued.label, safe='')}",
        picture=picture,
    )
