"""What the weekly digests are about: which terms they list, who has to see them, and in which week they go.

A digest goes on the first working day of a week. Whoever owes sees what is late and what is near; the head of the
regional office what is late for more than 14 days or without a reason, headquarters what is late for more than 60.
"""

from datetime import date, timedelta

from tracker.fulfilment.standing import Status
from tracker.fulfilment.status import Standing
from tracker.reminders.policy import REMINDED
from tracker.timeline.working_days import WorkingDays

NEAR = timedelta(days=30)
TO_REGION_AFTER = timedelta(days=14)
TO_COUNTRY_AFTER = timedelta(days=60)
CLOSED_SHOWN = timedelta(days=90)
"""So long a window that closed unfulfilled is still listed; it cannot be mended any more."""
_CLOSED = frozenset({Status.MISSED, Status.PARTLY})


def week_of(day: date) -> str:
    """The ISO week of a day, the name under which its digests are written once."""
    return f"{day:%G-W%V}"


def is_digest_day(day: date, days: WorkingDays) -> bool:
    """Whether digests may go: on any working day, since a week whose first one was missed is caught up."""
    return day in days


def is_late(standing: Standing, today: date) -> bool:
    """Whether a digest lists it as past its term."""
    if standing.due is None or today <= standing.due:
        return False
    if standing.status in _CLOSED:
        return today - standing.due <= CLOSED_SHOWN
    return standing.status in REMINDED or standing.status is Status.DISPUTED


def is_near(standing: Standing, today: date) -> bool:
    """Whether a digest lists it as coming."""
    return standing.due is not None and standing.status in REMINDED and today <= standing.due <= today + NEAR


def goes_to_region(standing: Standing, today: date) -> bool:
    """Whether the head of the regional office has to see it."""
    if standing.due is None or not is_late(standing, today):
        return False
    return standing.reason is None or today - standing.due > TO_REGION_AFTER


def goes_to_country(standing: Standing, today: date) -> bool:
    """Whether headquarters have to see it."""
    return standing.due is not None and is_late(standing, today) and today - standing.due > TO_COUNTRY_AFTER
