"""The installation tells when it cannot do its work, and what to do about it."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.factories import ground_on
from tests.support.no_room import read_only
from tracker.installation import ground_for
from tracker.jobs.runner import Runner
from tracker.operations.ground import Ground
from tracker.operations.upkeep.health import health
from tracker.timeline.clock import FixedClock

DAY = date(2026, 11, 25)


@pytest.fixture
def working_ground(database_url: str, tmp_path: Path) -> Ground:
    """An installation whose job runner has just given a sign of life."""
    ground = ground_on(database_url, tmp_path, DAY)
    Runner(ground, jobs=()).beat()
    return ground


def _faults(ground: Ground) -> dict[str, str]:
    return {check.name: check.fault for check in health(ground) if check.fault}


def test_all_is_well_while_the_jobs_run(working_ground: Ground) -> None:
    assert _faults(working_ground) == {}


def test_jobs_that_never_ran_are_told(database_url: str, tmp_path: Path) -> None:
    assert _faults(ground_on(database_url, tmp_path, DAY)) == {"jobs": "Úlohy na pozadí ještě nikdy neběžely."}


def test_jobs_that_stopped_are_told_after_five_minutes(working_ground: Ground) -> None:
    def after(minutes: int) -> dict[str, str]:
        later = FixedClock(working_ground.clock.now() + timedelta(minutes=minutes))
        return _faults(Ground(working_ground.config, working_ground.engine, later, working_ground.files))

    assert (after(5), after(6)) == ({}, {"jobs": "Úlohy na pozadí neběží."})


@pytest.mark.parametrize("least", [{"disk_least_mib": 2**40}, {"disk_least_percent": 100}])
def test_a_disk_with_little_room_is_told(working_ground: Ground, least: dict[str, int]) -> None:
    told = _faults(replace(working_ground, config=working_ground.config.model_copy(update=least)))
    assert set(told) == {"disk"}
    assert told["disk"].endswith(" MiB: uvolněte místo, do té doby nepřijímáme dokumenty a nic neodesíláme.")


def test_a_database_that_takes_nothing_in_is_told(working_ground: Ground) -> None:
    with read_only(working_ground.engine):
        told = _faults(working_ground)
    assert told == {"database": "Databáze neodpovídá nebo nic nepřijímá: podívejte se na její server a disk."}


def test_a_database_without_its_schema_is_told(working_ground: Ground) -> None:
    with working_ground.engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '0001'"))
    told = _faults(working_ground)
    assert told["schema"].startswith("Schéma 0001 místo ")


def test_a_database_that_cannot_be_reached_is_a_fault_and_no_crash(working_ground: Ground, tmp_path: Path) -> None:
    config = working_ground.config.model_copy(update={"database_url": "postgresql://nobody@127.0.0.1:1/nothing"})
    told = _faults(ground_for(config, working_ground.clock))
    assert set(told) == {"schema", "database", "jobs", "outbox", "backup"}
