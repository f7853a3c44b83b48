"""„Upozornění“: what one wants to get, the lead days of a town, what will come, and the page that ends the digests."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.operations.agreements.foresee import foresee
from tracker.operations.ground import Refused, looking
from tracker.operations.mails.reminder_policy import DEFAULT, leads_of_town, read_leads, store_leads
from tracker.operations.mails.reminder_wishes import Wishes, store_wishes, token_person, unsubscribe, wishes_of
from tracker.operations.overviews.towns import reached_towns
from tracker.people.permissions import Permission
from tracker.reminders.policy import Leads
from tracker.store.reminder_settings import Language
from tracker.web.access import PUBLIC, SIGNED_IN, actor, allow, ground
from tracker.web.fields import word
from tracker.web.mails.mail_words import KINDS
from tracker.web.sentences import say
from tracker.web.town_choice import town_number

FORESEEN_DAYS = 14
MOST_TOWNS = 200
"""With more of them in reach one has to be chosen; ``tracker preview`` tells all of them."""

blueprint = Blueprint("reminders", __name__)


@blueprint.get("/upozorneni")
@allow(SIGNED_IN)
def wishes() -> str:
    """Which mails somebody wants."""
    return _wishes({}, {})


@blueprint.post("/upozorneni")
@allow(SIGNED_IN)
def keep_wishes() -> Response | tuple[str, int]:
    """Store which mails somebody wants."""
    given = request.form
    language = word(Language, given.get("language")) or Language.CS
    try:
        short, long = (read_leads(given.get(name, ""), name) for name in ("short", "long"))
    except Refused as error:
        return _wishes(given.to_dict(), {error.field: say(error)}), 422
    store_wishes(ground(), actor(), Wishes(language, "reminders" in given, "digests" in given, short, long))
    flash(_("Uloženo. Platí od příštího e-mailu."))
    return redirect(url_for("reminders.wishes"), 303)


@blueprint.get("/upozorneni/nahled")
@allow(Permission.READ_OUTBOX)
def preview() -> str:
    """Who will be sent what in the next two weeks, about one municipality (``obec``) or about all in reach."""
    town_id = town_number(request.args, "obec")
    with looking(ground(), actor()) as work:
        towns = reached_towns(work)
        asked = town_id is not None or len(towns) <= MOST_TOWNS
        mails = foresee(work, FORESEEN_DAYS, town_id) if asked else []
    return render_template(
        "web/reminders/preview.html",
        mails=mails,
        asked=asked,
        days=FORESEEN_DAYS,
        kinds=KINDS,
        town_id=town_id,
        towns=[(str(town.id), town.name) for town in towns],
    )


@blueprint.get("/obce/<int:town_id>/upozorneni")
@allow(Permission.READ)
def town(town_id: int) -> str:
    """The lead days of a municipality."""
    return _town(town_id, {}, {})


@blueprint.post("/obce/<int:town_id>/upozorneni")
@allow(Permission.SET_REMINDERS)
def keep_town(town_id: int) -> Response | tuple[str, int]:
    """Store the lead days of a municipality; an empty field brings back the default."""
    given = request.form
    try:
        short, long = (read_leads(given.get(name, ""), name) for name in ("short", "long"))
    except Refused as error:
        return _town(town_id, given.to_dict(), {error.field: say(error)}), 422
    store_leads(ground(), actor(), town_id, Leads(short or DEFAULT.short, long or DEFAULT.long))
    flash(_("Uloženo. Platí od příštího rána."))
    return redirect(url_for("reminders.town", town_id=town_id), 303)


@blueprint.get("/odhlasit/<token>")
@allow(PUBLIC)
def leaving(token: str) -> str:
    """Asks first: programs that follow links must not end anything."""
    token_person(ground(), token)
    return render_template("web/reminders/leaving.html", token=token, done=False)


@blueprint.post("/odhlasit/<token>")
@allow(PUBLIC)
def leave(token: str) -> str:
    """End the digests; mail programs post here without a session (RFC 8058), the token alone decides."""
    unsubscribe(ground(), token)
    return render_template("web/reminders/leaving.html", token=token, done=True)


@blueprint.record_once
def _without_a_form(state: BlueprintSetupState) -> None:
    state.app.extensions["csrf"].exempt(f"{leave.__module__}.{leave.__name__}")


def _wishes(given: dict[str, str], errors: dict[str, str]) -> str:
    with looking(ground(), actor()) as work:
        stored = wishes_of(work)
        may_preview = work.may(Permission.READ_OUTBOX)
    shown = given or {
        "reminders": "1" if stored.reminders else "",
        "digests": "1" if stored.digests else "",
        "language": stored.language.value,
        "short": _days(stored.short),
        "long": _days(stored.long),
    }
    return render_template(
        "web/reminders/wishes.html", given=shown, errors=errors, default=DEFAULT, may_preview=may_preview
    )


def _town(town_id: int, given: dict[str, str], errors: dict[str, str]) -> str:
    with looking(ground(), actor()) as work:
        leads = leads_of_town(work, town_id)
        municipality = work.municipality(town_id)
        may = {p.value: work.may(p, municipality) for p in (Permission.SET_REMINDERS, Permission.READ_OUTBOX)}
    shown = given or {"short": _days(leads.short), "long": _days(leads.long)}
    return render_template(
        "web/reminders/town.html", town=municipality, leads=leads, given=shown, errors=errors, may=may
    )


def _days(leads: tuple[int, ...] | None) -> str:
    return ", ".join(map(str, leads or ()))
