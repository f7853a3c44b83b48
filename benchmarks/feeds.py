"""A feed joined from stored fragments beside the same feed rendered by icalendar for every request.

Both run alternately in one process, so that the ratio holds on any machine. ``python -m benchmarks.feeds`` prints the
figures and fails when one is missed.
"""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from sqlite3 import connect
from statistics import median
from time import perf_counter

from icalendar import Alarm, Calendar, Event

from tracker.feeds.entry import Entry
from tracker.feeds.ical import feed, fragment, head
from tracker.feeds.window import Options, Piece, arrange

TODAY = date(2026, 11, 25)
NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)
HEAD = head("Termíny", "Termíny závazků", "https://terminy.example.cz/", NOW)
SAMPLE = Entry(
    uid_source="",
    day=TODAY,
    municipality="Žďár nad Sázavou",
    title="Zpráva o plnění popisu spolupráce, jednou ročně",
    description_lines=("Odpovídá: manažer sociálního začleňování", "Podle článku 4; termín podle dohody"),
    url="https://terminy.example.cz/terminy/17",
    categories=("Zprávy", "Žďár nad Sázavou"),
    changed_at=NOW,
    created_at=NOW,
    sequence=1,
    state="open",
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value and the bound it must reach: at least, or with ``at_most`` at most."""

    name: str
    value: float
    bound: float | None = None
    at_most: bool = False

    @property
    def reached(self) -> bool:
        return self.bound is None or (self.value <= self.bound if self.at_most else self.value >= self.bound)

    def __str__(self) -> str:
        wanted = "" if self.bound is None else f"  ({'at most' if self.at_most else 'at least'} {self.bound:g})"
        value = f"{self.value:.1f}" if self.value >= 10 else f"{self.value:.2f}"
        return f"{'  ' if self.reached else '! '}{self.name:<66} {value:>10}{wanted}"


def entries(count: int) -> list[Entry]:
    """So many open deadlines inside the window."""
    return [
        replace(
            SAMPLE,
            uid_source=f"duty/{number}",
            day=TODAY + timedelta(days=number % 500),
            title=f"{SAMPLE.title} {number}",
        )
        for number in range(count)
    ]


def pieces(count: int) -> list[Piece]:
    """The same as the store keeps them."""
    return [Piece(entry.day, entry.uid_source, entry.state, TODAY, fragment(entry)) for entry in entries(count)]


def joined(stored: Iterable[Piece]) -> bytes:
    """What a warm request does."""
    return feed(HEAD, arrange(stored, TODAY, Options()))


def rendered(wanted: Iterable[Entry]) -> bytes:
    """What a request would do without fragments: the plain use of the package."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Reference//CS")
    for entry in wanted:
        calendar.add_component(_plain_event(entry))
    whole: bytes = calendar.to_ical()
    return whole


def _plain_event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid_source)
    event.add("dtstamp", entry.changed_at)
    event.add("last-modified", entry.changed_at)
    event.add("created", entry.created_at)
    event.add("sequence", entry.sequence)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("summary", f"{entry.municipality}: {entry.title}")
    event.add("status", "CONFIRMED")
    event.add("description", "\n".join((*entry.description_lines, entry.url)))
    event.add("url", entry.url)
    event.add("location", entry.municipality)
    event.add("categories", list(entry.categories))
    event.add("transp", "TRANSPARENT")
    event.add("x-microsoft-cdo-busystatus", "FREE")
    for before in (timedelta(days=-6, hours=-16), timedelta(hours=-16)):
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", f"{entry.municipality}: {entry.title}")
        alarm.add("trigger", before)
        event.add_component(alarm)
    return event


def seconds(work: Callable[[], object]) -> float:
    """How long ``work`` takes once."""
    start = perf_counter()
    work()
    return perf_counter() - start


def joining() -> list[Figure]:
    """Joined against rendered, at three sizes, alternately."""
    return [
        figure for count, bound in ((1_000, 100), (3_000, None), (10_000, 200)) for figure in _compared(count, bound)
    ]


def _compared(count: int, bound: float | None) -> list[Figure]:
    wanted, stored = entries(count), pieces(count)
    pairs = [
        (seconds(lambda: rendered(wanted)), median(seconds(lambda: joined(stored)) for _ in range(15)))
        for _ in range(3)
    ]
    slow, fast = (median(column) for column in zip(*pairs, strict=True))
    return [
        Figure(f"{count} events rendered by icalendar, ms", slow * 1e3),
        Figure(f"{count} events joined, ms", fast * 1e3),
        Figure(f"{count} events, joined against icalendar, times faster", slow / fast, bound),
    ]


def one_change() -> list[Figure]:
    """Rendering one fragment: what a changed obligation costs."""
    entry = entries(1)[0]
    return [Figure("one fragment rendered, ms", median(seconds(lambda: fragment(entry)) for _ in range(200)) * 1e3)]


def memory() -> list[Figure]:
    """The peak of a process that reads ten thousand fragments from a database and joins them, above its idle state."""
    with tempfile.TemporaryDirectory() as folder:
        stored = Path(folder) / "fragments.db"
        with connect(stored) as database:
            database.execute("CREATE TABLE piece (day TEXT, source TEXT, state TEXT, changed_on TEXT, event BLOB)")
            rows = (
                (p.day.isoformat(), p.uid_source, p.state, p.changed_on.isoformat(), p.event) for p in pieces(10_000)
            )
            database.executemany("INSERT INTO piece VALUES (?, ?, ?, ?, ?)", rows)
        database.close()
        command = [sys.executable, "-m", "benchmarks.feeds", str(stored)]
        peak = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [Figure("peak memory of joining 10000 events, MiB above idle", float(peak), 40, at_most=True)]


def peak_of_joining(stored: str) -> float:
    """In a fresh process: MiB that joining the fragments in the file adds to what it held before."""
    idle = _kibibytes("VmRSS")
    day = date.fromisoformat
    rows = connect(stored).execute("SELECT day, source, state, changed_on, event FROM piece")
    joined(Piece(day(row[0]), row[1], row[2], day(row[3]), row[4]) for row in rows)
    return (_kibibytes("VmHWM") - idle) / 1024


def _kibibytes(field: str) -> int:
    """From the kernel's account of this process (Linux); ``getrusage`` would count the parent before the exec too."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{field}:"))


def main() -> int:
    figures = [*joining(), *one_change(), *memory()]
    print(*figures, sep="\n")
    return 0 if all(figure.reached for figure in figures) else 1


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(peak_of_joining(sys.argv[1]))
    else:
        sys.exit(main())
