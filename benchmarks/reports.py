"""The national roll-up beside the one bare aggregate that it cannot avoid, and the yearly report as PDF per second.

Each municipality has 480 occurrences over ten years (6 250 municipalities hold three million); the roll-up is of one
year with offices, municipalities, kinds of duty, months, missing reasons and the median delay. The aggregate counts
the rows of the same year by municipality and status on the same file, right after it.
"""

import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import perf_counter

from benchmarks.comparison import Comparison, table
from tracker.config import Config
from tracker.fulfilment.standing import Status
from tracker.installation import ground_for
from tracker.obligations.obligation import Act
from tracker.operations.ground import looking
from tracker.operations.reports.compile_national import compile_overview
from tracker.operations.reports.report_wish import Wish
from tracker.people.actor import SYSTEM
from tracker.reports.pdf import to_pdf
from tracker.reports.report import Part, Report
from tracker.reports.table import Table, day, number, status, words
from tracker.store.migrating import upgrade
from tracker.timeline.clock import on_day

TOWNS = (300, 3_000, 6_250)
MOST = 5.0
"""The roll-up may take so many times as long as the aggregate."""
LEAST_PDFS = 10.0
"""Yearly reports as PDF in a second."""
TODAY = date(2026, 11, 25)
YEARS = range(2018, 2028)
TERMS = 12
"""Duties of each municipality, of as many kinds as there are."""
STATUSES = tuple(
    s.value for s in (Status.FULFILLED, Status.FULFILLED_LATE, Status.OVERDUE, Status.PLANNED, Status.MISSED)
)
ACTS = tuple(act.value for act in Act)
NOW = "2026-11-25 08:00:00.000000"
AGGREGATE = (
    "SELECT municipality_id, status, count(*) FROM occurrence "
    "WHERE first_due BETWEEN '2026-01-01' AND '2026-12-31' GROUP BY municipality_id, status"
)


def occurrences(towns: int) -> Iterator[tuple[object, ...]]:
    """Four terms a month of every year for every municipality, with statuses in turn."""
    for town in range(1, towns + 1):
        for year in YEARS:
            for place in range(48):
                due = f"{year}-{place // 4 + 1:02}-{place % 4 * 7 + 1:02}"
                key = f"{town}/{year}-{place}"
                yield (
                    town,
                    (town - 1) * TERMS + place % TERMS + 1,
                    key,
                    due,
                    due,
                    due,
                    due,
                    STATUSES[(town + place) % 5],
                )


def filled(folder: Path, towns: int) -> Config:
    """A migrated SQLite database with so many municipalities."""
    config = Config(instance_dir=folder)
    upgrade(config.database)
    with sqlite3.connect(folder / "tracker.db") as base:
        base.execute("PRAGMA synchronous=OFF")
        for office, code in enumerate(("RCS", "RCV", "RCZ"), 1):
            base.execute("INSERT INTO office VALUES (?, ?, ?)", (office, code, code))
        names = ((n, f"Obec {n:05}", f"{n:05}", "", n % 3 + 1) for n in range(1, towns + 1))
        base.executemany("INSERT INTO municipality (id, name, sort_key, seat, office_id) VALUES (?, ?, ?, ?, ?)", names)
        base.executemany(
            "INSERT INTO term (id, municipality_id, obligation_id, version_id, position, title, quote, deadline, "
            "starts, ends, party, halves, outputs, act, source, year, partial) VALUES (?, ?, ?, 1, 1, 'Povinnost', "
            "'', '{}', '2018-01-01', '2027-12-31', 'both', '{}', '[]', ?, '{}', 'calendar', 'rounded_up')",
            ((n + 1, n // TERMS + 1, n + 1, ACTS[n % len(ACTS)]) for n in range(towns * TERMS)),
        )
        base.executemany(
            "INSERT INTO occurrence (municipality_id, obligation_id, term_id, key, label, window_start, window_end, "
            "first_due, due, precision, quota, unit, at_least, milestones, status, counted, revision, created_at, "
            "changed_at) VALUES (?, 1, ?, ?, '2026', ?, ?, ?, ?, 'day', 1, 'událost', 1, '[]', ?, 0, 0, "
            f"'{NOW}', '{NOW}')",
            occurrences(towns),
        )
    base.close()
    return config


def roll_up(towns: int) -> Comparison:
    """The better of three runs each."""
    with tempfile.TemporaryDirectory() as folder:
        config = filled(Path(folder), towns)
        ground = ground_for(config, on_day(TODAY))
        ours, bare = [], []
        for _ in range(3):
            start = perf_counter()
            with looking(ground, SYSTEM) as work:
                compile_overview(work, Wish(year=2026))
            ours.append(perf_counter() - start)
            base = sqlite3.connect(Path(folder) / "tracker.db")
            start = perf_counter()
            base.execute(AGGREGATE).fetchall()
            bare.append(perf_counter() - start)
            base.close()
        ground.engine.dispose()
    return Comparison(towns * len(YEARS) * 48, min(ours), min(bare))


def yearly(town: int) -> Report:
    """A report of fifteen obligations with four terms each, different for every town."""
    columns = (words("period", "Období", 20), day("due", "Termín"), number("counted", "Započteno"), status())
    rows = tuple((f"{town}/{n}", TODAY, n, Status.FULFILLED) for n in range(4))
    duty = Part("", (f"Dohodnutá slova obce {town}",), table=Table("t", "Termíny", columns, rows), level=2)
    duties = [replace(duty, heading=f"Závazek {n}") for n in range(15)]
    return Report(
        "r", "Zpráva za rok", f"obec {town}", TODAY, TODAY, "Počítá se vše.", ("Splněno.",), (Part("Vše"), *duties)
    )


def pdfs_per_second(reports: int = 40) -> float:
    """Different reports one after another in one process."""
    to_pdf(yearly(0))
    start = perf_counter()
    for town in range(1, reports + 1):
        to_pdf(yearly(town))
    return reports / (perf_counter() - start)


def main() -> int:
    """Measure, tell, and fail when a figure is missed."""
    comparisons = [roll_up(towns) for towns in TOWNS]
    print(table("national roll-up of one year", "one bare GROUP BY of the same year", comparisons))
    rate = pdfs_per_second()
    print(f"yearly report as PDF: {rate:.1f} a second")
    return int(max(c.ratio for c in comparisons) > MOST or rate < LEAST_PDFS)


if __name__ == "__main__":
    sys.exit(main())
