"""How often something is done, asked as "has its time come since it was last done?" and never as "is it time now?".

A question about the past cannot miss its moment: after hours or days off it is simply answered with yes.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from tracker.timeline.clock import PRAGUE, prague_day

_UNSAFE = (time(2), time(3))
"""The hour that a change of the clock leaves out or repeats."""


@dataclass(frozen=True, slots=True)
class Every:
    """Again ``length`` after the last time."""

    length: timedelta

    def last_due(self, last: datetime | None, now: datetime) -> datetime | None:
        """The instant since which it is due, ``None`` while it is not."""
        if last is None:
            return now
        return last + self.length if now >= last + self.length else None

    def next_due(self, last: datetime | None, now: datetime) -> datetime:
        """When it will be due."""
        return now if last is None else max(now, last + self.length)


@dataclass(frozen=True, slots=True)
class Daily:
    """Once a day from ``at`` on, Prague time."""

    at: time

    def __post_init__(self) -> None:
        if _UNSAFE[0] <= self.at < _UNSAFE[1]:
            raise ValueError(f"{self.at} does not exist on one day of the year and comes twice on another")

    def last_due(self, last: datetime | None, now: datetime) -> datetime | None:
        """The instant since which it is due, ``None`` while it is not."""
        moment = self._moment(now, 0)
        if moment > now:
            moment = self._moment(now, -1)
        return moment if last is None or last < moment else None

    def next_due(self, last: datetime | None, now: datetime) -> datetime:
        """When it will be due."""
        if self.last_due(last, now) is not None:
            return now
        moment = self._moment(now, 0)
        return moment if moment > now else self._moment(now, 1)

    def _moment(self, now: datetime, days: int) -> datetime:
        return datetime.combine(prague_day(now) + timedelta(days=days), self.at, PRAGUE)


Rhythm = Every | Daily
