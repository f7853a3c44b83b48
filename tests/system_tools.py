"""Programs of the system that tests need: without them a test is skipped visibly, or fails where CI=true."""

import os
import shutil

import pytest


def require(*programs: str) -> None:
    """Go on only where all ``programs`` are installed."""
    missing = [program for program in programs if shutil.which(program) is None]
    if not missing:
        return
    reason = f"not installed: {', '.join(missing)}"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
