"""Lists of words that forms offer. What was typed is kept as words, so a list can change without changing the past."""

from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from tracker.store.database import Row, choice, identity


class CodeList(StrEnum):
    """The lists that there are."""

    DELAY_REASON = "delay_reason"
    TOPIC = "topic"
    PLAN_KIND = "plan_kind"
    OUTPUT_KIND = "output_kind"


class CodeEntryRow(Row, table=True):
    """One word of a list; one that is not ``active`` is offered no more."""

    __tablename__ = "code_entry"
    __table_args__ = (UniqueConstraint("code_list", "label"),)

    id: int | None = identity()
    code_list: CodeList = choice(CodeList, "code_list")
    label: str = Field(max_length=120)
    sort_key: str = Field(max_length=500)
    active: bool = True
