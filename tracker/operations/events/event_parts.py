"""A part of an event may count: four of the six hours of a course that was about the duty."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from tracker.fulfilment.matching import Match
from tracker.operations.ground import Refused
from tracker.timeline.czech import say_number

WHOLE: Mapping[str, float] = MappingProxyType({})
"""Every event counts as a whole."""


def in_part(match: Match, parts: Mapping[str, float]) -> Match:
    """The match with as much of the event as ``parts`` say for its occurrence; raises ``Refused`` beyond the whole."""
    part = parts.get(match.occurrence.key)
    if part is None:
        return match
    if not 0 < part <= match.amount:
        most = say_number(match.amount)
        raise Refused("Započítat lze víc než nula a nejvýše %(most)s.", f"part-{match.occurrence.key}", most=most)
    return replace(match, amount=part)
