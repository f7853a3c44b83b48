"""Named points at which a test may kill the process. Outside tests a point does nothing.

The points stand where a crash would hurt, so that the test kills the product itself and not a copy made for testing.
"""

from collections.abc import Callable


class _Hook:
    strike: Callable[[str], None] | None = None


def cp(name: str) -> None:
    """Pass the point ``name``."""
    if _Hook.strike is not None:
        _Hook.strike(name)


def strike_with(strike: Callable[[str], None] | None) -> None:
    """Let ``strike`` be called at every point from now on; only tests do."""
    _Hook.strike = strike
