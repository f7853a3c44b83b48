"""The names of terms in the language of the page."""

from flask import Flask
from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from tracker.occurrences.wording import Language, say_label
from tracker.web.filters import days_range, month

MARKED = (
    _l("do konce platnosti"), _l("průběžně"), _l("podle potřeby"), _l("%(name)s, %(number)s. vyžádání"),
    _l("rok %(year)s"), _l("roky %(first)s–%(last)s"), _l("%(number)s. čtvrtletí %(year)s"),
    _l("%(number)s. pololetí %(year)s"), _l("%(number)s. týden roku %(year)s"),
)  # fmt: skip
"""The words of ``occurrences/wording.py``, so that the catalogue is asked for them."""

_OF_PAGE = Language(lambda words: str(gettext(words)), month, days_range)


def say_term(label: str) -> str:
    """The name of a term in words."""
    return say_label(label, _OF_PAGE)


def install_terms(app: Flask) -> None:
    """Give templates the filter ``term_label``."""
    app.jinja_env.filters["term_label"] = say_term
