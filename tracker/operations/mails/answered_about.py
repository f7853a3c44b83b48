"""Which thing of which town a reply to one of our mails is about, and whether its sender is who we wrote to."""

from dataclasses import dataclass

from sqlmodel import select

from tracker.operations.ground import Work
from tracker.operations.mails.known_senders import towns_of
from tracker.operations.partners.partner_links import partner_actor
from tracker.operations.people.sign_in import actor_of
from tracker.people.actor import Actor
from tracker.store.outbox import MailRow, NoticeRow
from tracker.store.partners import PartnerLinkRow, PartnerRow
from tracker.store.people import PersonRow


@dataclass(frozen=True, slots=True)
class Answered:
    """What a reply is about. ``town`` and ``occurrence_id`` are told only where there is one of them."""

    mail_id: int
    town: int | None
    name: str
    actor: Actor
    trusted: bool
    occurrence_id: int | None = None
    link_id: int | None = None


def answered_about(work: Work, mail: MailRow, sender: str) -> Answered | None:
    """What a reply of ``sender`` to ``mail`` is about; ``None`` for a mail that nobody answers."""
    assert mail.id is not None
    if (number := mail.content.get("link")) is not None:
        link = work.session.get_one(PartnerLinkRow, number)
        partner = work.session.get_one(PartnerRow, link.partner_id)
        trusted = sender in (link.address, partner.email)
        about = {"occurrence_id": link.occurrence_id, "link_id": link.id}
        return Answered(mail.id, link.municipality_id, partner.organisation, partner_actor(partner), trusted, **about)
    if mail.person_id is None:
        return None
    person = work.session.get_one(PersonRow, mail.person_id)
    actor = actor_of(work.session, person)
    told = work.session.exec(
        select(NoticeRow.municipality_id, NoticeRow.occurrence_id).where(NoticeRow.mail_id == mail.id)
    ).all()
    towns, terms = {town for town, _ in told} or towns_of(actor, work.today), {term for _, term in told}
    return Answered(
        mail_id=mail.id,
        town=towns.pop() if len(towns) == 1 else None,
        name=person.name,
        actor=actor,
        trusted=sender in (mail.address.casefold(), person.email.casefold()),
        occurrence_id=terms.pop() if len(terms) == 1 else None,
    )
