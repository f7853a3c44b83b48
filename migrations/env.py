"""Alembic environment for both databases; ``tracker/store/migrating.py`` runs it and hands over the address.

On SQLite foreign keys are off while tables are rebuilt (a batch change of a parent would silently delete its children)
and checked afterwards; on PostgreSQL an advisory lock lets one process migrate at a time.
"""

import os
from typing import Any

import sqlalchemy as sa
from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from tracker.config import from_environment
from tracker.store.database import make_engine
from tracker.store.tables import METADATA

_LOCK = 72011


def _render(kind: str, thing: Any, autogen: AutogenContext) -> str | bool:
    """Write column types so that a revision imports no code of the application."""
    if kind != "type":
        return False
    if isinstance(thing, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    if isinstance(thing, AutoString):
        return f"sa.String({thing.length or ''})"
    if isinstance(thing, sa.JSON):
        autogen.imports.add("from sqlalchemy.dialects import postgresql")
        return "sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')"
    return False


def _run(connection: sa.Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=METADATA,
        compare_type=True,
        render_as_batch=True,
        render_item=_render,
        transaction_per_migration=True,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()


def _run_on_sqlite(connection: sa.Connection) -> None:
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute("PRAGMA foreign_keys=OFF")  # has no effect inside a transaction
    connection = connection.execution_options(sqlite_begin="IMMEDIATE")
    _run(connection)
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    connection.rollback()
    if broken:
        raise SystemExit(f"Migrace porušila cizí klíče: {broken[:5]}")


def _run_on_postgresql(connection: sa.Connection) -> None:
    connection.execute(sa.text(f"SELECT pg_advisory_lock({_LOCK})"))
    connection.commit()
    try:
        _run(connection)
    finally:
        connection.rollback()
        connection.execute(sa.text(f"SELECT pg_advisory_unlock({_LOCK})"))
        connection.commit()


def run() -> None:
    """Run the wanted migrations on the database of ``-x url=…``, of the caller, or of the environment."""
    asked = context.get_x_argument(as_dictionary=True).get("url")
    url = asked or context.config.attributes.get("url") or from_environment(os.environ).database
    engine = make_engine(url)
    try:
        with engine.connect() as connection:
            (_run_on_sqlite if connection.dialect.name == "sqlite" else _run_on_postgresql)(connection)
    finally:
        engine.dispose()  # the pragma must not stay on a pooled connection


run()
