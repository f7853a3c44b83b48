"""Partners: organisations without an account, what they are asked for, their signed links and what they answered.

A link is not kept as a secret: it is the row's number with a signature (``operations/signed.py``), so that a mail can
be made at the moment it leaves and no token stands in the database.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from tracker.people.partner import Answer
from tracker.store.database import Row, choice, identity, reference
from tracker.store.reminder_settings import Language


class PartnerRow(Row, table=True):
    """An organisation of the local partnership that has an e-mail address and no account; ``contact`` speaks for it."""

    __tablename__ = "partner"
    __table_args__ = (UniqueConstraint("municipality_id", "email"),)

    id: int | None = identity()
    municipality_id: int = reference("municipality.id")
    organisation: str = Field(max_length=200)
    contact: str = Field(default="", max_length=200)
    email: str = Field(max_length=254)
    language: Language = choice(Language, "partner_language", default=Language.CS)
    ended_on: date | None = None


class PartnerSeatRow(Row, table=True):
    """A partner's place in a body: the partner is invited to its meetings."""

    __tablename__ = "partner_seat"
    __table_args__ = (UniqueConstraint("partner_id", "body_id"),)

    id: int | None = identity()
    municipality_id: int = reference("municipality.id")
    partner_id: int = reference("partner.id", index=False)
    body_id: int = reference("body.id")


class PartnerDutyRow(Row, table=True):
    """A duty toward which a partner hands over papers: the partner is reminded together with the town."""

    __tablename__ = "partner_duty"
    __table_args__ = (UniqueConstraint("partner_id", "obligation_id"),)

    id: int | None = identity()
    municipality_id: int = reference("municipality.id")
    partner_id: int = reference("partner.id", index=False)
    obligation_id: int = reference("obligation.id")


class PartnerLinkRow(Row, table=True):
    """Leave for whoever reads the mail at ``address`` to answer about one term or one invitation, until ``expires_on``.

    ``passed_from`` is the link by which it was passed on from another address.
    """

    __tablename__ = "partner_link"
    __table_args__ = (CheckConstraint("(occurrence_id IS NULL) <> (invitation_id IS NULL)", name="one_thing"),)

    id: int | None = identity()
    municipality_id: int = reference("municipality.id")
    partner_id: int = reference("partner.id")
    address: str = Field(max_length=254)
    occurrence_id: int | None = reference("occurrence.id", nullable=True)
    invitation_id: int | None = reference("invitation.id", nullable=True)
    issued_at: datetime
    expires_on: date
    revoked_at: datetime | None = None
    passed_from: int | None = reference("partner_link.id", nullable=True)


class PartnerAnswerRow(Row, table=True):
    """One answer given on the page of a link; nothing is overwritten."""

    __tablename__ = "partner_answer"

    id: int | None = identity()
    municipality_id: int = reference("municipality.id")
    link_id: int = reference("partner_link.id")
    answer: Answer = choice(Answer, "partner_answer_kind")
    words: str = Field(default="", max_length=1000)
    answered_at: datetime


class StoppedAddressRow(Row, table=True):
    """An address whose reader wants no more mails of this kind, from whatever town."""

    __tablename__ = "stopped_address"

    id: int | None = identity()
    address: str = Field(max_length=254, unique=True)
    stopped_at: datetime
