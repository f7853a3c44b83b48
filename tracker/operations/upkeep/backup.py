"""Backups: the whole installation in one archive, restored and looked at as soon as it is made.

The archive holds the content of the database as of one moment, then the files. Files are written before the rows that
point at them and never changed, so the later copy of the files holds all that the earlier copy of the rows names.
"""

import gzip
import json
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlmodel import Session

from tracker.operations.ground import Ground, Refused
from tracker.operations.upkeep.backup_archive import (
    ASIDE,
    ROWS,
    STAMP,
    Manifest,
    check,
    empty,
    holds_something,
    manifest_of,
    restore_rows,
    snapshot,
)
from tracker.store import journal
from tracker.store.database import make_engine
from tracker.store.migrating import newest, present, upgrade
from tracker.store.portable import content_hash, lines_of, put_back


def back_up(ground: Ground, folder: Path | None = None) -> Path:
    """Make an archive in ``folder`` (``BACKUP_DIR``), check it by restoring it, and answer its path."""
    folder = folder or ground.config.backup_folder
    folder.mkdir(parents=True, exist_ok=True)
    now = ground.clock.now()
    target = folder / f"hlidac-{now.strftime(STAMP)}.tar"
    unfinished = target.with_suffix(".part")
    try:
        with tempfile.TemporaryDirectory(dir=folder, prefix=ASIDE) as aside:
            _make(ground, unfinished, Path(aside), now)
            check(unfinished, Path(aside))
    except BaseException:  # nothing may stay that takes away the room for the next one
        unfinished.unlink(missing_ok=True)
        raise
    unfinished.replace(target)
    return target


def _make(ground: Ground, archive: Path, aside: Path, now: datetime) -> None:
    rows = aside / ROWS
    content, head = _write_rows(ground.engine, rows)
    with tarfile.open(archive, "w") as told:
        names = sorted(ground.files.names())
        manifest = Manifest(now.isoformat(), present(ground.engine) or "", content, len(names), head)
        _add(told, "manifest.json", json.dumps(asdict(manifest)).encode(), now)
        told.add(rows, ROWS)
        for name in names:
            _add(told, f"files/{name}", ground.files.get(name), now)


def restore(ground: Ground, archive: Path) -> Manifest:
    """Put an archive into an empty installation and migrate it to this program's schema.

    Raises ``Refused`` where something is there already, or the archive is damaged.
    """
    manifest = manifest_of(archive)
    if holds_something(ground.engine):
        raise Refused("Databáze není prázdná. Obnovte zálohu do prázdné: zvolte jiné DATABASE_URL nebo INSTANCE_DIR.")
    empty(ground.engine)
    restore_rows(archive, ground.engine, manifest)
    with tarfile.open(archive) as told:
        for member in told:
            if member.name.startswith("files/"):
                _put_file(ground, told, member)
    upgrade(ground.engine.url.render_as_string(hide_password=False))
    return manifest


def move(ground: Ground, url: str) -> str:
    """Carry the whole content of the database to the empty one at ``url``; the hash that both now have."""
    target = make_engine(url)
    try:
        if holds_something(target):
            raise Refused("Cílová databáze není prázdná.")
        empty(target)
        upgrade(url, present(ground.engine) or "head")
        with snapshot(ground.engine) as source, target.begin() as connection:
            put_back(connection, lines_of(source))
        with snapshot(ground.engine) as source, snapshot(target) as copy:
            before, after = content_hash(lines_of(source)), content_hash(lines_of(copy))
        if before != after:
            raise Refused("Obsah se po přenosu liší. Zastavte web i úlohy a přenos zopakujte.")
        return after
    finally:
        target.dispose()


def migrate(ground: Ground) -> Path | None:
    """Bring the database to this program's schema; one that holds something is backed up before. The backup's path."""
    archive = back_up(ground) if holds_something(ground.engine) and present(ground.engine) != newest() else None
    upgrade(ground.engine.url.render_as_string(hide_password=False))
    return archive


def _write_rows(engine: Engine, path: Path) -> tuple[str, str]:
    """Write the content as of one moment; its hash, and the head of the journal at that moment."""

    def told(connection: Connection) -> Iterator[str]:
        with gzip.open(path, "wt", encoding="utf-8") as file:
            for line in lines_of(connection):
                file.write(line + "\n")
                yield line

    with snapshot(engine) as connection:
        return content_hash(told(connection)), journal.head(Session(connection))


def _put_file(ground: Ground, told: tarfile.TarFile, member: tarfile.TarInfo) -> None:
    entry = told.extractfile(member)
    assert entry is not None
    if ground.files.put(entry.read()) != member.name.removeprefix("files/"):
        raise Refused("Záloha je poškozená: soubor %(name)s nesouhlasí s otiskem.", name=member.name)


def _add(archive: tarfile.TarFile, name: str, data: bytes, now: datetime) -> None:
    with tempfile.SpooledTemporaryFile(max_size=2**20) as file:
        file.write(data)
        file.seek(0)
        entry = tarfile.TarInfo(name)
        entry.size, entry.mtime = len(data), int(now.timestamp())
        archive.addfile(entry, file)
