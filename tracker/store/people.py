"""People, their mandates in time, and their sign-ins."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint
from sqlmodel import Field

from tracker.people.actor import Mandate, Role
from tracker.store.database import Row, choice, identity, reference


class PersonRow(Row, table=True):
    """Somebody with an account. ``password_hash`` is Argon2id; without one only a link by e-mail signs in.

    ``totp_secret``, sealed, asks for a code at every sign-in from ``totp_since`` on; ``totp_step`` is the last
    time step whose code was taken, since a code counts once.
    """

    __tablename__ = "person"

    id: int | None = identity()
    name: str = Field(max_length=200)
    sort_key: str = Field(default="", max_length=800)
    email: str = Field(max_length=254, unique=True)
    phone: str = Field(default="", max_length=40)
    password_hash: str | None = Field(default=None, max_length=200)
    password_set_at: datetime | None = None
    totp_secret: str | None = Field(default=None, max_length=255)
    totp_since: datetime | None = None
    totp_step: int | None = Field(default=None, sa_type=BigInteger)
    active: bool = True


class MandateRow(Row, table=True):
    """A role of a person for a municipality or an office, from–to, with a deputy who gets the mails meanwhile."""

    __tablename__ = "mandate"
    __table_args__ = (
        CheckConstraint("ends IS NULL OR ends >= starts", name="ends_after_start"),
        CheckConstraint("municipality_id IS NULL OR office_id IS NULL", name="one_territory"),
    )

    id: int | None = identity()
    person_id: int = reference("person.id")
    role: Role = choice(Role, "role")
    municipality_id: int | None = reference("municipality.id", nullable=True)
    office_id: int | None = reference("office.id", nullable=True)
    starts: date
    ends: date | None = None
    deputy_id: int | None = reference("person.id", nullable=True)

    @property
    def mandate(self) -> Mandate:
        """The mandate as a value."""
        return Mandate(self.role, self.starts, self.ends, self.municipality_id, self.office_id)


class WebSessionRow(Row, table=True):
    """A signed-in browser: the cookie holds a random token, this row its SHA-256. Ending the row ends the session.

    ``files`` counts the files that were made for it in the minute that began at ``files_minute``.
    """

    __tablename__ = "web_session"
    __unjournalled__ = True

    id: int | None = identity()
    token_hash: str = Field(max_length=64, unique=True)
    person_id: int = reference("person.id")
    created_at: datetime
    seen_at: datetime
    ended_at: datetime | None = None
    browser: str = Field(default="", max_length=300)
    files_minute: datetime | None = None
    files: int = 0


class LinkPurpose(StrEnum):
    """What a link by e-mail opens."""

    SIGN_IN = "sign_in"
    INVITATION = "invitation"
    PASSWORD = "password"  # noqa: S105  a purpose, not a secret


class SignInLinkRow(Row, table=True):
    """A link by e-mail that signs in once, for as long as its purpose allows; only its SHA-256 is kept."""

    __tablename__ = "sign_in_link"
    __unjournalled__ = True

    id: int | None = identity()
    token_hash: str = Field(max_length=64, unique=True)
    person_id: int = reference("person.id")
    purpose: LinkPurpose = choice(LinkPurpose, "link_purpose", default=LinkPurpose.SIGN_IN)
    created_at: datetime
    used_at: datetime | None = None


class RecoveryCodeRow(Row, table=True):
    """A code that stands in once for the device of the second factor; only its SHA-256 is kept."""

    __tablename__ = "recovery_code"
    __unjournalled__ = True

    id: int | None = identity()
    person_id: int = reference("person.id")
    code_hash: str = Field(max_length=64)
    used_at: datetime | None = None


class SignInAttemptRow(Row, table=True):
    """A failed sign-in, counted per account and per network over all processes."""

    __tablename__ = "sign_in_attempt"
    __unjournalled__ = True

    id: int | None = identity()
    account: str = Field(max_length=64, index=True)
    network: str = Field(max_length=64, index=True)
    at: datetime = Field(index=True)
