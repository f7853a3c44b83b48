"""The only place that reads the time of the machine. Everybody else gets a day or an instant as an argument."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Protocol
from zoneinfo import ZoneInfo

PRAGUE = ZoneInfo("Europe/Prague")
PRETENDED_HOUR = time(8, 0)
"""The Prague time of day at which a pretended day (``--today``) is lived: after the morning sweep, in office hours."""


class Clock(Protocol):
    """Answers the present instant as an aware UTC datetime."""

    def now(self) -> datetime: ...


class SystemClock:
    """The clock of the machine."""

    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A clock that stands still, for ``--today`` and for tests."""

    instant: datetime

    def now(self) -> datetime:
        return self.instant


def on_day(day: date) -> FixedClock:
    """A clock standing at 8:00 in Prague on ``day``."""
    return FixedClock(datetime.combine(day, PRETENDED_HOUR, PRAGUE).astimezone(UTC))


def prague_day(instant: datetime) -> date:
    """The calendar day in Prague at an aware instant."""
    if instant.tzinfo is None:
        raise ValueError("an instant must carry its time zone")
    return instant.astimezone(PRAGUE).date()
