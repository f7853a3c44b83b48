"""A thousand entries with everything that a feed holds, the same on every run, and what a reader must find in them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid5

from tracker.feeds.entry import Entry, State
from tracker.feeds.ical import UID_DOMAIN, UID_NAMESPACE
from tracker.timeline.clock import PRAGUE

TODAY = date(2027, 12, 1)
FIRST = TODAY - timedelta(days=90)
LEAP_DAY = date(2028, 2, 29)
TOWNS = ("Chomutov", "Žďár nad Sázavou", "Ústí nad Labem", "Kadaň", "Příšovice")
TITLES = (
    "Jednání lokálního partnerství (1. ze 4)",
    "Zpráva o plnění: zastupitelstvo; příloha č. 2, usnesení",
    "Příliš žluťoučký kůň úpěl ďábelské ódy – a to hned dvakrát, aby se řádek musel zalomit uprostřed diakritiky",
    "Školení 👩‍🏫 „Dluhy“ & 'exekuce' <5 % rodin>",
    "Čerpání 40 hodin = max. 20 distančně | r. 2027",
)
STATES: tuple[State, ...] = ("open", "open", "open", "fulfilled", "cancelled")


def entry(number: int) -> Entry:
    """The entry of that number; every fourth is a meeting with a time, every tenth of them without a known end."""
    day = FIRST + timedelta(days=(number * 7) % 640)
    starts_at = datetime.combine(day, time(9 + number % 8, 30 * (number % 2)), PRAGUE) if number % 4 == 0 else None
    return Entry(
        uid_source=f"agreement-{number % 37}/duty-{number}/2027",
        day=day,
        municipality=TOWNS[number % len(TOWNS)],
        title=f"{TITLES[number % 5]} #{number}",
        description_lines=("Odpovídá: manažer sociálního začleňování", f"Podle čl. {number % 9}, odst. 1; viz příloha"),
        url=f"https://terminy.example.cz/terminy/{number}?z=kalendar",
        categories=("Bydlení, dluhy", TOWNS[number % len(TOWNS)]),
        changed_at=datetime(2027, 11, 15, 8, 0, number % 60, tzinfo=UTC),
        created_at=datetime(2027, 1, 2, 9, tzinfo=UTC),
        sequence=number % 3,
        state=STATES[(number // 7) % 5],
        location=f"Zasedací místnost {number % 6}; 2. patro" if starts_at else None,
        alarms=number % 11 != 0,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=90) if starts_at and number % 10 else None,
    )


ENTRIES = tuple(entry(number) for number in range(1000))


@dataclass(frozen=True, order=True, slots=True)
class Seen:
    """An event as a reader gives it back. Times are wall times of its zone, alarms are seconds from its start."""

    uid: str
    starts: str
    ends: str | None
    summary: str
    description: str
    location: str
    categories: tuple[str, ...]
    status: str
    sequence: int
    alarms: tuple[int, ...]


def expected(entry: Entry) -> Seen:
    """What everyone must see of ``entry``, told without the renderer."""
    prefix = {"open": "", "fulfilled": "✓ ", "cancelled": "Zrušeno: "}[entry.state]
    summary = f"{prefix}{entry.municipality}: {entry.title}"
    return Seen(
        uid=f"{uuid5(UID_NAMESPACE, entry.uid_source)}@{UID_DOMAIN}",
        starts=_wall(entry.starts_at) or entry.day.isoformat(),
        ends=_wall(entry.ends_at) if entry.starts_at else (entry.day + timedelta(days=1)).isoformat(),
        summary=summary if len(summary) <= 120 else summary[:119].rstrip() + "…",
        description="\n".join((*entry.description_lines, entry.url)),
        location=entry.location or entry.municipality,
        categories=entry.categories,
        status="CANCELLED" if entry.state == "cancelled" else "CONFIRMED",
        sequence=entry.sequence,
        alarms=_alarms(entry),
    )


def _wall(instant: datetime | None) -> str | None:
    return instant.replace(tzinfo=None).isoformat() if instant else None


def _alarms(entry: Entry) -> tuple[int, ...]:
    if entry.state != "open" or not entry.alarms:
        return ()
    start = datetime.combine(entry.day, entry.starts_at.time() if entry.starts_at else time.min)
    rings = (datetime.combine(entry.day - timedelta(days=days), time(8)) for days in (7, 1))
    return tuple(int((ring - start).total_seconds()) for ring in rings)
