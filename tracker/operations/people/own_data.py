"""„Moje údaje“: everything that is kept of a person, as JSON with the files that the person brought (GDPR, article 15).

Every table that points at a person is looked at, so nothing has to be added here when another one comes. Secrets are
left out: the hashes of passwords and tokens are no data about a person, and a copy of them only helps a thief.
"""

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from enum import Enum
from typing import Any

import sqlalchemy as sa

from tracker.operations.ground import Ground, NotFound, looking
from tracker.people.actor import Actor
from tracker.store.people import PersonRow
from tracker.store.tables import METADATA

_SECRET = ("hash", "secret", "token", "salt")
_WITH_SECRETS = {"mail": {"content"}}
"""Columns in which links that open something may stand."""
_BROUGHT = {"evidence": "recorded_by", "document": "uploaded_by"}
"""The tables of files, and the column of who brought one."""


def own_data(ground: Ground, actor: Actor) -> bytes:
    """The archive for whoever acts: ``udaje.json`` and ``soubory/``."""
    if actor.person is None:
        raise NotFound
    told = io.BytesIO()
    with looking(ground, actor) as work, zipfile.ZipFile(told, "w", zipfile.ZIP_DEFLATED) as archive:
        connection = work.session.connection()
        found = {table.name: _rows(connection, table, actor.person) for table in METADATA.sorted_tables}
        tables = {name: rows for name, rows in found.items() if rows}
        form = {"made_at": work.now, "person": actor.person, "tables": tables}
        archive.writestr("udaje.json", json.dumps(form, ensure_ascii=False, indent=2, default=_plain))
        for sha256, name in _files(tables, actor.person):
            archive.writestr(f"soubory/{sha256[:12]}-{name}", ground.files.get(sha256))
    return told.getvalue()


def _rows(connection: sa.Connection, table: sa.Table, person: int) -> list[dict[str, Any]]:
    """The rows that are the person or point at the person, without secrets and without bytes."""
    pointing = [c for c in table.columns for key in c.foreign_keys if key.column.table is METADATA.tables["person"]]
    pointing += [c for c in table.columns if c.name == "person_id" and c not in pointing]
    if table.name == PersonRow.__tablename__:
        pointing = [table.c.id]
    if not pointing:
        return []
    shown = [column for column in table.columns if _is_told(table.name, column)]
    query = sa.select(*shown).where(sa.or_(*(column == person for column in pointing)))
    return [dict(row) for row in connection.execute(query).mappings()]


def _files(tables: dict[str, list[dict[str, Any]]], person: int) -> Iterator[tuple[str, str]]:
    for table, bringer in _BROUGHT.items():
        for row in tables.get(table, []):
            if row[bringer] == person and row.get("deleted_at") is None:
                yield row["sha256"], row["name"]


def _is_told(table: str, column: sa.Column[Any]) -> bool:
    secret = any(word in column.name for word in _SECRET) or column.name in _WITH_SECRETS.get(table, ())
    return not secret and not isinstance(column.type, sa.LargeBinary)


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return str(value)
