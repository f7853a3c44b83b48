"""The language of the pages: Czech, and English for who chose it. Message ids are the Czech sentences.

What people and documents say stays in Czech.
"""

from typing import Any, cast

from babel.support import Translations
from flask import Blueprint, Flask, g, has_app_context, redirect, request, session
from flask_babel import Babel, get_locale, get_translations
from werkzeug.wrappers import Response

from tracker.web.access import PUBLIC, allow
from tracker.web.redirects import local_path

LANGUAGES = {"cs": "Čeština", "en": "English"}
DEFAULT_LANGUAGE = "cs"

blueprint = Blueprint("language", __name__)


def install_language(app: Flask) -> None:
    Babel(app, default_locale=DEFAULT_LANGUAGE, default_timezone="Europe/Prague", locale_selector=chosen_language)
    app.jinja_env.globals["language"] = language
    app.jinja_env.globals["LANGUAGES"] = LANGUAGES
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    install: Any = app.jinja_env.install_gettext_callables  # type: ignore[attr-defined]
    install(lambda one: _words().ugettext(one), lambda one, many, n: _words().ungettext(one, many, n), newstyle=True)
    app.register_blueprint(blueprint)


def chosen_language() -> str:
    """The language that was chosen in this browser, for strangers and for who is signed in."""
    chosen = session.get("language")
    return chosen if chosen in LANGUAGES else DEFAULT_LANGUAGE


def _words() -> Translations:
    """The catalogue of the page being made; looked up once, as a long page asks it a thousand times."""
    known: dict[str, Translations] = g.setdefault("words", {})
    spoken = language()
    if spoken not in known:
        known[spoken] = cast(Translations, get_translations())
    return known[spoken]


def translated(words: str) -> str:
    """The Czech words in the language of the page being made; Czech where no page is."""
    return str(_words().ugettext(words)) if has_app_context() and words else words


def language() -> str:
    """The language of the page being made; Czech where no page is."""
    locale = get_locale()
    return locale.language if locale else DEFAULT_LANGUAGE


@blueprint.post("/jazyk")
@allow(PUBLIC)
def choose() -> Response:
    """Keep the choice in the reader's cookie and go back to the page it was made on."""
    if request.form.get("language") in LANGUAGES:
        session["language"] = request.form["language"]
    return redirect(local_path(request.form.get("next")), 303)
