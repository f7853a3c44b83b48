"""Which jobs run here is one rule for the runner, the status page and the command."""

from datetime import date
from pathlib import Path

from tests.factories import ground_on
from tracker.config import Config
from tracker.jobs.timetable import jobs_for
from tracker.operations.upkeep.job_plan import JobName, switched_off
from tracker.operations.upkeep.job_runs import jobs_state


def test_a_job_without_its_setting_is_told_as_switched_off_with_the_setting(sqlite_url: str, tmp_path: Path) -> None:
    ground = ground_on(sqlite_url, tmp_path, date(2026, 11, 25))
    off = {JobName.INBOX: "INBOX_SERVER", JobName.PING: "PING_URL"}
    assert switched_off(ground.config) == off
    assert {job.name: job.off for job in jobs_state(ground).jobs if job.off} == off
    assert [job.name for job in jobs_for(ground)] == [name for name in JobName if name not in off]


def test_with_its_setting_it_runs_and_without_it_does_not() -> None:
    config = Config(inbox_maildir="/nowhere", ping_url="https://watch.example", backup_nightly=False)
    assert switched_off(config) == {JobName.BACKUP: "BACKUP_NIGHTLY"}
