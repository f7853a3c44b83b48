"""The yearly report from what is stored, as of any day, over the command line too."""

import csv
import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.factories import a_lived_in_ground, a_person
from tracker.commands.report import report
from tracker.obligations.obligation import Act
from tracker.operations.events.record_event import NewEvent, record_event
from tracker.operations.ground import Forbidden, Ground, NotFound, Refused, looking, working
from tracker.operations.reports.compile_report import compile_compliance
from tracker.people.actor import SYSTEM, Role
from tracker.store.territory import MunicipalityRow

DECEMBER = date(2026, 12, 31)


@pytest.fixture
def lived(database_url: str, tmp_path: Path) -> tuple[Ground, int]:
    """A town that owes four meetings in 2026 and recorded one in March and one in June, each on the day after."""
    ground, agreed = a_lived_in_ground(database_url, tmp_path, date(2026, 1, 5))
    for day in (date(2026, 3, 10), date(2026, 6, 9)):
        meeting = NewEvent(agreed.municipality, Act.PARTNERSHIP_MEETING, day, "Jednání LP", persons=12)
        record_event(ground.as_of(date(2026, day.month, day.day + 1)), SYSTEM, meeting)
    return ground.as_of(DECEMBER), agreed.municipality


def _counted(ground: Ground, town: int, day: date | None = None, known: date | None = None) -> object:
    with looking(ground, SYSTEM) as work:
        (table,) = compile_compliance(work, town, 2026, day, known).data
    return table.column("counted")[0]


def test_the_report_counts_what_is_recorded(lived: tuple[Ground, int]) -> None:
    ground, town = lived
    assert _counted(ground, town) == 2


def test_the_report_of_a_past_day_is_what_it_was_on_that_day(lived: tuple[Ground, int]) -> None:
    ground, town = lived
    assert _counted(ground, town, date(2026, 3, 10)) == 0, "held on the 10th, recorded on the 11th"
    assert _counted(ground, town, date(2026, 3, 10), known=date(2026, 3, 11)) == 1


def test_only_those_who_may_compile_reports_of_the_town_get_one(lived: tuple[Ground, int]) -> None:
    ground, town = lived
    with working(ground, SYSTEM) as work:
        place = work.session.get(MunicipalityRow, town)
        assert place is not None
        office = place.office_id
        manager = a_person(work.session, Role.MANAGER, place)
        head = a_person(work.session, Role.DEPARTMENT_HEAD, place)
        other = MunicipalityRow(name="Jinde", sort_key="jinde", office_id=office)
        work.session.add(other)
        work.session.flush()
        stranger = a_person(work.session, Role.MANAGER, other, "cizi@obec.example")
    with looking(ground, manager) as work:
        assert compile_compliance(work, town, 2026).subject == "obec Lipová"
    with looking(ground, head) as work, pytest.raises(Forbidden):
        compile_compliance(work, town, 2026)
    with looking(ground, stranger) as work, pytest.raises(NotFound):
        compile_compliance(work, town, 2026)


def test_a_year_out_of_time_is_refused(lived: tuple[Ground, int]) -> None:
    ground, town = lived
    with looking(ground, SYSTEM) as work, pytest.raises(Refused, match="Rok 1850 neznáme"):
        compile_compliance(work, town, 1850)


def _say(ground: Ground, *words: str) -> Result:
    return CliRunner().invoke(report, ["compliance", *words], obj=lambda day: ground.as_of(day) if day else ground)


def test_the_command_writes_the_table_where_it_is_told(lived: tuple[Ground, int], tmp_path: Path) -> None:
    ground, _ = lived
    file = tmp_path / "zprava.csv"
    said = _say(ground, "lipova", "--year", "2026", "--format", "csv", "--output", str(file))
    assert (said.exit_code, said.output) == (
        0,
        f"Uloženo do {file}: Zpráva o plnění popisu spolupráce za rok 2026 · obec Lipová.\n",
    )
    (row,) = csv.DictReader(file.read_text("utf-8-sig").splitlines(), delimiter=";")
    assert (row["Závazek"], row["Termín"], row["Započteno"], row["Z"]) == (
        "Jednání lokálního partnerství",
        "2026-12-31",
        "2",
        "4",
    )


def test_the_command_answers_for_any_day_and_for_programs(lived: tuple[Ground, int]) -> None:
    ground, _ = lived
    form = json.loads(_say(ground, "Lipová", "--year", "2026", "--today", "2026-04-01", "--json").output)
    assert (form["report"], form["day"], form["data"][0]["rows"][0][7:9]) == ("compliance", "2026-04-01", [1, 4])


def test_a_town_that_is_not_there_is_told_so(lived: tuple[Ground, int]) -> None:
    ground, _ = lived
    said = _say(ground, "Nikde", "--year", "2026")
    assert (said.exit_code, said.stderr) == (1, "Obec „Nikde“ tu není. Známé obce: Lipová.\n")
