"""What templates need to show a report: its words, its statuses as badges, its links to the facts."""

from datetime import date
from enum import StrEnum
from typing import Any

from flask import url_for
from flask.sansio.app import App

from tracker.fulfilment.standing import Status
from tracker.reports.table import NUMERIC, Atom, Kind, Link, Said, atoms, words_of
from tracker.web import filters
from tracker.web.filters import translated_label
from tracker.web.language import translated
from tracker.web.sentences import as_written

LINKS = {
    "obligation": ("obligations.detail", "obligation_id"),
    "event": ("events.detail", "event_id"),
    "town": ("towns.detail", "town_id"),
    "agreement": ("agreements.detail", "agreement_id"),
    "act": ("obligations.page", "druh"),
}
"""The page of each kind of thing that reports lead to."""


def install_report_parts(app: App) -> None:
    """Give templates the words and links of reports."""
    app.jinja_env.tests.update(status=_is_status, report_link=_is_link)
    app.jinja_env.globals.update(
        words_of=words, spoken_words=spoken_words, atoms=atoms, link_of=link_of, NUMERIC=NUMERIC
    )


def words(atom: Atom, kind: str = "text") -> str:
    """One value of a cell as people read it."""
    return words_of(atom, Kind(kind))


def spoken_words(atom: Atom, kind: str = "text") -> str:
    """The same in the language of the page, for a table that belongs to the page more than to a report."""
    match atom:
        case Said():
            return as_written(atom.words)
        case Link():
            return translated(atom.words)
        case StrEnum():
            return translated_label(atom)
        case date():
            return filters.day(atom)
        case str():
            return translated(atom)
        case int() | float() if kind == Kind.SHARE:
            return filters.per_cent(atom)
        case int() | float():
            return filters.number(atom)
    return words(atom, kind)


def link_of(link: Link) -> str:
    """The address of the thing."""
    endpoint, name = LINKS[link.to]
    values: dict[str, Any] = {name: link.number}
    return url_for(endpoint, **values)


def _is_status(value: object) -> bool:
    return isinstance(value, Status)


def _is_link(value: object) -> bool:
    return isinstance(value, Link)
