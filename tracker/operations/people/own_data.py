"""„Moje údaje“: everything that is kept of a person, as JSON with the files that the person brought (GDPR, article 15).

Every table that points at a person, or holds the person's e-mail address, is looked at, so nothing has to be added
here when another one comes. Secrets are left out: the hashes of passwords and tokens are no data about a person, and a
copy of them only helps a thief.
"""

import io
import json
import zipfile
from collections.abc import Callable, Iterator, Sequence
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
_ADDRESSES = frozenset({"email", "address", "sender"})
_BROUGHT = {"evidence": "recorded_by", "document": "uploaded_by"}
"""The tables of files, and the column of who brought one."""


def own_data(ground: Ground, actor: Actor) -> bytes:
    """The archive for whoever acts: ``udaje.json`` and ``soubory/``."""
    person = actor.person
    if person is None:
        raise NotFound
    told = io.BytesIO()
    with looking(ground, actor) as work, zipfile.ZipFile(told, "w", zipfile.ZIP_DEFLATED) as archive:
        connection = work.session.connection()
        email = work.session.get_one(PersonRow, person).email.casefold()
        tables = told_rows(connection, lambda table: _is_of(table, person, email))
        form = {"made_at": work.now, "person": person, "tables": tables}
        archive.writestr("udaje.json", as_text(form))
        for sha256, name in _files(tables, person):
            archive.writestr(f"soubory/{sha256[:12]}-{name}", ground.files.get(sha256))
    return told.getvalue()


def told_rows(
    connection: sa.Connection, which: Callable[[sa.Table], Sequence[sa.ColumnElement[bool]]]
) -> dict[str, list[dict[str, Any]]]:
    """By table the rows to which one of the conditions applies, without secrets and without bytes."""
    found: dict[str, list[dict[str, Any]]] = {}
    for table in METADATA.sorted_tables:
        shown = [column for column in table.columns if _is_told(table.name, column)]
        query = sa.select(*shown).where(sa.or_(sa.false(), *which(table)))
        rows = [dict(row) for row in connection.execute(query).mappings()]
        if rows:
            found[table.name] = rows
    return found


def pointing(table: sa.Table, target: str) -> list[sa.Column[Any]]:
    """The columns of a table that point at another one."""
    return [c for c in table.columns for key in c.foreign_keys if key.column.table is METADATA.tables[target]]


def addresses(table: sa.Table) -> list[sa.Column[Any]]:
    """The columns of a table that hold the e-mail address of somebody."""
    return [column for column in table.columns if column.name in _ADDRESSES]


def as_text(told: dict[str, Any]) -> str:
    """JSON for people and programs."""
    return json.dumps(told, ensure_ascii=False, indent=2, default=_plain)


def _is_of(table: sa.Table, person: int, email: str) -> list[sa.ColumnElement[bool]]:
    """What makes a row the person's: it is the person, points at the person, or was sent to or from the address."""
    if table.name == PersonRow.__tablename__:
        return [table.c.id == person]
    plain = [column for column in table.columns if column.name == "person_id"]
    return [
        *(column == person for column in {*pointing(table, "person"), *plain}),
        *(sa.func.lower(column) == email for column in addresses(table)),
    ]


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
