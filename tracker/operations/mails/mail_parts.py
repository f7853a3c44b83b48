"""What the words of every mail of the outbox are made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tracker.config import Config
from tracker.mailing.compose import CalendarPart
from tracker.mailing.links import Links

AGAIN = "again"
"""Set in the content of a mail that a person wants to be sent as it was, whatever has happened since."""


@dataclass(frozen=True, slots=True)
class Part:
    """The words of one mail: a template with its values, and what goes along."""

    template: str
    values: Mapping[str, Any]
    headers: Mapping[str, str] = field(default_factory=dict)
    calendar: CalendarPart | None = None


@dataclass(frozen=True, slots=True)
class NotNeeded:
    """There is nothing left to say, and why."""

    why: str


def links(config: Config) -> Links:
    """Addresses of this installation."""
    return Links(config.public_base_url)
