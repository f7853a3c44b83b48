"""Sample data: three municipalities in two regional offices, lived through with the product's own operations.

Nothing is written past the operations: documents are imported and confirmed, events recorded and acknowledged on their
own days, decisions taken. The last steps are dated from the day of loading, so that every status can be seen.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from sqlmodel import select

from tracker.obligations.obligation import Side
from tracker.operations.ground import Ground, working
from tracker.operations.refresh import refresh
from tracker.operations.registers.load_registers import load_registers
from tracker.operations.sample.last_weeks import live_last_weeks
from tracker.operations.sample.load_partners import load_partners
from tracker.operations.sample.places import holder_of, read_sample, settle
from tracker.operations.sample.publish_year import publish_year
from tracker.operations.sample.scenes import begin, scenes
from tracker.people.actor import SYSTEM, Role
from tracker.store.occurrences import OccurrenceRow
from tracker.timeline.clock import prague_day


def load_sample(ground: Ground, progress: Callable[[str], None]) -> None:
    """Fill an empty database; ``progress`` is told what is being done."""
    today = prague_day(ground.clock.now())
    with working(ground.as_of(date(2022, 4, 20)), SYSTEM) as work:
        towns = settle(work)
    for town in read_sample("people.json")["towns"]:
        progress(town["name"])
        _live_through(ground, town, towns[town["file"]], today)
    _look_again(ground)
    publish_year(ground, holder_of(ground, Role.MANAGER, towns["chomutov"]), towns["chomutov"], today)
    live_last_weeks(ground, towns, today)
    load_partners(ground, towns["lipova"], today)
    _look_again(ground)


def _live_through(ground: Ground, town: dict[str, Any], number: int, today: date) -> None:
    since = date.fromisoformat(town["since"]) - timedelta(days=1)
    begin(ground, town["file"], number, since)
    by = {
        Side.MUNICIPALITY: holder_of(ground, Role.MANAGER, number),
        Side.ASZ: holder_of(ground, Role.CONSULTANT, number),
    }
    for scene in scenes(number, town["file"], by, since):
        if scene.day < today:
            scene.play(ground.as_of(scene.day))
    load_registers(ground, by[Side.MUNICIPALITY], town["file"], number, today)


def _look_again(ground: Ground) -> None:
    """Bring every snapshot to the day of loading; what was lived through was written down on days gone by."""
    with working(ground, SYSTEM) as work:
        refresh(work, [number for number in work.session.exec(select(OccurrenceRow.id)) if number is not None])
