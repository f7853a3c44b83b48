"""Days of council sessions: pasted in, taken back, planned back from, and told again as they stood on a past day."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import col

from tests.factories import a_person, a_town, an_agreement, an_office, ground_on
from tracker.obligations.deadline import Period, Recurring
from tracker.obligations.obligation import Act
from tracker.occurrences.backplanning import Leads, Step, StepKind
from tracker.operations.agreements.back_plans import BackPlan, back_plans, next_steps
from tracker.operations.agreements.council_days import (
    Added,
    Planned,
    add_days,
    council_page,
    planned_days,
    remove_day,
    set_leads,
)
from tracker.operations.ground import Forbidden, Ground, NotFound, Refused, looking, working
from tracker.operations.standings import items
from tracker.people.actor import SYSTEM, Actor, Role
from tracker.reports.register_values import BodyKind
from tracker.store.meetings import MeetingRow
from tracker.store.occurrences import OccurrenceRow
from tracker.store.registers import BodyRow

DAY = date(2026, 9, 1)
YEARLY = Recurring(1, Period.YEAR)


@pytest.fixture
def lipova(database_url: str, tmp_path: Path) -> tuple[Ground, Actor, int]:
    """A town that owes its council a report a year, and its manager."""
    ground = ground_on(database_url, tmp_path, DAY)
    with working(ground, SYSTEM) as work:
        town = a_town(work.session, an_office(work.session))
        an_agreement(work, town, YEARLY, act=Act.COUNCIL_REPORT, title="Zpráva o plnění")
        manager = a_person(work.session, Role.MANAGER, town)
        assert town.id is not None
        return ground, manager, town.id


def plans_on(ground: Ground, day: date) -> list[BackPlan]:
    with looking(ground.as_of(day), SYSTEM) as work:
        return list(back_plans(work, items(work, col(OccurrenceRow.id).is_not(None))).values())


def test_a_pasted_column_sets_the_days_with_their_notes(lipova: tuple[Ground, Actor, int]) -> None:
    ground, manager, town = lipova

    done = add_days(ground, manager, town, "Datum;Poznámka\n14. 9. 2026\n14.12.2026\tmimořádné\nstředa, 17. 2.\n")

    assert done == Added(3, 0)
    with looking(ground, manager) as work:
        shown = council_page(work, town)
    assert [(row.day, row.note) for row in shown.ahead] == [
        (date(2026, 9, 14), ""),
        (date(2026, 12, 14), "mimořádné"),
        (date(2027, 2, 17), ""),
    ]


def test_a_day_that_stands_is_not_set_twice(lipova: tuple[Ground, Actor, int]) -> None:
    ground, manager, town = lipova
    add_days(ground, manager, town, "14. 9. 2026")

    assert add_days(ground, manager, town, "14. 9. 2026\n14. 9. 2026\n12. 10. 2026") == Added(1, 1)


def test_one_line_that_is_no_day_refuses_the_whole_list(lipova: tuple[Ground, Actor, int]) -> None:
    ground, manager, town = lipova

    with pytest.raises(Refused, match=r"„třináctého“.*30\. 2\. 2027 v kalendáři není"):
        add_days(ground, manager, town, "14. 9. 2026\ntřináctého\n30. 2. 2027")

    with looking(ground, manager) as work:
        assert council_page(work, town).ahead == ()


def test_only_the_manager_of_the_town_and_the_administrator_plan(lipova: tuple[Ground, Actor, int]) -> None:
    ground, _, town = lipova
    with working(ground, SYSTEM) as work:
        place = work.municipality(town)
        consultant = a_person(work.session, Role.CONSULTANT, place, "k@asz.example")
        stranger = a_person(
            work.session, Role.MANAGER, a_town(work.session, an_office(work.session, "RCV"), "Jinde"), "j@obec.example"
        )
        administrator = a_person(work.session, Role.ADMINISTRATOR, None, "s@asz.example")

    with pytest.raises(Forbidden):
        add_days(ground, consultant, town, "14. 9. 2026")
    with pytest.raises(NotFound):
        add_days(ground, stranger, town, "14. 9. 2026")
    assert add_days(ground, administrator, town, "14. 9. 2026") == Added(1, 0)


def test_the_report_is_planned_back_from_the_last_session_of_its_year(lipova: tuple[Ground, Actor, int]) -> None:
    ground, manager, town = lipova
    add_days(ground, manager, town, "14. 9. 2026\n14. 12. 2026\n8. 2. 2027")
    set_leads(ground, manager, town, Leads(papers=21, between=10, drafting=20))

    (way,) = plans_on(ground, DAY)

    assert way.steps == (
        Step(StepKind.DRAFT, date(2026, 10, 23)),  # 24. 10. is a Saturday
        Step(StepKind.DISCUSSION, date(2026, 11, 13)),
        Step(StepKind.PAPERS, date(2026, 11, 23)),
        Step(StepKind.SESSION, date(2026, 12, 14), known=True),
    )


def test_a_meeting_called_for_the_partnership_is_the_day_of_the_discussion(lipova: tuple[Ground, Actor, int]) -> None:
    ground, manager, town = lipova
    add_days(ground, manager, town, "14. 12. 2026")
    with working(ground, SYSTEM) as work:
        body = BodyRow(municipality_id=town, kind=BodyKind.PARTNERSHIP, name="LP Lipová", starts=date(2026, 1, 1))
        work.session.add(body)
        work.session.flush()
        assert body.id is not None
        called = datetime(2026, 11, 10, 9, tzinfo=UTC)
        work.session.add(
            MeetingRow(
                municipality_id=town,
                body_id=body.id,
                title="Podzimní jednání",
                starts_at=called,
                ends_at=called + timedelta(hours=2),
                created_at=work.now,
                changed_at=work.now,
            )
        )

    (way,) = plans_on(ground, DAY)

    assert way.steps[:2] == (
        Step(StepKind.DRAFT, date(2026, 10, 9)),  # 11. 10. is a Sunday
        Step(StepKind.DISCUSSION, date(2026, 11, 10), known=True),
    )


def test_without_days_and_after_the_last_of_them_there_is_a_way_without_a_plan(
    lipova: tuple[Ground, Actor, int],
) -> None:
    ground, manager, town = lipova
    (before,) = plans_on(ground, DAY)
    add_days(ground, manager, town, "14. 9. 2026")
    (after,) = plans_on(ground, date(2026, 9, 15))

    assert [(way.plan, way.sessions) for way in (before, after)] == [(None, 0), (None, 1)]


def test_the_next_step_is_the_first_that_has_not_gone_by(lipova: tuple[Ground, Actor, int]) -> None:
    ground, manager, town = lipova
    add_days(ground, manager, town, "14. 12. 2026")

    with looking(ground.as_of(date(2026, 11, 24)), manager) as work:
        ways = list(back_plans(work, items(work, col(OccurrenceRow.id).is_not(None))).values())
        steps = [step for _, step in next_steps(ways, work)]

    assert steps == [Step(StepKind.PAPERS, date(2026, 11, 30))]


def test_a_day_taken_back_still_stands_in_the_plan_of_the_day_before(lipova: tuple[Ground, Actor, int]) -> None:
    ground, manager, town = lipova
    add_days(ground, manager, town, "14. 12. 2026")
    with looking(ground, manager) as work:
        (row,) = council_page(work, town).ahead
    assert row.id is not None

    remove_day(ground.as_of(date(2026, 10, 1)), manager, row.id)

    told = {}
    for day in (DAY, date(2026, 9, 30), date(2026, 10, 1)):
        with looking(ground.as_of(day), manager) as work:
            told[day] = planned_days(work, [town])[town]
    assert told == {
        DAY: Planned((date(2026, 12, 14),), (), Leads()),
        date(2026, 9, 30): Planned((date(2026, 12, 14),), (), Leads()),
        date(2026, 10, 1): Planned((), (), Leads()),
    }


def test_the_history_tells_who_set_what(lipova: tuple[Ground, Actor, int]) -> None:
    ground, manager, town = lipova
    add_days(ground, manager, town, "14. 12. 2026")
    set_leads(ground, manager, town, Leads(papers=20))

    with looking(ground, manager) as work:
        history = council_page(work, town).history

    assert [(change.who, change.action, change.subject) for change in history] == [
        (manager.name, "added", "council_lead"),
        (manager.name, "added", "council_day"),
    ]


def test_a_distance_out_of_reason_is_refused(lipova: tuple[Ground, Actor, int]) -> None:
    ground, manager, town = lipova

    with pytest.raises(Refused) as refused:
        set_leads(ground, manager, town, Leads(between=-1))

    assert refused.value.field == "between"
