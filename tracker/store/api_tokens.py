"""Keys of other programs: whose they are, what they may do, how long they hold, and how often they were used."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field

from tracker.store.database import BIG_ID, Row, choice, identity, reference


class TokenScope(StrEnum):
    """What a key opens of its owner's rights: reading alone, or recording too."""

    READ = "read"
    RECORD = "record"


class ApiTokenRow(Row, table=True):
    """One key of one person. Only the SHA-256 of its token is kept; it never holds longer than until ``expires_at``."""

    __tablename__ = "api_token"
    __table_args__ = (sa.CheckConstraint("expires_at > created_at", name="expires_later"),)

    id: int | None = identity()
    token_hash: str = Field(max_length=64, unique=True)
    person_id: int = reference("person.id")
    label: str = Field(max_length=80)
    scope: TokenScope = choice(TokenScope, "token_scope")
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None


class ApiUseRow(Row, table=True):
    """When a key was last used, and the ``requests`` made with it in the minute that began at ``minute``."""

    __tablename__ = "api_use"
    __unjournalled__ = True

    token_id: int = Field(foreign_key="api_token.id", primary_key=True, sa_type=BIG_ID)
    used_at: datetime | None = None
    minute: datetime | None = None
    requests: int = 0


API_USE: sa.Table = ApiUseRow.__table__  # type: ignore[attr-defined]
