"""The names of terms in words: what ``occurrences/labels.py`` names "2026-H1" is read "1. pololetí 2026"."""

import re
from datetime import date

from flask import Flask
from flask_babel import gettext as _

from tracker.occurrences.labels import ON_CONDITION, ONCE, ONGOING, UNDATED, UNTIL_END
from tracker.web.filters import days_range, month

_YEAR = re.compile(r"\d{4}")
_PART = re.compile(r"(?P<year>\d{4})-(?P<kind>[QHW])(?P<number>\d+)")
_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})")
_YEARS = re.compile(r"(?P<first>\d{4})-(?P<last>\d{4})")
_SPAN = re.compile(r"(?P<start>\d{4}-\d{2}-\d{2})\.\.(?P<end>\d{4}-\d{2}-\d{2})")


def say_term(label: str) -> str:
    """The name in words; nothing for a duty that has only one term, and a name of no known form as it is."""
    if label in (ONCE, UNDATED):
        return ""
    if label == UNTIL_END:
        return str(_("do konce platnosti"))
    if label == ONGOING:
        return str(_("průběžně"))
    if label == ON_CONDITION:
        return str(_("podle potřeby"))
    if _YEAR.fullmatch(label):
        return str(_("rok %(year)s", year=label))
    if part := _PART.fullmatch(label):
        return _say_part(part["kind"], int(part["number"]), part["year"])
    if years := _YEARS.fullmatch(label):
        return str(_("roky %(first)s–%(last)s", first=years["first"], last=years["last"]))
    if named := _MONTH.fullmatch(label):
        return month(date(int(named["year"]), int(named["month"]), 1))
    if span := _SPAN.fullmatch(label):
        return days_range(date.fromisoformat(span["start"]), date.fromisoformat(span["end"]))
    return label


def _say_part(kind: str, number: int, year: str) -> str:
    if kind == "Q":
        return str(_("%(number)s. čtvrtletí %(year)s", number=number, year=year))
    if kind == "H":
        return str(_("%(number)s. pololetí %(year)s", number=number, year=year))
    return str(_("%(number)s. týden roku %(year)s", number=number, year=year))


def install_terms(app: Flask) -> None:
    """Give templates the filter ``term_label``."""
    app.jinja_env.filters["term_label"] = say_term
