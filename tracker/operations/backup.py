"""Backups: the whole installation in one archive, restored and compared as soon as it is made.

The archive holds the content of the database as of one moment, then the files. Files are written before the rows that
point at them and never changed, so the later copy of the files holds all that the earlier copy of the rows names.
"""

import gzip
import json
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import Connection, Engine

from tracker.operations.ground import Ground, Refused
from tracker.store.database import make_engine
from tracker.store.migrating import present, upgrade
from tracker.store.portable import content_hash, lines_of, put_back

KEEP_EVERY = timedelta(hours=48)
KEEP_DAILY = timedelta(days=35)
KEEP_MONTHLY = timedelta(days=400)
_STAMP = "%Y-%m-%dT%H%M%SZ"
_PATTERN = "hlidac-*.tar"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive says of itself: ``content`` is the hash of the database's content."""

    made_at: str
    schema: str
    content: str
    files: int


def back_up(ground: Ground, folder: Path | None = None) -> Path:
    """Make an archive in ``folder`` (``INSTANCE_DIR/backups``), check it by restoring it, and answer its path."""
    folder = folder or ground.config.instance_dir / "backups"
    folder.mkdir(parents=True, exist_ok=True)
    now = ground.clock.now()
    target = folder / f"hlidac-{now.strftime(_STAMP)}.tar"
    unfinished = target.with_suffix(".part")
    with tempfile.TemporaryDirectory(dir=folder) as aside:
        rows = Path(aside) / "database.jsonl.gz"
        content = _write_rows(ground.engine, rows)
        with tarfile.open(unfinished, "w") as archive:
            names = sorted(ground.files.names())
            manifest = Manifest(now.isoformat(), present(ground.engine) or "", content, len(names))
            _add(archive, "manifest.json", json.dumps(asdict(manifest)).encode(), now)
            archive.add(rows, "database.jsonl.gz")
            for name in names:
                _add(archive, f"files/{name}", ground.files.get(name), now)
        check(unfinished, Path(aside))
    unfinished.replace(target)
    return target


def check(archive: Path, aside: Path) -> Manifest:
    """Restore the rows of an archive into a throw-away database; raises ``Refused`` when they come out different."""
    manifest = manifest_of(archive)
    engine = make_engine(f"sqlite:///{aside / 'check.db'}")
    try:
        _restore_rows(archive, engine, manifest)
    finally:
        engine.dispose()
    return manifest


def restore(ground: Ground, archive: Path) -> Manifest:
    """Put an archive into an empty installation and migrate it to this program's schema.

    Raises ``Refused`` where something is there already, or the archive is damaged.
    """
    manifest = manifest_of(archive)
    if present(ground.engine) is not None and _holds_something(ground.engine):
        raise Refused("Databáze není prázdná. Obnovte zálohu do prázdné: zvolte jiné DATABASE_URL nebo INSTANCE_DIR.")
    _empty(ground.engine)
    _restore_rows(archive, ground.engine, manifest)
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
        if present(target) is not None and _holds_something(target):
            raise Refused("Cílová databáze není prázdná.")
        _empty(target)
        upgrade(url, present(ground.engine) or "head")
        with _snapshot(ground.engine) as source, target.begin() as connection:
            put_back(connection, lines_of(source))
        with _snapshot(ground.engine) as source, _snapshot(target) as copy:
            before, after = content_hash(lines_of(source)), content_hash(lines_of(copy))
        if before != after:
            raise Refused("Obsah se po přenosu liší. Zastavte web i úlohy a přenos zopakujte.")
        return after
    finally:
        target.dispose()


def rotate(folder: Path, now: datetime) -> list[Path]:
    """Delete what need not be kept: everything for 48 hours, one a day for 35 days, one a month for 13 months."""
    kept: set[str] = set()
    deleted: list[Path] = []
    for archive in sorted(folder.glob(_PATTERN), reverse=True):
        made = datetime.strptime(archive.stem.removeprefix("hlidac-"), _STAMP).replace(tzinfo=UTC)
        slot = _slot(made, now - made)
        if slot is None or slot in kept:
            archive.unlink()
            deleted.append(archive)
        else:
            kept.add(slot)
    return deleted


def manifest_of(archive: Path) -> Manifest:
    """What an archive says of itself; raises ``Refused`` for a file that is no archive of ours."""
    try:
        with tarfile.open(archive) as told:
            entry = told.extractfile("manifest.json")
            assert entry is not None
            return Manifest(**json.load(entry))
    except (tarfile.TarError, KeyError, ValueError, TypeError, OSError) as error:
        raise Refused(f"{archive.name} není záloha Hlídače závazků nebo je poškozená.") from error


def _slot(made: datetime, age: timedelta) -> str | None:
    if age <= KEEP_EVERY:
        return made.isoformat()
    if age <= KEEP_DAILY:
        return f"{made:%Y-%m-%d}"
    return f"{made:%Y-%m}" if age <= KEEP_MONTHLY else None


def _write_rows(engine: Engine, path: Path) -> str:
    def told() -> Iterator[str]:
        with _snapshot(engine) as connection, gzip.open(path, "wt", encoding="utf-8") as file:
            for line in lines_of(connection):
                file.write(line + "\n")
                yield line

    return content_hash(told())


def _restore_rows(archive: Path, engine: Engine, manifest: Manifest) -> None:
    upgrade(engine.url.render_as_string(hide_password=False), manifest.schema)
    with tarfile.open(archive) as told, engine.begin() as connection:
        entry = told.extractfile("database.jsonl.gz")
        assert entry is not None
        with gzip.open(entry, "rt", encoding="utf-8") as lines:
            put_back(connection, (line.rstrip("\n") for line in lines))
    with _snapshot(engine) as connection:
        if content_hash(lines_of(connection)) != manifest.content:
            raise Refused(f"Záloha {archive.name} je poškozená: obsah nesouhlasí s otiskem.")


def _put_file(ground: Ground, told: tarfile.TarFile, member: tarfile.TarInfo) -> None:
    entry = told.extractfile(member)
    assert entry is not None
    if ground.files.put(entry.read()) != member.name.removeprefix("files/"):
        raise Refused(f"Záloha je poškozená: soubor {member.name} nesouhlasí s otiskem.")


def _snapshot(engine: Engine) -> Connection:
    """A connection that sees one moment, whatever others write meanwhile."""
    if engine.dialect.name == "postgresql":
        return engine.connect().execution_options(isolation_level="REPEATABLE READ")
    return engine.connect()


def _holds_something(engine: Engine) -> bool:
    with engine.connect() as connection:
        return any(True for _ in lines_of(connection))


def _empty(engine: Engine) -> None:
    """Remove the tables of an installation that holds nothing, so that the archive's own schema can be laid."""
    with engine.begin() as connection:
        found = sa.MetaData()
        found.reflect(connection)
        found.drop_all(connection)


def _add(archive: tarfile.TarFile, name: str, data: bytes, now: datetime) -> None:
    with tempfile.SpooledTemporaryFile(max_size=2**20) as file:
        file.write(data)
        file.seek(0)
        entry = tarfile.TarInfo(name)
        entry.size, entry.mtime = len(data), int(now.timestamp())
        archive.addfile(entry, file)
