"""Takes in the archive of a municipality: every row gets a new id, is journalled, and stands as it stood before.

What the archive promises is checked first: its form, its sums, and that every row fits a table of this program.
"""

import hashlib
import json
import zipfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlmodel import select

from tracker.operations.ground import Ground, Refused, Work, working
from tracker.operations.refresh import refresh
from tracker.operations.upkeep.archive_tables import FORMAT, MANIFEST, PEOPLE, SUMS, kinds, points_at
from tracker.people.actor import Actor
from tracker.people.permissions import Permission
from tracker.store.agreements import AgreementRow
from tracker.store.people import PersonRow
from tracker.store.portable import typed
from tracker.store.tables import METADATA
from tracker.store.territory import MunicipalityRow, OfficeRow
from tracker.timeline.czech_order import sort_key

_KEYS = {"key", "replaced_by"}
"""Columns that hold the key of an obligation or of an occurrence."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """The municipality that now has it all, and how much of what."""

    municipality_id: int
    rows: dict[str, int]
    files: int


@dataclass
class _Ids:
    """Which id a row of the archive has here, by table."""

    of: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def here(self, table: str, there: int | None) -> int | None:
        return None if there is None else self.of[table].get(there)


def import_archive(ground: Ground, actor: Actor, source: Path) -> TakenIn:
    """Take in an archive; raises ``Refused`` for a damaged one and where the municipality already has agreements."""
    with _opened(source) as archive:
        manifest = _checked(archive, source)
        files = [name for name in archive.namelist() if name.startswith("files/")]
        for name in files:
            ground.files.put(archive.read(name))
        with working(ground, actor) as work:
            work.require(Permission.ADMINISTER)
            town = _town(work, manifest["municipality"])
            ids = _Ids()
            ids.of["person"] = _people(work, _told(archive, PEOPLE))
            rows = {
                name: _take(work, ids, town, kind, _told(archive, f"rows/{name}.jsonl"))
                for name, kind in kinds().items()
            }
            refresh(work, ids.of["occurrence"].values())
            assert town.id is not None
            return TakenIn(town.id, {name: count for name, count in rows.items() if count}, len(files))


def _opened(source: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(source)
    except (zipfile.BadZipFile, OSError) as error:
        raise Refused("%(name)s není archiv obce nebo je poškozený.", name=source.name) from error


def _checked(archive: zipfile.ZipFile, source: Path) -> dict[str, Any]:
    names = set(archive.namelist())
    if not {MANIFEST, SUMS} <= names:
        raise Refused("%(name)s není archiv obce nebo je poškozený.", name=source.name)
    manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
    if manifest.get("format") != FORMAT:
        forms = {"there": str(manifest.get("format")), "known": str(FORMAT)}
        raise Refused("Archiv má podobu %(there)s, tento program zná %(known)s.", **forms)
    told = (line.partition("  ") for line in archive.read(SUMS).decode().splitlines())
    sums = {name: digest for digest, _, name in told}
    if set(sums) != names - {SUMS} or any(
        hashlib.sha256(archive.read(name)).hexdigest() != sums[name] for name in sums
    ):
        raise Refused("%(name)s je poškozený: obsah nesouhlasí s otisky.", name=source.name)
    strange = {name for name in manifest["rows"] if name not in kinds()}
    if strange:
        raise Refused("Archiv je z jiné verze programu: neznámé %(names)s.", names=", ".join(sorted(strange)))
    return manifest


def _told(archive: zipfile.ZipFile, name: str) -> list[dict[str, Any]]:
    if name not in archive.namelist():
        return []
    return [json.loads(line) for line in archive.read(name).decode().splitlines()]


def _town(work: Work, told: dict[str, Any]) -> MunicipalityRow:
    """The municipality of this IČO or, without one, of this name; made where there is none."""
    same = MunicipalityRow.ico == told["ico"] if told["ico"] else MunicipalityRow.name == told["name"]
    town = work.session.exec(select(MunicipalityRow).where(same)).first()
    if town is not None:
        if work.session.exec(select(AgreementRow).where(AgreementRow.municipality_id == town.id)).first():
            raise Refused(
                "%(town)s už tu své dokumenty má. Archiv se přijímá jen do obce, která tu nic nemá.", town=town.name
            )
        return town
    office = work.session.exec(select(OfficeRow).where(OfficeRow.code == told["office"]["code"])).first()
    if office is None:
        office = OfficeRow(code=told["office"]["code"], name=told["office"]["name"])
        work.session.add(office)
        work.session.flush()
    assert office.id is not None
    town = MunicipalityRow(
        name=told["name"],
        sort_key=sort_key(told["name"]),
        ico=told["ico"],
        seat=told["seat"],
        region=told.get("region"),
        office_id=office.id,
    )
    work.session.add(town)
    work.session.flush()
    return town


def _people(work: Work, told: list[dict[str, Any]]) -> dict[int, int]:
    """People known here by their address; others become accounts that open nothing, so that history has its names."""
    ids = {}
    for person in told:
        row = work.session.exec(select(PersonRow).where(PersonRow.email == person["email"])).first()
        if row is None:
            row = PersonRow(name=person["name"], sort_key=sort_key(person["name"]), email=person["email"], active=False)
            work.session.add(row)
            work.session.flush()
        assert row.id is not None
        ids[person["id"]] = row.id
    return ids


def _take(work: Work, ids: _Ids, town: MunicipalityRow, kind: Any, told: list[dict[str, Any]]) -> int:
    """Store the rows of a table under new ids; the number of them. What they point to has come before them."""
    table = METADATA.tables[str(kind.__tablename__)]
    targets = {column: target for column, target in points_at(table).items() if column != "municipality_id"}
    strange = {column for row in told for column in row} - set(table.columns.keys())
    if strange:
        names = ", ".join(sorted(strange))
        raise Refused("Archiv je z jiné verze programu: %(table)s má navíc %(names)s.", table=table.name, names=names)
    for form in told:
        values = typed(table, form)
        there = values.pop("id")
        for column, target in targets.items():
            values[column] = ids.here(target, values.get(column))
        for column in _KEYS & values.keys():
            values[column] = _key(ids, values[column])
        row: Any = kind(**values, municipality_id=town.id)
        work.session.add(row)
        work.session.flush()
        ids.of[table.name][there] = row.id
    return len(told)


def _key(ids: _Ids, key: str | None) -> str | None:
    """Keys of obligations and occurrences begin with the id of their agreement."""
    agreement, _, rest = (key or "").partition("/")
    here = ids.of["agreement"].get(int(agreement)) if agreement.isdecimal() else None
    return key if here is None else f"{here}/{rest}"
