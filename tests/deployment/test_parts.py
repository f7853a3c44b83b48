"""Every command of the units, of the image and of the compose file starts what it should, and ends as it should."""

import os
import shutil
import signal
import subprocess
import time
from datetime import timedelta
from pathlib import Path

import pytest
import yaml  # type: ignore[import-untyped]

from tests.deployment.service import (
    FOLDER,
    PROGRAM,
    ROOT,
    Installation,
    as_run,
    commands,
    installation,
    running,
    unit,
    until,
)
from tests.support.optional import missing
from tracker.config import Config, from_environment, unsafe_settings
from tracker.operations.upkeep.keep_lease import LEASE_NAME
from tracker.store.database import make_engine, reading
from tracker.store.lease import LeaseRow
from tracker.store.migrating import newest, present

STOPS = 70
"""Seconds that a part may take to end (docs/operations.md)."""

COMMANDS = commands()
COMPOSE = yaml.safe_load((FOLDER / "compose.yaml").read_text(encoding="utf-8"))
HEALTH = COMPOSE["services"]["web"]["healthcheck"]["test"][1:]
WEB = [name for name, command in COMMANDS.items() if "wsgi:app" in command]
JOBS = [name for name, command in COMMANDS.items() if command[-1] == "jobs"]
MIGRATE = [name for name, command in COMMANDS.items() if command[-1] == "migrate"]


def distinct(names: list[str]) -> list[str]:
    """One name of every command; those that run as the same words here are run once."""
    return list({" ".join(as_run(COMMANDS[name], 0)): name for name in names}.values())


@pytest.fixture
def here(tmp_path: Path) -> Installation:
    return installation(tmp_path)


@pytest.fixture
def migrated(sqlite_url: str, here: Installation) -> Installation:
    """The same with the schema laid, as the migrating part leaves it."""
    assert sqlite_url == f"sqlite:///{here.folder / 'tracker.db'}"
    return here


def stopped(process: "subprocess.Popen[str]") -> tuple[int, float]:
    """End a part in the orderly way: its exit code and the seconds it took."""
    begun = time.monotonic()
    process.send_signal(signal.SIGTERM)
    code = process.wait(STOPS)
    return code, time.monotonic() - begun


def test_what_the_image_copies_is_there_and_nothing_that_a_part_imports_is_left_out() -> None:
    lines = (FOLDER / "Dockerfile").read_text(encoding="utf-8").splitlines()
    copied = {source for line in lines if line.startswith("COPY ") for source in line.split()[1:-1]}
    assert [source for source in copied if not (ROOT / source).exists()] == []
    assert copied >= {"tracker", "templates", "static", "migrations", "wsgi.py", "requirements.lock"}


def test_the_compose_file_names_only_what_it_declares() -> None:
    services = COMPOSE["services"]
    volumes = {volume.split(":")[0] for part in services.values() for volume in part.get("volumes", ())}
    awaited = {name for part in services.values() for name in part.get("depends_on", ())}
    build = services["migrate"]["build"]
    assert {volume for volume in volumes if not volume.startswith("./")} == set(COMPOSE["volumes"])
    assert awaited <= set(services)
    assert (FOLDER / build["context"] / build["dockerfile"]).is_file()
    assert [(FOLDER / volume).exists() for volume in volumes if volume.startswith("./")] == [True]


def test_every_part_is_here() -> None:
    assert sorted(WEB + JOBS + MIGRATE) == sorted(COMMANDS)
    assert (len(WEB), len(JOBS), len(MIGRATE)) == (2, 2, 2)


@pytest.mark.parametrize("name", distinct(MIGRATE))
def test_the_schema_is_laid(here: Installation, name: str) -> None:
    with running(here, COMMANDS[name]) as process:
        told, _ = process.communicate(timeout=120)
    engine = make_engine(f"sqlite:///{here.folder / 'tracker.db'}")
    assert (process.returncode, present(engine)) == (0, newest()), told
    engine.dispose()


@pytest.mark.slow
@pytest.mark.parametrize("name", distinct(WEB))
def test_the_web_answers_and_ends_within_its_time(migrated: Installation, name: str) -> None:
    here = migrated
    with running(here, COMMANDS[name]) as process:
        alive = until(lambda: here.status("/healthz") == 200)
        ready, door = here.status("/readyz"), here.status("/api/v1/municipalities")
        asked = subprocess.run(as_run(HEALTH, here.port)).returncode
        code, seconds = stopped(process)
        told, _ = process.communicate()
    assert (alive, ready, door, asked, code) == (True, 503, 401, 0, 0), told
    assert seconds < STOPS


@pytest.mark.slow
@pytest.mark.parametrize("name", distinct(JOBS))
def test_the_jobs_take_the_lease_and_give_it_back(migrated: Installation, name: str) -> None:
    here = migrated
    engine = make_engine(f"sqlite:///{here.folder / 'tracker.db'}")

    def lease() -> LeaseRow | None:
        with reading(engine) as session:
            return session.get(LeaseRow, LEASE_NAME)

    with running(here, COMMANDS[name]) as process:
        taken = until(lambda: lease() is not None)
        code, seconds = stopped(process)
        told, _ = process.communicate()
    row = lease()
    engine.dispose()
    assert (taken, code) == (True, 0), told
    assert row is not None
    assert row.expires_at - row.heartbeat_at < timedelta(seconds=Config().lease_seconds)
    assert seconds < STOPS


def test_a_service_with_the_example_settings_alone_does_not_start(here: Installation) -> None:
    here.settings["SECRET_KEY"] = ""
    with running(here, COMMANDS[MIGRATE[0]]) as process:
        told, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "SECRET_KEY" in told


def test_the_example_settings_are_safe_once_filled_in(here: Installation) -> None:
    config = from_environment(here.settings)
    known = {name.upper() for name in Config.model_fields}
    assert (config.mode, unsafe_settings(config)) == ("production", [])
    assert set(here.settings) - known == {"PROMETHEUS_MULTIPROC_DIR"}


def test_the_units_are_understood(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        missing("systemd-analyze")
    for file in (FOLDER / "systemd").glob("*.service"):
        text = file.read_text(encoding="utf-8").replace(PROGRAM, str(ROOT))
        (tmp_path / file.name).write_text(text, encoding="utf-8")
    verify = ["systemd-analyze", "verify", *map(str, tmp_path.glob("*.service"))]
    done = subprocess.run(verify, capture_output=True, text=True, env={**os.environ, "SYSTEMD_LOG_LEVEL": "warning"})
    told = [line for line in done.stderr.splitlines() if str(tmp_path) in line or "hlidac" in line]
    assert (done.returncode, told) == (0, [])


@pytest.mark.parametrize("name", ["hlidac-web.service", "hlidac-jobs.service", "hlidac-migrate.service"])
def test_a_part_runs_without_rights_that_it_does_not_need(name: str) -> None:
    service = unit(name)["Service"]
    told = [service[key] for key in ("User", "NoNewPrivileges", "ProtectSystem", "CapabilityBoundingSet")]
    assert told == [["hlidac"], ["yes"], ["strict"], [""]]


def test_long_running_parts_come_back_and_get_their_time_to_end() -> None:
    parts = [unit(f"hlidac-{name}.service")["Service"] for name in ("web", "jobs")]
    assert [(part["Restart"], part["TimeoutStopSec"]) for part in parts] == [(["always"], [str(STOPS)])] * 2
    assert [COMPOSE["services"][name]["stop_grace_period"] for name in ("web", "jobs")] == [f"{STOPS}s"] * 2
