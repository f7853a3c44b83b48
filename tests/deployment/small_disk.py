"""A disk that can be left without a free byte and given room again: a tmpfs of its own."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support.optional import missing

_ROOMY = "1g"


@dataclass(frozen=True)
class SmallDisk:
    """The disk mounted at ``folder``."""

    folder: Path

    def fill(self) -> None:
        """Leave no byte free, by making the disk as small as what is on it."""
        told = os.statvfs(self.folder)
        self._resize(str((told.f_blocks - told.f_bfree) * told.f_frsize))
        assert os.statvfs(self.folder).f_bfree == 0

    def make_room(self) -> None:
        """Let the disk be as large as before."""
        self._resize(_ROOMY)

    def left_over(self) -> list[str]:
        """Files that were begun and never finished."""
        begun = (".new-", ".aside-")
        return [path.name for path in self.folder.rglob("*") if path.name.startswith(begun) or path.suffix == ".part"]

    def _resize(self, size: str) -> None:
        subprocess.run(["mount", "-o", f"remount,size={size}", str(self.folder)], check=True)


@contextmanager
def small_disk() -> Iterator[SmallDisk]:
    """A disk that is mounted while it is needed, where a server of another user reaches it; only root may."""
    if os.geteuid() != 0:
        missing("a disk of one's own: only root may mount one")
    folder = Path(tempfile.mkdtemp(prefix="small-disk-"))
    folder.chmod(0o755)
    try:
        if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={_ROOMY}", "tmpfs", str(folder)]).returncode:
            missing("a disk of one's own: this container may not mount one")
        try:
            yield SmallDisk(folder)
        finally:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)
    finally:
        folder.rmdir()
