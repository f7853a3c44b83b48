"""Expanding obligations into occurrences, beside a bare bulk insert of the very same rows into SQLite.

The mixture is that of a cooperation description: duties four times, twice and once a year, monthly support and a quota
with a yearly pace, over four years and four months. Only ``expand`` is timed on our side; on the other side only
``executemany`` and the commit, on the occurrence table as the migrations make it.
"""

import json
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from time import perf_counter

from benchmarks.comparison import Comparison, table
from tracker.obligations.deadline import Period, Quota, Recurring
from tracker.obligations.obligation import Obligation, Validity
from tracker.occurrences.expansion import expand
from tracker.occurrences.occurrence import Occurrence
from tracker.store.migrating import upgrade

SIZES = (10_000, 100_000, 1_000_000)
MOST = 3.0
"""Expansion may take so many times as long as the insert."""
BATCH = 10_000
VALIDITY = Validity(date(2022, 5, 1), date(2026, 8, 31))
RULES = (
    Recurring(4, Period.YEAR, minimum=True),
    Recurring(1, Period.HALF_YEAR),
    Recurring(1, Period.YEAR),
    Recurring(1, Period.MONTH),
    Quota(40, "hodina"),
)
COLUMNS = (
    "municipality_id obligation_id term_id key label window_start window_end first_due due counts_from precision quota "
    "unit at_least milestones waits_for status counted revision created_at changed_at"
).split()
INSERT = f"INSERT INTO occurrence ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"


def obligations() -> Iterator[Obligation]:
    """Without end."""
    number = 0
    while True:
        for rule in RULES:
            number += 1
            yield Obligation(f"duty-{number}", "Povinnost", "slova dohody", rule, VALIDITY)


def row(occurrence: Occurrence) -> tuple[object, ...]:
    """As the store keeps it."""
    due = occurrence.due and occurrence.due.isoformat()
    return (
        *(
            1,
            1,
            1,
            occurrence.key,
            occurrence.label,
            occurrence.start.isoformat(),
            occurrence.end.isoformat(),
            due,
            due,
        ),
        *(None, occurrence.precision.value, occurrence.quota, occurrence.unit, occurrence.at_least),
        json.dumps([{"due": m.due.isoformat(), "count": m.count} for m in occurrence.milestones]),
        *(occurrence.waits_for, "planned", 0, 0, "2026-11-25 08:00:00", "2026-11-25 08:00:00"),
    )


def compare(size: int) -> Comparison:
    """Expand and insert ``size`` occurrences, by turns in batches."""
    duties, ours, reference = obligations(), 0.0, 0.0
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "tracker.db"
        upgrade(f"sqlite:///{file}")
        database = sqlite3.connect(file)
        for _ in range(size // BATCH):
            start = perf_counter()
            batch = list(islice((o for duty in duties for o in expand(duty)), BATCH))
            ours += perf_counter() - start
            rows = list(map(row, batch))
            start = perf_counter()
            database.executemany(INSERT, rows)
            database.commit()
            reference += perf_counter() - start
        database.close()
    return Comparison(size, ours, reference)


def main() -> int:
    comparisons = [compare(size) for size in SIZES]
    print(table("expand every obligation", "executemany of the same rows into SQLite", comparisons))
    return 0 if all(c.ratio <= MOST for c in comparisons) else 1


if __name__ == "__main__":
    sys.exit(main())
