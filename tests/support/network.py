"""Tests talk to this machine only, and never to its own mail server: whoever tries otherwise fails at once.

The guard is an audit hook of the interpreter, so it sees every connection whatever library makes it; connections of
other programs (a browser, an office suite) and of PostgreSQL's C client are not seen.
"""

import ipaddress
import sys
from typing import Any

import pytest

MAIL_PORTS = frozenset({25, 465, 587})
"""Where a real mail server of this machine may listen; the scripted ones of the tests take free ports."""


def _is_here(host: object) -> bool:
    if host in (None, "", b"", "localhost", b"localhost"):
        return True
    try:
        return ipaddress.ip_address(host.decode() if isinstance(host, bytes) else str(host)).is_loopback
    except ValueError:
        return False


def _guard(happening: str, args: tuple[Any, ...]) -> None:
    if happening == "socket.getaddrinfo" and not _is_here(args[0]):
        pytest.fail(f"a test asked for the address of {args[0]!r}; tests stay on this machine")
    if happening == "socket.connect" and isinstance(args[1], tuple):
        host, port = args[1][:2]
        if not _is_here(host):
            pytest.fail(f"a test connected to {host}:{port}; tests stay on this machine")
        if port in MAIL_PORTS:
            pytest.fail(f"a test connected to port {port}, where a real mail server may listen; use smtp_server")


def pytest_configure() -> None:
    """Set the guard for the whole run; an audit hook cannot be taken back."""
    sys.addaudithook(_guard)
