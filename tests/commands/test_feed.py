"""``tracker feed`` prints a calendar that other programs read."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.factories import a_town, an_agreement, an_office, ground_on
from tests.feeds.readers.python_readers import icalendar_sees, vobject_sees
from tracker.commands.feed import feed
from tracker.operations.ground import Ground, working
from tracker.people.actor import SYSTEM

TODAY = date(2026, 11, 25)


@pytest.fixture
def ground(sqlite_url: str, tmp_path: Path) -> Ground:
    ground = ground_on(sqlite_url, tmp_path, TODAY)
    with working(ground, SYSTEM) as work:
        an_agreement(
            work, a_town(work.session, an_office(work.session)), start=date(2025, 1, 1), end=date(2027, 12, 31)
        )
    return ground


def test_the_printed_calendar_reads_alike_in_two_libraries(ground: Ground) -> None:
    printed = CliRunner().invoke(feed, ["lipova"], obj=lambda today: ground).stdout_bytes

    assert printed.count(b"\n") == printed.count(b"\r\n")
    assert icalendar_sees(printed) == vobject_sees(printed)
    assert sorted(event.starts for event in icalendar_sees(printed)) == ["2026-12-31", "2027-12-31"]


def test_the_machine_readable_answer_holds_the_same_calendar(ground: Ground) -> None:
    printed, told = (
        CliRunner().invoke(feed, ["Lipová", *more], obj=lambda today: ground).stdout_bytes for more in ([], ["--json"])
    )

    assert json.loads(told)["calendar"].encode() == printed


def test_an_unknown_municipality_is_told_with_the_known_ones(ground: Ground) -> None:
    answer = CliRunner().invoke(feed, ["Nikde"], obj=lambda today: ground)

    assert (answer.exit_code, "Lipová" in answer.stderr) == (1, True)
