"""What is in motion on the day of loading: something to acknowledge, returned, late, shifted, disputed."""

from dataclasses import replace
from datetime import date, time, timedelta

from sqlmodel import col, select

from tracker.fulfilment.event import DecisionKind, ReviewVerdict
from tracker.fulfilment.standing import Status
from tracker.mailing.mailer import LocalMailbox
from tracker.obligations.obligation import Act
from tracker.operations.agreements.council_days import add_days
from tracker.operations.agreements.decide import decide, state_reason
from tracker.operations.events.record_event import record_event
from tracker.operations.events.review_fulfilment import review_fulfilment
from tracker.operations.ground import Ground, looking
from tracker.operations.mails.send_outbox import send_outbox
from tracker.operations.sample.places import holder_of
from tracker.operations.sample.scenes import event_of, fulfilments_of
from tracker.people.actor import SYSTEM, Actor, Role
from tracker.store.occurrences import OccurrenceRow
from tracker.timeline.clock import FixedClock
from tracker.timeline.czech import say_day
from tracker.timeline.hours import at
from tracker.timeline.working_days import CZECH


def live_last_weeks(ground: Ground, towns: dict[str, int], today: date) -> None:
    """An entry to acknowledge, one returned, one without papers, a reason for what is late, and decisions."""
    lipova, kamenna = towns["lipova"], towns["kamenna"]
    manager = holder_of(ground, Role.MANAGER, lipova)
    sessions = (today + timedelta(days=ahead) for ahead in (26, 110, 208))
    add_days(ground.as_of(today - timedelta(days=30)), manager, lipova, "\n".join(map(say_day, sessions)))
    _recent(
        ground, manager, lipova, Act.PARTNERSHIP_MEETING, today - timedelta(days=5), papers=("record", "attendance")
    )
    returned = _recent(ground, manager, lipova, Act.TRAINING, today - timedelta(days=20), papers=("attendance",))
    for fulfilment in fulfilments_of(ground, returned):
        review_fulfilment(
            ground.as_of(today - timedelta(days=12)),
            holder_of(ground, Role.CONSULTANT, lipova),
            fulfilment,
            ReviewVerdict.RETURNED,
            "Na prezenční listině chybí podpisy.",
        )
    _deliver(ground, today - timedelta(days=12))
    neighbour = holder_of(ground, Role.MANAGER, kamenna)
    _recent(ground, neighbour, kamenna, Act.THREE_PARTY_MEETING, today - timedelta(days=9))
    _decisions(ground, lipova, today)
    for late in _standing(ground, kamenna, Status.OVERDUE):
        words = "Čekáme na data z úřadu práce."
        state_reason(ground.as_of(today - timedelta(days=3)), neighbour, late, words, today + timedelta(days=20))


def _deliver(ground: Ground, day: date) -> None:
    """The mails written on ``day`` left on its morning, or on that of the next working day."""
    morning = FixedClock(at(CZECH.since(day), time(9)))
    send_outbox(replace(ground.as_of(day), clock=morning), LocalMailbox())


def _recent(ground: Ground, actor: Actor, municipality: int, act: Act, day: date, papers: tuple[str, ...] = ()) -> int:
    told = {"act": act, "day": day.isoformat(), "papers": papers, "hours": 3, "persons": 9}
    return record_event(ground.as_of(day + timedelta(days=1)), actor, event_of(ground, municipality, told)).event_id


def _decisions(ground: Ground, municipality: int, today: date) -> None:
    """A shift of something that runs, and one decision of every other kind on what lies ahead."""
    kinds = [DecisionKind.WAIVE, DecisionKind.PAUSE, DecisionKind.REPLACE, DecisionKind.DISPUTE]
    running, ahead = (_standing(ground, municipality, status) for status in (Status.OPEN, Status.PLANNED))
    for kind, occurrence in [*zip([DecisionKind.SHIFT], running, strict=False), *zip(kinds, ahead, strict=False)]:
        decide(
            ground.as_of(today - timedelta(days=2)),
            SYSTEM,
            occurrence,
            kind,
            reason="Dohodnuto na jednání tří stran (ukázka).",
            approver="Tomáš Beneš",
            new_due=today + timedelta(days=18) if kind is DecisionKind.SHIFT else None,
            replaced_by="dohoda o navazujícím plánu" if kind is DecisionKind.REPLACE else None,
        )


def _standing(ground: Ground, municipality: int, status: Status) -> list[int]:
    """The occurrences of a town that stand so, the soonest due first."""
    with looking(ground, SYSTEM) as work:
        query = (
            select(OccurrenceRow.id)
            .where(OccurrenceRow.municipality_id == municipality, OccurrenceRow.status == status)
            .order_by(col(OccurrenceRow.due), col(OccurrenceRow.id))
        )
        return [number for number in work.session.exec(query) if number is not None]
