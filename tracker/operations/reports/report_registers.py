"""The plain registers as the values that reports are compiled from, as of any day, within the reach of whoever asks."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from sqlmodel import col, select

from tracker.operations.ground import NotFound, Work
from tracker.operations.registers.known_rows import known_rows
from tracker.operations.reports.report_entries import offices_by_id
from tracker.reports.entry import Town
from tracker.reports.register_values import (
    Approval,
    Criterion,
    Member,
    Plan,
    PlanItem,
    Programme,
    Project,
    ReportedTotal,
    Task,
    Topic,
    Workload,
)
from tracker.reports.research_report import Recommendation, Research
from tracker.store.database import Row
from tracker.store.documents import DocumentRow
from tracker.store.register_sources import ReportedTotalRow
from tracker.store.registers import (
    ActionItemRow,
    ApprovalRow,
    BodyRow,
    CriterionRow,
    MemberRow,
    PlanItemRow,
    PlanRow,
    ProgrammeRow,
    ProjectRow,
    RecommendationRow,
    ResearchRow,
    TopicRow,
    WorkloadRow,
)
from tracker.store.territory import MunicipalityRow

Towns = dict[int, Town]
Kind = TypeVar("Kind", bound=Row)


def towns_of(work: Work, wanted: Iterable[int] = ()) -> Towns:
    """The municipalities in reach by id, in Czech order; only those ``wanted``, when any are."""
    offices = offices_by_id(work)
    row, chosen = MunicipalityRow, set(wanted)
    query: Any = select(row.id, row.name, row.office_id, row.ico, row.region)  # type: ignore[call-overload]
    told = work.session.execute(query.where(work.in_reach()).order_by(col(row.sort_key)))
    return {
        number: Town(number, name, offices[office].code, ico, region)
        for number, name, office, ico, region in told
        if not chosen or number in chosen
    }


def plans_of(work: Work, towns: Towns, known: date) -> tuple[Plan, ...]:
    """The plans of the towns with approvals and items."""
    approvals = _by_parent(work, ApprovalRow, "plan_id", known)
    items = _by_parent(work, PlanItemRow, "plan_id", known)
    return tuple(
        Plan(
            id=row.id or 0,
            town=towns[row.municipality_id],
            kind=row.kind,
            title=row.title,
            starts=row.starts,
            ends=row.ends,
            approvals=tuple(Approval(a.approved_on, a.member, a.resolution) for a in approvals[row.id or 0]),
            items=tuple(PlanItem(i.level, i.number, i.words, i.state, i.reason, i.due) for i in items[row.id or 0]),
        )
        for row in _of(work, PlanRow, towns, known)
    )


def projects_of(work: Work, towns: Towns, known: date) -> tuple[Project, ...]:
    """The projects of the towns."""
    return tuple(
        Project(
            id=row.id or 0,
            town=towns[row.municipality_id],
            name=row.name,
            state=row.state,
            money=row.money,
            carrier=row.carrier,
            programme=row.programme,
            call=row.call,
            goals=row.goals,
            persons=row.persons,
            starts=row.starts,
            ends=row.ends,
            ended_early=row.ended_early,
        )
        for row in _of(work, ProjectRow, towns, known)
    )


def topics_of(work: Work, towns: Towns, known: date) -> tuple[Topic, ...]:
    """What came into being in the towns, in the order in which it was told."""
    rows = sorted(_of(work, TopicRow, towns, known), key=lambda row: row.id or 0)
    return tuple(Topic(towns[row.municipality_id], row.area, row.topic) for row in rows)


def research_of(work: Work, towns: Towns, known: date) -> tuple[Research, ...]:
    """The research for the towns with its recommendations."""
    recommendations = _by_parent(work, RecommendationRow, "research_id", known)
    return tuple(
        Research(
            town=towns[row.municipality_id],
            title=row.title,
            author=row.author,
            finished_on=row.finished_on,
            recommendations=tuple(
                Recommendation(r.id or 0, r.words, r.answer, r.answered_on) for r in recommendations[row.id or 0]
            ),
        )
        for row in _of(work, ResearchRow, towns, known)
    )


def workloads_of(work: Work, towns: Towns, day: date, known: date) -> tuple[Workload, ...]:
    """Who of ASZ looks after the towns on ``day``."""
    return tuple(
        Workload(towns[row.municipality_id], row.role, row.persons, Decimal(row.hundredths) / 100)
        for row in _of(work, WorkloadRow, towns, known)
        if row.starts <= day and (row.ends is None or day <= row.ends)
    )


def totals_of(work: Work, towns: Towns, known: date) -> tuple[ReportedTotal, ...]:
    """The totals that documents declare of the towns. One of many towns is told where all of them are asked about."""
    documents = dict(work.session.exec(select(DocumentRow.id, DocumentRow.name)).all())
    found = []
    for row in known_rows(work, ReportedTotalRow, known):
        owners = [row.municipality_id] if row.municipality_id is not None else row.towns
        if owners and set(owners) <= set(towns):
            found.append(
                ReportedTotal(
                    document=documents.get(row.document_id, ""),
                    kind=row.kind,
                    words=row.words,
                    unit=row.unit,
                    amount=Decimal(row.hundredths) / 100,
                    parts=None if row.counted_hundredths is None else Decimal(row.counted_hundredths) / 100,
                    towns=tuple(towns[number] for number in owners),
                )
            )
    return tuple(found)


def tasks_of(work: Work, towns: Towns, known: date) -> tuple[Task, ...]:
    """The tasks from minutes of the towns."""
    bodies = {row.id: row.name for row in known_rows(work, BodyRow, known)}
    return tuple(
        Task(
            id=row.id or 0,
            given_on=row.given_on,
            words=row.words,
            owner=row.owner,
            due=row.due,
            trigger=row.trigger,
            closed_on=row.closed_on,
            result=row.result,
            body=bodies.get(row.body_id, ""),
        )
        for row in _of(work, ActionItemRow, towns, known)
    )


def members_of(work: Work, towns: Towns, known: date) -> dict[int, list[Member]]:
    """Who sits in the bodies of the towns, by town."""
    bodies = {row.id: row.name for row in known_rows(work, BodyRow, known)}
    found: dict[int, list[Member]] = defaultdict(list)
    for row in _of(work, MemberRow, towns, known):
        name = bodies.get(row.body_id, "")
        found[row.municipality_id].append(Member(name, row.name, row.organisation, row.role, row.starts, row.ends))
    return found


def programme_of(work: Work, number: int, known: date) -> Programme:
    """One advisory programme with its criteria in the order of their numbers."""
    work.get(ProgrammeRow, number)
    row = next((row for row in known_rows(work, ProgrammeRow, known) if row.id == number), None)
    if row is None:
        raise NotFound
    criteria = sorted(_by_parent(work, CriterionRow, "programme_id", known)[number], key=lambda c: _natural(c.number))
    return Programme(
        id=number,
        town=towns_of(work, [row.municipality_id])[row.municipality_id],
        title=row.title,
        goals=row.goals,
        starts=row.starts,
        ends=row.ends,
        ended_early=row.ended_early,
        end_reason=row.end_reason,
        criteria=tuple(Criterion(c.number, c.words, c.baseline, c.final, c.answer, c.met, c.note) for c in criteria),
    )


def _of(work: Work, kind: type[Kind], towns: Towns, known: date) -> list[Kind]:
    """The rows of the towns, in the order of the towns."""
    order = {number: place for place, number in enumerate(towns)}
    rows: list[Any] = [row for row in known_rows(work, kind, known) if getattr(row, "municipality_id", None) in order]
    return sorted(rows, key=lambda row: order[row.municipality_id])


def _by_parent(work: Work, kind: type[Kind], column: str, known: date) -> dict[int, list[Kind]]:
    found: dict[int, list[Kind]] = defaultdict(list)
    for row in known_rows(work, kind, known):
        found[getattr(row, column)].append(row)
    return found


def _natural(number: str) -> tuple[tuple[int, str], ...]:
    """``2.10`` after ``2.9``."""
    return tuple((int(part), "") if part.isdecimal() else (0, part) for part in number.split("."))
