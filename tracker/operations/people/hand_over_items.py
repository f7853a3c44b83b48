"""What somebody who leaves has in hand: mandates, stand-ins, obligations, drafts being read, calendar subscriptions."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlmodel import col, func, select

from tracker.operations.ground import Work
from tracker.operations.people.people_reach import Held, Phase, held_by, people_in_reach, person_of, reaches_country
from tracker.people.actor import SYSTEM
from tracker.people.stewardship import may_appoint
from tracker.store.agreements import ObligationRow, TermRow
from tracker.store.documents import DocumentRow, DraftRow, DraftState
from tracker.store.people import MandateRow, PersonRow
from tracker.store.subscriptions import SubscriptionRow
from tracker.store.territory import MunicipalityRow


class ItemKind(StrEnum):
    """What is handed over, in the order in which it is done."""

    MANDATE = "mandate"
    STAND_IN = "stand_in"
    OBLIGATION = "obligation"
    DRAFT = "draft"
    SUBSCRIPTION = "subscription"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing in hand; ``row`` is what is changed, ``town`` where the thing belongs to one."""

    kind: ItemKind
    row: Any
    name: str
    town: MunicipalityRow | None = None
    held: Held | None = None

    @property
    def key(self) -> str:
        """The name of its field in the form."""
        return f"{self.kind.value}-{self.row.id}"

    @property
    def place(self) -> str:
        """The municipality or the office, empty for the whole country."""
        return self.town.name if self.town else (self.held.place or "" if self.held else "")


def inventory(work: Work, person_id: int) -> tuple[Item, ...]:
    """Everything that somebody within reach has in hand, as far as the reader may hand it over."""
    person_of(work, person_id)
    return (
        *_mandates(work, person_id),
        *_stand_ins(work, person_id),
        *_obligations(work, person_id),
        *_drafts(work, person_id),
        *_subscriptions(work, person_id),
    )


def _mandates(work: Work, person_id: int) -> Iterator[Item]:
    for held in held_by(work, [person_id]).get(person_id, ()):
        if held.phase is not Phase.ENDED and _mine(work, held):
            yield Item(ItemKind.MANDATE, held.row, held.row.role.value, held=held)


def _stand_ins(work: Work, person_id: int) -> Iterator[Item]:
    """The mandates of others in which the person stands in."""
    query = (
        select(MandateRow, PersonRow.name)
        .join(PersonRow, col(PersonRow.id) == MandateRow.person_id)
        .where(MandateRow.deputy_id == person_id, people_in_reach(work))
        .order_by(col(PersonRow.sort_key), col(MandateRow.id))
    )
    rows = work.session.exec(query).all()
    held = {one.row.id: one for them in held_by(work, [row.person_id for row, _ in rows]).values() for one in them}
    for row, name in rows:
        one = held[row.id]
        if one.phase is not Phase.ENDED and _mine(work, one):
            yield Item(ItemKind.STAND_IN, row, name, held=one)


def _obligations(work: Work, person_id: int) -> Iterator[Item]:
    last = select(func.max(TermRow.id)).group_by(col(TermRow.obligation_id))
    query = (
        select(ObligationRow, TermRow.title, MunicipalityRow)
        .join(TermRow, col(TermRow.obligation_id) == ObligationRow.id)
        .join(MunicipalityRow, col(MunicipalityRow.id) == ObligationRow.municipality_id)
        .where(ObligationRow.owner_id == person_id, col(TermRow.id).in_(last), work.in_reach())
        .order_by(col(MunicipalityRow.sort_key), col(TermRow.position), col(ObligationRow.id))
    )
    for row, title, town in work.session.exec(query):
        yield Item(ItemKind.OBLIGATION, row, title, town)


def _drafts(work: Work, person_id: int) -> Iterator[Item]:
    """Drafts that wait for a decision; those of no municipality yet are seen by nobody else but the country."""
    query = (
        select(DraftRow, DocumentRow.name, MunicipalityRow)
        .join(DocumentRow, col(DocumentRow.id) == DraftRow.document_id)
        .join(MunicipalityRow, col(MunicipalityRow.id) == DraftRow.municipality_id, isouter=True)
        .where(DraftRow.created_by == person_id, DraftRow.state == DraftState.OPEN)
        .where(work.in_reach() | col(DraftRow.municipality_id).is_(None))
        .order_by(col(DraftRow.id))
    )
    for row, name, town in work.session.exec(query):
        yield Item(ItemKind.DRAFT, row, name, town if row.municipality_id is not None else None)


def _subscriptions(work: Work, person_id: int) -> Iterator[Item]:
    query = select(SubscriptionRow).where(
        SubscriptionRow.person_id == person_id, col(SubscriptionRow.revoked_at).is_(None)
    )
    for row in work.session.exec(query.order_by(col(SubscriptionRow.id))):
        yield Item(ItemKind.SUBSCRIPTION, row, row.label)


def _mine(work: Work, held: Held) -> bool:
    """Whether the reader fills this post."""
    if work.actor is SYSTEM:
        return True
    return (held.place is not None or reaches_country(work)) and may_appoint(work.actor, held.post, work.rights_day)
