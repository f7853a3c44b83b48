"""A sample town's partner without an account and the next meeting they are invited to: something to try."""

from datetime import date, time, timedelta

from sqlmodel import col, select

from tracker.obligations.obligation import Act
from tracker.operations.ground import Ground, looking
from tracker.operations.meetings.meetings import Wished as WishedMeeting
from tracker.operations.meetings.meetings import plan_meeting
from tracker.operations.partners.partners import Wished, save_partner
from tracker.people.actor import SYSTEM
from tracker.reports.register_values import BodyKind
from tracker.store.agreements import ObligationRow, TermRow
from tracker.store.registers import BodyRow
from tracker.timeline.hours import at
from tracker.timeline.working_days import CZECH


def load_partners(ground: Ground, municipality_id: int, today: date) -> None:
    """Give the town a partner that sits in its working groups and helps with its yearly report."""
    with looking(ground, SYSTEM) as work:
        groups = select(BodyRow.id).where(
            BodyRow.municipality_id == municipality_id, BodyRow.kind == BodyKind.WORKING_GROUP
        )
        reports = (
            select(ObligationRow.id)
            .join(TermRow, col(TermRow.obligation_id) == ObligationRow.id)
            .where(ObligationRow.municipality_id == municipality_id, TermRow.act == Act.COUNCIL_REPORT)
        )
        bodies = frozenset(n for n in work.session.exec(groups.order_by(col(BodyRow.id))) if n is not None)
        duties = frozenset(n for n in work.session.exec(reports) if n is not None)
    partner = Wished("Farní charita", "charita@partner.example", "Jana Nová", bodies=bodies, duties=duties)
    save_partner(ground, SYSTEM, partner, municipality_id=municipality_id)
    day = CZECH.since(today + timedelta(days=8))
    for body in sorted(bodies)[:1]:
        wished = WishedMeeting(at(day, time(9)), at(day, time(11)), place="městský úřad, zasedací místnost")
        plan_meeting(ground, SYSTEM, body, wished)
