"""Plain days in formal places (headers, approvals, registers), where a date is a date and needs no grammar."""

import re
from calendar import monthrange
from datetime import date, timedelta

DAY = re.compile(r"(?<!\d)(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})(?!\d)")
_IN_WORDS = re.compile(
    r"(?<!\d)(\d{1,2})\.\s*(led|únor|břez|dub|květ|červenc|červn|srp|září|říj|listopad|prosinc)\w*\s+(\d{4})(?!\d)",
    re.I,
)
_MONTHS = ("led", "únor", "břez", "dub", "květ", "červn", "červenc", "srp", "září", "říj", "listopad", "prosinc")


def day_or_none(day: str, month: str, year: str) -> date | None:
    """The day, unless the calendar has no such day."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def days_in(words: str) -> list[date]:
    """All whole days named in the words, in order; those that do not exist are left out."""
    found = [(m.start(), day_or_none(*m.groups())) for m in DAY.finditer(words)]
    found += [
        (m.start(), day_or_none(m[1], str(_MONTHS.index(m[2].casefold()) + 1), m[3])) for m in _IN_WORDS.finditer(words)
    ]
    return [day for _, day in sorted(found, key=lambda pair: pair[0]) if day is not None]


def first_day_in(words: str) -> date | None:
    """The first whole day named in the words."""
    return next(iter(days_in(words)), None)


def months_later(start: date, months: int) -> date:
    """The last day of ``months`` months that begin on ``start``.

    It is the day before the same day ``months`` later, clamped to the month's end (domain, "Relative").
    """
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    if start.day > last:
        return date(year, month + 1, last)
    return date(year, month + 1, start.day) - timedelta(days=1)
