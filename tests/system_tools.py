"""Programs and libraries of the system that some tests need; ``system-packages.txt`` names their packages.

Where one is missing, a person sees a skip with its reason; in CI, where everything must be, the test fails.
"""

import ctypes.util
import os
import shutil
from typing import NoReturn

import pytest


def missing(what: str) -> NoReturn:
    """Leave the running test because ``what`` is not here; in CI fail."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"missing in CI: {what}", pytrace=False)
    pytest.skip(what)


def require(*programs: str) -> None:
    """Go on only where all ``programs`` are on the path."""
    absent = [name for name in programs if shutil.which(name) is None]
    if absent:
        missing(f"{', '.join(absent)}: not installed")


def require_library(name: str) -> None:
    """Go on only where the shared library ``name`` can be loaded."""
    if ctypes.util.find_library(name) is None:
        missing(f"lib{name}: not installed")
