"""The feed as ical.js reads it, the parser of Thunderbird and Nextcloud; npm installs it into a folder of its own."""

import json
import subprocess
import tempfile
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from tests.feeds.thousand import Seen

PACKAGE = "ical.js@2.2.1"
_SCRIPT = Path(__file__).with_name("ical_js_reader.mjs")


def install(cache: Path) -> Path:
    """The module file of the package; fetched once, then kept in ``cache``. Two test processes may do it at once."""
    home = cache / PACKAGE
    if not home.exists():
        fresh = Path(tempfile.mkdtemp(dir=cache))
        command = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(fresh), PACKAGE]
        subprocess.run(command, check=True, capture_output=True, timeout=110)
        with suppress(OSError):  # another process was faster; its copy is as good
            fresh.rename(home)
    return home / "node_modules/ical.js/dist/ical.js"


def ical_js_sees(library: Path, feed: bytes) -> list[Seen]:
    """Read by the JavaScript package."""
    events = json.loads(_run(library, "events", feed))
    return sorted(Seen(**{**e, "categories": tuple(e["categories"]), "alarms": tuple(e["alarms"])}) for e in events)


def ical_js_offsets(library: Path, feed: bytes, walls: list[datetime]) -> list[int]:
    """Seconds from UTC at each wall time, by the feed's own VTIMEZONE."""
    times = json.dumps([wall.isoformat() for wall in walls]).encode()
    return list(map(int, json.loads(_run(library, "offsets", times + b"\n" + feed))))


def _run(library: Path, wanted: str, given: bytes) -> bytes:
    command = ["node", str(_SCRIPT), str(library), wanted]
    return subprocess.run(command, input=given, check=True, capture_output=True, timeout=60).stdout
