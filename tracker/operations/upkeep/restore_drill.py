"""The drill: the newest backup restored aside, looked at as a whole, timed, and thrown away again."""

import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tracker.config import Config
from tracker.files.store import FolderStore
from tracker.operations.ground import Ground, Refused
from tracker.operations.upkeep.backup import restore
from tracker.operations.upkeep.backup_archive import PATTERN, Manifest
from tracker.operations.upkeep.verify import Verdict, verify
from tracker.store.database import make_engine


@dataclass(frozen=True, slots=True)
class Drill:
    """What was restored, what it held, and the seconds that it took."""

    archive: Path
    manifest: Manifest
    verdict: Verdict
    seconds: float


def restore_drill(ground: Ground, archive: Path | None = None) -> Drill:
    """Restore ``archive`` (the newest) into a throw-away installation; raises ``Refused`` where anything is wrong."""
    chosen = archive or max(ground.config.backup_folder.glob(PATTERN), default=None)
    if chosen is None:
        raise Refused("Není co zkoušet: zatím není žádná záloha. Spusťte tracker backup.")
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(dir=ground.config.instance_dir) as aside:
        config = Config(instance_dir=Path(aside), public_base_url=ground.config.public_base_url)
        engine = make_engine(config.database)
        try:
            elsewhere = Ground(config, engine, ground.clock, FolderStore(config.evidence_dir))
            manifest = restore(elsewhere, chosen)
            verdict = verify(elsewhere)
        finally:
            engine.dispose()
    if verdict.faults:
        raise Refused("\n".join(verdict.faults))
    return Drill(chosen, manifest, verdict, time.monotonic() - begun)
