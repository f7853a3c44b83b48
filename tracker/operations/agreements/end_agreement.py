"""End an agreement before its time: what is left becomes four piles, and nothing of it is watched any more."""

from datetime import date

from sqlmodel import col

from tracker.fulfilment.settlement import Settlement, settle
from tracker.obligations.agreement import ENDS, AgreementState, transition
from tracker.operations.ground import Ground, Refused, Work, working
from tracker.operations.refresh import refresh
from tracker.operations.standings import items
from tracker.people.actor import Actor
from tracker.people.permissions import Permission
from tracker.store.agreements import AgreementRow
from tracker.timeline.czech import say_day


def end_agreement(
    ground: Ground, actor: Actor, agreement_id: int, last_day: date, how: AgreementState, reason: str
) -> Settlement:
    """End the agreement; ``last_day`` is its last day in force and ``how`` one of the ends of the lifecycle.

    Raises ``Refused`` for a day outside the validity or in the future, ``ForbiddenTransition`` for an agreement ended
    before.
    """
    with working(ground, actor) as work:
        agreement = work.get(AgreementRow, agreement_id, Permission.END_AGREEMENT)
        if how not in ENDS:
            raise Refused("Vyberte, jak dokument skončil: dohodou, rozhodnutím, uplynutím nebo nedokončením.")
        if last_day > work.today or last_day not in agreement.validity:
            span = f"{say_day(agreement.starts)} – {say_day(min(agreement.ends, work.today))}"
            raise Refused("Poslední den platnosti musí ležet v době %(span)s.", span=span)
        if not reason.strip():
            raise Refused("Napište, proč spolupráce skončila.")
        agreement.state = transition(agreement.state, how)
        settlement = settlement_of(work, agreement_id, last_day)
        agreement.ended_on, agreement.ended_at, agreement.end_reason = last_day, work.now, reason.strip()
        work.session.flush()
        refresh(work, [i.row.id for i in items(work, col(AgreementRow.id) == agreement_id) if i.row.id is not None])
        return settlement


def settlement_of(work: Work, agreement_id: int, last_day: date) -> Settlement:
    """How the agreement would stand, or stands, with this last day: every occurrence in one pile."""
    found = items(work, col(AgreementRow.id) == agreement_id)
    return settle([(item.obligation, item.occurrence, item.facts) for item in found], last_day)
