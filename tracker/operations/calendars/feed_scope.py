"""What a subscription reaches: its municipalities with their counters, and the fragments among them.

Rights are the owner's on the day of the fetch. A scope that the owner no longer reaches is empty, not an error.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import col, select

from tracker.feeds.window import Piece, window
from tracker.obligations.obligation import Act, Party
from tracker.operations.calendars.keep_steps import unplanned
from tracker.operations.ground import Work
from tracker.people.actor import Role
from tracker.reports.register_values import BodyKind
from tracker.store.agreements import ObligationRow, TermRow
from tracker.store.occurrences import OccurrenceRow
from tracker.store.partners import PartnerDutyRow, PartnerRow, PartnerSeatRow
from tracker.store.registers import BodyRow
from tracker.store.subscriptions import EXTRA, FEED_STATE, FRAGMENT, Scope, SubscriptionRow
from tracker.store.territory import MunicipalityRow

BODY_OF = {Act.PARTNERSHIP_MEETING: BodyKind.PARTNERSHIP, Act.WORKING_GROUP: BodyKind.WORKING_GROUP}
"""The kind of body whose planned meetings belong to the terms of an act."""


@dataclass(frozen=True, slots=True)
class Reached:
    """The state of everything in scope: a sum of counters that only rises, and what must be made up for first."""

    municipalities: tuple[int, ...]
    stale: tuple[int, ...]
    unplanned: tuple[int, ...]
    revision: int
    changed_at: datetime | None

    @property
    def behind(self) -> bool:
        """Whether something has to be rendered or planned before the calendar can be served."""
        return bool(self.stale or self.unplanned)


def reached(work: Work, subscription: SubscriptionRow, renderer: str) -> Reached:
    """The municipalities in scope today; one indexed row for each."""
    query = (
        sa.select(
            col(MunicipalityRow.id),
            FEED_STATE.c.revision,
            FEED_STATE.c.renderer,
            FEED_STATE.c.changed_at,
            unplanned(work.today).label("unplanned"),
        )
        .outerjoin(FEED_STATE, FEED_STATE.c.municipality_id == MunicipalityRow.id)
        .where(_in_reach(work, subscription), _territory(work, subscription))
        .order_by(col(MunicipalityRow.id))
    )
    rows = work.session.execute(query).all()
    return Reached(
        municipalities=tuple(row.id for row in rows),
        stale=tuple(row.id for row in rows if row.renderer != renderer),
        unplanned=tuple(row.id for row in rows if row.unplanned),
        revision=sum(row.revision or 0 for row in rows),
        changed_at=max((row.changed_at for row in rows if row.changed_at), default=None),
    )


def pieces(work: Work, subscription: SubscriptionRow, municipalities: Sequence[int]) -> list[Piece]:
    """The fragments in scope whose day lies in the window: of terms, of meetings, of steps before council sessions."""
    terms = _within(work, FRAGMENT, municipalities)
    narrower = [*_of_body(subscription), *_of_person(work, subscription), *_of_partner(subscription)]
    if narrower:
        terms = _with_term(terms, FRAGMENT).where(*narrower)
    extras = _within(work, EXTRA, municipalities)
    meetings = extras.where(EXTRA.c.body_id.is_not(None), *_bodies(work, subscription))
    queries = [terms, meetings]
    if subscription.scope not in (Scope.MEETINGS, Scope.PARTNER):
        steps = extras.where(EXTRA.c.occurrence_id.is_not(None))
        queries.append(_with_term(steps, EXTRA).where(*narrower) if narrower else steps)
    return [Piece._make(row) for query in queries for row in work.session.execute(query)]


def partners_things(work: Work, subscription: SubscriptionRow) -> tuple[list[int], list[int]]:
    """The bodies and the duties that a partner's calendar is made of; nothing for anybody else's."""
    if subscription.partner_id is None:
        return [], []
    bodies = select(PartnerSeatRow.body_id).where(PartnerSeatRow.partner_id == subscription.partner_id)
    duties = select(PartnerDutyRow.obligation_id).where(PartnerDutyRow.partner_id == subscription.partner_id)
    return sorted(work.session.exec(bodies)), sorted(work.session.exec(duties))


def _within(work: Work, table: sa.Table, municipalities: Sequence[int]) -> sa.Select[Any]:
    bounds = window(work.today)
    columns = (table.c.day, table.c.uid_source, table.c.state, table.c.changed_on, table.c.event)
    return sa.select(*columns).where(
        table.c.municipality_id.in_(municipalities), table.c.day.between(bounds.first, bounds.last)
    )


def _with_term(query: sa.Select[Any], table: sa.Table) -> sa.Select[Any]:
    return (
        query.join(OccurrenceRow, col(OccurrenceRow.id) == table.c.occurrence_id)
        .join(ObligationRow, col(ObligationRow.id) == OccurrenceRow.obligation_id)
        .join(TermRow, col(TermRow.id) == OccurrenceRow.term_id)
    )


def _in_reach(work: Work, subscription: SubscriptionRow) -> ColumnElement[bool]:
    """What the owner reaches today; a partner reaches the town it belongs to as long as the cooperation lasts."""
    return sa.true() if subscription.scope is Scope.PARTNER else work.in_reach()


def _territory(work: Work, subscription: SubscriptionRow) -> ColumnElement[bool]:
    match subscription.scope:
        case Scope.MUNICIPALITY | Scope.MEETINGS:
            return col(MunicipalityRow.id) == subscription.municipality_id
        case Scope.PARTNER:
            of_partner = select(PartnerRow.municipality_id).where(
                PartnerRow.id == subscription.partner_id,
                sa.or_(col(PartnerRow.ended_on).is_(None), col(PartnerRow.ended_on) >= work.today),
            )
            return col(MunicipalityRow.id).in_(of_partner)
        case Scope.OFFICE:
            return col(MunicipalityRow.office_id) == subscription.office_id
        case Scope.TOWNS | Scope.MINE:
            return sa.true()


def _of_body(subscription: SubscriptionRow) -> list[ColumnElement[bool]]:
    return [] if subscription.act is None else [col(TermRow.act) == subscription.act]


def _of_partner(subscription: SubscriptionRow) -> list[ColumnElement[bool]]:
    if subscription.scope is not Scope.PARTNER:
        return []
    duties = select(PartnerDutyRow.obligation_id).where(PartnerDutyRow.partner_id == subscription.partner_id)
    return [col(ObligationRow.id).in_(duties)]


def _bodies(work: Work, subscription: SubscriptionRow) -> list[ColumnElement[bool]]:
    """Whose meetings: of one body, of all bodies of a kind, of a partner's; mine are those of the towns I work for."""
    if subscription.body_id is not None:
        return [EXTRA.c.body_id == subscription.body_id]
    if subscription.scope is Scope.MEETINGS:
        kind = BODY_OF.get(subscription.act) if subscription.act else None
        return [EXTRA.c.body_id.in_(select(BodyRow.id).where(BodyRow.kind == kind))]
    if subscription.scope is Scope.PARTNER:
        seats = select(PartnerSeatRow.body_id).where(PartnerSeatRow.partner_id == subscription.partner_id)
        return [EXTRA.c.body_id.in_(seats)]
    if subscription.scope is Scope.MINE or subscription.only_mine:
        named = {m.municipality for m in work.mandates if m.municipality is not None}
        return [EXTRA.c.municipality_id.in_(named)]
    return []


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
