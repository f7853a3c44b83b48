"""The nightly backup: made, checked, old ones thinned; and how old the newest good one is."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa
from sqlmodel import col, select

from tracker.operations.ground import Ground
from tracker.operations.upkeep.backup import back_up
from tracker.operations.upkeep.backup_archive import ASIDE, PATTERN, STAMP
from tracker.operations.upkeep.job_plan import JobName
from tracker.operations.upkeep.job_runs import DONE
from tracker.store.database import reading
from tracker.store.journal import JournalRow
from tracker.store.lease import JobRunRow

KEEP_EVERY = timedelta(hours=48)
KEEP_DAILY = timedelta(days=35)
KEEP_MONTHLY = timedelta(days=400)
LEFT_OVER = timedelta(days=1)
OLDEST = timedelta(hours=36)
"""A newest backup older than this is a fault: a night was missed, and half a day passed without anybody's doing."""


def nightly_backup(ground: Ground) -> str:
    """Thin the old backups, which makes room, make a new one, and say so."""
    deleted = rotate(ground.config.backup_folder, ground.clock.now())
    made = back_up(ground)
    return f"{made.name}, {made.stat().st_size} B, smazáno starých: {len(deleted)}"


def newest_backup(ground: Ground) -> datetime | None:
    """When the newest good backup was made: by its file, or by the diary where the jobs run on another machine."""
    with reading(ground.engine) as session:
        good = (col(JobRunRow.job) == JobName.BACKUP.value, col(JobRunRow.outcome) == DONE)
        by_diary: datetime | None = session.scalar(sa.select(sa.func.max(col(JobRunRow.started_at))).where(*good))
    made = [made_at(archive) for archive in ground.config.backup_folder.glob(PATTERN)]
    return max([*made, *([] if by_diary is None else [by_diary])], default=None)


def backup_fault(ground: Ground) -> str:
    """What is wrong with the backups, in Czech; empty while the newest is young, or nothing is old enough for one."""
    if not ground.config.backup_nightly:
        return ""
    now, newest = ground.clock.now(), newest_backup(ground)
    if newest is not None:
        hours = (now - newest) // timedelta(hours=1)
        return f"Poslední záloha je {hours} hodin stará: podívejte se, proč." if now - newest > OLDEST else ""
    with reading(ground.engine) as session:
        begun = session.exec(select(JournalRow.at).order_by(col(JournalRow.id)).limit(1)).first()
    return "Zatím není žádná záloha: spusťte tracker backup." if begun and now - begun > OLDEST else ""


def rotate(folder: Path, now: datetime) -> list[Path]:
    """Delete what need not be kept: everything for 48 hours, one a day for 35 days, one a month for 13 months.

    The newest is kept whatever its age: where no new one can be made it is all there is.
    """
    _clear_leftovers(folder, now)
    kept: set[str | None] = set()
    deleted: list[Path] = []
    for archive in sorted(folder.glob(PATTERN), reverse=True):
        made = made_at(archive)
        slot = _slot(made, now - made)
        if kept and (slot is None or slot in kept):
            archive.unlink()
            deleted.append(archive)
        else:
            kept.add(slot)
    return deleted


def _clear_leftovers(folder: Path, now: datetime) -> None:
    """What a backup that was killed a day ago or earlier has left behind."""
    for left in (*folder.glob("hlidac-*.part"), *folder.glob(f"{ASIDE}*")):
        if now.timestamp() - left.stat().st_mtime > LEFT_OVER.total_seconds():
            shutil.rmtree(left) if left.is_dir() else left.unlink()


def made_at(archive: Path) -> datetime:
    """When an archive was made, by its name."""
    return datetime.strptime(archive.stem.removeprefix("hlidac-"), STAMP).replace(tzinfo=UTC)


def _slot(made: datetime, age: timedelta) -> str | None:
    if age <= KEEP_EVERY:
        return made.isoformat()
    if age <= KEEP_DAILY:
        return f"{made:%Y-%m-%d}"
    return f"{made:%Y-%m}" if age <= KEEP_MONTHLY else None
