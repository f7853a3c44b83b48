"""The registers of the sample towns, written with the product's own form, each row on the day it tells."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from tracker.operations.ground import Ground
from tracker.operations.registers.register_catalogue import register_of
from tracker.operations.registers.registers import save_row
from tracker.people.actor import Actor

ROWS = Path(__file__).parents[2] / "samples/registers.json"


def load_registers(ground: Ground, actor: Actor, town: str, municipality: int, today: date) -> None:
    """Write the rows of a sample town that were recorded before ``today``."""
    for told in json.loads(ROWS.read_text(encoding="utf-8")).get(town, []):
        _write(ground, actor, told, {"town": municipality}, today)


def _write(ground: Ground, actor: Actor, told: Mapping[str, Any], owner: Mapping[str, int], today: date) -> None:
    """A row and what belongs to it."""
    day = date.fromisoformat(told["on"])
    if day >= today:
        return
    number = save_row(ground.as_of(day), actor, register_of(told["register"]), told["row"], **owner)
    for child in told.get("children", ()):
        _write(ground, actor, child, {"parent": number}, today)
