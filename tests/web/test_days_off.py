"""Days off besides holidays: kept by whoever looks after the country, obeyed by everything that is sent or planned."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from tests.factories import ground_on
from tests.web.world import World, a_copy
from tracker.operations.ground import looking
from tracker.operations.mails.sending_hours import open_since
from tracker.operations.mails.sweep import sweep
from tracker.people.actor import SYSTEM, Role
from tracker.store.outbox import NoticeRow

PATH = "/sprava/dny-volna"


@pytest.fixture
def world(common_world: World, tmp_path: Path) -> World:
    return a_copy(common_world, tmp_path)


def test_a_day_off_is_named_shown_and_taken_back(world: World) -> None:
    keeper = world.browser(Role.ADMINISTRATOR)
    assert keeper.post(PATH, data={"day": "28. 12. 2026", "note": "úřad je zavřený"}).status_code == 303
    page = keeper.get(PATH).text.replace("\N{NO-BREAK SPACE}", " ")
    assert ("pondělí 28. prosince 2026" in page, "úřad je zavřený" in page) == (True, True)
    assert keeper.post(f"{PATH}/1/zrusit").status_code == 303
    assert "úřad je zavřený" not in keeper.get(PATH).text


@pytest.mark.parametrize("day", ["", "nevím", "19. 11. 2026", "26. 12. 2026", "28. 11. 2026"])
def test_no_day_a_past_day_a_holiday_and_a_saturday_are_refused_beside_the_field(world: World, day: str) -> None:
    answer = world.browser(Role.HEADQUARTERS).post(PATH, data={"day": day})
    assert (answer.status_code, 'href="#day"' in answer.text) == (422, True)


def test_on_a_day_off_nothing_leaves_and_a_reminder_of_that_day_goes_before_it(world: World) -> None:
    """The terms of the world are due on 31. 12. 2026 and are recalled 14 days before, on a Thursday."""
    sweep(world.ground)
    world.browser(Role.HEADQUARTERS).post(PATH, data={"day": "17. 12. 2026"})
    told = []
    for day in (20, 30, 46):  # 30. 11. and 16. 12.
        sweep(world.ground.as_of(date(2026, 10, 31) + timedelta(days=day)))
        with looking(world.ground, SYSTEM) as work:
            told.append("2026-12-31-14" in work.session.exec(select(NoticeRow.step)).all())
            assert open_since(datetime(2026, 12, 17, 9, tzinfo=UTC), work.working_days) is None
    assert told == [False, False, True]


def test_what_was_taken_back_keeps_its_place_in_the_past(world: World) -> None:
    keeper = world.browser(Role.HEADQUARTERS)
    keeper.post(PATH, data={"day": "17. 12. 2026"})
    later = ground_on(world.ground.config.database_url or "", world.ground.config.instance_dir, date(2026, 11, 24))
    with looking(later, SYSTEM) as work:
        assert date(2026, 12, 17) not in work.working_days
    keeper.post(f"{PATH}/1/zrusit")
    with looking(later, SYSTEM) as work:
        assert date(2026, 12, 17) in work.working_days
