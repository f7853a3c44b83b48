"""Who imports whom: the contracts of ``pyproject.toml`` hold."""

import subprocess
import sys
from pathlib import Path

from tests.architecture.sources import ROOT


def test_floors_and_siblings_keep_their_contracts() -> None:
    """In a process of its own: the checker silences every logger of the process that it runs in."""
    checker = Path(sys.executable).with_name("lint-imports")

    checked = subprocess.run([checker, "--no-cache", "--no-logo"], cwd=ROOT, capture_output=True, text=True)

    assert checked.returncode == 0, checked.stdout
