"""From a term that ends in the council back to the day on which work must begin.

The Municipal Act (128/2000 Sb.) § 93(1) has the council's agenda announced at least seven days before the session;
when papers must be handed in, each town says in its own rules, so that and the other distances are the planner's to
give.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tracker.obligations.obligation import Act
from tracker.occurrences.occurrence import Occurrence
from tracker.timeline.working_days import CZECH, WorkingDays

BEFORE_COUNCIL = frozenset({Act.COUNCIL_REPORT, Act.COUNCIL_DECISION})
"""The acts that end in the council."""


class StepKind(StrEnum):
    """The steps on the way to the council, in their order."""

    DRAFT = "draft"
    DISCUSSION = "discussion"
    PAPERS = "papers"
    SESSION = "session"


LABELS: dict[StrEnum, str] = {
    StepKind.DRAFT: "Začít psát návrh",
    StepKind.DISCUSSION: "Projednat v lokálním partnerství",
    StepKind.PAPERS: "Odevzdat podklady pro zastupitelstvo",
    StepKind.SESSION: "Jednání zastupitelstva",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the last ``day`` for it; ``known`` when that is the day of a meeting already set."""

    kind: StepKind
    day: date
    known: bool = False

    @property
    def words(self) -> str:
        """What is to be done, in Czech."""
        return LABELS[self.kind]


@dataclass(frozen=True, slots=True)
class Leads:
    """Days needed before a session: ``papers`` for handing in, ``drafting`` from the first line to the partnership.

    ``between`` are the fewest days from the discussion in the partnership to the handing in of the papers.
    """

    papers: int = 14
    between: int = 7
    drafting: int = 30


@dataclass(frozen=True, slots=True)
class Plan:
    """Backwards: the ``session`` that still meets ``due``, and the last days for the steps before it.

    ``discussion`` is a known meeting day of the partnership, or the last working day for one where none is known that
    is early enough (``discussion_known`` is then false). ``late_by`` days the plan should have begun already on the
    day asked.
    """

    due: date
    session: date
    papers: date
    discussion: date
    discussion_known: bool
    draft: date
    late_by: int = 0

    @property
    def steps(self) -> tuple[Step, ...]:
        """The way to the session, the first step first."""
        return (
            Step(StepKind.DRAFT, self.draft),
            Step(StepKind.DISCUSSION, self.discussion, self.discussion_known),
            Step(StepKind.PAPERS, self.papers),
            Step(StepKind.SESSION, self.session, known=True),
        )


def plan_back(
    occurrence: Occurrence,
    sessions: Sequence[date],
    today: date,
    meetings: Sequence[date] = (),
    leads: Leads = Leads(),
    due: date | None = None,
    days: WorkingDays = CZECH,
) -> Plan | None:
    """The plan for the last council session that is still usable; ``None`` when there is none before the due day.

    ``sessions`` are the known council days, ``meetings`` those of the partnership; ``due`` the term after shifts.
    """
    last = due or occurrence.due
    usable = [day for day in sessions if last and max(today, occurrence.opens) <= day <= last]
    if last is None or not usable:
        return None
    session = max(usable)
    papers = days.until(session - timedelta(days=leads.papers))
    latest = days.until(papers - timedelta(days=leads.between))
    known = [day for day in meetings if today <= day <= latest]
    discussion = max(known, default=latest)
    draft = days.until(discussion - timedelta(days=leads.drafting))
    return Plan(last, session, papers, discussion, bool(known), draft, max(0, (today - draft).days))
