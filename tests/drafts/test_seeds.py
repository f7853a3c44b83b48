"""The five real documents: each imports without error and gives what the domain says of it."""

from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from tracker.documents.reading import fingerprint, read_document
from tracker.drafts.draft import Draft, DraftKind, draft_from_json, draft_to_json
from tracker.drafts.drafting import draft_from
from tracker.drafts.registers import Ending, LocalityApproval, Met, TopicRecord

SEEDS = sorted((Path(__file__).parents[3] / "shared" / "seeds").glob("*.txt"))

pytestmark = pytest.mark.skipif(not SEEDS, reason="the seed documents are not beside the project")


@cache
def seed(number: str) -> tuple[Draft, str]:
    path = next(path for path in SEEDS if path.name.startswith(number))
    data = path.read_bytes()
    document = read_document(data, path.name)
    return draft_from(document, name=path.name, fingerprint=fingerprint(data), draft_id="n1"), document.text


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem[:3])
def test_every_seed_is_read_quoted_exactly_and_stored(path: Path) -> None:
    draft, text = seed(path.name[:3])
    assert [text[f.passage.start : f.passage.end] for f in draft.obligations] == [f.quote for f in draft.obligations]
    assert draft_from_json(draft_to_json(draft)) == draft


def test_the_answer_holds_the_register_of_34_localities_with_40_approvals() -> None:
    plans = seed("002")[0].registers.plans
    assert [plan.number for plan in plans] == list(range(1, 35))
    assert Counter(plan.office for plan in plans) == {"RCS": 12, "RCV": 11, "RCZ": 11}
    assert sum(len(plan.approvals) for plan in plans) == 40
    union = next(plan for plan in plans if plan.locality == "Vrbensko")
    assert union.approvals[3] == LocalityApproval(date(2017, 9, 13), "Karlova Studánka")
    assert len(union.approvals) == 5


def test_the_answer_holds_15_projects_with_calls_money_and_periods() -> None:
    projects = seed("002")[0].registers.projects
    assert Counter(project.call for project in projects) == {"03_15_042": 7, "052": 8}
    assert all(project.money and project.start and project.end for project in projects)
    assert (projects[0].carrier, projects[0].money, projects[0].end) == (
        "Město Litvínov",
        14_316_792,
        date(2019, 7, 31),
    )
    assert [project.ended for project in projects if project.ended] == [date(2018, 6, 30)]


def test_the_answer_holds_meetings_with_outputs_and_tasks_but_no_duties() -> None:
    draft, _ = seed("002")
    by_day = {meeting.day: meeting for meeting in draft.registers.meetings if meeting.day}
    assert (draft.kind, draft.obligations) == (DraftKind.ANSWER, ())
    assert (len(by_day[date(2018, 2, 27)].tasks), len(by_day[date(2018, 9, 5)].outputs)) == (5, 7)


def test_a_project_that_ends_a_day_too_early_is_asked_about() -> None:
    assert [doubt.kind.value for doubt in seed("002")[0].doubts] == ["validity_ambiguous"]


def test_the_programme_of_sokolov_has_goals_steps_criteria_and_an_early_end() -> None:
    draft, _ = seed("001")
    steps = [finding.step for finding in draft.obligations]
    assert steps == ["1.1", "1.2", "1.3", "2.1", "2.2", "2.3", "2.4", "1", "2", "3", "4", "1", "2", "3", "4", "5"]
    criteria = draft.registers.criteria
    assert len(criteria) == 24
    assert Counter(criterion.answer for criterion in criteria) == {"NE": 14, "ČÁSTEČNĚ": 6, "ANO": 4}
    refused = next(criterion for criterion in criteria if criterion.number == "4.4")
    assert (refused.answer, refused.note[:9], refused.met) == ("NE", "neodmítá,", Met.YES)
    assert draft.registers.endings == (Ending(date(2024, 6, 20), "ukončena dohodou k 20.6. 2024"),)


def test_the_schedule_of_sokolov_contradicts_itself() -> None:
    draft, _ = seed("001")
    conflicts = [d.words for d, _ in draft.all_doubts if d.kind.value == "order_conflict"]
    assert conflicts == [
        "Krok 3 má termín 30.\u00a06.\u00a02024, krok 4 platí pro 1.\u00a08.\u00a02023 – 31.\u00a08.\u00a02024.",
        "Krok 4 má termín 31.\u00a08.\u00a02024, krok 5 platí pro 1.\u00a05.\u00a02024 – 30.\u00a06.\u00a02024.",
    ]


def test_the_damaged_summary_still_gives_projects_and_what_is_wrong_with_it() -> None:
    draft, _ = seed("000")
    assert len(draft.registers.projects) == 6
    assert [doubt.kind.value for doubt in draft.doubts] == ["approval_after_start", "count_mismatch", "damaged_date"]
    assert draft.obligations == ()


def test_the_national_summary_gives_figures_and_the_matrix_of_topics() -> None:
    registers = seed("004")[0].registers
    assert [(figure.amount, figure.unit) for figure in registers.figures] == [
        (73, "projektů"),
        (40, "projektů"),
        (268_848_487, "Kč"),
        (47_532_800, "Kč"),
        (10_286, "podpořených osob"),
    ]
    assert TopicRecord(
        "bydlení", "tréninkové bydlení a systém prostupného bydlení", ("Bruntál", "Havířov", "Jirkov")
    ) in (registers.topics)
    assert Counter(topic.area for topic in registers.topics) == {
        "vzdělávání": 6,
        "zaměstnanost": 5,
        "bydlení": 4,
        "sociální služby": 4,
        "dluhová problematika": 3,
    }
