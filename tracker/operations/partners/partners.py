"""The partners of municipalities: who they are, in which bodies they sit, toward which duties they hand over papers."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import ValidationError
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel, col, select

from tracker.operations.ground import Ground, Refused, Work, working
from tracker.operations.partners.answer_link import is_address
from tracker.people.actor import Actor
from tracker.people.permissions import Permission
from tracker.store.agreements import ObligationRow, TermRow
from tracker.store.partners import (
    PartnerDutyRow,
    PartnerRow,
    PartnerSeatRow,
    StoppedAddressRow,
)
from tracker.store.registers import BodyRow
from tracker.store.reminder_settings import Language

MANAGE = Permission.MANAGE_PARTNERS


@dataclass(frozen=True, slots=True)
class Wished:
    """What the form of a partner says."""

    organisation: str
    email: str
    contact: str = ""
    language: Language = Language.CS
    bodies: frozenset[int] = frozenset()
    duties: frozenset[int] = frozenset()
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """The bodies and the duties of a municipality that a partner may have to do with."""

    bodies: Sequence[BodyRow]
    duties: Sequence[tuple[ObligationRow, str]]


def choices_of(work: Work, municipality_id: int) -> Choices:
    """What the form of a partner of a municipality offers."""
    work.municipality(municipality_id, MANAGE)
    bodies = select(BodyRow).where(BodyRow.municipality_id == municipality_id).order_by(col(BodyRow.id))
    duties = (
        select(ObligationRow, TermRow.title)
        .join(TermRow, col(TermRow.obligation_id) == ObligationRow.id)
        .where(ObligationRow.municipality_id == municipality_id, col(ObligationRow.dropped_on).is_(None))
        .order_by(col(TermRow.position), col(TermRow.version_id))
    )
    newest = {duty.id: (duty, title) for duty, title in work.session.exec(duties)}
    return Choices(work.session.exec(bodies).all(), list(newest.values()))


def save_partner(
    ground: Ground, actor: Actor, wished: Wished, partner_id: int | None = None, municipality_id: int | None = None
) -> int:
    """Write a new partner of a municipality, or change one. Raises ``Refused`` with the field at fault."""
    email = wished.email.strip().casefold()
    if not wished.organisation.strip():
        raise Refused("Napište název organizace.", "organisation")
    if not is_address(email):
        raise Refused("Napište e-mail, například jmeno@organizace.cz.", "email")
    with working(ground, actor) as work:
        if partner_id is not None:
            row = work.get(PartnerRow, partner_id, MANAGE)
        else:
            town = work.municipality(municipality_id, MANAGE)
            row = PartnerRow(municipality_id=town.id or 0, organisation="–", email=email)
        try:
            row.organisation, row.contact = wished.organisation.strip(), wished.contact.strip()
            row.email, row.language, row.ended_on = email, wished.language, wished.ended_on
            work.session.add(row)
            work.session.flush()
        except ValidationError as error:
            raise Refused("Text je příliš dlouhý. Zkraťte ho.", str(error.errors()[0]["loc"][0])) from error
        except IntegrityError as error:
            raise Refused("Partnera s tímto e-mailem obec už má.", "email") from error
        _connect(work, row, wished)
        assert row.id is not None
        return row.id


def allow_mails(ground: Ground, actor: Actor, partner_id: int) -> None:
    """Take back that a partner wants no mails, because they asked for it."""
    with working(ground, actor) as work:
        partner = work.get(PartnerRow, partner_id, MANAGE)
        stop = select(StoppedAddressRow).where(StoppedAddressRow.address == partner.email)
        if (row := work.session.exec(stop).first()) is not None:
            work.session.delete(row)


def _connect(work: Work, partner: PartnerRow, wished: Wished) -> None:
    offered = choices_of(work, partner.municipality_id)
    bodies = wished.bodies & {body.id for body in offered.bodies}
    duties = wished.duties & {duty.id for duty, _ in offered.duties}
    _hold(work, partner, PartnerSeatRow, "body_id", bodies)
    _hold(work, partner, PartnerDutyRow, "obligation_id", duties)


def _hold(work: Work, partner: PartnerRow, kind: type[SQLModel], column: str, wanted: Collection[int | None]) -> None:
    """Keep exactly the ``wanted`` connections."""
    rows = {getattr(r, column): r for r in work.session.exec(select(kind).filter_by(partner_id=partner.id))}
    for number in rows.keys() - set(wanted):
        work.session.delete(rows[number])
    for number in sorted({n for n in wanted if n is not None} - rows.keys()):
        work.session.add(kind(municipality_id=partner.municipality_id, partner_id=partner.id, **{column: number}))
