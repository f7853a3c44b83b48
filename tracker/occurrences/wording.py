"""The names of terms in words: what ``labels.py`` names "2026-H1" is read "1. pololetí 2026"."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tracker.occurrences.labels import ON_CONDITION, ONCE, ONGOING, UNDATED, UNTIL_END, first_of
from tracker.timeline.czech import say_month, say_range

WORDS = {
    UNTIL_END: "do konce platnosti",
    ONGOING: "průběžně",
    ON_CONDITION: "podle potřeby",
    "again": "%(name)s, %(number)s. vyžádání",
    "year": "rok %(year)s",
    "years": "roky %(first)s–%(last)s",
    "Q": "%(number)s. čtvrtletí %(year)s",
    "H": "%(number)s. pololetí %(year)s",
    "W": "%(number)s. týden roku %(year)s",
}
"""Every form of a name; the English catalogue knows them as they stand here."""

_YEAR = re.compile(r"(?P<year>\d{4})")
_PART = re.compile(r"(?P<year>\d{4})-(?P<kind>[QHW])(?P<number>\d+)")
_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})")
_YEARS = re.compile(r"(?P<first>\d{4})-(?P<last>\d{4})")
_SPAN = re.compile(r"(?P<start>\d{4}-\d{2}-\d{2})\.\.(?P<end>\d{4}-\d{2}-\d{2})")


@dataclass(frozen=True, slots=True)
class Language:
    """How words, months and ranges of days are said; Czech unless a page says otherwise."""

    words: Callable[[str], str] = str
    month: Callable[[date], str] = say_month
    span: Callable[[date, date], str] = say_range


CZECH = Language()


def say_label(label: str, language: Language = CZECH) -> str:
    """The name in words; nothing for a duty that has only one term, and a name of no known form as it is."""
    first = first_of(label)
    if label in (ONCE, UNDATED):
        return ""
    if label in WORDS:
        return language.words(WORDS[label])
    if first in WORDS and first != label:
        name, number = language.words(WORDS[first]), label.removeprefix(f"{first}.")
        return language.words(WORDS["again"]) % {"name": name, "number": number}
    return _say_days(label, language) or _say_period(label, language) or label


def _say_days(label: str, language: Language) -> str:
    if named := _MONTH.fullmatch(label):
        return language.month(date(int(named["year"]), int(named["month"]), 1))
    if span := _SPAN.fullmatch(label):
        return language.span(date.fromisoformat(span["start"]), date.fromisoformat(span["end"]))
    return ""


def _say_period(label: str, language: Language) -> str:
    if part := _PART.fullmatch(label):
        return language.words(WORDS[part["kind"]]) % {"number": int(part["number"]), "year": part["year"]}
    if year := _YEAR.fullmatch(label):
        return language.words(WORDS["year"]) % year.groupdict()
    if years := _YEARS.fullmatch(label):
        return language.words(WORDS["years"]) % years.groupdict()
    return ""
