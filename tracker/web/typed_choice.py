"""One of many in a form: chosen from a list, or typed where the list would be too long to look through.

What was typed is looked for without minding accents and case; where it names none or several, that is said beside the
field. The macro ``choice_field`` shows the one or the other.
"""

from collections.abc import Mapping, Sequence

from flask import Blueprint, render_template, request

from tracker.operations.ground import Refused, looking
from tracker.operations.people.people_list import colleagues
from tracker.people.permissions import Permission
from tracker.timeline.name_search import Named, meant
from tracker.web.access import actor, allow, ground
from tracker.web.fields import whole

blueprint = Blueprint("typed_choice", __name__)

LONGEST = 300
MOST_OFFERED = 25
MOST_NAMED = 5


def chosen(given: Mapping[str, str], field: str, options: Sequence[Named], lowest: int = 1) -> int | None:
    """The number in a field, or of the option that it names; raises ``Refused`` for an unclear name."""
    text = given.get(field, "").strip()[:LONGEST]
    if not text or text.isdecimal():
        return whole(given, field, lowest)
    found = meant(options, text)
    if not found:
        raise Refused("„%(text)s“ tu není. Zkontrolujte, jak se to píše.", field, text=text)
    if len(found) > 1:
        names = ", ".join(name for _number, name in found[:MOST_NAMED])
        raise Refused("Tomu odpovídá víc možností: %(names)s. Napište celé jméno.", field, names=names)
    return found[0][0]


@blueprint.get("/napoveda-lidi")
@allow(Permission.MANAGE_PEOPLE)
def people() -> str:
    """What a field for a person offers while somebody types: options of its list."""
    text = next(iter(request.args.values()), "").strip()[:LONGEST]
    with looking(ground(), actor()) as work:
        found = meant(colleagues(work), text) if text else []
    return render_template("web/towns/hints.html", names=[name for _number, name in found[:MOST_OFFERED]])
