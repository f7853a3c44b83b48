"""What programs were answered when they asked for something to be done once: kept for a day, told again."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from tracker.store.database import Row, identity, reference


class ApiAnswerRow(Row, table=True):
    """One request under the name that its program gave it. Without ``status`` it is, or was, still being carried out.

    ``asked`` is the SHA-256 of method, address and body. What the request changed is journalled by itself.
    """

    __tablename__ = "api_answer"
    __table_args__ = (UniqueConstraint("token_id", "name"),)
    __unjournalled__ = True

    id: int | None = identity()
    token_id: int = reference("api_token.id", index=False)
    name: str = Field(max_length=255)
    asked: str = Field(max_length=64)
    created_at: datetime = Field(index=True)
    status: int | None = None
    body: str = ""
    location: str = Field(default="", max_length=500)
    media_type: str = Field(default="", max_length=80)
