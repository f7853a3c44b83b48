"""The pages for what went wrong: what happened in a few words, and what to do about it."""

import logging

from flask import Flask, Response, current_app, g, render_template, request
from flask_babel import lazy_gettext as _l
from werkzeug.exceptions import HTTPException, InternalServerError

from tracker.operations.ground import Forbidden, NotFound, Refused
from tracker.operations.upkeep.trouble import trouble_of
from tracker.web.sentences import say
from tracker.web.town_choice import UnclearTown, choose_town
from tracker.web.unavailable import unavailable

Answer = tuple[str, int] | tuple[str, int, dict[str, str]] | HTTPException | Response

_log = logging.getLogger("tracker.security")

WORDS = {
    400: (
        _l("Tomu nerozumíme"),
        _l("Odeslané údaje nejdou přečíst. Formulář mohl zůstat dlouho otevřený: vraťte se a odešlete ho znovu."),
    ),
    401: (
        _l("Nejste přihlášeni"),
        _l("Přihlášení skončilo. Přihlaste se prosím znovu; vyplněný formulář pak odešlete ještě jednou."),
    ),
    403: (
        _l("Sem nemáte přístup"),
        _l("Stránku vidí jen ten, komu patří. Potřebujete-li ji k práci, napište svému konzultantovi nebo správci."),
    ),
    404: (
        _l("Tady nic není"),
        _l("Stránka neexistuje, byla přesunuta, nebo k ní nemáte přístup. Zkontrolujte prosím adresu."),
    ),
    405: (_l("Takto to nejde"), _l("Stránka se otevírá jinak. Vraťte se prosím na přehled a jděte odtud.")),
    409: (_l("Takto to teď nejde"), _l("Mezitím se něco změnilo. Vraťte se prosím na přehled a zkuste to znovu.")),
    410: (_l("Odkaz už neplatí"), _l("Platnost odkazu skončila, nebo už byl použit. Požádejte prosím o nový.")),
    413: (_l("Soubor je příliš velký"), _l("Zmenšete soubor nebo ho rozdělte a nahrajte ho znovu.")),
    429: (_l("Příliš mnoho pokusů"), _l("Počkejte prosím chvíli a zkuste to znovu.")),
}
BROKEN = (
    _l("Něco se pokazilo"),
    _l("Chyba je na naší straně a víme o ní. Zkuste to prosím znovu za několik minut."),
)


def install_errors(app: Flask) -> None:
    for code in WORDS:
        app.register_error_handler(code, _refused)
    app.register_error_handler(InternalServerError, _broken)
    app.register_error_handler(NotFound, _not_found)
    app.register_error_handler(Forbidden, _forbidden)
    app.register_error_handler(Refused, _impossible)
    app.register_error_handler(UnclearTown, _unclear)


def _not_found(_: NotFound) -> Answer:
    _log_refusal(404)
    return _page(404)


def _forbidden(error: Forbidden) -> Answer:
    _log_refusal(403)
    return _page(403, say(error))


def _log_refusal(code: int) -> None:
    """Whoever asks for what is not theirs is written down (ASVS 16.3.2); the rule of the address, not its values."""
    signed = g.get("signed_in")
    person = signed.actor.person if signed else None
    _log.warning("refused with %s: person %s, %s %s", code, person, request.method, request.url_rule)


def _unclear(error: UnclearTown) -> Answer:
    """A filter offers what may be meant; a form that did not catch it is answered as any other refusal."""
    return choose_town(error) if request.method == "GET" else _impossible(error)


def _impossible(error: Refused) -> Answer:
    """A wish that no form could show the refusal of: the reason is the page."""
    return _page(409, say(error))


def _refused(error: HTTPException) -> Answer:
    if _is_for_machines():
        return error
    page = _page(error.code or 400)
    wait = getattr(error, "retry_after", None)
    return (*page, {"Retry-After": str(wait)}) if wait else page


def _page(code: int, reason: str = "") -> tuple[str, int]:
    heading, advice = WORDS[code]
    return render_template("web/errors/error.html", heading=heading, advice=reason or advice), code


def _broken(error: InternalServerError) -> Answer:
    """Rendered past the context processors: what they read may be what broke."""
    trouble = trouble_of(error.original_exception)
    if trouble is not None:
        return unavailable(trouble, for_machines=_is_for_machines())
    if _is_for_machines():
        return error
    heading, advice = BROKEN
    template = current_app.jinja_env.get_template("web/errors/broken.html")
    return template.render(heading=heading, advice=advice), 500


def _is_for_machines() -> bool:
    """The JSON door and calendars answer for themselves: what failed reads no pages."""
    return request.path.startswith("/api/") or request.path.endswith(".ics")
