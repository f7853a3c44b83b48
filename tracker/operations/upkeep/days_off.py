"""„Dny volna“: the days on which this installation sends and plans nothing, besides weekends and public holidays."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlmodel import col

from tracker.operations.ground import Ground, NotFound, Refused, Work, free_days, working
from tracker.operations.mails.look_again import look_again
from tracker.people.actor import Actor
from tracker.people.permissions import Permission
from tracker.store.free_days import FreeDayRow
from tracker.store.occurrences import OccurrenceRow
from tracker.store.subscriptions import FEED_STATE
from tracker.timeline.working_days import public_holidays

MANAGE = Permission.MANAGE_TERRITORY
LONGEST_NOTE = 200


@dataclass(frozen=True, slots=True)
class DaysOff:
    """The days off to come that were named here, and the public holidays of this year and the next."""

    named: tuple[FreeDayRow, ...]
    holidays: tuple[date, ...]


def days_off(work: Work) -> DaysOff:
    """The page for whoever keeps them."""
    work.require(MANAGE)
    years = (work.today.year, work.today.year + 1)
    holidays = sorted(day for year in years for day in public_holidays(year) if day >= work.today)
    return DaysOff(tuple(row for row in free_days(work) if row.day >= work.today), tuple(holidays))


def add_day_off(ground: Ground, actor: Actor, day: date, note: str) -> None:
    """Name one more day off; raises ``Refused`` for one that is over, or is free anyway."""
    with working(ground, actor) as work:
        work.require(MANAGE)
        if day < work.today:
            raise Refused("Den volna nemůže být v minulosti.", "day")
        if day not in work.working_days:
            raise Refused("Tento den už volný je: je to víkend, svátek, nebo už je v seznamu.", "day")
        note = " ".join(note.split())
        if len(note) > LONGEST_NOTE:
            raise Refused("Poznámka smí mít nejvýše %(longest_note)s znaků.", "note", longest_note=LONGEST_NOTE)
        work.session.add(FreeDayRow(day=day, note=note, recorded_at=work.now, recorded_by=actor.person))
        _plan_anew(work)


def remove_day_off(ground: Ground, actor: Actor, day_id: int) -> None:
    """Take a day off back; it stays in the history."""
    with working(ground, actor) as work:
        work.require(MANAGE)
        row = work.session.get(FreeDayRow, day_id)
        if row is None:
            raise NotFound
        row.removed_at = row.removed_at or work.now
        _plan_anew(work)


def _plan_anew(work: Work) -> None:
    """Reminders and the steps before council sessions may come on other days now."""
    look_again(work, col(OccurrenceRow.next_day).is_not(None))
    work.session.execute(sa.update(FEED_STATE).values(steps_on=None))
