"""The Chomutov agreement from its first day to its last, lived through day by day in a database of its own."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from sqlmodel import col, select

from tracker.config import Config
from tracker.files.store import FolderStore
from tracker.fulfilment.standing import Status
from tracker.obligations.obligation import Side
from tracker.operations.ground import Ground, looking, working
from tracker.operations.mails.sweep import sweep
from tracker.operations.sample.scenes import Scene, begin, scenes
from tracker.operations.standings import Item, items
from tracker.people.actor import SYSTEM, Actor, Mandate, Role
from tracker.store.database import make_engine
from tracker.store.migrating import upgrade
from tracker.store.occurrences import OccurrenceRow
from tracker.store.people import MandateRow, PersonRow
from tracker.timeline.clock import on_day

FIRST, LAST = date(2022, 5, 1), date(2026, 8, 31)
_TOWN = "chomutov"
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Quarter:
    """What happened in a quarter, and how the occurrences stand on its last day."""

    last_day: date
    events: int
    notices: dict[str, int]
    statuses: dict[Status, int]
    overdue: tuple[str, ...]


def play_story(folder: Path) -> Iterator[Quarter]:
    """Live through the agreement in an empty folder, one quarter after another."""
    ground = _stage(folder)
    before = FIRST - _DAY
    town = begin(ground, _TOWN, None, before)
    by = {side: _somebody(ground.as_of(before), side, town) for side in Side}
    ahead = scenes(town, _TOWN, by, before)
    day = FIRST
    while day <= LAST:
        last_day = min(_quarter_end(day), LAST)
        yield _live(ground, day, last_day, ahead)
        day = last_day + _DAY


def _stage(folder: Path) -> Ground:
    url = f"sqlite:///{folder / 'story.db'}"
    upgrade(url)
    config = Config(instance_dir=folder, database_url=url)
    return Ground(config, make_engine(url), on_day(FIRST), FolderStore(folder / "files"))


def _somebody(ground: Ground, side: Side, town: int) -> Actor:
    role, name = (
        (Role.MANAGER, "manažerka Chomutova") if side is Side.MUNICIPALITY else (Role.CONSULTANT, "konzultantka ASZ")
    )
    mandate = Mandate(role, FIRST - _DAY, municipality=town)
    with working(ground, SYSTEM) as work:
        person = PersonRow(name=name, email=f"{role.value}@chomutov.example")
        work.session.add(person)
        work.session.flush()
        assert person.id is not None
        work.session.add(MandateRow(person_id=person.id, role=role, municipality_id=town, starts=mandate.starts))
        return Actor(person.id, name, (mandate,))


def _live(ground: Ground, first: date, last: date, ahead: list[Scene]) -> Quarter:
    notices: Counter[str] = Counter()
    events = 0
    day = first
    while day <= last:
        today = ground.as_of(day)
        while ahead and ahead[0].day <= day:
            ahead.pop(0).play(today)
            events += 1
        notices += Counter(sweep(today).by_kind)
        day += _DAY
    with looking(ground.as_of(last), SYSTEM) as work:
        begun = items(work, col(OccurrenceRow.id).in_(select(OccurrenceRow.id)))
    statuses = Counter(item.standing.status for item in begun)
    overdue = tuple(_named(i) for i in begun if i.standing.status is Status.OVERDUE)
    return Quarter(last, events, dict(notices), dict(statuses), overdue)


def _quarter_end(day: date) -> date:
    month = 3 * ((day.month - 1) // 3) + 4
    return date(day.year + month // 13, (month - 1) % 12 + 1, 1) - _DAY


def _named(item: Item) -> str:
    """The duty, with its year where it comes every year."""
    return (
        f"{item.obligation.title} {item.occurrence.label}" if item.occurrence.label.isdigit() else item.obligation.title
    )
