"""An installation with the sample data, for tests that want a full house: loaded once a run, copied for each test."""

import fcntl
import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from tracker.config import Config
from tracker.installation import ground_for
from tracker.operations.sample.load_sample import load_sample
from tracker.store.migrating import ensure_schema
from tracker.timeline.clock import on_day

SAMPLE_DAY = date(2026, 11, 25)
"""The day on which the sample was loaded; its last weeks end there."""


@pytest.fixture
def sample_instance(tmp_path: Path, _loaded_sample: Path) -> Path:
    """A folder for ``Config(instance_dir=…)`` with the sample as it stands on ``SAMPLE_DAY``, on SQLite."""
    return Path(shutil.copytree(_loaded_sample, tmp_path / "sample"))


@pytest.fixture(scope="session")
def _loaded_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Loaded by the worker that asks first, for all workers of the run."""
    mine = tmp_path_factory.getbasetemp()
    folder = (mine.parent if "PYTEST_XDIST_WORKER" in os.environ else mine) / "loaded-sample"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            loading = tmp_path_factory.mktemp("sample")
            _load(loading)
            loading.rename(folder)
    return folder


def _load(folder: Path) -> None:
    ground = ground_for(Config(instance_dir=folder), on_day(SAMPLE_DAY))
    ensure_schema(ground.engine)
    load_sample(ground, lambda _town: None)
    ground.engine.dispose()  # the last connection empties the write-ahead log into the file
