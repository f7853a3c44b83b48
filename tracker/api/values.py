"""What a value sent by a program may be. Pydantic alone would take 0 for a day and "12" for a number."""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema

LARGEST_KEY = 2**53 - 1
"""Up to here every program counts exactly (RFC 8259, 6)."""

_DAY = r"^(19|20)\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"
_PLAIN = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"


def _day(given: Any) -> date:
    if isinstance(given, date):
        return given
    if not isinstance(given, str) or not re.fullmatch(_DAY, given, re.ASCII):
        raise ValueError("write a day between 1900 and 2099 as 2026-09-30")
    return date.fromisoformat(given)


def _whole(given: Any) -> Any:
    """JSON knows one kind of number: 2.0 is a whole one, true is none (JSON Schema 2020-12, 6.1.1)."""
    return int(given) if isinstance(given, float) and given.is_integer() else given


Day = Annotated[
    date,
    BeforeValidator(_day),
    WithJsonSchema({"type": "string", "format": "date", "pattern": _DAY}),
]
Key = Annotated[int, Field(ge=1, le=LARGEST_KEY)]
"""A key in an address, where everything is text."""
Amount = Annotated[float, Field(strict=True, ge=0, le=1000, allow_inf_nan=False)]
Heads = Annotated[int, Field(strict=True, ge=0, le=100_000), BeforeValidator(_whole)]
SentKey = Annotated[int, Field(strict=True, ge=1, le=LARGEST_KEY), BeforeValidator(_whole)]
Line = Annotated[str, StringConstraints(strict=True, max_length=300, pattern=_PLAIN)]
Words = Annotated[str, StringConstraints(strict=True, max_length=4000, pattern=_PLAIN)]
Explanation = Annotated[str, StringConstraints(strict=True, max_length=2000, pattern=_PLAIN)]
Reason = Annotated[str, StringConstraints(strict=True, min_length=1, max_length=1000, pattern=_PLAIN)]


class Sent(BaseModel):
    """What a program sends: nothing but what is described."""

    model_config = ConfigDict(extra="forbid")


class Answered(BaseModel):
    """What is answered: every field, always."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=True)


class Asked(Sent):
    """Which part of a list is wanted. ``cursor`` is the ``next`` of the part before."""

    cursor: int = Field(default=0, ge=0, le=LARGEST_KEY)
    limit: int = Field(default=100, ge=1, le=500)


class OfMunicipality(Asked):
    """A part of what belongs to one municipality, or of everything in reach."""

    municipality: Key | None = None
