"""How an occurrence stands on a day: derived from the agreed window and the facts alone (domain, "Status of an
occurrence").

The rules are asked in one order and the first that answers says the status: every occurrence has exactly one on any
day. The due day itself is not overdue; late or not is decided by the day of the event, never by that of its record
(law 9).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import chain
from operator import attrgetter

from tracker.fulfilment.case import Case, case_on
from tracker.fulfilment.counting import Firmness, claims_reach
from tracker.fulfilment.event import DecisionKind, DelayReason
from tracker.fulfilment.facts import Facts
from tracker.fulfilment.pace import Pace, pace_of
from tracker.fulfilment.standing import Status
from tracker.fulfilment.term import term_on
from tracker.fulfilment.trace import Step, explain
from tracker.obligations.obligation import Obligation
from tracker.occurrences.labels import ONCE, ONGOING
from tracker.occurrences.occurrence import Occurrence

DUE_SOON = timedelta(days=30)
"""A term is near in its last 30 days and on the due day."""

ESCALATIONS = (1, 15, 61)
"""Days of delay on which somebody is told: the owner, the head of the office, the headquarters."""
_ONE_DAY = timedelta(days=1)
_STATED = {
    DecisionKind.WAIVE: Status.WAIVED,
    DecisionKind.REPLACE: Status.REPLACED,
    DecisionKind.DISPUTE: Status.DISPUTED,
}


@dataclass(frozen=True, slots=True)
class Standing:
    """How an occurrence stands on ``on``. ``due`` is the day after shifts and pauses, ``first_due`` the day first
    agreed.

    ``counted`` of ``quota`` are in the unit of the occurrence, caps applied. ``fulfilled_on`` is the day of the event
    that reached the quota once enough is proved and accepted, ``claimed_on`` the same while that is still open.
    ``days_late`` run from the due day to that event, or while overdue to ``on``.
    """

    status: Status
    on: date
    due: date | None
    first_due: date | None
    counted: float
    quota: float
    days_late: int = 0
    fulfilled_on: date | None = None
    claimed_on: date | None = None
    pace: Pace | None = None
    reason: DelayReason | None = None
    case: Case | None = field(default=None, repr=False, compare=False)

    @property
    def trace(self) -> tuple[Step, ...]:
        """Why it stands so: rule, window, what counted and what did not, decisions, verdict."""
        return explain(self.case, self.status, self.days_late) if self.case else ()


def standing(obligation: Obligation, occurrence: Occurrence, facts: Facts, on: date) -> Standing:
    """How ``occurrence`` stands on ``on`` by what happened and was decided until then.

    ``facts`` count as they are given; ``known_on`` leaves out what was recorded later.
    """
    case = case_on(obligation, occurrence, facts, on)
    status = _stated(case) or _reached(case) or _out_of_force(case) or _contested(case) or _by_time(case)
    return Standing(
        status=status,
        on=on,
        due=case.term.due,
        first_due=case.term.first_due,
        counted=case.counted,
        quota=occurrence.quota,
        days_late=_days_late(case, status),
        fulfilled_on=case.fulfilled_on,
        claimed_on=case.claimed_on,
        pace=pace_of(occurrence, case.counted, on),
        reason=max(facts.reasons, key=attrgetter("recorded_at"), default=None),
        case=case,
    )


def next_change(
    occurrence: Occurrence, facts: Facts, after: date, leads: Sequence[int] = (60, 30, 14, 7)
) -> date | None:
    """The first day later than ``after`` on which time alone can change something; ``None`` when it never can.

    Those are the days of decisions and of the end, and until the quota is claimed the opening of the window, the lead
    days, the milestones, the first, 15th and 61st day of delay, and the day after the last on which the duty can be
    met. Which working day a notice leaves on is for the reminders to say.
    """
    days = chain(
        _stated_days(facts), () if _at_rest(occurrence, facts, after) else _days_of(occurrence, facts, after, leads)
    )
    return min((day for day in days if day > after), default=None)


def _stated_days(facts: Facts) -> Iterator[date]:
    yield from (decision.day for decision in facts.decisions if decision.revoked_at is None)
    yield from (day for day in (facts.ended, facts.cancelled) if day)


def _at_rest(occurrence: Occurrence, facts: Facts, on: date) -> bool:
    """Whether only a new fact can change anything; what goes on all the time is judged on the day it closes."""
    term = term_on(occurrence, facts.decisions, on)
    released = facts.ended is not None and facts.ended <= on and facts.releases(term.due)
    cancelled = facts.cancelled is not None and facts.cancelled <= on and facts.cancels(term.due)
    out = released or cancelled or term.stated is not None or term.paused is not None
    goes_on = occurrence.label == ONGOING and term.due is None
    return out or (not goes_on and claims_reach(occurrence, term, facts, on))


def _days_of(occurrence: Occurrence, facts: Facts, after: date, leads: Sequence[int]) -> Iterator[date]:
    due = term_on(occurrence, facts.decisions, after).due
    last_days = [day for day in (occurrence.closes, facts.ended) if day]
    yield from (occurrence.opens, occurrence.start)
    yield from (day + _ONE_DAY for day in last_days)
    if due is None:
        return
    for lead in {*leads, DUE_SOON.days}:
        yield due - timedelta(days=lead)
    yield from (milestone.due for milestone in occurrence.milestones)
    yield from (due + timedelta(days=late) for late in ESCALATIONS)


def _stated(case: Case) -> Status | None:
    """A decision in force says the status; only a dispute speaks against what had been fulfilled before it."""
    stated = case.term.stated
    if stated is None:
        return None
    done = case.fulfilled_on is not None and case.fulfilled_on <= stated.day
    return None if done and stated.kind is not DecisionKind.DISPUTE else _STATED[stated.kind]


def _reached(case: Case) -> Status | None:
    """The quota is reached: what is missing is only paper, or the word of the other side."""
    if case.goes_on or case.claimed_on is None:
        return None
    if case.fulfilled_on is None:
        proved = case.tally.reached_on(Firmness.PROVED)
        return Status.AWAITING_OTHER_SIDE if proved else Status.AWAITING_EVIDENCE
    in_time = case.term.due is None or case.fulfilled_on <= case.term.due
    return Status.FULFILLED if in_time else Status.FULFILLED_LATE


def _out_of_force(case: Case) -> Status | None:
    """What a revision dropped, an early end released or a pause holds; a window closed before stays as it was."""
    facts, due = case.facts, case.term.due
    if facts.cancelled and facts.cancelled <= case.on and facts.cancels(due):
        return Status.CANCELLED
    if facts.ended and facts.ended <= case.on and facts.releases(due):
        return Status.RELEASED
    return Status.PAUSED if case.term.paused else None


def _contested(case: Case) -> Status | None:
    """The quota would be reached, had the other side not returned or disputed a part of it."""
    if case.goes_on or not case.tally.entries:
        return None
    if case.tally.reached_on(Firmness.RETURNED):
        return Status.RETURNED if case.on <= case.closes else None
    return Status.DISPUTED if case.tally.reached_on(Firmness.DISPUTED) else None


def _by_time(case: Case) -> Status:
    due, on, start = case.term.due, case.on, case.occurrence.start
    if due is None:
        return _undated(case)
    if on > case.closes:
        return Status.PARTLY if case.counted else Status.MISSED
    if on > due:
        return Status.OVERDUE
    if on < min(start, case.term.opens):
        return Status.PLANNED
    if due - on <= DUE_SOON:
        return Status.DUE_SOON
    return Status.OPEN if on >= start else Status.PLANNED


def _undated(case: Case) -> Status:
    """Nothing falls due by itself. With the end of the agreement it is released, or was done all along."""
    if case.on > case.closes:
        return Status.FULFILLED if case.goes_on and case.counted else Status.RELEASED
    if case.on < case.occurrence.start:
        return Status.PLANNED
    if case.goes_on:
        return Status.ONGOING
    waits = case.occurrence.waits_for is not None or case.occurrence.label != ONCE
    return Status.WAITING if waits else Status.OPEN


def _days_late(case: Case, status: Status) -> int:
    if case.term.due is None:
        return 0
    until = case.on if status is Status.OVERDUE else case.claimed_on
    return max(0, (until - case.term.due).days) if until else 0
