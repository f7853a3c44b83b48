"""A municipality in a form: chosen from a list, or typed where the list would be too long to look through.

What was typed is looked for without minding accents and case. Where it names none or several, a form says so beside its
field, and a filter answers with a page to choose from.
"""

from collections.abc import Mapping

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _

from tracker.operations.ground import Refused, looking
from tracker.operations.overviews.towns import towns_named
from tracker.people.permissions import Permission
from tracker.web.access import actor, allow, ground
from tracker.web.fields import whole

blueprint = Blueprint("town_choice", __name__)

MOST_OFFERED = 25
LONGEST = 200
_FIELDS = ("obec", "municipality", "union")


class UnclearTown(Refused):
    """What was typed names no municipality in reach, or ``towns`` that it may mean."""

    def __init__(self, text: str, field: str, towns: list[tuple[int, str]]) -> None:
        none = _("Obec „%(text)s“ tu není. Zkontrolujte, jak se píše.", text=text)
        some = _(
            "Takových obcí je víc: %(names)s. Napište celé jméno.", names=", ".join(name for _id, name in towns[:5])
        )
        super().__init__(some if towns else none, field)
        self.text, self.towns = text, towns


def town_number(given: Mapping[str, str], field: str) -> int | None:
    """The number of the municipality that a field names by its number or its name; raises ``UnclearTown``."""
    text = given.get(field, "").strip()[:LONGEST]
    if not text or text.isdecimal():
        return whole(given, field)
    with looking(ground(), actor()) as work:
        towns = towns_named(work, text)
    if len(towns) != 1:
        raise UnclearTown(text, field, towns)
    return towns[0][0]


def name_asked(given: Mapping[str, str]) -> str:
    """What a list of municipalities is searched for."""
    return given.get("jmeno", "").strip()[:LONGEST]


def choose_town(error: UnclearTown) -> tuple[str, int]:
    """The page of a filter that could not tell which municipality is meant: each of them is a link to it."""
    asked = {**(request.view_args or {}), **request.args}
    choices = [
        (name, url_for(request.endpoint or "home.page", **{**asked, error.field: number}))
        for number, name in error.towns[:MOST_OFFERED]
    ]
    more = max(len(error.towns) - MOST_OFFERED, 0)
    others = {name: text for name, text in request.args.items() if name != error.field}
    told = {"text": error.text, "field": error.field, "choices": choices, "more": more, "others": others}
    return render_template("web/towns/choose.html", **told), 200


@blueprint.get("/napoveda-obci")
@allow(Permission.READ)
def hints() -> str:
    """What the field offers while somebody types: options of its list."""
    text = next((request.args[name] for name in _FIELDS if name in request.args), "").strip()[:LONGEST]
    with looking(ground(), actor()) as work:
        towns = towns_named(work, text) if text else []
    return render_template("web/towns/hints.html", names=[name for _id, name in towns[:MOST_OFFERED]])
