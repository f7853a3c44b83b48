"""The real parts of one installation, joined: database, files and clock. Web, jobs and command line all begin here."""

from tracker.config import Config
from tracker.files.store import FolderStore
from tracker.operations.ground import Ground
from tracker.store.database import make_engine
from tracker.timeline.clock import Clock


def ground_for(config: Config, clock: Clock) -> Ground:
    """The ground of an installation."""
    return Ground(config, make_engine(config.database), clock, FolderStore(config.evidence_dir))
