"""Two towns of one office whose calendars are fetched: the world of the stories about feeds and subscriptions."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlmodel import Session, select

from tests.factories import Agreed, a_person, a_town, an_agreement, an_office, ground_on
from tests.feeds.readers.python_readers import icalendar_sees
from tracker.operations.calendars.publish_feed import Asked, Fetched, fetch
from tracker.operations.calendars.subscriptions import Issued, Wish, subscribe
from tracker.operations.ground import Ground, working
from tracker.people.actor import SYSTEM, Actor, Role
from tracker.store.people import MandateRow
from tracker.store.subscriptions import Scope

TODAY = date(2026, 11, 25)
WINDOW = ("2026-12-31", "2027-12-31")
"""The days of an agreement of three years that stand in a feed on ``TODAY``."""
EVERYTHING = Asked()


@dataclass(frozen=True)
class Region:
    """An office with two towns and the people who look at them."""

    ground: Ground
    lipova: Agreed
    kamenna: Agreed
    office: int
    manager: Actor
    consultant: Actor
    head: Actor


def a_region(database_url: str, tmp_path: Path) -> Region:
    ground = ground_on(database_url, tmp_path, TODAY)
    with working(ground, SYSTEM) as work:
        office = an_office(work.session)
        towns = [a_town(work.session, office, name) for name in ("Lipová", "Kamenná")]
        lipova, kamenna = (an_agreement(work, town, start=date(2025, 1, 1), end=date(2027, 12, 31)) for town in towns)
        assert office.id is not None
        return Region(
            ground,
            lipova,
            kamenna,
            office.id,
            a_person(work.session, Role.MANAGER, towns[0]),
            a_person(work.session, Role.CONSULTANT, towns[1]),
            a_person(work.session, Role.REGIONAL_HEAD, office),
        )


def answer(ground: Ground, issued: Issued, asked: Asked = EVERYTHING) -> Fetched:
    """What a living address answers."""
    fetched = fetch(ground, issued.token, asked)
    assert fetched is not None
    return fetched


def seen(answer: Fetched) -> list[tuple[str, str]]:
    """The day and the municipality of every event in the answer."""
    assert answer.body is not None
    return [(event.starts, event.location) for event in sorted(icalendar_sees(answer.body), key=lambda e: e.starts)]


def of_town(region: Region, *, alarms: bool = True) -> Issued:
    wish = Wish(Scope.MUNICIPALITY, region.lipova.municipality, alarms=alarms)
    return subscribe(region.ground, region.manager, wish)


def mandate_of(session: Session, actor: Actor) -> MandateRow:
    return session.exec(select(MandateRow).where(MandateRow.person_id == actor.person)).one()
