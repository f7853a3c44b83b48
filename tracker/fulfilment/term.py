"""When an occurrence is due after the decisions about it (domain laws 7 and 8).

The first date stays for ever. A shift decided by the due day moves it; one decided when it was already late moves
nothing, for moving a date never turns red to green. A pause stops the clock: resuming adds the days for which it
stood still. A call starts a clock once: where it runs already, a second call moves nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.fulfilment.event import Decision, DecisionKind
from tracker.occurrences.labels import on_call
from tracker.occurrences.occurrence import Occurrence

_STATED = (DecisionKind.WAIVE, DecisionKind.REPLACE, DecisionKind.DISPUTE)
_DATING = (DecisionKind.SHIFT, DecisionKind.CALL)


@dataclass(frozen=True, slots=True)
class Term:
    """``due`` after the decisions of ``decided``, in order; ``powerless`` are the shifts that came too late to move it,
    and the calls for what had been called for.

    ``stated`` is the decision that says the status in place of the facts; ``paused`` the pause that has not ended.
    ``opens`` is the first day an event may lie on to count.
    """

    first_due: date | None
    due: date | None
    opens: date
    decided: tuple[Decision, ...] = ()
    powerless: tuple[Decision, ...] = ()
    stated: Decision | None = None
    paused: Decision | None = None


def term_on(occurrence: Occurrence, decisions: Iterable[Decision], on: date) -> Term:
    """The term as decided by the end of ``on``; a decision revoked is none."""
    decided = tuple(sorted((d for d in decisions if d.day <= on and d.revoked_at is None), key=_in_order))
    if not decided:
        return Term(occurrence.due, occurrence.due, occurrence.opens)
    return _decided(occurrence, decided)


def _in_order(decision: Decision) -> tuple[date, float]:
    return decision.day, decision.recorded_at.timestamp()


def _decided(occurrence: Occurrence, decided: tuple[Decision, ...]) -> Term:
    first_due = due = occurrence.due
    opens = occurrence.opens
    powerless: list[Decision] = []
    paused: Decision | None = None
    stopped = date.max
    for decision in decided:
        if decision.kind in _DATING and decision.new_due:
            stopped = decision.day
            if due is None:
                first_due = due = decision.new_due
                opens = decision.day if on_call(occurrence.label) else opens
            elif decision.kind is DecisionKind.SHIFT and decision.day <= due:
                due = decision.new_due
            else:
                powerless.append(decision)
        elif decision.kind is DecisionKind.PAUSE and paused is None:
            paused, stopped = decision, decision.day
        elif decision.kind is DecisionKind.RESUME and paused:
            due = _resumed(due, stopped, decision.day)
            paused = None
    stated = next((d for d in reversed(decided) if d.kind in _STATED), None)
    return Term(first_due, due, opens, decided, tuple(powerless), stated, paused)


def _resumed(due: date | None, since: date, until: date) -> date | None:
    """The due day after a pause; a duty that was late before the pause is no less late after it."""
    stood = until - since
    return due + stood if due and since <= due and stood > timedelta() else due
