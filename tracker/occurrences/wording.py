"""The names of terms in words: what ``labels.py`` names "2026-H1" is read "1. pololetí 2026"."""

import re
from datetime import date

from tracker.occurrences.labels import ON_CONDITION, ONCE, ONGOING, UNDATED, UNTIL_END, first_of
from tracker.timeline.sentences import Month, Phrase, Span

_WHOLE = {
    UNTIL_END: Phrase("do konce platnosti"),
    ONGOING: Phrase("průběžně"),
    ON_CONDITION: Phrase("podle potřeby"),
}
_YEAR = re.compile(r"(?P<year>\d{4})")
_PART = re.compile(r"(?P<year>\d{4})-(?P<kind>[QHW])(?P<number>\d+)")
_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})")
_YEARS = re.compile(r"(?P<first>\d{4})-(?P<last>\d{4})")
_SPAN = re.compile(r"(?P<start>\d{4}-\d{2}-\d{2})\.\.(?P<end>\d{4}-\d{2}-\d{2})")


def say_label(label: str) -> str:
    """The name in Czech words."""
    return str(term_phrase(label))


def term_phrase(label: str) -> Phrase:
    """The name in words; nothing for a duty that has only one term, and a name of no known form as it is."""
    first = first_of(label)
    if label in (ONCE, UNDATED):
        return Phrase("")
    if label in _WHOLE:
        return _WHOLE[label]
    if first in _WHOLE and first != label:
        return Phrase("%(name)s, %(number)s. vyžádání", name=_WHOLE[first], number=label.removeprefix(f"{first}."))
    return _days(label) or _period(label) or Phrase("%(label)s", label=label)


def _days(label: str) -> Phrase | None:
    if named := _MONTH.fullmatch(label):
        return Phrase("%(month)s", month=Month(date(int(named["year"]), int(named["month"]), 1)))
    if span := _SPAN.fullmatch(label):
        return Phrase("%(days)s", days=Span(date.fromisoformat(span["start"]), date.fromisoformat(span["end"])))
    return None


def _period(label: str) -> Phrase | None:
    if part := _PART.fullmatch(label):
        return _part(part["kind"], int(part["number"]), part["year"])
    if year := _YEAR.fullmatch(label):
        return Phrase("rok %(year)s", **year.groupdict())
    if years := _YEARS.fullmatch(label):
        return Phrase("roky %(first)s–%(last)s", **years.groupdict())
    return None


def _part(kind: str, number: int, year: str) -> Phrase:
    match kind:
        case "Q":
            return Phrase("%(number)s. čtvrtletí %(year)s", number=number, year=year)
        case "H":
            return Phrase("%(number)s. pololetí %(year)s", number=number, year=year)
    return Phrase("%(number)s. týden roku %(year)s", number=number, year=year)
