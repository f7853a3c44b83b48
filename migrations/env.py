"""Alembic environment for both databases; ``tracker/store/migrating.py`` runs it and hands over the address.

A run is one transaction: it brings the database all the way or leaves it as it was, and a second process that starts
meanwhile waits and then finds nothing to do. On SQLite foreign keys are off while tables are rebuilt (a batch change of
a parent would silently delete its children) and checked before the transaction ends.
"""

import os
from typing import Any, Literal

import sqlalchemy as sa
from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from tracker.config import from_environment
from tracker.store.database import make_engine
from tracker.store.tables import METADATA

_LOCK = 72011


class BrokenReferences(Exception):
    """A revision would leave rows that point at nothing; it was not carried out."""


def _render(kind: str, thing: Any, autogen: AutogenContext) -> str | Literal[False]:
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


def _prepare(connection: sa.Connection) -> None:
    """What must be set before the transaction begins."""
    driver = connection.connection.driver_connection
    assert driver is not None
    if connection.dialect.name == "sqlite":
        driver.execute("PRAGMA foreign_keys=OFF")  # has no effect inside a transaction
    else:
        driver.execute("SET lock_timeout = 0")  # wait for another migrating process as long as it takes
        driver.commit()


def _run(connection: sa.Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=METADATA,
        compare_type=True,
        render_as_batch=True,
        render_item=_render,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        if connection.dialect.name == "postgresql":
            connection.execute(sa.text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
        context.run_migrations()
        if connection.dialect.name == "sqlite":
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            if broken:
                raise BrokenReferences(f"Migrace by porušila cizí klíče: {broken[:5]}")


def run() -> None:
    """Run the wanted migrations on the database of ``-x url=…``, of the caller, or of the environment."""
    asked = context.get_x_argument(as_dictionary=True).get("url")
    url = asked or context.config.attributes.get("url") or from_environment(os.environ).database
    engine = make_engine(url)
    try:
        with engine.execution_options(sqlite_begin="IMMEDIATE").connect() as connection:
            _prepare(connection)
            _run(connection)
    finally:
        engine.dispose()  # the settings must not stay on a pooled connection


run()
