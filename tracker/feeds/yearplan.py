"""The year plan of a municipality on one printed page, and a month as weeks, for people without a calendar program."""

from calendar import Calendar
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.feeds.entry import Entry

ROWS = 4
COLUMNS = 3
PAGE_LINES = 44
"""Lines of entries on an A4 sheet on its side, beside the heading and four rows of month names, at a readable size."""


@dataclass(frozen=True, slots=True)
class PlannedMonth:
    """A month of the plan: the entries that have room, in order, and the number of those that have not."""

    first: date
    entries: tuple[Entry, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class YearPlan:
    """Twelve months, and whether the page is at most half full, so that it can be set in larger letters."""

    months: tuple[PlannedMonth, ...]
    roomy: bool


@dataclass(frozen=True, slots=True)
class Day:
    """A cell of a month view; the days before the first and after the last of the month complete its weeks."""

    day: date
    in_month: bool
    entries: tuple[Entry, ...]


def year_plan(entries: Iterable[Entry], year: int, page_lines: int = PAGE_LINES) -> YearPlan:
    """Twelve months that fit on the page: three in a row, each row as high as its fullest month.

    Every month shows as many entries as the page allows to all; what does not fit is counted, never left out silently.
    Cancelled entries are no plan.
    """
    months = _by_month(entries, year)
    counts = [len(month) for month in months]
    room = _room(counts, page_lines)
    planned = (_planned(date(year, number, 1), month, room) for number, month in enumerate(months, start=1))
    return YearPlan(tuple(planned), roomy=2 * _height(counts, room) <= page_lines)


def month_weeks(entries: Iterable[Entry], first: date) -> tuple[tuple[Day, ...], ...]:
    """The weeks of the month of ``first``, Monday to Sunday, with their entries."""
    by_day: defaultdict[date, list[Entry]] = defaultdict(list)
    for entry in _in_order(entries):
        by_day[entry.day].append(entry)
    return tuple(
        tuple(Day(day, day.month == first.month, tuple(by_day[day])) for day in week)
        for week in Calendar().monthdatescalendar(first.year, first.month)
    )


def _by_month(entries: Iterable[Entry], year: int) -> list[list[Entry]]:
    months: list[list[Entry]] = [[] for _ in range(12)]
    for entry in _in_order(entries):
        if entry.day.year == year and entry.state != "cancelled":
            months[entry.day.month - 1].append(entry)
    return months


def _in_order(entries: Iterable[Entry]) -> list[Entry]:
    """By day; on a day what has a time comes by its time, before what has none."""
    return sorted(entries, key=lambda entry: (entry.day, entry.starts_at is None, _minute(entry), entry.title))


def _minute(entry: Entry) -> str:
    return entry.starts_at.isoformat() if entry.starts_at else ""


def _room(counts: Sequence[int], page_lines: int) -> int:
    """The largest number of lines per month with which the rows of the page still fit; at least one."""
    return max(
        (lines for lines in range(1, max(counts, default=0) + 1) if _height(counts, lines) <= page_lines), default=1
    )


def _height(counts: Sequence[int], lines: int) -> int:
    rows = (counts[start : start + COLUMNS] for start in range(0, ROWS * COLUMNS, COLUMNS))
    return sum(min(max(row), lines) for row in rows)


def _planned(first: date, entries: list[Entry], room: int) -> PlannedMonth:
    """The line that counts the rest takes the place of the last entry."""
    if len(entries) <= room:
        return PlannedMonth(first, tuple(entries))
    return PlannedMonth(first, tuple(entries[: room - 1]), more=len(entries) - room + 1)
