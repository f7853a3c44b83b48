"""The sweep with the same terms due today and ever more terms stored: its cost must follow what is due.

Ours is timed with many stored terms, the reference is the same sweep with nothing else stored, on both databases.
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from time import perf_counter

import sqlalchemy as sa

from benchmarks.comparison import Comparison, table
from tests.factories import a_person, a_town, an_agreement, an_office, ground_on
from tests.support.databases import postgres_database, running_postgres
from tracker.operations.ground import Ground, working
from tracker.operations.mails.sweep import sweep
from tracker.people.actor import SYSTEM, Role
from tracker.store.migrating import upgrade

DUE = 1_000
SIZES = (10_000, 100_000, 1_000_000)
MOST = 3.0
"""So many times as long a sweep may take beside a million stored terms as beside none."""
COLUMNS = (
    "municipality_id, obligation_id, term_id, label, window_start, window_end, first_due, due, counts_from, precision, "
    "quota, unit, at_least, milestones, waits_for, cancelled_on, status, counted, revision, created_at, changed_at"
)
FILL = f"""
    WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < :size)
    INSERT INTO occurrence (key, next_day, {COLUMNS})
    SELECT 'filler/' || n, :day, {COLUMNS} FROM number, (SELECT * FROM occurrence LIMIT 1)
"""


def stored(url: str, folder: Path, size: int) -> Ground:
    """``DUE`` towns with one reminder due today, and ``size`` terms whose day has not come."""
    upgrade(url)
    ground = ground_on(url, folder, date(2026, 3, 20))
    with working(ground, SYSTEM) as work:
        office = an_office(work.session)
        for number in range(DUE):
            town = a_town(work.session, office, f"Lipová {number}")
            an_agreement(work, town)
            a_person(work.session, Role.MANAGER, town, f"manazer{number}@lipova.example")
    with ground.engine.begin() as connection:
        if size:
            connection.execute(sa.text(FILL), {"size": size, "day": date(2030, 1, 1)})
            if connection.dialect.name == "postgresql":
                connection.execute(sa.text("ANALYZE"))  # as the server itself does within a minute of so large a change
    return ground


def seconds(url: str, folder: Path, size: int) -> float:
    """How long the sweep of the day takes beside ``size`` stored terms."""
    ground = stored(url, folder, size)
    began = perf_counter()
    swept = sweep(ground.as_of(date(2026, 10, 30)))
    took = perf_counter() - began
    ground.engine.dispose()
    assert swept.by_kind["before"] == DUE, swept
    return took


@contextmanager
def sqlite_file(folder: Path) -> Iterator[str]:
    """The address of a new SQLite file, gone afterwards."""
    with tempfile.TemporaryDirectory(dir=folder) as own:
        yield f"sqlite:///{own}/tracker.db"


def main() -> int:
    fits = True
    with running_postgres() as server, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for database, fresh in (
            ("SQLite", partial(sqlite_file, folder)),
            ("PostgreSQL", partial(postgres_database, server)),
        ):
            times = {}
            for size in (0, *SIZES):
                with fresh() as url:
                    times[size] = seconds(url, folder, size)
            found = [Comparison(size, times[size], times[0]) for size in SIZES]
            told = f"sweep with {DUE} due and so many more stored, on {database}"
            print(table(told, f"the same {DUE} with nothing else stored", found), flush=True)
            fits = fits and all(c.ratio <= MOST for c in found)
    return 0 if fits else 1


if __name__ == "__main__":
    sys.exit(main())
