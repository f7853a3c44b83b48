"""The whole content of a database as lines of text, the same for SQLite and PostgreSQL: for backups and for moving.

The tables are those that stand in the database, so that one of an older schema is carried as well.

A line is ``{"table", "row"}``. Lines come in an order in which they can be put back: a table after those it points to,
rows by key. ``content_hash`` is over these lines, so two databases with equal hashes hold the same.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from itertools import groupby, islice
from typing import Any

import sqlalchemy as sa
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Table

from tracker.store.migrating import newest
from tracker.store.tables import METADATA

_BATCH = 500


def tables_of(connection: Connection) -> list[Table]:
    """Every table of the database, each after those it points to; columns that the program knows have its types."""
    if MigrationContext.configure(connection).get_current_revision() == newest():
        return METADATA.sorted_tables
    return reflected(connection)


def reflected(connection: Connection) -> list[Table]:
    """The same, whatever the schema, by asking the database."""
    there = sa.MetaData()
    there.reflect(connection)
    for name in set(there.tables) - {"alembic_version"}:
        known = METADATA.tables.get(name)
        for column in there.tables[name].columns:
            if known is not None and column.name in known.columns:
                column.type = known.columns[column.name].type
    return [table for table in there.sorted_tables if table.name != "alembic_version"]


def lines_of(connection: Connection) -> Iterator[str]:
    """The content, one row a line. Read in one transaction, so that it is of one moment."""
    for table in tables_of(connection):
        query = sa.select(table).order_by(*table.primary_key.columns).execution_options(yield_per=_BATCH)
        for row in connection.execute(query).mappings():
            yield _line(table.name, plain(row))


def put_back(connection: Connection, lines: Iterable[str]) -> dict[str, int]:
    """Write lines into an empty, migrated database; the number of rows of each table.

    Rows that point to rows of their own table may come before them, so such columns are filled afterwards.
    """
    counts: dict[str, int] = {}
    by_name = {table.name: table for table in tables_of(connection)}
    told = (json.loads(line) for line in lines)
    for name, group in groupby(told, key=lambda entry: entry["table"]):
        counts[name] = _fill(connection, by_name[name], (entry["row"] for entry in group))
    if connection.dialect.name == "postgresql":
        _count_on(connection, by_name.values())
    return counts


def content_hash(lines: Iterable[str]) -> str:
    """The SHA-256 over all lines."""
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line.encode() + b"\n")
    return digest.hexdigest()


def _fill(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> int:
    own = [c.name for c in table.columns if any(key.column.table is table for key in c.foreign_keys)]
    later: list[dict[str, Any]] = []
    count = 0
    source = iter(rows)
    while batch := [typed(table, row) for row in islice(source, _BATCH)]:
        later += [
            {"key": row["id"], **{c: row[c] for c in own}} for row in batch if any(row[c] is not None for c in own)
        ]
        connection.execute(sa.insert(table), [{**row, **dict.fromkeys(own)} for row in batch])
        count += len(batch)
    if later:
        pointing: dict[str, Any] = {c: sa.bindparam(c) for c in own}
        connection.execute(sa.update(table).where(table.c.id == sa.bindparam("key")).values(pointing), later)
    return count


def _count_on(connection: Connection, tables: Iterable[Table]) -> None:
    """Let the sequences of PostgreSQL go on behind the highest key."""
    for table in tables:
        if "id" in table.columns:
            sequence = connection.scalar(sa.select(sa.func.pg_get_serial_sequence(table.name, "id")))
            highest = connection.scalar(sa.select(sa.func.max(table.c.id)))
            if sequence and highest:
                connection.execute(sa.select(sa.func.setval(sequence, highest)))


def plain(row: Mapping[Any, Any]) -> dict[str, Any]:
    """A row as values that JSON knows."""
    return {name: _plain(value) for name, value in row.items()}


def typed(table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    """A row told as JSON with the values that its columns hold."""
    return {name: _value(table.columns[name].type, value) for name, value in row.items()}


def _value(kind: Any, value: Any) -> Any:
    if value is None or isinstance(kind, sa.JSON):
        return value
    if isinstance(kind, sa.Enum) and kind.enum_class is not None:
        return kind.enum_class(value)
    python = kind.impl_instance.python_type if isinstance(kind, sa.types.TypeDecorator) else kind.python_type
    if python in (date, datetime, time):
        return python.fromisoformat(value)
    if python is Decimal:
        return Decimal(value)
    return bytes.fromhex(value) if python is bytes else value


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    return value


def _line(table: str, row: dict[str, Any]) -> str:
    return json.dumps({"table": table, "row": row}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
