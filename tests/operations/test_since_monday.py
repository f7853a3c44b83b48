"""What has come to the board and gone from it since Monday, told the same by snapshots and from the facts."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.factories import a_town, an_agreement, an_office, ground_on
from tracker.obligations.deadline import Dated
from tracker.obligations.obligation import Act
from tracker.operations.events.record_event import NewEvent, record_event
from tracker.operations.ground import Ground, looking, working
from tracker.operations.mails.sweep import sweep
from tracker.operations.overviews.board import board
from tracker.operations.overviews.overdue import Asked
from tracker.operations.overviews.since_monday import Since, last_monday
from tracker.people.actor import SYSTEM

MONDAY, FRIDAY = date(2026, 11, 16), date(2026, 11, 20)


@pytest.fixture
def region(database_url: str, tmp_path: Path) -> Ground:
    """On Monday two terms are overdue; by Friday one of them is fulfilled and another one has come."""
    ground = ground_on(database_url, tmp_path, date(2026, 11, 2))
    with working(ground, SYSTEM) as work:
        town = a_town(work.session, an_office(work.session))
        for title, due in (("Revize", "2026-10-30"), ("Plán", "2026-10-31"), ("Zpráva", "2026-11-18")):
            act = Act.PARTNERSHIP_MEETING if title == "Plán" else Act.COUNCIL_REPORT
            an_agreement(work, town, Dated(due), title=title, act=act)
    for day in (MONDAY, date(2026, 11, 19), FRIDAY):
        sweep(ground.as_of(day))
        if day == MONDAY:
            held = NewEvent(1, Act.PARTNERSHIP_MEETING, date(2026, 10, 20), "Jednání")
            record_event(ground.as_of(date(2026, 11, 18)), SYSTEM, held)
    return ground


@pytest.mark.parametrize("snapshots_hold", [True, False])
def test_what_came_and_what_went_is_counted(region: Ground, snapshots_hold: bool) -> None:
    ground = replace(region.as_of(FRIDAY), snapshots_hold=snapshots_hold)
    with looking(ground, SYSTEM) as work:
        shown = board(work, Asked())
    assert (shown.total, shown.since) == (2, Since(MONDAY, come=1, gone=1))


@pytest.mark.parametrize("today, monday", [(FRIDAY, MONDAY), (MONDAY, date(2026, 11, 9)), (date(2026, 11, 22), MONDAY)])
def test_on_a_monday_the_week_before_is_told(today: date, monday: date) -> None:
    assert last_monday(today) == monday
