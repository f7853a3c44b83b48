"""The page for when nothing can be stored just now: what to do, and what was typed, ready to be sent again."""

from dataclasses import dataclass

from flask import Response, current_app, request
from flask_babel import lazy_gettext as _l

from tracker.operations.upkeep.trouble import Trouble

WORDS = {
    Trouble.NO_ROOM: (
        _l("Na serveru došlo místo"),
        _l(
            "Teď nejde nic uložit; co bylo uloženo dřív, zůstává. Napište prosím správci, že na serveru došlo místo. "
            "Až ho uvolní, bude vše zase fungovat."
        ),
    ),
    Trouble.NOT_NOW: (
        _l("Chvíli to nepůjde"),
        _l(
            "Databáze nebo úložiště souborů teď neodpovídá; co bylo uloženo dřív, zůstává. Zkuste to prosím znovu "
            "za několik minut. Potrvá-li to déle, napište správci."
        ),
    ),
}
CODES = {Trouble.NO_ROOM: 507, Trouble.NOT_NOW: 503}
WAIT = {Trouble.NO_ROOM: 300, Trouble.NOT_NOW: 30}
"""Seconds after which a program may ask again."""

_NEVER_SHOWN = {"password", "again", "old", "code"}
"""Fields of secrets: what was typed into a form with one of them is not put into a page."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What was sent: fields in their order, and the files, which a browser does not give twice."""

    address: str
    fields: tuple[tuple[str, str], ...]
    files: tuple[tuple[str, str], ...]


def unavailable(trouble: Trouble, *, for_machines: bool) -> Response:
    """The answer while ``trouble`` lasts; rendered past the context processors, which read what is away."""
    heading, advice = WORDS[trouble]
    headers = {"Retry-After": str(WAIT[trouble]), "Cache-Control": "no-store"}
    if for_machines:
        return Response(f"{heading}. {advice}\n", CODES[trouble], headers, mimetype="text/plain")
    template = current_app.jinja_env.get_template("web/errors/unavailable.html")
    page = template.render(heading=heading, advice=advice, typed=_typed(), sent=request.method == "POST")
    return Response(page, CODES[trouble], headers, mimetype="text/html")


def _typed() -> Typed | None:
    """What was sent with the form, where it could be read and holds no secret."""
    if request.method != "POST":
        return None
    try:
        fields = tuple(request.form.items(multi=True))
        files = tuple((name, file.filename) for name, file in request.files.items(multi=True) if file.filename)
    except OSError:  # there was no room even to take it in
        return None
    if not fields or _NEVER_SHOWN & {name for name, _ in fields}:
        return None
    return Typed(request.full_path.rstrip("?"), fields, files)
