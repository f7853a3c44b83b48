"""Which reminder is due: the steps of an occurrence, what to send of those whose day has come, and when to look next.

Due days stay as agreed; sending moves. A step before the due day goes out on the working day before a weekend or a
holiday, the step after it on the working day after: a day before the due day has passed nobody is late.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tracker.reminders.policy import Leads, Watched, lead_days
from tracker.timeline.working_days import WorkingDays


class Kind(StrEnum):
    """What a notice about an occurrence says."""

    BEFORE = "before"
    OVERDUE = "overdue"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Step:
    """One notice, going out on ``day``; the due day stands in its ``name``, so that a shifted duty is told anew."""

    kind: Kind
    name: str
    day: date


@dataclass(frozen=True, slots=True)
class Due:
    """Of the steps that have come and were not decided yet: the one to send, and those whose place it takes."""

    send: Step | None
    superseded: tuple[Step, ...]


def steps(watched: Watched, leads: Leads, days: WorkingDays) -> tuple[Step, ...]:
    """All steps of an occurrence, the least urgent first; none where nothing falls due."""
    if watched.due is None:
        return ()
    due = watched.due
    before = [
        Step(Kind.BEFORE, f"{due}-{lead}", days.until(due - timedelta(days=lead))) for lead in lead_days(watched, leads)
    ]
    return (*before, Step(Kind.OVERDUE, f"{due}+1", days.since(due + timedelta(days=1))))


def due_now(steps: Collection[Step], decided: Collection[str], today: date, due: date | None) -> Due:
    """Only the most urgent of the missed steps is sent, and never one that speaks of a due day that has passed.

    Nor is one sent where a step nearer to the same due day was decided: whoever changes the leads hears nothing twice.
    """
    come = [step for step in steps if step.day <= today]
    new = [step for step in come if step.name not in decided]
    if not new:
        return Due(None, ())
    most_urgent = come[-1]
    late = due is not None and today > due
    if most_urgent.name in decided or (
        most_urgent.kind is Kind.BEFORE and (late or _nearer(most_urgent, decided, due))
    ):
        return Due(None, tuple(new))
    return Due(most_urgent, tuple(step for step in new if step is not most_urgent))


def _nearer(step: Step, decided: Collection[str], due: date | None) -> bool:
    """Whether a step before the same due day, and no further from it, was decided."""
    before = f"{due}-"
    lead = int(step.name.removeprefix(before))
    return any(name.startswith(before) and int(name.removeprefix(before)) <= lead for name in decided)


def next_step_day(steps: Collection[Step], today: date) -> date | None:
    """The next day after ``today`` on which a step comes."""
    return min((step.day for step in steps if step.day > today), default=None)
