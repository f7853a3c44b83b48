"""What a subscription reaches: its municipalities with their counters, and the fragments among them.

Rights are the owner's on the day of the fetch. A scope that the owner no longer reaches is empty, not an error.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import col, select

from tracker.feeds.window import Piece, window
from tracker.obligations.obligation import Party
from tracker.operations.ground import Work
from tracker.people.actor import Role
from tracker.store.agreements import ObligationRow, TermRow
from tracker.store.occurrences import OccurrenceRow
from tracker.store.partners import PartnerRow
from tracker.store.subscriptions import FEED_STATE, FRAGMENT, Scope, SubscriptionRow
from tracker.store.territory import MunicipalityRow


@dataclass(frozen=True, slots=True)
class Reached:
    """The state of everything in scope: a sum of counters that only rises, and what must be rendered first."""

    municipalities: tuple[int, ...]
    stale: tuple[int, ...]
    revision: int
    changed_at: datetime | None


def reached(work: Work, subscription: SubscriptionRow, renderer: str) -> Reached:
    """The municipalities in scope today; one indexed row for each."""
    query = (
        sa.select(col(MunicipalityRow.id), FEED_STATE.c.revision, FEED_STATE.c.renderer, FEED_STATE.c.changed_at)
        .outerjoin(FEED_STATE, FEED_STATE.c.municipality_id == MunicipalityRow.id)
        .where(work.in_reach(), _territory(subscription))
        .order_by(col(MunicipalityRow.id))
    )
    rows = work.session.execute(query).all()
    return Reached(
        municipalities=tuple(row.id for row in rows),
        stale=tuple(row.id for row in rows if row.renderer != renderer),
        revision=sum(row.revision or 0 for row in rows),
        changed_at=max((row.changed_at for row in rows if row.changed_at), default=None),
    )


def pieces(work: Work, subscription: SubscriptionRow, municipalities: Sequence[int]) -> Iterable[Piece]:
    """The fragments in scope whose day lies in the window."""
    bounds = window(work.today)
    columns = (FRAGMENT.c.day, FRAGMENT.c.uid_source, FRAGMENT.c.state, FRAGMENT.c.changed_on, FRAGMENT.c.event)
    query = sa.select(*columns).where(
        FRAGMENT.c.municipality_id.in_(municipalities), FRAGMENT.c.day.between(bounds.first, bounds.last)
    )
    narrower = [*_of_body(subscription), *_of_person(work, subscription)]
    if narrower:
        query = (
            query.join(OccurrenceRow, col(OccurrenceRow.id) == FRAGMENT.c.occurrence_id)
            .join(ObligationRow, col(ObligationRow.id) == OccurrenceRow.obligation_id)
            .join(TermRow, col(TermRow.id) == OccurrenceRow.term_id)
            .where(*narrower)
        )
    return map(Piece._make, work.session.execute(query).all())


def _territory(subscription: SubscriptionRow) -> ColumnElement[bool]:
    match subscription.scope:
        case Scope.MUNICIPALITY | Scope.MEETINGS:
            return col(MunicipalityRow.id) == subscription.municipality_id
        case Scope.PARTNER:
            of_partner = select(PartnerRow.municipality_id).where(PartnerRow.id == subscription.partner_id)
            return col(MunicipalityRow.id).in_(of_partner)
        case Scope.OFFICE:
            return col(MunicipalityRow.office_id) == subscription.office_id
        case Scope.TOWNS | Scope.MINE:
            return sa.true()


def _of_body(subscription: SubscriptionRow) -> list[ColumnElement[bool]]:
    return [] if subscription.act is None else [col(TermRow.act) == subscription.act]


def _of_person(work: Work, subscription: SubscriptionRow) -> list[ColumnElement[bool]]:
    """Mine is what I own; and what nobody owns when my role is the first to hear about it (see ``recipients``)."""
    if subscription.scope is not Scope.MINE and not subscription.only_mine:
        return []
    nobody, town = col(ObligationRow.owner_id).is_(None), col(OccurrenceRow.municipality_id)
    asz = col(TermRow.party) == Party.ASZ
    return [
        sa.or_(
            col(ObligationRow.owner_id) == subscription.person_id,
            sa.and_(nobody, sa.not_(asz), town.in_(_towns(work, Role.MANAGER, work.today))),
            sa.and_(nobody, asz, town.in_(_towns(work, Role.CONSULTANT, work.today))),
        )
    ]


def _towns(work: Work, role: Role, day: date) -> list[int]:
    held = work.actor.mandates_on(day)
    return [mandate.municipality for mandate in held if mandate.role is role and mandate.municipality is not None]
