"""Plain registers beside the obligations: bodies, tasks, plans, projects, programmes, research. Rows are the values.

Money is whole hundredths of a crown, so that sums are exact. A child points to its parent and carries its municipality.
"""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from tracker.reports.register_values import BodyKind, ItemLevel, ItemState, Met, ProjectState
from tracker.store.database import BIG_ID, Row, choice, identity, reference


class BodyRow(Row, table=True):
    """A partnership, a working group, a council or a board, from–to."""

    __tablename__ = "body"
    __table_args__ = (CheckConstraint("ends IS NULL OR ends >= starts", name="ends_after_start"),)

    id: int | None = identity()
    municipality_id: int = reference("municipality.id")
    kind: BodyKind = choice(BodyKind, "body_kind")
    name: str = Field(max_length=200)
    starts: date
    ends: date | None = None


class MemberRow(Row, table=True):
    """Somebody's place in a body, from–to, for an organisation."""

    __tablename__ = "body_member"
    __table_args__ = (CheckConstraint("ends IS NULL OR ends >= starts", name="ends_after_start"),)

    id: int | None = identity()
    municipality_id: int = reference("municipality.id")
    body_id: int = reference("body.id")
    name: str = Field(max_length=200)
    organisation: str = Field(default="", max_length=200)
    role: str = Field(default="", max_length=100)
    starts: date
    ends: date | None = None


class ActionItemRow(Row, table=True):
    """A task from the minutes of a body, with a day or the trigger it waits for. Open ones go on the next agenda."""

    __tablename__ = "action_item"

    id: int | None = identity()
    municipality_id: int = reference("municipality.id")
    body_id: int | None = reference("body.id", nullable=True)
    event_id: int | None = reference("event.id", nullable=True)
    given_on: date
    words: str = Field(max_length=1000, min_length=1)
    owner: str = Field(default="", max_length=200)
    due: date | None = None
    trigger: str = Field(default="", max_length=300)
    closed_on: date | None = None
    result: str = Field(default="", max_length=1000)


class PlanRow(Row, table=True):
    """A plan of a locality (SPSZ, MPI, TAP …). A locality may be a union of municipalities with one plan."""

    __tablename__ = "plan"
    __table_args__ = (CheckConstraint("ends IS NULL OR starts IS NULL OR ends >= starts", name="ends_after_start"),)

    id: int | None = identity()
    municipality_id: int = reference("municipality.id")
    kind: str = Field(max_length=20)
    title: str = Field(max_length=300)
    starts: date | None = None
    ends: date | None = None


class ApprovalRow(Row, table=True):
    """The approval of a plan by one council; ``member`` names the municipality where the locality has more of them."""

    __tablename__ = "plan_approval"
    __table_args__ = (UniqueConstraint("plan_id", "member", "approved_on"),)

    id: int | None = identity()
    municipality_id: int = reference("municipality.id")
    plan_id: int = reference("plan.id")
    member: str = Field(default="", max_length=120)
    approved_on: date
    resolution: str = Field(default="", max_length=200)


class PlanItemRow(Row, table=True):
    """A goal or a measure of a plan. The state is somebody's judgement on a day, with its reason."""

    __tablename__ = "plan_item"

    id: int | None = identity()
    municipality_id: int = reference("municipality.id")
    plan_id: int = reference("plan.id")
    level: ItemLevel = choice(ItemLevel, "item_level")
    number: str = Field(max_length=20)
    words: str = Field(max_length=2000)
    due: date | None = None
    state: ItemState = choice(ItemState, "item_state", default=ItemState.PLANNED)
    reason: str = Field(default="", max_length=2000)
    judged_on: date | None = None


class ProjectRow(Row, table=True):
    """A project that the cooperation helped to prepare. ``hundredths`` are its eligible costs in 1/100 Kč."""

    __tablename__ = "project"
    __table_args__ = (
        CheckConstraint("hundredths >= 0", name="money_not_negative"),
        CheckConstraint("persons IS NULL OR persons >= 0", name="persons_not_negative"),
        CheckConstraint("ends IS NULL OR starts IS NULL OR ends >= starts", name="ends_after_start"),
    )

    id: int | None = identity()
    municipality_id: int = reference("municipality.id")
    name: str = Field(max_length=400)
    carrier: str = Field(default="", max_length=200)
    programme: str = Field(default="", max_length=200)
    call: str = Field(default="", max_length=60)
    goals: str = Field(default="", max_length=4000)
    hundredths: int = Field(default=0, sa_type=BIG_ID)
    persons: int | None = None
    starts: date | None = None
    ends: date | None = None
    ended_early: date | None = None
    state: ProjectState = choice(ProjectState, "project_state", default=ProjectState.PREPARED)
    note: str = Field(default="", max_length=2000)

    @property
    def money(self) -> Decimal:
        """The eligible costs in crowns."""
        return Decimal(self.hundredths) / 100


class ProgrammeRow(Row, table=True):
    """An advisory programme for one municipality."""

    __tablename__ = "advisory_programme"
    __table_args__ = (CheckConstraint("ends >= starts", name="ends_after_start"),)

    id: int | None = identity()
    municipality_id: int = reference("municipality.id")
    title: str = Field(max_length=300)
    goals: str = Field(default="", max_length=4000)
    starts: date
    ends: date
    ended_early: date | None = None
    end_reason: str = Field(default="", max_length=2000)


class CriterionRow(Row, table=True):
    """A criterion of an advisory programme: where it began and ended, the answer as given, and whether it is met."""

    __tablename__ = "criterion"
    __table_args__ = (UniqueConstraint("programme_id", "number"),)

    id: int | None = identity()
    municipality_id: int = reference("municipality.id")
    programme_id: int = reference("advisory_programme.id")
    number: str = Field(max_length=20)
    words: str = Field(max_length=2000)
    baseline: str = Field(default="", max_length=500)
    final: str = Field(default="", max_length=500)
    answer: str = Field(default="", max_length=200)
    met: Met | None = choice(Met, "met", nullable=True, default=None)
    note: str = Field(default="", max_length=2000)


class WorkloadRow(Row, table=True):
    """How many people of ASZ look after a municipality in a role, and what part of full time they give to it.

    ``hundredths`` of full time are those of all of them together: two half-time consultants are 100.
    """

    __tablename__ = "workload"
    __table_args__ = (
        CheckConstraint("hundredths >= 0", name="share_not_negative"),
        CheckConstraint("persons >= 0", name="persons_not_negative"),
        CheckConstraint("ends IS NULL OR ends >= starts", name="ends_after_start"),
    )

    id: int | None = identity()
    municipality_id: int = reference("municipality.id")
    role: str = Field(max_length=200)
    persons: int
    hundredths: int
    starts: date
    ends: date | None = None
    note: str = Field(default="", max_length=500)


class ResearchRow(Row, table=True):
    """A finished piece of research for a municipality."""

    __tablename__ = "research"

    id: int | None = identity()
    municipality_id: int = reference("municipality.id")
    title: str = Field(max_length=300)
    author: str = Field(default="", max_length=200)
    finished_on: date


class RecommendationRow(Row, table=True):
    """A recommendation of a research, and what the municipality answered to it."""

    __tablename__ = "recommendation"

    id: int | None = identity()
    municipality_id: int = reference("municipality.id")
    research_id: int = reference("research.id")
    words: str = Field(max_length=2000)
    answer: str = Field(default="", max_length=2000)
    answered_on: date | None = None


class TopicRow(Row, table=True):
    """What was brought into being in a locality: one topic of one area („zaměstnanost · sociální firma“)."""

    __tablename__ = "topic"
    __table_args__ = (UniqueConstraint("municipality_id", "area", "topic"),)

    id: int | None = identity()
    municipality_id: int = reference("municipality.id")
    area: str = Field(max_length=120)
    topic: str = Field(max_length=200)
    since: date | None = None
    note: str = Field(default="", max_length=500)
