"""Everything of one municipality in one documented file: for handing over and for leaving (docs/archive.md)."""

import hashlib
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlmodel import col, select

from tracker.operations.ground import Ground, Work, looking
from tracker.operations.upkeep.archive_tables import (
    FORMAT,
    JOURNAL,
    MANIFEST,
    PEOPLE,
    SUMS,
    is_carried,
    kinds,
    points_at,
)
from tracker.people.actor import Actor
from tracker.people.permissions import Permission
from tracker.store.journal import JournalRow, head
from tracker.store.migrating import newest
from tracker.store.people import PersonRow
from tracker.store.portable import plain
from tracker.store.tables import METADATA
from tracker.store.territory import MunicipalityRow, OfficeRow


class _Zip:
    """A zip that remembers the hash of everything in it."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.sums: dict[str, str] = {}

    def add(self, name: str, data: bytes) -> None:
        self.sums[name] = hashlib.sha256(data).hexdigest()
        self._archive.writestr(name, data)


def export_archive(ground: Ground, actor: Actor, municipality_id: int, target: Path) -> dict[str, Any]:
    """Write the archive to ``target`` and answer its manifest."""
    unfinished = target.with_name(f"{target.name}.part")
    with looking(ground, actor) as work, zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as file:
        work.require(Permission.ADMINISTER)
        town = work.municipality(municipality_id)
        archive = _Zip(file)
        tables = {name: _rows(work, METADATA.tables[name], municipality_id) for name in kinds()}
        files = _files(tables)
        manifest = {
            "format": FORMAT,
            "made_at": work.now.isoformat(),
            "schema": newest(),
            "municipality": _told(work, town),
            "rows": {name: len(rows) for name, rows in tables.items() if rows},
            "files": len(files),
            "journal_head": head(work.session),
        }
        archive.add(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=2).encode())
        for name, rows in tables.items():
            if rows:
                archive.add(f"rows/{name}.jsonl", _lines(rows))
        archive.add(PEOPLE, _lines(_people(work, tables)))
        archive.add(JOURNAL, _lines(_journal(work, municipality_id)))
        for sha256 in sorted(files):
            archive.add(f"files/{sha256}", ground.files.get(sha256))
        sums = "".join(f"{digest}  {name}\n" for name, digest in archive.sums.items())
        file.writestr(SUMS, sums)
    unfinished.replace(target)
    return manifest


def _told(work: Work, town: MunicipalityRow) -> dict[str, Any]:
    office = work.session.get_one(OfficeRow, town.office_id)
    return {
        "name": town.name,
        "ico": town.ico,
        "seat": town.seat,
        "region": town.region,
        "office": {"code": office.code, "name": office.name},
    }


def _rows(work: Work, table: sa.Table, municipality_id: int) -> list[dict[str, Any]]:
    columns = [column for column in table.columns if is_carried(column) and column.name != "municipality_id"]
    query = sa.select(*columns).where(table.c.municipality_id == municipality_id).order_by(*table.primary_key.columns)
    return [plain(row) for row in work.session.execute(query).mappings()]


def _files(tables: Mapping[str, list[dict[str, Any]]]) -> set[str]:
    rows = [row for table in tables.values() for row in table]
    return {row["sha256"] for row in rows if row.get("sha256") and row.get("deleted_at") is None}


def _people(work: Work, tables: Mapping[str, list[dict[str, Any]]]) -> Iterator[dict[str, Any]]:
    """Whoever the rows name: a name and an address, by which the new place knows them."""
    named = {
        row[column]
        for name, rows in tables.items()
        for column, target in points_at(METADATA.tables[name]).items()
        if target == "person"
        for row in rows
    }
    query = select(PersonRow).where(col(PersonRow.id).in_(named - {None})).order_by(col(PersonRow.id))
    for person in work.session.exec(query):
        yield {"id": person.id, "name": person.name, "email": person.email}


def _journal(work: Work, municipality_id: int) -> Iterator[dict[str, Any]]:
    query = select(JournalRow).where(JournalRow.municipality_id == municipality_id).order_by(col(JournalRow.id))
    for entry in work.session.exec(query):
        yield plain(entry.model_dump())


def _lines(rows: Iterable[Mapping[str, Any]]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
