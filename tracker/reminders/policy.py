"""How long before its due day a duty is recalled, by how exactly its day was agreed (ux 4.5).

A duty due on a day is recalled 30 and 7 days ahead; one that takes long, because its date is coarse or because it asks
for more than one act, 60 and 14. Both pairs can be set for a municipality and for a person.
"""

from dataclasses import dataclass
from datetime import date

from tracker.fulfilment.standing import Status
from tracker.obligations.deadline import Precision

LONGEST_LEAD = 365
MOST_LEADS = 5

REMINDED = frozenset(
    {
        Status.PLANNED,
        Status.OPEN,
        Status.DUE_SOON,
        Status.PARTLY,
        Status.AWAITING_EVIDENCE,
        Status.RETURNED,
        Status.OVERDUE,
        Status.MISSED,
    }
)
"""What still asks something of the side that owes it; nothing is said about any other status."""


@dataclass(frozen=True, slots=True)
class Leads:
    """Days before the due day, the longest first: ``short`` for a duty of one day, ``long`` for all others."""

    short: tuple[int, ...] = (30, 7)
    long: tuple[int, ...] = (60, 14)

    def __post_init__(self) -> None:
        for leads in (self.short, self.long):
            if len(leads) > MOST_LEADS or any(not 1 <= lead <= LONGEST_LEAD for lead in leads):
                raise ValueError(f"at most {MOST_LEADS} leads of 1 to {LONGEST_LEAD} days, not {leads}")
            if list(leads) != sorted(set(leads), reverse=True):
                raise ValueError(f"leads go from the longest to the shortest, not {leads}")


@dataclass(frozen=True, slots=True)
class Watched:
    """What the policy needs to know of one occurrence; ``recurs`` tells a window that comes again and again."""

    start: date
    due: date | None
    precision: Precision
    quota: float
    recurs: bool


def lead_days(watched: Watched, leads: Leads) -> tuple[int, ...]:
    """The leads that apply. A recurring window is not recalled before it opens: a monthly duty only 14 days ahead."""
    one_day = watched.precision is Precision.DAY and watched.quota <= 1
    chosen = leads.short if one_day else leads.long
    if not watched.recurs or watched.due is None:
        return chosen
    return tuple(lead for lead in chosen if lead <= (watched.due - watched.start).days)
