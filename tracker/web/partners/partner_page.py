"""The one page of somebody without an account, behind a signed link: what they are asked for, and their answer."""

import logging
from collections.abc import Callable
from dataclasses import replace
from functools import wraps

from flask import Blueprint, flash, make_response, redirect, render_template, request, session, url_for
from flask_babel import force_locale
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.operations.events.keep_paper import keep_paper
from tracker.operations.ground import Refused, looking
from tracker.operations.partners.answer_link import Given, LinkOver, TooOften, answer_link, may_use
from tracker.operations.partners.partner_links import LinkPage, link_id_of, link_page
from tracker.people.actor import SYSTEM
from tracker.people.partner import Answer
from tracker.web.access import PUBLIC, allow, ground
from tracker.web.fields import word
from tracker.web.language import LANGUAGES
from tracker.web.sentences import say

blueprint = Blueprint("partner_page", __name__)
log = logging.getLogger(__name__)

MOST_FILES = 5
View = Callable[[str], Response]


def in_partners_language(view: View) -> View:
    """The page speaks as the reader chose, or as the partner is written to."""

    @wraps(view)
    def speaking(token: str) -> Response:
        chosen = session.get("language")
        with force_locale(chosen if chosen in LANGUAGES else _shown(token).language.value):
            answer = view(token)
        answer.headers["Cache-Control"] = "no-store"
        answer.headers["X-Robots-Tag"] = "noindex, nofollow"
        return answer

    return speaking


@blueprint.get("/o/<token>")
@allow(PUBLIC)
@in_partners_language
def page(token: str) -> Response:
    """What is asked for; looking changes nothing, however often, and is written to the log."""
    answer = _page(token)
    log.info("partner link %s opened", link_id_of(ground(), token))
    return answer


@blueprint.post("/o/<token>")
@allow(PUBLIC)
@in_partners_language
def answer(token: str) -> Response:
    """Keep an answer and show the page again."""
    said = word(Answer, request.form.get("answer"))
    if said is None:
        return _page(token, {"answer": _("Vyberte, jak chcete odpovědět.")}, 422)
    try:
        may_use(ground(), token)
        answer_link(ground(), token, _given(said))
    except LinkOver:
        return _page(token, code=410)
    except TooOften:
        return _page(token, {"answer": _("Odpovědí je příliš mnoho najednou. Zkuste to prosím za hodinu.")}, 429)
    except Refused as error:
        return _page(token, {error.field: say(error)}, 422)
    flash(_thanks(said))
    return redirect(url_for("partner_page.page", token=token), 303)


def _given(said: Answer) -> Given:
    """What the form of one answer holds; only a handed over paper may bring files."""
    given = request.form
    told = Given(said, given.get("reason" if said is Answer.DECLINES else "note", ""), (), given.get("address", ""))
    if said is not Answer.PAPER:
        return told
    files = [file for file in request.files.getlist("files") if file.filename]
    if len(files) > MOST_FILES:
        raise Refused("Najednou předejte nejvýše %(count)s souborů.", "files", count=MOST_FILES)
    return replace(told, papers=tuple(keep_paper(ground(), file.read(), file.filename or "") for file in files))


def _thanks(said: Answer) -> str:
    words: dict[Answer, str] = {
        Answer.COMES: _("Děkujeme, počítáme s vámi."),
        Answer.PAPER: _("Děkujeme, podklad máme. Obec si ho prohlédne."),
        Answer.DECLINES: _("Děkujeme, vaši odpověď jsme předali obci."),
        Answer.PASSED_ON: _("Předáno. Na novou adresu odejde e-mail s vlastním odkazem."),
        Answer.STOPS: _("Další e-maily vám posílat nebudeme."),
    }
    return words[said]


def _shown(token: str) -> LinkPage:
    with looking(ground(), SYSTEM) as work:
        return link_page(work, token)


def _page(token: str, errors: dict[str, str] | None = None, code: int = 200) -> Response:
    shown = _shown(token)
    told = {"shown": shown, "token": token, "errors": errors or {}, "given": request.form, "Answer": Answer}
    return make_response(render_template("web/partners/answer.html", **told), 410 if shown.over else code)
