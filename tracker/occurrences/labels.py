"""The stable names of periods: the last part of an occurrence's key.

A name depends on the whole period alone, never on its number in the validity or on what of it is in force: a revision
that keeps the rhythm keeps the names, and with them what has already happened.
"""

from collections.abc import Collection
from itertools import count

from tracker.obligations.obligation import YearKind
from tracker.timeline.periods import MONTHS_IN_YEAR, Length, Span

ONCE = "once"
UNTIL_END = "until-end"
ONGOING = "ongoing"
ON_CONDITION = "on-condition"
UNDATED = "undated"


def on_call(label: str) -> bool:
    """Whether nothing is due under this name until somebody calls for it."""
    return first_of(label) in (ONGOING, ON_CONDITION)


def next_call(label: str, there: Collection[str]) -> str:
    """The name of one more call for the same duty, beside those that are ``there``: ``on-condition.2``."""
    first = first_of(label)
    return next(name for n in count(2) if (name := f"{first}.{n}") not in there)


def is_further_call(label: str) -> bool:
    """Whether it is one more call beside the first, which no rule asks for by itself."""
    return on_call(label) and label != first_of(label)


def first_of(label: str) -> str:
    """The name without the number of a further call."""
    return label.partition(".")[0]


def label_of(period: Span, length: Length, year: YearKind) -> str:
    """``2023``, ``2022-H1``, ``2022-Q3``, ``2022-05``, ``2022-2023``, ``2022-W18``, ``2022-05-01`` …

    What has no such name (cooperation years, five months) is named by its first and last day.
    """
    n, unit = length
    start, end = period.start, period.end
    if unit == "day":
        return f"{start:%G-W%V}" if n == 7 and start.weekday() == 0 else start.isoformat()
    if year is YearKind.COOPERATION or start.day != 1 or (MONTHS_IN_YEAR % n and n % MONTHS_IN_YEAR):
        return f"{start}..{end}"
    if n % MONTHS_IN_YEAR == 0:
        return f"{start:%Y}" if n == MONTHS_IN_YEAR else f"{start:%Y}-{end:%Y}"
    part = (start.month - 1) // n + 1
    names = {1: f"{start.month:02}", 3: f"Q{part}", 6: f"H{part}"}
    return f"{start:%Y}-{names.get(n, f'{start.month:02}..{end.month:02}')}"
