"""The sweep with the same terms due today and ever more terms stored: its cost must follow what is due.

Ours is timed with many stored terms, the reference is the same sweep with nothing else stored.
"""

import sys
import tempfile
from datetime import date
from pathlib import Path
from time import perf_counter

import sqlalchemy as sa

from benchmarks.comparison import Comparison, table
from tests.factories import a_person, a_town, an_agreement, an_office, ground_on
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
    SELECT 'filler/' || n, '2030-01-01', {COLUMNS} FROM number, (SELECT * FROM occurrence LIMIT 1)
"""


def stored(folder: Path, size: int) -> Ground:
    """``DUE`` towns with one reminder due today, and ``size`` terms whose day has not come."""
    url = f"sqlite:///{folder / 'tracker.db'}"
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
            connection.execute(sa.text(FILL), {"size": size})
    return ground


def seconds(size: int) -> float:
    """How long the sweep of the day takes beside ``size`` stored terms."""
    with tempfile.TemporaryDirectory() as folder:
        ground = stored(Path(folder), size)
        began = perf_counter()
        swept = sweep(ground.as_of(date(2026, 10, 30)))
        took = perf_counter() - began
        ground.engine.dispose()
    assert swept.by_kind["before"] == DUE, swept
    return took


def main() -> int:
    alone = seconds(0)
    found = [Comparison(size, seconds(size), alone) for size in SIZES]
    print(table(f"sweep with {DUE} due and so many more stored", f"the same {DUE} with nothing else stored", found))
    return 0 if all(c.ratio <= MOST for c in found) else 1


if __name__ == "__main__":
    sys.exit(main())
