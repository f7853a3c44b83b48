"""„Správa“: what whoever looks after people, municipalities and the installation can do, and what waits for them."""

from flask import Blueprint, render_template, request

from tracker.operations.ground import looking
from tracker.operations.mails.mail_samples import mail_samples
from tracker.operations.upkeep.administration import (
    MOST_COUNTED,
    PAGE,
    ownerless_obligations,
    unattended,
    unmanaged_towns,
)
from tracker.people.permissions import Permission
from tracker.web.access import actor, allow, ground
from tracker.web.fields import whole

blueprint = Blueprint("administration", __name__, url_prefix="/sprava")


@blueprint.get("")
@allow(Permission.MANAGE_PEOPLE)
def page() -> str:
    """The home of administration."""
    with looking(ground(), actor()) as work:
        return render_template(
            "web/administration/page.html",
            waiting=unattended(work),
            most=MOST_COUNTED,
            may_see_status=work.may(Permission.ADMINISTER),
        )


@blueprint.get("/bez-vlastnika")
@allow(Permission.MANAGE_PEOPLE)
def ownerless() -> str:
    """Municipalities without a manager, and obligations that nobody is named for."""
    page, towns_page = (whole(request.args, name) or 1 for name in ("strana", "strana_obci"))
    with looking(ground(), actor()) as work:
        return render_template(
            "web/administration/ownerless.html",
            waiting=unattended(work),
            towns=unmanaged_towns(work, towns_page),
            obligations=ownerless_obligations(work, page),
            page=page,
            towns_page=towns_page,
            size=PAGE,
            most=MOST_COUNTED,
        )


@blueprint.get("/texty-emailu")
@allow(Permission.MANAGE_TERRITORY)
def mails() -> str:
    """Every mail with made-up values, in both languages."""
    with looking(ground(), actor()) as work:
        return render_template("web/administration/mails.html", samples=mail_samples(work))
