"""The feed as three Python packages read it: icalendar itself, vobject and recurring-ical-events."""

from datetime import date, datetime, timedelta
from typing import Any

import recurring_ical_events
import vobject
from icalendar import Calendar

from tests.feeds.thousand import Seen


def icalendar_sees(feed: bytes) -> list[Seen]:
    """Read by the package that wrote it."""
    return sorted(_seen(event) for event in Calendar.from_ical(feed).events)


def recurring_sees(feed: bytes, first: date, last: date) -> list[Seen]:
    """What a calendar program shows between two days, both included."""
    query = recurring_ical_events.of(Calendar.from_ical(feed))
    return sorted(_seen(event) for event in query.between(first, last + timedelta(days=1)))


def vobject_sees(feed: bytes) -> list[Seen]:
    """Read by an independent package."""
    calendar = vobject.readOne(feed.decode())
    return sorted(
        Seen(
            uid=event.uid.value,
            starts=_iso(event.dtstart.value),
            ends=_iso(event.dtend.value) if "dtend" in event.contents else None,
            summary=event.summary.value,
            description=event.description.value,
            location=event.location.value,
            categories=tuple(event.categories.value),
            status=event.status.value,
            sequence=int(event.sequence.value),
            alarms=tuple(int(a.trigger.value.total_seconds()) for a in event.contents.get("valarm", [])),
        )
        for event in calendar.contents.get("vevent", [])
    )


def _seen(event: Any) -> Seen:
    return Seen(
        uid=str(event["UID"]),
        starts=_iso(event["DTSTART"].dt),
        ends=_iso(event["DTEND"].dt) if "DTEND" in event else None,
        summary=str(event["SUMMARY"]),
        description=str(event["DESCRIPTION"]),
        location=str(event["LOCATION"]),
        categories=tuple(str(name) for name in event["CATEGORIES"].cats),
        status=str(event["STATUS"]),
        sequence=int(event["SEQUENCE"]),
        alarms=tuple(int(alarm["TRIGGER"].dt.total_seconds()) for alarm in event.walk("VALARM")),
    )


def _iso(moment: date | datetime) -> str:
    return moment.replace(tzinfo=None).isoformat() if isinstance(moment, datetime) else moment.isoformat()
