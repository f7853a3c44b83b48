"""Reports compared with files that a person has read; ``UPDATE_SNAPSHOTS=1`` writes them anew."""

import os
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "snapshots" / "reports"


def assert_matches(name: str, data: bytes) -> None:
    """Fail when the bytes are not those of the snapshot."""
    file = FOLDER / name
    if os.environ.get("UPDATE_SNAPSHOTS"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    assert data.decode() == file.read_bytes().decode(), f"{name} reads otherwise; UPDATE_SNAPSHOTS=1 accepts it"
