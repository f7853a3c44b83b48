"""Partners: the list, the form, and one partner with the links that were sent and what was answered by them."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from tracker.operations.calendars.subscriptions import listed_of_partner, subscribe_partner
from tracker.operations.calendars.subscriptions import revoke as revoke_subscription
from tracker.operations.ground import Refused, Work, looking
from tracker.operations.overviews.towns import reached_towns
from tracker.operations.partners.partner_data import is_erased
from tracker.operations.partners.partner_links import revoke_link
from tracker.operations.partners.partner_list import partner_list, partner_page
from tracker.operations.partners.partner_mail import ask_now
from tracker.operations.partners.partners import Wished, allow_mails, choices_of, save_partner
from tracker.people.partner import Answer
from tracker.people.permissions import Permission
from tracker.store.partners import PartnerRow
from tracker.store.reminder_settings import Language
from tracker.web.access import actor, allow, ground, today
from tracker.web.calendars.subscriptions import issued_page
from tracker.web.fields import day, whole, word
from tracker.web.sentences import as_written, say

blueprint = Blueprint("partners", __name__, url_prefix="/partneri")

ANSWERS = {
    Answer.COMES: "přijde",
    Answer.PAPER: "podklad předán",
    Answer.DECLINES: "nemůže",
    Answer.PASSED_ON: "předáno někomu jinému",
    Answer.STOPS: "nepřeje si e-maily",
}


@blueprint.get("")
@allow(Permission.MANAGE_PARTNERS)
def page() -> str:
    """The partners in reach."""
    with looking(ground(), actor()) as work:
        return render_template("web/partners/list.html", rows=partner_list(work), answers=ANSWERS, towns=_towns(work))


@blueprint.get("/novy/<int:municipality_id>")
@allow(Permission.MANAGE_PARTNERS)
def new(municipality_id: int) -> str:
    """The empty form."""
    return _form({"language": Language.CS.value}, {}, municipality_id=municipality_id)


@blueprint.post("/novy/<int:municipality_id>")
@allow(Permission.MANAGE_PARTNERS)
def add(municipality_id: int) -> Response | tuple[str, int]:
    """Store a new partner."""
    try:
        stored = save_partner(ground(), actor(), _wished(request.form), municipality_id=municipality_id)
    except Refused as error:
        return _form(request.form, {error.field: say(error)}, municipality_id=municipality_id), 422
    flash(_("Partner je uložen."))
    return redirect(url_for("partners.detail", partner_id=stored), 303)


@blueprint.get("/<int:partner_id>")
@allow(Permission.MANAGE_PARTNERS)
def detail(partner_id: int) -> str:
    """One partner."""
    with looking(ground(), actor()) as work:
        shown, calendars = partner_page(work, partner_id), listed_of_partner(work, partner_id)
        told = {"page": shown, "calendars": calendars, "erased": is_erased(shown.partner)}
        return render_template("web/partners/detail.html", answers=ANSWERS, **told)


@blueprint.get("/<int:partner_id>/upravit")
@allow(Permission.MANAGE_PARTNERS)
def edit(partner_id: int) -> str:
    """The form with what is stored."""
    with looking(ground(), actor()) as work:
        shown = partner_page(work, partner_id)
    row = shown.partner
    given = MultiDict(
        [
            ("organisation", row.organisation),
            ("contact", row.contact),
            ("email", row.email),
            ("language", row.language.value),
            ("ended_on", f"{row.ended_on:%-d. %-m. %Y}" if row.ended_on else ""),
            *(("body", str(number)) for number in shown.bodies),
            *(("duty", str(number)) for number in shown.duties),
        ]
    )
    return _form(given, {}, partner_id=partner_id)


@blueprint.post("/<int:partner_id>/upravit")
@allow(Permission.MANAGE_PARTNERS)
def change(partner_id: int) -> Response | tuple[str, int]:
    """Store a changed partner."""
    try:
        save_partner(ground(), actor(), _wished(request.form), partner_id)
    except Refused as error:
        return _form(request.form, {error.field: say(error)}, partner_id=partner_id), 422
    flash(_("Partner je uložen."))
    return redirect(url_for("partners.detail", partner_id=partner_id), 303)


@blueprint.post("/<int:partner_id>/pozadat/<int:occurrence_id>")
@allow(Permission.MANAGE_PARTNERS)
def ask(partner_id: int, occurrence_id: int) -> Response:
    """Send a link now."""
    ask_now(ground(), actor(), partner_id, occurrence_id)
    flash(_("Odkaz odejde do minuty."))
    return redirect(url_for("partners.detail", partner_id=partner_id), 303)


@blueprint.post("/<int:partner_id>/psat")
@allow(Permission.MANAGE_PARTNERS)
def write_again(partner_id: int) -> Response:
    """The partner wants mails again."""
    allow_mails(ground(), actor(), partner_id)
    flash(_("Partnerovi zase píšeme."))
    return redirect(url_for("partners.detail", partner_id=partner_id), 303)


@blueprint.post("/<int:partner_id>/kalendar")
@allow(Permission.MANAGE_PARTNERS)
def calendar(partner_id: int) -> str:
    """Make the partner's calendar and show its address, this one time, to be passed on."""
    return issued_page(subscribe_partner(ground(), actor(), partner_id))


@blueprint.post("/<int:partner_id>/kalendar/<int:subscription_id>/zrusit")
@allow(Permission.MANAGE_PARTNERS)
def end_calendar(partner_id: int, subscription_id: int) -> Response:
    """End one calendar of the partner."""
    revoke_subscription(ground(), actor(), subscription_id)
    flash(_("Odběr je zrušen. Kalendář na jeho adrese už není."))
    return redirect(url_for("partners.detail", partner_id=partner_id), 303)


@blueprint.post("/odkazy/<int:link_id>/zrusit")
@allow(Permission.MANAGE_PARTNERS)
def revoke(link_id: int) -> Response:
    """Take a link back."""
    partner_id = revoke_link(ground(), actor(), link_id)
    flash(_("Odkaz už neplatí. Jeho stránka řekne, co dělat."))
    return redirect(url_for("partners.detail", partner_id=partner_id), 303)


def _wished(given: MultiDict[str, str]) -> Wished:
    return Wished(
        organisation=given.get("organisation", ""),
        email=given.get("email", ""),
        contact=given.get("contact", ""),
        language=word(Language, given.get("language")) or Language.CS,
        bodies=_numbers(given, "body"),
        duties=_numbers(given, "duty"),
        ended_on=day(given, "ended_on", today(), ahead=True),
    )


def _numbers(given: MultiDict[str, str], name: str) -> frozenset[int]:
    return frozenset(number for text in given.getlist(name) if (number := whole({name: text}, name)) is not None)


def _towns(work: Work) -> list[tuple[int | None, str]]:
    return [(town.id, town.name) for town in reached_towns(work) if work.may(Permission.MANAGE_PARTNERS, town)]


def _form(
    given: Mapping[str, str],
    errors: dict[str, str],
    *,
    partner_id: int | None = None,
    municipality_id: int | None = None,
) -> str:
    with looking(ground(), actor()) as work:
        if partner_id is not None:
            municipality_id = work.get(PartnerRow, partner_id, Permission.MANAGE_PARTNERS).municipality_id
        assert municipality_id is not None
        offered = choices_of(work, municipality_id)
        told: dict[str, Any] = {
            "town": work.municipality(municipality_id),
            "bodies": [(str(body.id), as_written(body.name)) for body in offered.bodies],
            "duties": [(str(duty.id), as_written(title)) for duty, title in offered.duties],
            "languages": [("cs", _("česky")), ("en", _("anglicky"))],
            "given": given,
            "chosen": {name: given.getlist(name) if isinstance(given, MultiDict) else [] for name in ("body", "duty")},
        }
    return render_template("web/partners/form.html", partner_id=partner_id, errors=errors, **told)
