"""Entries as iCalendar bytes (RFC 5545, 7986): the same entry gives the same bytes in every process, on every day.

Nothing here depends on the day of rendering, so that a fragment is rendered once per change and then only joined.
Whether an entry stands in a feed today, and with its alarms or without, is decided while joining (``window.py``).
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from typing import Literal
from uuid import UUID, uuid5

from icalendar import Alarm, Calendar, Component, Event, vCalAddress, vCategory, vDatetime, vDuration, vText, vUri

from tracker.feeds.entry import Entry, State
from tracker.feeds.text import Text, shortened, tidy
from tracker.feeds.zone import VTIMEZONE
from tracker.timeline.clock import PRAGUE

RENDERER_VERSION: int = 1
"""Part of the key of every stored fragment: raise it whenever the same entry would give other bytes."""

UID_NAMESPACE = UUID("5b7f2c1e-8a55-5d0b-9f6e-3c1d0a7e42b9")
UID_DOMAIN = "hlidac-zavazku.invalid"
"""Fixed for ever and nobody's: a UID taken from the address of the server would double every event when it moves."""

ALARM_HOUR = time(8)
ALARM_DAYS = {7: "Za 7 dní", 1: "Zítra"}
SUMMARY_LIMIT = 120
PREFIX: dict[State, str] = {"open": "", "fulfilled": "✓ ", "cancelled": "Zrušeno: "}
REFRESH = timedelta(hours=1)

_TAIL = b"END:VCALENDAR\r\n"
_ALARM_START = b"\r\nBEGIN:VALARM\r\n"
_EVENT_START = b"BEGIN:VEVENT"
_EVENT_END = b"\r\nEND:VEVENT\r\n"


def fragment(entry: Entry) -> bytes:
    """One VEVENT. Alarms come last in it, so that ``without_alarms`` can cut them off."""
    return _bytes(_event(entry))


def without_alarms(event: bytes) -> bytes:
    """The same VEVENT without its alarms. A text cannot be mistaken for one: its lines begin with a name or a blank."""
    body, alarm, _ = event.partition(_ALARM_START)
    return body + _EVENT_END if alarm else event


def head(
    name: str, description: str, url: str, changed_at: datetime, color: str = "steelblue", with_timezone: bool = False
) -> bytes:
    """All lines of a feed before its first event.

    ``color`` is a CSS3 name, ``with_timezone`` is for feeds with timed events. Outlook wants the name before any
    component. There is no METHOD, no UID (vdirsyncer would take the whole feed for one item) and no SOURCE (the secret
    address would travel with every export).
    """
    calendar = _calendar()
    calendar["NAME"] = calendar["X-WR-CALNAME"] = Text(name)
    calendar["X-WR-CALDESC"] = Text(description)
    calendar["COLOR"] = Text(color)
    calendar["LAST-MODIFIED"] = _utc(changed_at)
    calendar["REFRESH-INTERVAL"] = vDuration(REFRESH, params={"VALUE": "DURATION"})
    calendar["X-PUBLISHED-TTL"] = vDuration(REFRESH)
    calendar["X-WR-TIMEZONE"] = Text(PRAGUE.key)
    calendar["URL"] = vUri(url)
    return _open(calendar) + (VTIMEZONE if with_timezone else b"")


def feed(head: bytes, fragments: Iterable[bytes]) -> bytes:
    """A whole calendar. An empty one carries the time zone, since RFC 5545, 3.4 asks for at least one component."""
    body = b"".join(fragments)
    if not body and VTIMEZONE not in head:
        body = VTIMEZONE
    return head + body + _TAIL


def single(entry: Entry) -> bytes:
    """A file with one event to download: no name of a calendar, or Outlook would open a new calendar for it."""
    return _file(_calendar(), entry, _event(entry))


def publish(event: bytes, organizer: str) -> bytes:
    """The attachment of a reminder, made of the fragment of an all-day entry: UID and SEQUENCE as in the feed.

    RFC 5546, 3.2.1: an ORGANIZER, no ATTENDEE.
    """
    start, line = _published_by(organizer)
    at = len(without_alarms(event)) - len(_EVENT_END)
    return start + event[:at] + line + event[at:] + _TAIL


@lru_cache(maxsize=8)
def _published_by(organizer: str) -> tuple[bytes, bytes]:
    """What every calendar published by one organizer begins with, and the line of that organizer."""
    only = Event()
    only["ORGANIZER"] = _address(organizer)
    return _open(_calendar("PUBLISH")), _bytes(only).removeprefix(_EVENT_START).removesuffix(_EVENT_END)


def invitation(entry: Entry, organizer: str, attendee: str, method: Literal["REQUEST", "CANCEL"]) -> bytes:
    """The calendar part of an invitation or of its withdrawal; a meeting with a time blocks the time of who is invited.

    The SEQUENCE is the entry's: the store raises it when a meeting moves or is cancelled, as RFC 5546, 2.1.4 asks.
    """
    event = _event(entry if method == "REQUEST" else replace(entry, state="cancelled"))
    event["ORGANIZER"] = _address(organizer)
    event["ATTENDEE"] = _address(attendee, ROLE="REQ-PARTICIPANT", PARTSTAT="NEEDS-ACTION", RSVP="TRUE")
    if entry.starts_at is not None:
        event["TRANSP"] = vText("OPAQUE")
        event["X-MICROSOFT-CDO-BUSYSTATUS"] = vText("BUSY")
    return _file(_calendar(method), entry, event)


def uid_of(uid_source: str) -> str:
    """The UID of the thing of that name, the same in feeds, files and invitations."""
    return f"{uuid5(UID_NAMESPACE, uid_source)}@{UID_DOMAIN}"


def _event(entry: Entry) -> Event:
    event = Event()
    event["UID"] = vText(uid_of(entry.uid_source))
    # RFC 5545, 3.8.7.2: without METHOD this is the time of the last revision; "now" would change the bytes every time.
    event["DTSTAMP"] = event["LAST-MODIFIED"] = _utc(entry.changed_at)
    event["CREATED"] = _utc(entry.created_at)
    event.add("SEQUENCE", entry.sequence)
    _add_time(event, entry)
    event["SUMMARY"] = Text(_summary(entry))
    event["STATUS"] = vText("CANCELLED" if entry.state == "cancelled" else "CONFIRMED")
    event["DESCRIPTION"] = Text("\n".join((*entry.description_lines, entry.url)))
    event["URL"] = vUri(entry.url)
    event["LOCATION"] = Text(entry.location or entry.municipality)
    if entry.categories:
        event["CATEGORIES"] = _categories(entry.categories)
    event["TRANSP"] = vText("TRANSPARENT")
    event["X-MICROSOFT-CDO-BUSYSTATUS"] = vText("FREE")
    if entry.alarms and entry.state == "open":
        for days, words in ALARM_DAYS.items():
            event.add_component(_alarm(entry, days, words))
    return event


def _add_time(event: Event, entry: Entry) -> None:
    """A deadline takes the whole day; the end of an all-day event is the day after (RFC 5545, 3.6.1: not included)."""
    if entry.starts_at is None:
        event.add("DTSTART", entry.day)
        event.add("DTEND", entry.day + timedelta(days=1))
        return
    event.add("DTSTART", entry.starts_at.astimezone(PRAGUE))
    if entry.ends_at is not None:
        event.add("DTEND", entry.ends_at.astimezone(PRAGUE))


def _alarm(entry: Entry, days: int, words: str) -> Alarm:
    """At 8:00 ``days`` before the entry's day. Always ahead of the start: Outlook ignores the sign of a trigger."""
    starts = entry.starts_at.astimezone(PRAGUE).time() if entry.starts_at else time.min
    of_day = timedelta(hours=starts.hour, minutes=starts.minute) - timedelta(hours=ALARM_HOUR.hour)
    alarm = Alarm()
    alarm["ACTION"] = vText("DISPLAY")
    alarm["DESCRIPTION"] = Text(f"{words}: {_summary(entry)}")
    alarm["TRIGGER"] = vDuration(-(timedelta(days=days) + of_day))
    return alarm


def _summary(entry: Entry) -> str:
    """One line, whatever the title was pasted from."""
    words = tidy(f"{entry.municipality}: {entry.title}").replace("\n", " ")
    return shortened(PREFIX[entry.state] + words, SUMMARY_LIMIT)


def _categories(names: tuple[str, ...]) -> vCategory:
    """Set past the constructor, which would make them the package's own texts. libical takes what stands between two
    quotation marks for one name, commas and all."""
    categories = vCategory([])
    categories.cats = [Text(name.replace('"', "'")) for name in names]
    return categories


def _address(mail: str, **parameters: str) -> vCalAddress:
    return vCalAddress(f"mailto:{mail}", params=parameters)


def _utc(instant: datetime) -> vDatetime:
    return vDatetime(instant.astimezone(UTC))


def _calendar(method: str | None = None) -> Calendar:
    # not Calendar.new(): it would give the calendar a UID of its own
    calendar = Calendar()
    calendar["VERSION"] = vText("2.0")
    calendar["PRODID"] = vText("-//Hlidac zavazku//Kalendar terminu//CS")
    calendar["CALSCALE"] = vText("GREGORIAN")
    if method is not None:
        calendar["METHOD"] = vText(method)
    return calendar


def _file(calendar: Calendar, entry: Entry, event: Event) -> bytes:
    zone = VTIMEZONE if entry.starts_at is not None else b""
    return feed(_open(calendar) + zone, (_bytes(event),))


def _open(calendar: Calendar) -> bytes:
    return _bytes(calendar).removesuffix(_TAIL)


def _bytes(component: Component) -> bytes:
    """In the order of writing: the package would sort the lines and put the name behind the events."""
    rendered: bytes = component.to_ical(sorted=False)
    return rendered
