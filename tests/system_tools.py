"""Programs and libraries of the system that some tests need; ``system-packages.txt`` names their packages.

Without them a test is skipped visibly, or fails where CI=true.
"""

import ctypes.util
import shutil

from tests.support.optional import missing


def require(*programs: str) -> None:
    """Go on only where all ``programs`` are on the path."""
    absent = [name for name in programs if shutil.which(name) is None]
    if absent:
        missing(f"not installed: {', '.join(absent)}")


def require_library(name: str) -> None:
    """Go on only where the shared library ``name`` can be loaded."""
    if ctypes.util.find_library(name) is None:
        missing(f"not installed: lib{name}")
