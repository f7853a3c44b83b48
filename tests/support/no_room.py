"""Databases that refuse to take anything in: no room for another page, or open for reading only."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Engine, event

_REFUSE = """
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$;
CREATE TRIGGER refuse BEFORE INSERT ON journal EXECUTE FUNCTION refuse()
"""


@contextmanager
def no_room(engine: Engine) -> Iterator[None]:
    """While it lasts there is no room: on SQLite for another page, on PostgreSQL (by its error) for any journal."""
    if engine.dialect.name == "sqlite":
        with _every_connection(engine, "max_page_count=1"):
            yield
        return
    with engine.begin() as connection:
        connection.execute(sa.text(_REFUSE))
    yield
    with engine.begin() as connection:
        connection.execute(sa.text("DROP FUNCTION refuse CASCADE"))


@contextmanager
def read_only(engine: Engine) -> Iterator[None]:
    """While it lasts nothing can be written."""
    if engine.dialect.name == "sqlite":
        with _every_connection(engine, "query_only=ON"):
            yield
        return
    for setting in ("on", "off"):
        with engine.begin() as connection:
            connection.execute(sa.text("SET TRANSACTION READ WRITE"))
            connection.execute(
                sa.text(f'ALTER DATABASE "{engine.url.database}" SET default_transaction_read_only = {setting}')
            )
        engine.dispose()
        if setting == "on":
            yield


@contextmanager
def _every_connection(engine: Engine, pragma: str) -> Iterator[None]:
    def restrict(connection: Any, _record: Any) -> None:
        connection.execute(f"PRAGMA {pragma}")

    engine.dispose()
    event.listen(engine, "connect", restrict)
    yield
    event.remove(engine, "connect", restrict)
    engine.dispose()
