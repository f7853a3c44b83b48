"""How the jobs stand, as an operator reads it."""

from datetime import date
from pathlib import Path

from click.testing import CliRunner

from tests.factories import ground_on
from tracker.commands.jobs import status
from tracker.store.database import writing
from tracker.store.lease import JobRunRow


def test_how_a_run_ended_is_told_in_words(sqlite_url: str, tmp_path: Path) -> None:
    ground = ground_on(sqlite_url, tmp_path, date(2026, 11, 25))
    now = ground.clock.now()
    with writing(ground.engine) as session:
        for job, outcome in (("sweep", "done"), ("delivery", "failed"), ("housekeeping", "")):
            session.add(JobRunRow(job=job, started_at=now, outcome=outcome, fence=1))
    told = CliRunner().invoke(status, obj=lambda _: ground).output.splitlines()
    ends = {line.split()[0]: line.split("  ")[-1].strip() for line in told[2:5]}
    assert ends == {"sweep": "hotovo", "delivery": "nepovedlo se", "housekeeping": "–"}
