"""The hours of a meeting as they are read and said in Prague."""

from datetime import date, datetime, time

from tracker.timeline.clock import PRAGUE
from tracker.timeline.czech import EN_DASH


def say_hours(starts_at: datetime, ends_at: datetime) -> str:
    """``9:00–11:30``; the same in Czech and in English."""
    return f"{say_time(starts_at)}{EN_DASH}{say_time(ends_at)}"


def say_time(instant: datetime) -> str:
    """``9:05``."""
    local = instant.astimezone(PRAGUE)
    return f"{local.hour}:{local.minute:02d}"


def read_time(text: str) -> time | None:
    """The time of day that was typed (``9``, ``9:30``, ``9.30``); ``None`` for anything else."""
    hours, _, minutes = text.strip().replace(".", ":").partition(":")
    minutes = minutes or "00"
    if not (hours.isascii() and hours.isdigit() and minutes.isascii() and minutes.isdigit() and len(minutes) == 2):
        return None
    return time(int(hours), int(minutes)) if int(hours) < 24 and int(minutes) < 60 else None


def at(day: date, clock: time) -> datetime:
    """The instant of a time of day in Prague."""
    return datetime.combine(day, clock, PRAGUE)
