"""Municipalities by kinds of duty: how the worst of the terms in each field stands, most trouble on top.

The page of the board and the report of a region show the same matrix; both ask here.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TypeVar

from tracker.fulfilment.standing import GROUP_OF, Group, Status
from tracker.obligations.obligation import Act

Place = TypeVar("Place")

WORST: tuple[Status, ...] = (
    Status.OVERDUE,
    Status.MISSED,
    Status.DISPUTED,
    Status.RETURNED,
    Status.AWAITING_EVIDENCE,
    Status.PARTLY,
    Status.DUE_SOON,
    Status.OPEN,
    Status.AWAITING_OTHER_SIDE,
    Status.WAITING,
    Status.ONGOING,
    Status.PLANNED,
    Status.FULFILLED_LATE,
    Status.FULFILLED,
)
"""From the one that asks loudest, group by group: needs action, to do, in order, complete (domain, "Status of an
occurrence"). What is out of force asks nothing and makes no field."""

_RANK = {status: rank for rank, status in enumerate(WORST)}

CALLING = tuple(status for status in WORST if GROUP_OF[status] is Group.NEEDS_ACTION)
"""A field calls where any of its terms stands so."""


@dataclass(frozen=True, slots=True)
class Square:
    """A field: the worst status in it, and how many terms stand so."""

    status: Status
    count: int


def squares_of(counted: Mapping[tuple[Place, Act, Status], int]) -> dict[Place, dict[Act, Square]]:
    """The fields of each municipality, from how many of its terms of each kind stand how."""
    fields: dict[Place, dict[Act, Square]] = defaultdict(dict)
    asking = [key for key in counted if key[2] in _RANK]
    for key in sorted(asking, key=lambda key: _RANK[key[2]]):
        place, act, status = key
        fields[place].setdefault(act, Square(status, counted[key]))
    return fields


def trouble(squares: Collection[Square]) -> tuple[int, int]:
    """What orders municipalities, the smallest first: how many fields are overdue, then how many call at all."""
    overdue = sum(square.status is Status.OVERDUE for square in squares)
    calling = sum(square.status in CALLING for square in squares)
    return -overdue, -calling
