"""The feed as libical reads it, the library under Evolution, GNOME Calendar and KOrganizer; called through ctypes."""

import ctypes
import ctypes.util
from collections.abc import Iterator
from datetime import datetime
from functools import cache

from tests.feeds.thousand import Seen

LIBRARY = ctypes.util.find_library("ical")
_POINTERS = (
    "icalparser_parse_string icalcomponent_get_first_component icalcomponent_get_next_component "
    "icalcomponent_get_first_property icalcomponent_get_next_property icalproperty_get_value icaltimezone_new"
)
_TEXTS = "icalvalue_get_text icalproperty_get_value_as_string"


class _Duration(ctypes.Structure):
    _fields_ = (
        ("is_neg", ctypes.c_int),
        ("days", ctypes.c_uint),
        ("weeks", ctypes.c_uint),
        ("hours", ctypes.c_uint),
        ("minutes", ctypes.c_uint),
        ("seconds", ctypes.c_uint),
    )


class _Time(ctypes.Structure):
    _fields_ = (
        *((name, ctypes.c_int) for name in "year month day hour minute second is_date is_daylight".split()),
        ("zone", ctypes.c_void_p),
    )


@cache
def _libical() -> ctypes.CDLL:
    library = ctypes.CDLL(LIBRARY)
    for name in _POINTERS.split():
        getattr(library, name).restype = ctypes.c_void_p
    for name in _TEXTS.split():
        getattr(library, name).restype = ctypes.c_char_p
    library.icaldurationtype_from_string.restype = _Duration
    return library


def libical_sees(feed: bytes) -> list[Seen]:
    """Read by the C library."""
    calendar = ctypes.c_void_p(_libical().icalparser_parse_string(feed))
    seen = sorted(_seen(event) for event in _components(calendar, b"VEVENT"))
    _libical().icalcomponent_free(calendar)
    return seen


def libical_offsets(feed: bytes, walls: list[datetime]) -> list[int]:
    """Seconds from UTC at each wall time, by the feed's own VTIMEZONE."""
    calendar = ctypes.c_void_p(_libical().icalparser_parse_string(feed))
    zone = ctypes.c_void_p(_libical().icaltimezone_new())
    _libical().icaltimezone_set_component(zone, next(_components(calendar, b"VTIMEZONE")))
    return [_libical().icaltimezone_get_utc_offset(zone, ctypes.byref(_time(wall)), None) for wall in walls]


def _time(wall: datetime) -> _Time:
    return _Time(wall.year, wall.month, wall.day, wall.hour, wall.minute, wall.second, 0, 0, None)


def _seen(event: ctypes.c_void_p) -> Seen:
    return Seen(
        uid=_one(event, b"UID"),
        starts=_iso(_values(event, b"DTSTART")[0]),
        ends=next(map(_iso, _values(event, b"DTEND")), None),
        summary=_one(event, b"SUMMARY"),
        description=_one(event, b"DESCRIPTION"),
        location=_one(event, b"LOCATION"),
        categories=tuple(_texts(event, b"CATEGORIES")),
        status=_values(event, b"STATUS")[0],
        sequence=int(_values(event, b"SEQUENCE")[0]),
        alarms=tuple(_seconds(_values(alarm, b"TRIGGER")[0]) for alarm in _components(event, b"VALARM")),
    )


def _one(component: ctypes.c_void_p, name: bytes) -> str:
    (text,) = _texts(component, name)
    return text


def _texts(component: ctypes.c_void_p, name: bytes) -> list[str]:
    values = (_libical().icalproperty_get_value(prop) for prop in _properties(component, name))
    return [_libical().icalvalue_get_text(ctypes.c_void_p(value)).decode() for value in values]


def _values(component: ctypes.c_void_p, name: bytes) -> list[str]:
    return [_libical().icalproperty_get_value_as_string(prop).decode() for prop in _properties(component, name)]


def _components(parent: ctypes.c_void_p, name: bytes) -> Iterator[ctypes.c_void_p]:
    kind = _libical().icalcomponent_string_to_kind(name)
    found = _libical().icalcomponent_get_first_component(parent, kind)
    while found:
        yield ctypes.c_void_p(found)
        found = _libical().icalcomponent_get_next_component(parent, kind)


def _properties(component: ctypes.c_void_p, name: bytes) -> Iterator[ctypes.c_void_p]:
    kind = _libical().icalproperty_string_to_kind(name)
    found = _libical().icalcomponent_get_first_property(component, kind)
    while found:
        yield ctypes.c_void_p(found)
        found = _libical().icalcomponent_get_next_property(component, kind)


def _iso(value: str) -> str:
    day, _, time = value.partition("T")
    dashed = f"{day[:4]}-{day[4:6]}-{day[6:]}"
    return f"{dashed}T{time[:2]}:{time[2:4]}:{time[4:]}" if time else dashed


def _seconds(duration: str) -> int:
    parts = _libical().icaldurationtype_from_string(duration.encode())
    size: int = ((parts.weeks * 7 + parts.days) * 24 + parts.hours) * 3600 + parts.minutes * 60 + parts.seconds
    return -size if parts.is_neg else size
