"""From every term that ends in the council back to the day on which its draft must begin.

Pages, the forecast, calendars and reminders ask here, so that all of them name the same days.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker.fulfilment.standing import Status
from tracker.occurrences.backplanning import BEFORE_COUNCIL, Plan, Step, plan_back
from tracker.operations.agreements.council_days import Planned, planned_days
from tracker.operations.ground import Work
from tracker.operations.standings import Item

_AHEAD = frozenset({Status.PLANNED, Status.OPEN, Status.DUE_SOON, Status.RETURNED, Status.OVERDUE})
"""The statuses of what has still to go to the council."""


@dataclass(frozen=True, slots=True)
class BackPlan:
    """The way of one term to the council; ``sessions`` are the days known within its window.

    Without a ``plan`` none of them can be used any more, or none is known yet.
    """

    item: Item
    plan: Plan | None
    sessions: int

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps, the first one first; empty without a plan."""
        return self.plan.steps if self.plan else ()


def back_plans(work: Work, found: Iterable[Item]) -> dict[int, BackPlan]:
    """The plan of every one of ``found`` that has still to go to the council by a day, by the id of its occurrence."""
    concerned = [item for item in found if _goes_to_council(item)]
    if not concerned:
        return {}
    known = planned_days(work, {item.row.municipality_id for item in concerned})
    return {item.row.id: _planned(work, item, known) for item in concerned if item.row.id is not None}


def next_steps(plans: Sequence[BackPlan], work: Work) -> tuple[tuple[BackPlan, Step], ...]:
    """The next step of every plan, the soonest first; a step whose day has passed is still the next one to take."""
    coming = [
        (plan, next((step for step in plan.steps if step.day >= work.today), plan.steps[-1]))
        for plan in plans
        if plan.steps
    ]
    return tuple(sorted(coming, key=lambda pair: (pair[1].day, pair[0].item.occurrence.key)))


def _goes_to_council(item: Item) -> bool:
    return item.obligation.act in BEFORE_COUNCIL and item.standing.due is not None and item.standing.status in _AHEAD


def _planned(work: Work, item: Item, known: dict[int, Planned]) -> BackPlan:
    days = known[item.row.municipality_id]
    due = item.standing.due
    plan = plan_back(item.occurrence, days.council, work.today, days.partnership, days.leads, due, work.working_days)
    return BackPlan(item, plan, sum(item.occurrence.opens <= day <= (due or day) for day in days.council))
