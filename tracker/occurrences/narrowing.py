"""What ``Recurring.on`` makes of a period: the days or months in it that were agreed ("každé první úterý", "vždy v
listopadu").

Tokens (deadlines 1): ``mon``…``sun`` · ``first-tue`` … ``last-fri`` · ``day-20`` · ``MM-DD`` · ``month-06`` ·
``month-04..10`` · ``spring`` ``summer`` ``autumn`` ``winter``. Each token for a day gives one day in every period;
where the period holds several such days (a Tuesday in a month), it is the latest, for nothing earlier is overdue (law
4).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from tracker.timeline.periods import Span, add_months, month_end

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ORDINALS = ("first", "second", "third", "fourth", "fifth")
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 2)}
_MONTHS = re.compile(r"month-(\d\d)(?:\.\.(\d\d))?")
_DAY_OF_MONTH = re.compile(r"day-(\d\d?)")
_DAY_OF_YEAR = re.compile(r"(\d\d)-(\d\d)")

DayIn = Callable[[Span], date | None]


class UnknownPlace(ValueError):
    """A token of ``Recurring.on`` that says nothing known; the message is Czech and names it."""

    def __init__(self, token: str) -> None:
        super().__init__(f"Místu v období „{token}“ nerozumíme.")
        self.token = token


def agreed_months(on: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """The ranges of months that the tokens name, from first to last; a range may run over New Year."""
    return tuple(months for months in map(_months_of, on) if months)


def agreed_days(on: Sequence[str], period: Span) -> tuple[date, ...]:
    """The days that the tokens name in the whole ``period``, in order. Raises ``UnknownPlace``."""
    rules = [_day_rule(token) for token in on if not _months_of(token)]
    return tuple(sorted({day for rule in rules if (day := rule(period))}))


def in_months(day: date, months: Sequence[tuple[int, int]]) -> bool:
    """Whether the month of ``day`` lies in one of the ranges."""
    return any(
        first <= day.month <= last if first <= last else day.month >= first or day.month <= last
        for first, last in months
    )


def windows_in(period: Span, months: Sequence[tuple[int, int]]) -> Iterator[Span]:
    """The stretches of the named months that begin in ``period``, in order."""
    for year in range(period.start.year, period.end.year + 1):
        for first, last in sorted(months):
            start = date(year, first, 1)
            if period.start <= start <= period.end:
                yield Span(start, month_end(add_months(start, (last - first) % 12)))


def _months_of(token: str) -> tuple[int, int] | None:
    if token in _SEASONS:
        return _SEASONS[token]
    match = _MONTHS.fullmatch(token)
    return (int(match[1]), int(match[2] or match[1])) if match else None


def _day_rule(token: str) -> DayIn:
    if token in _WEEKDAYS:
        return _last_weekday(_WEEKDAYS.index(token))
    ordinal, _, weekday = token.partition("-")
    if weekday in _WEEKDAYS and ordinal == "last":
        return _last_weekday(_WEEKDAYS.index(weekday))
    if weekday in _WEEKDAYS and ordinal in _ORDINALS:
        return _nth_weekday(_ORDINALS.index(ordinal), _WEEKDAYS.index(weekday))
    if match := _DAY_OF_MONTH.fullmatch(token):
        return _last_day_numbered(int(match[1]))
    if match := _DAY_OF_YEAR.fullmatch(token):
        return _last_anniversary(int(match[1]), int(match[2]))
    raise UnknownPlace(token)


def _last_weekday(weekday: int) -> DayIn:
    def day_in(period: Span) -> date | None:
        return _inside(period.end - timedelta(days=(period.end.weekday() - weekday) % 7), period)

    return day_in


def _nth_weekday(n: int, weekday: int) -> DayIn:
    def day_in(period: Span) -> date | None:
        return _inside(period.start + timedelta(days=(weekday - period.start.weekday()) % 7 + 7 * n), period)

    return day_in


def _last_day_numbered(number: int) -> DayIn:
    """The ``number``-th of the last month in the period that has it in the period; the 31st is a month's last day."""

    def day_in(period: Span) -> date | None:
        months = (add_months(period.end.replace(day=1), -back) for back in range(period.months))
        days = (month.replace(day=min(number, month_end(month).day)) for month in months)
        return next((day for day in days if _inside(day, period)), None)

    return day_in


def _last_anniversary(month: int, number: int) -> DayIn:
    """The day of the last year in the period that has it in the period; 29 February is the 28th in common years."""

    def day_in(period: Span) -> date | None:
        firsts = (date(year, month, 1) for year in range(period.end.year, period.start.year - 1, -1))
        days = (first.replace(day=min(number, month_end(first).day)) for first in firsts)
        return next((day for day in days if _inside(day, period)), None)

    return day_in


def _inside(day: date, period: Span) -> date | None:
    return day if period.start <= day <= period.end else None
