"""The archive of a backup: what it says of itself, and its rows put into a database."""

import gzip
import hashlib
import json
import tarfile
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import Connection, Engine
from sqlmodel import Session

from tracker.operations.ground import Refused
from tracker.store import journal
from tracker.store.database import make_engine
from tracker.store.migrating import present, upgrade
from tracker.store.named_files import named_files
from tracker.store.portable import content_hash, lines_of, put_back

STAMP = "%Y-%m-%dT%H%M%SZ"
PATTERN = "hlidac-*.tar"
ASIDE = ".aside-"
"""Begins the names of the folders in which a backup is made and tried."""
ROWS = "database.jsonl.gz"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive says of itself: ``content`` is the hash of the database's content, ``head`` of its journal."""

    made_at: str
    schema: str
    content: str
    files: int
    head: str = ""


def manifest_of(archive: Path) -> Manifest:
    """What an archive says of itself; raises ``Refused`` for a file that is no archive of ours."""
    try:
        with tarfile.open(archive) as told:
            entry = told.extractfile("manifest.json")
            assert entry is not None
            return Manifest(**json.load(entry))
    except (tarfile.TarError, KeyError, ValueError, TypeError, OSError) as error:
        raise Refused("%(name)s není záloha Hlídače závazků nebo je poškozená.", name=archive.name) from error


def check(archive: Path, aside: Path) -> Manifest:
    """Restore the rows into a throw-away database and look at everything; raises ``Refused`` where something is wrong.

    The content is the one that was dumped, this program can bring it to its own schema, the database is whole, the
    journal unbroken, and every file that a row names is in the archive with the bytes that its name promises.
    """
    manifest = manifest_of(archive)
    url = f"sqlite:///{aside / 'check.db'}"
    engine = make_engine(url)
    try:
        restore_rows(archive, engine, manifest)
        upgrade(url)
        with engine.connect() as connection:
            faults = [*_faults_of_rows(connection), *_faults_of_files(archive, named_files(connection))]
    finally:
        engine.dispose()
    if faults:
        raise Refused("Záloha %(name)s není v pořádku: %(faults)s", name=archive.name, faults=" ".join(faults))
    return manifest


def restore_rows(archive: Path, engine: Engine, manifest: Manifest) -> None:
    """Put the rows into an empty database of the schema they were dumped from; ``Refused`` when they come out other."""
    upgrade(engine.url.render_as_string(hide_password=False), manifest.schema)
    with tarfile.open(archive) as told, engine.begin() as connection:
        entry = told.extractfile(ROWS)
        assert entry is not None
        with gzip.open(entry, "rt", encoding="utf-8") as lines:
            put_back(connection, (line.rstrip("\n") for line in lines))
    with snapshot(engine) as connection:
        if content_hash(lines_of(connection)) != manifest.content:
            raise Refused("Záloha %(name)s je poškozená: obsah nesouhlasí s otiskem.", name=archive.name)


def snapshot(engine: Engine) -> Connection:
    """A connection that sees one moment, whatever others write meanwhile."""
    if engine.dialect.name == "postgresql":
        return engine.connect().execution_options(isolation_level="REPEATABLE READ")
    return engine.connect()


def holds_something(engine: Engine) -> bool:
    """Whether there is a schema with at least one row in it."""
    if present(engine) is None:
        return False
    with engine.connect() as connection:
        return any(True for _ in lines_of(connection))


def empty(engine: Engine) -> None:
    """Remove the tables of an installation that holds nothing, so that the archive's own schema can be laid."""
    with engine.begin() as connection:
        found = sa.MetaData()
        found.reflect(connection)
        found.drop_all(connection)


def _faults_of_rows(connection: Connection) -> list[str]:
    faults = []
    if connection.exec_driver_sql("PRAGMA integrity_check").scalar() != "ok":
        faults.append("Databáze je poškozená.")
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        faults.append("Některý záznam ukazuje na jiný, který chybí.")
    if journal.verify(Session(connection)) is not None:
        faults.append("Řetěz deníku je přerušen.")
    return faults


def _faults_of_files(archive: Path, named: set[str]) -> list[str]:
    kept = set()
    with tarfile.open(archive) as told:
        for member in told:
            entry = told.extractfile(member)
            name = member.name.removeprefix("files/")
            if entry is not None and name in named and hashlib.sha256(entry.read()).hexdigest() == name:
                kept.add(name)
    return [f"Soubor {name[:12]}… chybí nebo je poškozený." for name in sorted(named - kept)]
