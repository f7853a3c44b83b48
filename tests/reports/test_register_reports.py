"""The registers of the real documents, and what reports make of them to the last hundredth."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tracker.documents.reading import fingerprint, read_document
from tracker.drafts.drafting import draft_from
from tracker.drafts.registers import Registers
from tracker.reports.entry import Town
from tracker.reports.plan_register import plan_register
from tracker.reports.project_sums import Sum, project_sums
from tracker.reports.register_values import Approval, Plan, Project, ProjectState, Topic
from tracker.reports.report import Report
from tracker.reports.table import Cell
from tracker.reports.topic_matrix import topic_matrix

SEEDS = Path(__file__).parents[2] / "../shared/seeds"
NOVEMBER = date(2018, 11, 30)


def _registers(number: str) -> Registers:
    if not SEEDS.is_dir():
        pytest.skip("the sample documents are not here")
    (file,) = SEEDS.glob(f"{number}_*.txt")
    data = file.read_bytes()
    document = read_document(data, file.name)
    return draft_from(document, name=file.name, fingerprint=fingerprint(data), draft_id="1").registers


def _table(report: Report, heading: str) -> list[tuple[Cell, ...]]:
    (table,) = (part.table for part in report.parts if part.heading == heading and part.table)
    return list(table.all_rows())


def _said(report: Report) -> list[str]:
    return [line.replace("\xa0", " ") for line in report.summary]


def _projects(call: str, town: Town) -> list[Project]:
    return [
        Project(number, town, record.name, ProjectState.RUNNING, Decimal(str(record.money)), call=call)
        for number, record in enumerate(_registers("002").projects)
        if record.call == call
    ]


def test_the_thirty_four_localities_have_forty_approvals() -> None:
    plans = [
        Plan(
            plan.number,
            Town(plan.number, plan.locality, plan.office),
            "MPI",
            f"Místní plán inkluze {plan.locality}",
            approvals=tuple(Approval(a.day, a.municipality or "") for a in plan.approvals),
        )
        for plan in _registers("002").plans
    ]
    report = plan_register(plans, NOVEMBER, NOVEMBER)
    assert _said(report) == ["K 30. 11. 2018: lokalit 34, schválení 40."]
    assert _table(report, "Podle regionálních pracovišť") == [
        ("RCS", 12, 12),
        ("RCV", 11, 17),
        ("RCZ", 11, 11),
        ("Celkem", 34, 40),
    ]
    in_2016 = plan_register(plans, date(2016, 12, 31), NOVEMBER)
    assert _said(in_2016) == ["K 31. 12. 2016: lokalit 13, schválení 13."]
    assert len(_table(in_2016, "Plány bez zapsaného schválení")) == 21


@pytest.mark.parametrize(
    "call, name, size, money",
    [("03_15_042", "Litvínov", 7, "50910144.70"), ("052", "Most", 8, "59335253")],
)
def test_the_projects_of_two_towns_add_up_to_the_hundredth(call: str, name: str, size: int, money: str) -> None:
    projects = _projects(call, Town(1, name, "RCZ"))
    assert Sum.of(projects) == Sum(size, Decimal(money), 0)


def test_the_sums_by_town_and_by_state_agree_with_the_whole() -> None:
    projects = [*_projects("03_15_042", Town(1, "Litvínov", "RCZ")), *_projects("052", Town(2, "Most", "RCZ"))]
    report = project_sums(projects, NOVEMBER, NOVEMBER)
    by_town, by_state = _table(report, "Podle obce"), _table(report, "Podle stavu")
    assert [row[3] for row in by_town] == [Decimal("50910144.70"), Decimal(59335253), Decimal("110245397.70")]
    assert by_town[-1] == by_state[-1]
    assert _said(report)[1] == "Získáno 110 245 397,70 Kč, v přípravě a hodnocení 0 Kč."


def test_the_results_of_ten_localities_read_as_they_were_published() -> None:
    town = Town(1, "Deset lokalit", "RCZ")
    approved = [
        Project(n, town, f"Projekt {n}", ProjectState.RUNNING, Decimal(6721212), persons=257) for n in range(39)
    ]
    last = Project(39, town, "Projekt 39", ProjectState.FINISHED, Decimal(6721219), persons=263)
    waiting = [Project(n, town, f"Projekt {n}", ProjectState.SUBMITTED, Decimal(1440387)) for n in range(40, 72)]
    rest = Project(72, town, "Projekt 72", ProjectState.PREPARED, Decimal(1440416))
    assert _said(project_sums([*approved, last, *waiting, rest], NOVEMBER, NOVEMBER)) == [
        "Připravených projektů celkem 73, z toho schválených 40.",
        "Získáno 268 848 487 Kč, v přípravě a hodnocení 47 532 800 Kč.",
        "Podpořených osob ve schválených projektech: 10 286.",
    ]


def test_the_matrix_of_topics_counts_alike_in_both_directions() -> None:
    towns: dict[str, Town] = {}
    topics = [
        Topic(towns.setdefault(name, Town(len(towns) + 1, name, "RCZ")), record.area, record.topic)
        for record in _registers("004").topics
        for name in record.localities
    ]
    *rows, closing = _table(topic_matrix(topics, NOVEMBER, NOVEMBER), "Matice")
    assert len(rows) == 22
    by_topic = {row[1]: row[-1] for row in rows}
    assert (by_topic["asistenti pedagoga"], by_topic["sociální firma"]) == (3, 4)
    sums = [cell for cell in closing[2:] if isinstance(cell, int)]
    assert sum(sums[:-1]) == sums[-1] == len(topics) == sum(len(r.localities) for r in _registers("004").topics)
