"""Which body met: chosen among several, known where there is one, kept with its tasks and told in reports."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import col, select

from tests.factories import Agreed, a_lived_in_ground
from tracker.fulfilment.event import EventOutput, OutputKind
from tracker.obligations.obligation import Act
from tracker.operations.events.event_body import bodies_for
from tracker.operations.events.record_event import NewEvent, record_event
from tracker.operations.ground import Ground, Refused, looking
from tracker.operations.registers.register_catalogue import register_of
from tracker.operations.registers.registers import remove_row, save_row
from tracker.operations.reports.report_catalogue import OFFERS
from tracker.operations.reports.report_wish import Wish
from tracker.people.actor import SYSTEM
from tracker.store.events import EventRow
from tracker.store.registers import ActionItemRow

APRIL = date(2026, 4, 8)
BODIES = (
    ("LP Lipová", "partnership", ""),
    ("Skupina bydlení", "working_group", ""),
    ("Skupina dluhy", "working_group", ""),
    ("Stará skupina", "working_group", "31. 12. 2025"),
)


@pytest.fixture
def lipova(sqlite_url: str, tmp_path: Path) -> tuple[Ground, Agreed, dict[str, int]]:
    """Lipová with a partnership, two working groups, and one that ended the year before."""
    ground, agreed = a_lived_in_ground(sqlite_url, tmp_path, APRIL)
    rows = {
        name: save_row(
            ground,
            SYSTEM,
            register_of("organy"),
            {"name": name, "kind": kind, "starts": "1. 1. 2025", "ends": ends},
            town=agreed.municipality,
        )
        for name, kind, ends in BODIES
    }
    return ground, agreed, rows


def _met(ground: Ground, agreed: Agreed, act: Act, body: int | None = None) -> int | None:
    task = EventOutput(OutputKind.TASK, "Svolat další jednání")
    new = NewEvent(agreed.municipality, act, date(2026, 4, 7), "Jednání", outputs=(task,), body=body)
    event = record_event(ground, SYSTEM, new, counts_for=()).event_id
    with looking(ground, SYSTEM) as work:
        tasks = work.session.exec(select(ActionItemRow.body_id).where(ActionItemRow.event_id == event)).all()
        kept = work.session.get_one(EventRow, event).body_id
    assert tasks == [kept], "the tasks go to the body that met"
    return kept


def test_the_only_body_of_the_kind_need_not_be_named(lipova: tuple[Ground, Agreed, dict[str, int]]) -> None:
    ground, agreed, rows = lipova
    assert _met(ground, agreed, Act.PARTNERSHIP_MEETING) == rows["LP Lipová"]
    assert _met(ground, agreed, Act.WORKING_GROUP) is None
    assert _met(ground, agreed, Act.WORKING_GROUP, rows["Skupina dluhy"]) == rows["Skupina dluhy"]


def test_what_is_offered_is_of_the_kind_and_of_the_day(lipova: tuple[Ground, Agreed, dict[str, int]]) -> None:
    ground, agreed, _ = lipova
    with looking(ground, SYSTEM) as work:
        offered = {
            act: [body.name for body in bodies_for(work, agreed.municipality, act, APRIL)]
            for act in (Act.WORKING_GROUP, Act.OTHER, Act.TRAINING)
        }
    assert offered == {
        Act.WORKING_GROUP: ["Skupina bydlení", "Skupina dluhy"],
        Act.OTHER: ["LP Lipová", "Skupina bydlení", "Skupina dluhy"],
        Act.TRAINING: [],
    }


@pytest.mark.parametrize("name", ["LP Lipová", "Stará skupina"])
def test_a_body_that_cannot_have_met_is_refused(lipova: tuple[Ground, Agreed, dict[str, int]], name: str) -> None:
    ground, agreed, rows = lipova
    with pytest.raises(Refused) as refused:
        _met(ground, agreed, Act.WORKING_GROUP, rows[name])
    assert refused.value.field == "body"


def test_the_answer_to_a_request_says_which_body_met_by_the_name_it_had(
    lipova: tuple[Ground, Agreed, dict[str, int]],
) -> None:
    ground, agreed, rows = lipova
    _met(ground, agreed, Act.WORKING_GROUP, rows["Skupina dluhy"])
    renamed = {"name": "Skupina oddlužení", "kind": "working_group", "starts": "1. 1. 2025"}
    save_row(ground.as_of(date(2026, 5, 4)), SYSTEM, register_of("organy"), renamed, number=rows["Skupina dluhy"])
    told = {}
    for known in (APRIL, date(2026, 5, 4)):
        with looking(ground.as_of(date(2026, 6, 1)), SYSTEM) as work:
            wish = Wish(first=date(2026, 1, 1), last=date(2026, 12, 31), day=APRIL, known=known)
            report = OFFERS["request"].compile(work, wish)
        (meetings,) = (part.table for part in report.parts if part.table and part.table.key == "meetings")
        told[known] = meetings.column("body")
    assert told == {APRIL: ("Skupina dluhy",), date(2026, 5, 4): ("Skupina oddlužení",)}


def test_a_body_that_met_is_not_removed(lipova: tuple[Ground, Agreed, dict[str, int]]) -> None:
    ground, agreed, rows = lipova
    _met(ground, agreed, Act.WORKING_GROUP, rows["Skupina dluhy"])
    with pytest.raises(Refused):
        remove_row(ground, SYSTEM, register_of("organy"), rows["Skupina dluhy"])
    with looking(ground, SYSTEM) as work:
        met = select(EventRow.act).where(col(EventRow.body_id) == rows["Skupina dluhy"])
        assert work.session.exec(met).one() is Act.WORKING_GROUP
