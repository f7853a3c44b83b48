"""A folder of files named by the SHA-256 of their bytes.

A file is written whole before any row may point at it: temporary file, fsync, rename, fsync of the folder. A crash
leaves at most an orphan, never a row without its file nor half a file.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol


class FileStore(Protocol):
    """Where the bytes of documents and evidence lie."""

    def put(self, data: bytes) -> str: ...

    def get(self, sha256: str) -> bytes: ...

    def names(self) -> Iterator[str]: ...

    def older(self, before: datetime) -> Iterator[str]: ...

    def forget(self, sha256: str, before: datetime) -> bool: ...


@dataclass(frozen=True, slots=True)
class FolderStore:
    """Files in a local folder, two levels deep."""

    root: Path

    def put(self, data: bytes) -> str:
        """Keep ``data`` and answer its name; the same bytes are kept once."""
        name = hashlib.sha256(data).hexdigest()
        target = self._path(name)
        if target.exists():
            target.touch()  # kept anew: whoever forgets old files must see it
            return name
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, target)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        _sync_folder(target.parent)
        return name

    def get(self, sha256: str) -> bytes:
        """The bytes kept under a name; raises ``FileNotFoundError``."""
        return self._path(sha256).read_bytes()

    def names(self) -> Iterator[str]:
        """The names of all kept files."""
        return (path.name for path in self.root.glob("??/*") if not path.name.startswith("."))

    def older(self, before: datetime) -> Iterator[str]:
        """The names of the files last kept before an instant."""
        return (name for name in self.names() if _kept_at(self._path(name)) < before)

    def forget(self, sha256: str, before: datetime) -> bool:
        """Delete a file for good, unless it was kept anew since ``before``; whether it is gone."""
        path = self._path(sha256)
        if not path.exists() or _kept_at(path) >= before:
            return False
        path.unlink()
        return True

    def _path(self, name: str) -> Path:
        if len(name) != 64 or not set(name) <= set("0123456789abcdef"):
            raise FileNotFoundError(name)
        return self.root / name[:2] / name


def _kept_at(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
