"""A person's calendar subscriptions: made, renewed and ended one by one. A token is told once and never again."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, true
from sqlmodel import col, select

from tracker.fulfilment.labels import label
from tracker.mailing.links import Links
from tracker.obligations.obligation import Act
from tracker.operations.calendars.feed_scope import BODY_OF, reached
from tracker.operations.calendars.keep_fragments import renderer_key
from tracker.operations.ground import Ground, NotFound, Refused, Work, working
from tracker.operations.people.sign_in import token_hash
from tracker.people.actor import Actor
from tracker.people.permissions import Permission
from tracker.store.partners import PartnerRow
from tracker.store.registers import BodyRow
from tracker.store.subscriptions import FeedUseRow, Scope, SubscriptionRow
from tracker.store.territory import MunicipalityRow, OfficeRow

MOST = 40
"""Subscriptions that one person may have at a time."""
MOST_BODIES = 100
"""Bodies that are offered to be followed on their own; who reaches more follows a municipality."""

BODIES = (Act.PARTNERSHIP_MEETING, Act.WORKING_GROUP, Act.THREE_PARTY_MEETING)
"""The bodies whose meetings can be followed on their own."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to follow, and how."""

    scope: Scope
    municipality_id: int | None = None
    office_id: int | None = None
    act: Act | None = None
    body_id: int | None = None
    label: str = ""
    alarms: bool = True
    hide_fulfilled: bool = False
    only_mine: bool = False


@dataclass(frozen=True, slots=True)
class Issued:
    """A subscription and its token, which only this value knows."""

    subscription_id: int
    label: str
    token: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A subscription with its last fetch; ``current`` says whether the client has seen the newest state."""

    subscription: SubscriptionRow
    use: FeedUseRow
    current: bool


@dataclass(frozen=True, slots=True)
class Offers:
    """What a person may follow."""

    municipalities: Sequence[MunicipalityRow]
    offices: Sequence[OfficeRow]
    bodies: Sequence[tuple[BodyRow, MunicipalityRow]]


def subscribe(ground: Ground, actor: Actor, wish: Wish) -> Issued:
    """Make a subscription; raises ``NotFound`` for what is out of reach and ``Refused`` for what makes no sense."""
    with working(ground, actor) as work:
        if actor.person is None:
            raise Refused("Odběr patří osobě. Přihlaste se.")
        if len(_active(work)) >= MOST:
            raise Refused("Máte už %(most)s odběrů. Nejdřív zrušte některý, který nepoužíváte.", most=MOST)
        name = _name(work, wish)
        row = SubscriptionRow(
            token_hash="",
            person_id=actor.person,
            scope=wish.scope,
            municipality_id=wish.municipality_id,
            office_id=wish.office_id,
            act=wish.act,
            body_id=wish.body_id if wish.scope is Scope.MEETINGS else None,
            label=(wish.label.strip() or name)[:80],
            alarms=wish.alarms,
            hide_fulfilled=wish.hide_fulfilled,
            only_mine=wish.only_mine,
            created_at=work.now,
            issued_at=work.now,
        )
        return _issue(work, row)


def subscribe_partner(ground: Ground, actor: Actor, partner_id: int) -> Issued:
    """Make the calendar of a partner: the meetings of its bodies, the terms toward which it hands papers over.

    Whoever keeps the partner passes the address on; it holds as long as the cooperation lasts.
    """
    with working(ground, actor) as work:
        partner = work.get(PartnerRow, partner_id, Permission.MANAGE_PARTNERS)
        town = work.municipality(partner.municipality_id)
        row = SubscriptionRow(
            token_hash="",
            partner_id=partner_id,
            scope=Scope.PARTNER,
            label=f"{town.name}: {partner.organisation}"[:80],
            created_at=work.now,
            issued_at=work.now,
        )
        return _issue(work, row)


def renew(ground: Ground, actor: Actor, subscription_id: int) -> Issued:
    """Give the subscription a new token; the old address ends at once."""
    with working(ground, actor) as work:
        row = _own(work, subscription_id)
        token = secrets.token_urlsafe(32)
        row.token_hash, row.issued_at = token_hash(token), work.now
        use = work.session.get_one(FeedUseRow, subscription_id)
        use.client, use.fetched_at, use.seen_revision, use.seen_tag = "", None, None, ""
        return Issued(subscription_id, row.label, token)


def revoke(ground: Ground, actor: Actor, subscription_id: int) -> None:
    """End one subscription; its address answers as if it had never been."""
    with working(ground, actor) as work:
        _own(work, subscription_id).revoked_at = work.now


def listed(work: Work) -> list[Listed]:
    """The subscriptions of whoever acts, the newest first."""
    return [_listed(work, row, use) for row, use in _active(work)]


def listed_of_partner(work: Work, partner_id: int) -> list[Listed]:
    """The calendars of a partner, the newest first."""
    work.get(PartnerRow, partner_id, Permission.MANAGE_PARTNERS)
    of_partner = _living().where(SubscriptionRow.partner_id == partner_id)
    return [_listed(work, row, use) for row, use in work.session.exec(of_partner)]


def offers(work: Work) -> Offers:
    """The municipalities and offices that whoever acts may follow, in Czech order."""
    towns = select(MunicipalityRow).where(work.in_reach()).order_by(col(MunicipalityRow.sort_key))
    offices = select(OfficeRow).where(_offices_in_reach(work)).order_by(col(OfficeRow.name))
    bodies = (
        select(BodyRow, MunicipalityRow)
        .join(MunicipalityRow, col(MunicipalityRow.id) == BodyRow.municipality_id)
        .where(work.in_reach(), col(BodyRow.kind).in_(BODY_OF.values()))
        .order_by(col(MunicipalityRow.sort_key), col(BodyRow.name), col(BodyRow.id))
        .limit(MOST_BODIES)
    )
    return Offers(work.session.exec(towns).all(), work.session.exec(offices).all(), work.session.exec(bodies).all())


def _offices_in_reach(work: Work) -> ColumnElement[bool]:
    if work.may(Permission.READ_COUNTRY):
        return true()
    return col(OfficeRow.id).in_({m.office for m in work.mandates if m.office is not None})


def _issue(work: Work, row: SubscriptionRow) -> Issued:
    """Store a subscription with a new token, which is told once."""
    token = secrets.token_urlsafe(32)
    row.token_hash = token_hash(token)
    work.session.add(row)
    work.session.flush()
    assert row.id is not None
    work.session.add(FeedUseRow(subscription_id=row.id))
    return Issued(row.id, row.label, token)


def _listed(work: Work, row: SubscriptionRow, use: FeedUseRow) -> Listed:
    renderer = renderer_key(Links(work.ground.config.public_base_url).occurrence)
    return Listed(row, use, use.seen_revision == reached(work, row, renderer).revision)


def _living() -> Any:
    """The subscriptions not revoked with their last fetches, the newest first."""
    return (
        select(SubscriptionRow, FeedUseRow)
        .join(FeedUseRow, col(FeedUseRow.subscription_id) == SubscriptionRow.id)
        .where(col(SubscriptionRow.revoked_at).is_(None))
        .order_by(col(SubscriptionRow.id).desc())
    )


def _active(work: Work) -> Sequence[tuple[SubscriptionRow, FeedUseRow]]:
    mine: Sequence[tuple[SubscriptionRow, FeedUseRow]] = work.session.exec(
        _living().where(SubscriptionRow.person_id == work.actor.person)
    ).all()
    return mine


def _own(work: Work, subscription_id: int) -> SubscriptionRow:
    """A living subscription of whoever acts, or of a partner that they keep."""
    row = work.session.get(SubscriptionRow, subscription_id)
    if row is None or row.revoked_at is not None:
        raise NotFound
    if row.partner_id is not None:
        work.get(PartnerRow, row.partner_id, Permission.MANAGE_PARTNERS)
    elif row.person_id != work.actor.person:
        raise NotFound
    return row


def _name(work: Work, wish: Wish) -> str:
    """What the calendar is called unless its owner says otherwise; checks that the owner reaches what is asked for."""
    match wish:
        case Wish(scope=Scope.MINE, municipality_id=None, office_id=None, act=None):
            return "Moje závazky"
        case Wish(scope=Scope.TOWNS, municipality_id=None, office_id=None, act=None):
            return "Moje obce"
        case Wish(scope=Scope.MUNICIPALITY, municipality_id=int(), office_id=None, act=None):
            return f"{work.municipality(wish.municipality_id).name}: termíny"
        case Wish(scope=Scope.MEETINGS, municipality_id=int(), office_id=None, act=Act(), body_id=int()):
            return _name_of_body(work, wish)
        case Wish(scope=Scope.MEETINGS, municipality_id=int(), office_id=None, act=Act()) if wish.act in BODIES:
            return f"{work.municipality(wish.municipality_id).name}: {label(wish.act).lower()}"
        case Wish(scope=Scope.OFFICE, municipality_id=None, office_id=int(), act=None):
            office = work.session.exec(select(OfficeRow).where(OfficeRow.id == wish.office_id, _offices_in_reach(work)))
            if (found := office.first()) is None:
                raise NotFound
            return found.name
        case _:
            raise Refused("Vyberte obec, pracoviště nebo jednání, které chcete sledovat.")


def _name_of_body(work: Work, wish: Wish) -> str:
    body = work.get(BodyRow, wish.body_id)
    if body.municipality_id != wish.municipality_id or wish.act is None or BODY_OF.get(wish.act) is not body.kind:
        raise NotFound
    return f"{work.municipality(wish.municipality_id).name}: {body.name}"
