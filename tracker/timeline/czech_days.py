"""A day as people type it into one text field: ``18. 11.``, ``18/11/26``, ``dnes``, ``v pátek``, ``30. září``.

A small grammar of its own, because readers made for all languages turn ``18. 11.`` into today at 18:11. What is said
the other way round, a day in words, is in ``czech.py``.
"""

import re
from datetime import date, timedelta
from unicodedata import combining, normalize

from tracker.timeline.czech import MONTHS, MONTHS_GENITIVE, MONTHS_LOCATIVE
from tracker.timeline.sentences import Phrase, Sentence

_NEAR = {"predevcirem": -2, "vcera": -1, "dnes": 0, "dneska": 0, "zitra": 1, "pozitri": 2}
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "pondeli po",
            "utery ut",
            "streda stredu st",
            "ctvrtek ct",
            "patek pa",
            "sobota sobotu so",
            "nedele nedeli ne",
        )
    )
    for name in names.split()
}
_NAMES = (
    Phrase("pondělí"),
    Phrase("úterý"),
    Phrase("středa"),
    Phrase("čtvrtek"),
    Phrase("pátek"),
    Phrase("sobota"),
    Phrase("neděle"),
)
_WEEKS = {"minuly": -1, "minulou": -1, "minule": -1, "pristi": 1, "tento": 0, "tuto": 0, "toto": 0}
_CENTURY = 2000

_WEEKDAY = re.compile(r"(?:(?:v|ve)\s+)?(?:(?P<week>\w+)\s+)?(?P<weekday>\w+)")
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_NUMBERS = re.compile(
    r"(?P<day>\d{1,2})\s*(?P<mark>[./-])\s*(?P<month>\d{1,2})\s*(?:(?P=mark)|$)\s*(?P<year>\d{4}|\d{2})?\.?"
)
_NAMED = re.compile(r"(?P<day>\d{1,2})\s*\.?\s*(?P<name>[a-z]+)\s*(?P<year>\d{4})?")


class UnreadableDay(Sentence, ValueError):
    """A text that is no day; the message is the Czech sentence for the person who typed it."""


def read_day(text: str, today: date, *, ahead: bool = False) -> date:
    """The day that ``text`` means on ``today``; raises ``UnreadableDay``, a ``ValueError``.

    A day without a year is the nearest such day. A weekday is the last one, today included; with ``ahead`` the next
    one.
    """
    words = _folded(text)
    if not words:
        raise UnreadableDay("Zadejte datum, například 18. 11. 2026.")
    if words in _NEAR:
        return today + timedelta(days=_NEAR[words])
    weekday, rest = _split_weekday(words)
    day = _weekday(words, today, ahead=ahead) or _calendar_day(rest, today)
    if day is None:
        raise UnreadableDay("Datu „%(text)s“ nerozumíme. Zadejte ho například takto: 18. 11. 2026.", text=text.strip())
    if weekday is not None and weekday != day.weekday():
        raise UnreadableDay(
            "Den %(day)s je %(weekday)s, ne %(typed)s.",
            day=day,
            weekday=_NAMES[day.weekday()],
            typed=_NAMES[weekday],
        )
    return day


def _folded(text: str) -> str:
    """Lower case without diacritics, every run of blanks (no-break ones too) one space."""
    plain = "".join(c for c in normalize("NFKD", text.casefold()) if not combining(c))
    return " ".join(plain.replace(",", " ").split())


_MONTHS = {
    _folded(name): number
    for names in (MONTHS, MONTHS_GENITIVE, MONTHS_LOCATIVE)
    for number, name in enumerate(names, 1)
}


def _weekday(words: str, today: date, *, ahead: bool) -> date | None:
    match = _WEEKDAY.fullmatch(words)
    if match is None or match["weekday"] not in _WEEKDAYS:
        return None
    weekday = _WEEKDAYS[match["weekday"]]
    if match["week"] is None:
        days_back = (today.weekday() - weekday) % 7
        return today + timedelta(days=(7 - days_back) % 7 if ahead else -days_back)
    if match["week"] not in _WEEKS:
        return None
    return today + timedelta(days=weekday - today.weekday() + 7 * _WEEKS[match["week"]])


def _split_weekday(words: str) -> tuple[int | None, str]:
    """The weekday written before a date, if any, and the date."""
    first, _, rest = words.removeprefix("ve ").removeprefix("v ").partition(" ")
    weekday = _WEEKDAYS.get(first.rstrip("."))
    return (weekday, rest) if rest and weekday is not None else (None, words)


def _calendar_day(words: str, today: date) -> date | None:
    for form in (_ISO, _NUMBERS, _NAMED):
        if match := form.fullmatch(words):
            parts = match.groupdict()
            month = int(parts["month"]) if "month" in parts else _MONTHS.get(parts["name"])
            if month is None:
                return None
            return _dated(int(parts["day"]), month, parts["year"], today)
    return None


def _dated(day: int, month: int, year: str | None, today: date) -> date:
    if year is None:
        return _nearest(day, month, today)
    return _existing(day, month, int(year) + (_CENTURY if len(year) <= 2 else 0))


def _nearest(day: int, month: int, today: date) -> date:
    found = []
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    if not found:
        return _existing(day, month, today.year)
    return min(found, key=lambda candidate: abs(candidate - today))


def _existing(day: int, month: int, year: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise UnreadableDay(
            "Den %(day)s. %(month)s. %(year)s v kalendáři není. Zkontrolujte ho.", day=day, month=month, year=str(year)
        ) from None
