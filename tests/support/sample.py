"""An installation with the sample data, for tests that want a full house: loaded once, copied for each test."""

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
    folder = tmp_path_factory.mktemp("sample")
    ground = ground_for(Config(instance_dir=folder), on_day(SAMPLE_DAY))
    ensure_schema(ground.engine)
    load_sample(ground, lambda _town: None)
    ground.engine.dispose()  # the last connection empties the write-ahead log into the file
    return folder
