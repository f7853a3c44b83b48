"""Mail servers for tests. Faults are ordered from ``tests/support/smtp.py``."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.certificates import Identity, identity
from tests.support.smtp import ScriptedSMTP


@pytest.fixture
def smtp_server() -> Iterator[ScriptedSMTP]:
    """A mail server without encryption or login on a free port."""
    with ScriptedSMTP() as server:
        yield server


@pytest.fixture(scope="session")
def smtp_identity(tmp_path_factory: pytest.TempPathFactory) -> Identity:
    """The certificate of the encrypted mail servers; ``ca_file`` is what their clients must trust."""
    return identity(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
def starttls_server(smtp_identity: Identity) -> Iterator[ScriptedSMTP]:
    """A mail server that asks for STARTTLS and a login (``USER``, ``PASSWORD``)."""
    with ScriptedSMTP(tls="starttls", context=smtp_identity.context, login=True) as server:
        yield server


@pytest.fixture
def tls_server(smtp_identity: Identity) -> Iterator[ScriptedSMTP]:
    """A mail server that speaks TLS from the first byte and asks for a login."""
    with ScriptedSMTP(tls="implicit", context=smtp_identity.context, login=True) as server:
        yield server


@pytest.fixture
def foreign_tls_server(tmp_path: Path) -> Iterator[ScriptedSMTP]:
    """A STARTTLS server whose certificate is for another name and from an authority nobody trusts."""
    with ScriptedSMTP(tls="starttls", context=identity(tmp_path, host="jina.example").context) as server:
        yield server
