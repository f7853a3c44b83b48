"""Records of a document as rows of the registers: each is found by what it is, so that taking it twice adds nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlmodel import select

from tracker.drafts.draft import Draft
from tracker.drafts.register_items import Record
from tracker.drafts.registers import (
    CriterionRecord,
    Figure,
    LocalityPlan,
    MeetingRecord,
    NamedDocument,
    ProjectRecord,
    TableTotal,
    TopicRecord,
)
from tracker.fulfilment.event import OutputKind
from tracker.obligations.obligation import Side
from tracker.operations.ground import Refused, Work
from tracker.operations.registers.record_readings import (
    MET,
    ONE_AT_A_TIME,
    PLANS,
    declared_by,
    is_research,
    kind_of_document,
    kind_of_meeting,
    kind_of_plans,
    persons_in,
    shortened,
    state_of,
    title_of_meeting,
    years_of,
)
from tracker.people.actor import acts_for_municipality
from tracker.reports.register_values import Declared
from tracker.store.database import Row
from tracker.store.events import EventRow
from tracker.store.register_sources import ReportedTotalRow
from tracker.store.registers import (
    ActionItemRow,
    ApprovalRow,
    CriterionRow,
    PlanRow,
    ProgrammeRow,
    ProjectRow,
    ResearchRow,
    TopicRow,
)
from tracker.store.territory import MunicipalityRow

Kind = TypeVar("Kind", bound=Row)


@dataclass(frozen=True, slots=True)
class Stored:
    """A row that a record became, and whether it is new."""

    row: Row
    fresh: bool

    @property
    def subject(self) -> tuple[str, int]:
        """The table and the key of the row."""
        number: int = getattr(self.row, "id")  # noqa: B009  every table has the column
        return str(self.row.__tablename__), number


class RegisterRows:
    """Writes the records of one document within one transaction."""

    def __init__(self, work: Work, draft: Draft, text: str, document_id: int) -> None:
        self._work, self._draft, self._document_id = work, draft, document_id
        self._plan_kind = kind_of_plans(text)

    def of(self, record: Record, town: MunicipalityRow, note: str) -> Iterator[Stored]:
        """The rows that a record of one town becomes; ``note`` is what the document says beside the town's name."""
        match record:
            case LocalityPlan():
                return self._plan(town, record)
            case NamedDocument():
                return self._named(town, record)
            case ProjectRecord():
                return self._project(town, record)
            case MeetingRecord():
                return self._meeting(town, record)
            case CriterionRecord():
                return self._criterion(town, record)
            case TopicRecord():
                return self._topic(town, record, note)
            case TableTotal():
                return self._total(town, record)
            case Figure():
                return self.figure(record, [] if town.id is None else [town.id])

    def _plan(self, town: MunicipalityRow, plan: LocalityPlan) -> Iterator[Stored]:
        """A plan with its approvals; the same plan may come from many documents."""
        title = f"{PLANS[self._plan_kind]} {plan.locality}"
        stored = self._stored(PlanRow, {"municipality_id": town.id, "kind": self._plan_kind, "title": title})
        yield stored
        for approval in plan.approvals:
            own = {"plan_id": stored.subject[1], "member": approval.municipality or "", "approved_on": approval.day}
            yield self._stored(ApprovalRow, own, municipality_id=town.id)

    def _named(self, town: MunicipalityRow, named: NamedDocument) -> Iterator[Stored]:
        """A plan or strategy that the document refers to, or a piece of research, which needs the day it ended."""
        own: dict[str, Any] = {"municipality_id": town.id}
        if not is_research(named.name):
            kind, title = kind_of_document(named.name), shortened(named.name, 300)
            period = {"starts": named.start, "ends": named.end}
            if kind in ONE_AT_A_TIME:
                title = f"{PLANS[kind]} {town.name} {years_of(named)}".strip()
                yield self._stored(PlanRow, {**own, "kind": kind, **period}, title=title)
            else:
                yield self._stored(PlanRow, {**own, "title": title}, kind=kind, **period)
        elif named.end is None:
            raise Refused("Dokument neuvádí, kdy byl výzkum dokončen. Zapište ho do evidence ručně.")
        else:
            yield self._stored(ResearchRow, {**own, "title": shortened(named.name, 300), "finished_on": named.end})

    def _project(self, town: MunicipalityRow, project: ProjectRecord) -> Iterator[Stored]:
        """A project; how far it is follows from its days."""
        own = {"municipality_id": town.id, "name": shortened(project.name, 400), "starts": project.start}
        yield self._stored(
            ProjectRow,
            own,
            carrier=shortened(project.carrier or "", 200),
            programme=shortened(project.programme, 200),
            call=shortened(project.call or "", 60),
            goals=shortened(project.goals, 4000),
            hundredths=round((project.money or 0) * 100),
            persons=persons_in(project.persons),
            ends=project.end,
            ended_early=project.ended,
            state=state_of(project, self._work.today),
            note=shortened(f"Osoby podle dokumentu: {project.persons}" if project.persons else "", 2000),
        )

    def _meeting(self, town: MunicipalityRow, meeting: MeetingRecord) -> Iterator[Stored]:
        """A meeting as an event that counts for nothing until somebody says so, with its outputs and tasks."""
        if meeting.day is None:
            raise Refused("Dokument neuvádí den jednání. Zapište je ručně, až den zjistíte.")
        title = title_of_meeting(meeting.words)
        stored = self._stored(
            EventRow,
            {"municipality_id": town.id, "day": meeting.day, "title": title},
            act=kind_of_meeting(title, meeting.words),
            note=shortened(meeting.words, 4000),
            outputs=[{"kind": OutputKind.FACT.value, "words": words} for words in meeting.outputs],
            recorded_at=self._work.now,
            recorded_by=self._work.actor.person,
            side=self._side(town),
        )
        yield stored
        for words in meeting.tasks:
            own = {"event_id": stored.subject[1], "words": shortened(words, 1000)}
            yield self._stored(ActionItemRow, own, municipality_id=town.id, given_on=meeting.day)

    def _criterion(self, town: MunicipalityRow, criterion: CriterionRecord) -> Iterator[Stored]:
        """A criterion of the document's advisory programme. Its answer and whether it is met are two things."""
        programme = self._programme(town)
        yield programme
        yield self._stored(
            CriterionRow,
            {"programme_id": programme.subject[1], "number": criterion.number},
            municipality_id=town.id,
            words=shortened(criterion.words, 2000),
            answer=criterion.answer,
            met=MET.get(criterion.met),
            note=shortened(criterion.note, 2000),
        )

    def _topic(self, town: MunicipalityRow, topic: TopicRecord, note: str) -> Iterator[Stored]:
        """What came into being in one locality."""
        own = {"municipality_id": town.id, "area": shortened(topic.area, 120), "topic": shortened(topic.topic, 200)}
        yield self._stored(TopicRow, own, note=note)

    def figure(self, figure: Figure, towns: list[int]) -> Iterator[Stored]:
        """A result that the document declares of its towns together."""
        own = {"document_id": self._document_id, "kind": declared_by(figure), "words": shortened(figure.words, 500)}
        yield self._stored(ReportedTotalRow, own, unit=figure.unit, hundredths=round(figure.amount * 100), towns=towns)

    def _total(self, town: MunicipalityRow, total: TableTotal) -> Iterator[Stored]:
        """A sum of a column beside what its rows add up to."""
        own = {"document_id": self._document_id, "kind": Declared.COLUMN, "words": shortened(total.subject, 500)}
        yield self._stored(
            ReportedTotalRow,
            own,
            municipality_id=town.id,
            hundredths=round(total.declared * 100),
            counted_hundredths=round(total.counted * 100),
            parts=total.parts,
        )

    def _programme(self, town: MunicipalityRow) -> Stored:
        header, endings = self._draft.header, self._draft.registers.endings
        span = next((span for span in header.validity if span.start and span.end), None)
        if span is None or span.start is None or span.end is None:
            raise Refused("Dokument neuvádí období programu. Založte program v evidenci.")
        title = f"Poradenský program {town.name} {span.start.year}–{span.end.year}"
        own = {"municipality_id": town.id, "title": title, "starts": span.start}
        ending = endings[0] if endings else None
        return self._stored(
            ProgrammeRow,
            own,
            ends=span.end,
            ended_early=ending.day if ending and ending.day <= span.end else None,
            end_reason=ending.words if ending else "",
        )

    def _side(self, town: MunicipalityRow) -> Side:
        roles = self._work.actor.roles_at(town.place, self._work.today)
        return Side.MUNICIPALITY if acts_for_municipality(roles) else Side.ASZ

    def _stored(self, kind: type[Kind], own: dict[str, Any], /, **rest: Any) -> Stored:
        """The row that is known by ``own``: the one that stands, untouched, or a new one."""
        query = select(kind)
        for column, value in own.items():
            query = query.where(getattr(kind, column) == value)
        known = self._work.session.exec(query).first()
        if known is not None:
            return Stored(known, fresh=False)
        row = kind.model_validate({**own, **rest})
        self._work.session.add(row)
        self._work.session.flush()
        return Stored(row, fresh=True)
