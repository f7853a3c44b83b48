"""The real parts of one installation, joined: database, files and clock. Web, jobs and command line all begin here."""

from tracker.config import Config
from tracker.files.s3 import S3Store
from tracker.files.signature import Credentials
from tracker.files.store import FileStore, FolderStore
from tracker.operations.ground import Ground
from tracker.store.database import make_engine
from tracker.timeline.clock import Clock


def ground_for(config: Config, clock: Clock) -> Ground:
    """The ground of an installation."""
    return Ground(config, make_engine(config.database), clock, files_for(config))


def files_for(config: Config) -> FileStore:
    """Where the files lie: in a folder, or in a store that several machines share."""
    if not config.files_url:
        return FolderStore(config.evidence_dir)
    return S3Store(config.files_url, Credentials(config.files_key, config.files_secret, config.files_region))
