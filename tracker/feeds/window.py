"""Which entries stand in a feed on a day, with alarms or without, and the tag by which a client knows what it has.

Stored fragments know nothing of the day; all that the day or the options of a subscription change is decided here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import NamedTuple

from tracker.feeds.entry import State
from tracker.feeds.ical import RENDERER_VERSION, without_alarms

BEHIND = timedelta(days=90)
AHEAD = timedelta(days=550)
CANCELLED_FOR = timedelta(days=30)
"""Long enough for every client to fetch the cancellation (Google hides the event at once, Apple strikes it out)."""

ALARMS_UP_TO = 2000
"""Events beyond which a feed goes without alarms, a third of its bytes: Nextcloud gives up a fetch after 30 seconds."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the owner of a subscription chose."""

    alarms: bool = True
    hide_fulfilled: bool = False


class Piece(NamedTuple):
    """A rendered event and what decides whether it stands. Pieces sort as a feed has them: by day, then identity."""

    day: date
    uid_source: str
    state: State
    changed_on: date
    event: bytes


@dataclass(frozen=True, slots=True)
class Window:
    """The days of a feed, both included, and the first day of change on which a cancelled event is still shown."""

    first: date
    last: date
    cancelled_since: date


def window(today: date) -> Window:
    """The window of every feed on ``today``."""
    return Window(today - BEHIND, today + AHEAD, today - CANCELLED_FOR)


def arrange(pieces: Iterable[Piece], today: date, options: Options) -> list[bytes]:
    """The events of a feed on ``today``, in order, ready to be joined. What is past rings no more."""
    first, last, cancelled_since = window(today).first, window(today).last, window(today).cancelled_since
    standing = sorted(
        piece
        for piece in pieces
        if first <= piece.day <= last
        and (piece.state != "cancelled" or piece.changed_on >= cancelled_since)
        and (piece.state != "fulfilled" or not options.hide_fulfilled)
    )
    rings_from = today if options.alarms and len(standing) <= ALARMS_UP_TO else date.max
    return [piece.event if piece.day >= rings_from else without_alarms(piece.event) for piece in standing]


def etag(scope: str, revision: int, day: date, renderer: int = RENDERER_VERSION) -> str:
    """The strong entity tag of a feed; ``scope`` names what is fixed about it: whose, of what, with which options."""
    key = "\n".join((scope, str(revision), day.isoformat(), str(renderer)))
    return f'"{sha256(key.encode()).hexdigest()[:32]}"'
