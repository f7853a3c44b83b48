"""One dated thing as a calendar shows it: plain values, so that the same entry is always the same bytes."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from tracker.timeline.clock import prague_day

State = Literal["open", "fulfilled", "cancelled"]


@dataclass(frozen=True, slots=True)
class Entry:
    """Everything that is rendered of one occurrence, back-planned step or meeting.

    ``uid_source`` never changes over the life of the thing; ``changed_at`` is the last change of anything shown here
    and ``sequence`` counts the changes of the day, the time or the state. Texts are read by whoever holds the address
    of a feed: roles, never names of persons. A deadline has only ``day``; a meeting also ``starts_at``, which lies on
    that day in Prague.
    """

    uid_source: str
    day: date
    municipality: str
    title: str
    description_lines: tuple[str, ...]
    url: str
    categories: tuple[str, ...]
    changed_at: datetime
    created_at: datetime
    sequence: int
    state: State
    location: str | None = None
    alarms: bool = True
    starts_at: datetime | None = None
    ends_at: datetime | None = None

    def __post_init__(self) -> None:
        for instant in (self.changed_at, self.created_at, self.starts_at, self.ends_at):
            if instant is not None and instant.tzinfo is None:
                raise ValueError(f"{self.uid_source}: an instant must carry its time zone")
        if self.starts_at is not None and prague_day(self.starts_at) != self.day:
            raise ValueError(f"{self.uid_source}: starts at {self.starts_at}, which is not on {self.day} in Prague")
        if self.ends_at is not None and (self.starts_at is None or self.ends_at <= self.starts_at):
            raise ValueError(f"{self.uid_source}: ends at {self.ends_at}, which is not after its start")
