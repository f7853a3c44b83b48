"""From an obligation to its occurrences: a pure function of the rule, the validity and the anchors that are known
(law 6).
"""

from collections.abc import Mapping
from datetime import date

from tracker.obligations.deadline import (
    Conditional,
    Continuous,
    Dated,
    Missing,
    Nothing,
    Precision,
    Quota,
    Recurring,
    Relative,
    Window,
)
from tracker.obligations.obligation import Obligation
from tracker.occurrences.coarse import window_of
from tracker.occurrences.labels import ON_CONDITION, ONCE, ONGOING, UNDATED, UNTIL_END
from tracker.occurrences.milestones import yearly_pace
from tracker.occurrences.occurrence import Occurrence
from tracker.occurrences.offsets import clock_from, earliest_from
from tracker.occurrences.recurrence import quota_per_period, recurring
from tracker.timeline.periods import Span

UNNAMED_ANCHOR = "událost, kterou dokument nejmenuje"
UNKNOWN_YEAR = "rok, který dokument neuvádí"
NO_ANCHORS: Mapping[str, date] = {}


def expand(obligation: Obligation, anchors: Mapping[str, date] = NO_ANCHORS) -> tuple[Occurrence, ...]:
    """The occurrences of ``obligation`` in order; running again gives the same.

    ``anchors`` are the days of the events that start a clock, by the anchor's words or, where the parties fixed one for
    this duty alone, by the obligation's key. Raises ``UnknownPlace`` for a place in a period that says nothing known.
    """
    rule = obligation.deadline
    match rule:
        case Recurring(count=None, on=()):
            return (_without_due(obligation, UNDATED),)
        case Recurring(maximum=True, minimum=False):
            return (_without_due(obligation, ONGOING),)
        case Recurring():
            return tuple(recurring(obligation, rule))
        case Dated():
            return (_dated(obligation, rule),)
        case Window():
            return (_window(obligation, rule),)
        case Relative():
            return (_relative(obligation, rule, anchors),)
        case Quota():
            return _quota(obligation, rule)
        case Continuous():
            return (_without_due(obligation, ONGOING, rule.start, rule.end),)
        case Conditional():
            return (_without_due(obligation, ON_CONDITION),)
        case Missing():
            return (_without_due(obligation, UNDATED),)
        case Nothing():
            return ()


def _dated(obligation: Obligation, rule: Dated) -> Occurrence:
    if rule.day is None:
        return _without_due(obligation, ONCE, waits_for=UNKNOWN_YEAR)
    return _once(obligation, window_of(rule.day, rule.precision), rule.precision)


def _window(obligation: Obligation, rule: Window) -> Occurrence:
    """A span without a last day goes on with the agreement; nobody agreed when it falls due."""
    if rule.end is None:
        return _without_due(obligation, ONCE, rule.start, waits_for=UNKNOWN_YEAR if rule.end_day else None)
    return _once(obligation, Span(min(rule.start or obligation.validity.start, rule.end), rule.end), Precision.DAY)


def _relative(obligation: Obligation, rule: Relative, anchors: Mapping[str, date]) -> Occurrence:
    words = rule.anchor or UNNAMED_ANCHOR
    anchor = anchors.get(obligation.key) or anchors.get(words)
    if anchor is None:
        return _without_due(obligation, ONCE, waits_for=words)
    clock = clock_from(anchor, rule)
    if clock is None:
        return _without_due(obligation, ONCE, earliest_from(anchor, rule))
    return _once(obligation, clock, Precision.DAY)


def _quota(obligation: Obligation, rule: Quota) -> tuple[Occurrence, ...]:
    """An amount to reach; a mere ceiling ("až 80 osob") is no duty to reach it."""
    if rule.maximum and not rule.minimum:
        return (_without_due(obligation, ONGOING),)
    if rule.per:
        return tuple(quota_per_period(obligation, rule, rule.per))
    end = rule.due or obligation.validity.end
    span = Span(min(obligation.validity.start, end), end)
    return (
        Occurrence(
            key=f"{obligation.key}/{UNTIL_END}",
            obligation=obligation.key,
            label=UNTIL_END,
            start=span.start,
            end=span.end,
            due=span.end,
            precision=Precision.DAY,
            quota=rule.amount,
            unit=rule.unit,
            at_least=rule.minimum,
            milestones=yearly_pace(span, rule.amount),
            closes=max(span.end, obligation.validity.end),
        ),
    )


def _once(obligation: Obligation, span: Span, precision: Precision) -> Occurrence:
    """A single window. It may be fulfilled before it opens, as soon as the agreement is in force."""
    return Occurrence(
        key=f"{obligation.key}/{ONCE}",
        obligation=obligation.key,
        label=ONCE,
        start=span.start,
        end=span.end,
        due=span.end,
        precision=precision,
        counts_from=min(span.start, obligation.validity.start),
        closes=max(span.end, obligation.validity.end),
    )


def _without_due(
    obligation: Obligation,
    label: str,
    start: date | None = None,
    end: date | None = None,
    *,
    waits_for: str | None = None,
) -> Occurrence:
    """A window in which nothing falls due by itself: it goes on, or waits for an event or a decision."""
    first = start or obligation.validity.start
    return Occurrence(
        key=f"{obligation.key}/{label}",
        obligation=obligation.key,
        label=label,
        start=first,
        end=max(first, end or obligation.validity.end),
        due=None,
        precision=Precision.DAY,
        waits_for=waits_for,
        closes=obligation.validity.end,
    )
