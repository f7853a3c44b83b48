"""All that is known of one occurrence, and what of it was known on a past day.

Facts are added and never overwritten; what was taken back carries the instant of that. So the state of knowledge on any
past day can be had again by leaving out what was recorded later.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from tracker.fulfilment.event import Decision, DelayReason, Event, Fulfilment
from tracker.timeline.clock import PRAGUE


@dataclass(frozen=True, slots=True)
class Facts:
    """Fulfilments, decisions and reasons of one occurrence; ``ended`` is the day the agreement ended early (its last
    day in force), ``cancelled`` the day a revision dropped the occurrence.

    ``ended_at`` and ``cancelled_at`` are the instants at which that was recorded (``None``: known all along).
    """

    fulfilments: tuple[Fulfilment, ...] = ()
    decisions: tuple[Decision, ...] = ()
    reasons: tuple[DelayReason, ...] = ()
    ended: date | None = None
    cancelled: date | None = None
    ended_at: datetime | None = None
    cancelled_at: datetime | None = None

    def cancels(self, due: date | None) -> bool:
        """Whether a revision drops a window with this due day; one that had closed before stays as it was."""
        return self.cancelled is not None and (due is None or due >= self.cancelled)

    def releases(self, due: date | None) -> bool:
        """Whether the early end lets go of a window with this due day."""
        return self.ended is not None and (due is None or due >= self.ended)


NO_FACTS = Facts()


def known_on(facts: Facts, day: date) -> Facts:
    """What was recorded by the end of ``day`` in Prague of what had happened by then; the same answer for any past day.

    Decisions and ends that take effect later are kept: they were known, and only ``standing`` says from when they hold.
    """
    end = end_of_day(day)
    ended = facts.ended_at is None or facts.ended_at < end
    cancelled = facts.cancelled_at is None or facts.cancelled_at < end
    return Facts(
        fulfilments=tuple(
            _fulfilment_before(f, end)
            for f in facts.fulfilments
            if f.recorded_at < end and f.event.recorded_at < end and f.event.day <= day
        ),
        decisions=tuple(
            replace(d, revoked_at=_before(d.revoked_at, end)) for d in facts.decisions if d.recorded_at < end
        ),
        reasons=tuple(r for r in facts.reasons if r.recorded_at < end),
        ended=facts.ended if ended else None,
        cancelled=facts.cancelled if cancelled else None,
        ended_at=facts.ended_at if ended else None,
        cancelled_at=facts.cancelled_at if cancelled else None,
    )


@lru_cache(maxsize=64)
def end_of_day(day: date) -> datetime:
    """The first instant after ``day`` in Prague; the day has 23 or 25 hours when summer time changes."""
    return datetime.combine(day + timedelta(days=1), time(), PRAGUE).astimezone(UTC)


def _before(instant: datetime | None, end: datetime) -> datetime | None:
    return instant if instant and instant < end else None


def _fulfilment_before(fulfilment: Fulfilment, end: datetime) -> Fulfilment:
    """The fulfilment itself where nothing was added to it later, which is nearly always."""
    event = _event_before(fulfilment.event, end)
    reviews = tuple(review for review in fulfilment.reviews if review.recorded_at < end)
    withdrawn = _before(fulfilment.withdrawn_at, end)
    if (event, reviews, withdrawn) == (fulfilment.event, fulfilment.reviews, fulfilment.withdrawn_at):
        return fulfilment
    return replace(fulfilment, event=event, reviews=reviews, withdrawn_at=withdrawn)


def _event_before(event: Event, end: datetime) -> Event:
    evidence = tuple(paper for paper in event.evidence if paper.recorded_at < end)
    withdrawn = _before(event.withdrawn_at, end)
    if (evidence, withdrawn) == (event.evidence, event.withdrawn_at):
        return event
    return replace(event, evidence=evidence, withdrawn_at=withdrawn)
