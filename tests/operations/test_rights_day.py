"""Whatever day a page is seen as of, who may see it is a matter of the present day."""

from datetime import date
from pathlib import Path

from sqlmodel import select

from tests.factories import a_person, a_town, an_office, ground_on
from tracker.operations.ground import Ground, looking, working
from tracker.operations.people.sign_in import actor_of
from tracker.people.actor import SYSTEM, Actor, Role
from tracker.people.permissions import Permission
from tracker.store.people import MandateRow, PersonRow

TODAY = date(2026, 11, 20)


def a_manager(url: str, folder: Path, starts: date, ends: date | None) -> tuple[Ground, Actor]:
    ground = ground_on(url, folder, TODAY)
    with working(ground, SYSTEM) as work:
        a_person(work.session, Role.MANAGER, a_town(work.session, an_office(work.session)))
        mandate = work.session.exec(select(MandateRow)).one()
        mandate.starts, mandate.ends = starts, ends
        return ground, actor_of(work.session, work.session.exec(select(PersonRow)).one())


def seen(ground: Ground, actor: Actor) -> tuple[bool, int]:
    with looking(ground, actor) as work:
        return work.may(Permission.READ), len(work.municipality_ids())


def test_an_ended_mandate_opens_nothing_of_the_time_when_it_held(sqlite_url: str, tmp_path: Path) -> None:
    ground, actor = a_manager(sqlite_url, tmp_path, date(2026, 1, 1), date(2026, 6, 30))
    assert seen(ground.seen_on(date(2026, 3, 1)), actor) == (False, 0)


def test_a_mandate_that_began_today_opens_the_time_before_it(sqlite_url: str, tmp_path: Path) -> None:
    ground, actor = a_manager(sqlite_url, tmp_path, TODAY, None)
    assert seen(ground.seen_on(date(2022, 3, 1)), actor) == (True, 1)


def test_a_ground_that_lives_on_another_day_judges_by_that_day(sqlite_url: str, tmp_path: Path) -> None:
    """``--today`` and the samples play a whole day, mandates included."""
    ground, actor = a_manager(sqlite_url, tmp_path, date(2026, 1, 1), date(2026, 6, 30))
    assert seen(ground.as_of(date(2026, 3, 1)), actor) == (True, 1)
