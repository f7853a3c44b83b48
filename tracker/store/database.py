"""Engines and transactions for SQLite and PostgreSQL, and the column types that mean the same on both.

SQLite begins every writing transaction with BEGIN IMMEDIATE: a deferred one that reads first fails at once under
concurrency, whatever the busy timeout (measured; see docs/decisions/0002-databases.md).
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Engine, event
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlmodel import Field, Session, SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

_USABLE = "Adresa databáze (DATABASE_URL) začíná sqlite:/// nebo postgresql://; jiná databáze být nemůže."
BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
"""The type of every key; SQLite counts up only plain INTEGER keys."""

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
"""A value kept as JSON. Assign a new value to change it; changes inside it are not seen."""


class Row(SQLModel):
    """The base of every table: types and bounds are checked on assignment too; an error tells no value."""

    model_config = {"validate_assignment": True, "hide_input_in_errors": True}


def identity() -> Any:
    """The primary key column."""
    return Field(default=None, primary_key=True, sa_type=BIG_ID)


def reference(target: str, *, nullable: bool = False, index: bool = True, cascade: bool = False) -> Any:
    """A foreign key column to ``target`` ("table.column")."""
    extra: dict[str, Any] = {"ondelete": "CASCADE"} if cascade else {}
    if nullable:
        extra["default"] = None
    return Field(foreign_key=target, sa_type=BIG_ID, nullable=nullable, index=index, **extra)


def choice(members: type[Enum], name: str, **extra: Any) -> Any:
    """A column holding one of ``members`` by value, guarded by a CHECK named ``name``."""
    kind = sa.Enum(
        members,
        native_enum=False,
        create_constraint=True,
        validate_strings=True,
        length=32,
        values_callable=lambda m: [member.value for member in m],
        name=name,
    )
    return Field(sa_type=kind, **extra)


def as_json(**extra: Any) -> Any:
    """A JSON column."""
    return Field(sa_type=JSON, **extra)


class UnusableDatabase(ValueError):
    """The address names no database that can be used; the message says which ones can."""


KEPT_OPEN = 16
"""Connections that a process keeps: its eight threads hold two at a time, one for the page and one for its frame.

What is opened beyond is closed again at once, and to open one costs as much as a page. Those used last are taken first,
so that there are no more of them than are needed and their statements are prepared.
"""


def make_engine(url: str) -> Engine:
    """An engine for ``url``; a SQLite file's folder is created. Raises ``UnusableDatabase`` for another kind.

    Errors of the database tell no values: they end up in logs.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise UnusableDatabase(_USABLE) from error
    backend = parsed.get_backend_name()
    if backend == "postgresql":
        options = "-c timezone=UTC -c lock_timeout=5s -c idle_in_transaction_session_timeout=60s"
        connect = {"options": options, "application_name": "tracker"}
        return sa.create_engine(
            parsed.set(drivername="postgresql+psycopg"),
            pool_pre_ping=True,
            pool_size=KEPT_OPEN,
            pool_use_lifo=True,
            connect_args=connect,
            hide_parameters=True,
        )
    if backend != "sqlite":
        raise UnusableDatabase(_USABLE)
    if _is_file(parsed):
        Path(parsed.database or "").parent.mkdir(parents=True, exist_ok=True)
    pool = {"pool_size": KEPT_OPEN, "pool_use_lifo": True} if _is_file(parsed) else {}
    engine = sa.create_engine(parsed, connect_args={"timeout": 30}, hide_parameters=True, **pool)
    event.listen(engine, "connect", _sqlite_settings)
    event.listen(engine, "begin", _sqlite_begin)
    return engine


def _is_file(url: URL) -> bool:
    return bool(url.database) and url.database != ":memory:"


def _sqlite_settings(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver starts no transaction of its own
    for pragma in ("busy_timeout=30000", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")
    _write_ahead(connection)


def _write_ahead(connection: sqlite3.Connection, tries: int = 10) -> None:
    """Switch a file that is new, copied or restored to WAL.

    SQLite fails here at once, whatever the busy timeout, while another connection switches or writes; BEGIN IMMEDIATE
    does wait for that one.
    """
    for _ in range(tries):
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
    connection.execute("PRAGMA journal_mode=WAL")


def _sqlite_begin(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN " + connection.get_execution_options().get("sqlite_begin", "DEFERRED"))


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session that only reads; whatever it changed is rolled back."""
    with Session(engine, expire_on_commit=False) as session:
        yield session


def lasting(engine: Engine) -> sa.Connection:
    """A connection for writing transactions that are on the disk when they end."""
    return engine.connect().execution_options(sqlite_begin="IMMEDIATE")


def swift(engine: Engine) -> sa.Connection:
    """A connection of its own, for writing transactions whose end does not wait for the disk.

    It outlives the process at once, but the power of the machine (on PostgreSQL: a crash of the server) only together
    with the next transaction that does wait. For what may be forgotten then.
    """
    connection = lasting(engine)
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute("PRAGMA synchronous=NORMAL" if engine.dialect.name == "sqlite" else "SET synchronous_commit = off")
    driver.commit()
    connection.detach()  # the setting must not come back to the pool
    return connection


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """A session in one writing transaction, committed at the end and rolled back on any error."""
    with (
        Session(engine.execution_options(sqlite_begin="IMMEDIATE"), expire_on_commit=False) as session,
        session.begin(),
    ):
        yield session
