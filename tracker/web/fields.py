"""What pages read from addresses and forms: words of closed lists, numbers, days, each with its Czech refusal."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from tracker.operations.ground import Refused
from tracker.timeline.czech_days import UnreadableDay, read_day

Word = TypeVar("Word", bound=StrEnum)


def word(kind: type[Word], text: str | None) -> Word | None:
    """The member of a closed list that ``text`` names; ``None`` for any other text."""
    return kind(text) if text in {member.value for member in kind} else None


def whole(given: Mapping[str, str], name: str, lowest: int = 1) -> int | None:
    """The whole number of a field, at least ``lowest``; ``None`` for anything else."""
    text = given.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 and int(text) >= lowest else None


def day(given: Mapping[str, str], name: str, today: date, *, ahead: bool = False) -> date | None:
    """The day typed into a field, ``None`` where nothing was; raises ``Refused`` for what is no day."""
    text = given.get(name, "").strip()
    try:
        return read_day(text, today, ahead=ahead) if text else None
    except UnreadableDay as error:
        raise Refused(error.phrase, name) from error


def amount(given: Mapping[str, str], name: str, limit: float) -> float | None:
    """The amount typed into a field (``2,5``), ``None`` where nothing was; raises ``Refused`` beyond 0 to ``limit``."""
    text = given.get(name, "").strip().replace(",", ".")
    if not text:
        return None
    try:
        number = float(text)
    except ValueError:
        number = -1
    if not 0 <= number <= limit:
        raise Refused("Zadejte číslo od 0 do %(limit)s, například 2,5.", name, limit=limit)
    return number
