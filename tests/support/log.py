"""What the product writes into its log, through its own configuration."""

import io
import logging
from collections.abc import Iterator

import pytest

from tracker.config import Config
from tracker.operations.upkeep.logs import configure_logs


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """Everything that is logged during a test, as JSON; the loggers of the process are as before in the end."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    stream = io.StringIO()
    configure_logs(Config(log_format="json", log_level="debug"), stream)
    yield stream
    root.handlers[:] = before
    root.setLevel(level)
