"""What the calendar pages show: a month of terms, and the year of a municipality on one page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, func
from sqlmodel import col, select

from tracker.feeds.entry import Entry
from tracker.feeds.yearplan import Day, YearPlan, month_weeks, year_plan
from tracker.mailing.links import Links
from tracker.operations.calendars.calendar_entries import state_of
from tracker.operations.calendars.meeting_entries import Planned, meeting_entry, planned
from tracker.operations.ground import Work
from tracker.operations.standings import Item, items
from tracker.store.meetings import MeetingRow
from tracker.store.occurrences import OccurrenceRow
from tracker.store.territory import MunicipalityRow
from tracker.timeline.clock import PRAGUE, prague_day
from tracker.timeline.hours import say_time

READABLE = 250
"""The most terms of one month that are still a list; beyond, somebody of many towns is asked for one of them."""


@dataclass(frozen=True, slots=True)
class MonthPage:
    """The meetings and the terms of a month in the order of days, both as weeks, and the months before and after.

    ``crowd`` is the number of terms where they are too many to be shown; then nothing else is.
    """

    first: date
    meetings: Sequence[Planned]
    items: Sequence[Item]
    weeks: Sequence[Sequence[Day]]
    before: date
    after: date
    crowd: int = 0


@dataclass(frozen=True, slots=True)
class YearPage:
    """The year plan of a municipality."""

    municipality: MunicipalityRow
    year: int
    plan: YearPlan


def month_page(work: Work, day: date, municipality_id: int | None) -> MonthPage:
    """The month of ``day``: of one municipality, or of all in reach."""
    first = day.replace(day=1)
    after = (first + timedelta(days=31)).replace(day=1)
    before = (first - timedelta(days=1)).replace(day=1)
    of_town = [] if municipality_id is None else [_town(work.municipality(municipality_id))]
    if municipality_id is None and (crowd := _count(work, first, after)) > READABLE:
        return MonthPage(first, (), (), month_weeks((), first), before, after, crowd)
    found = _standing(work, first - timedelta(days=6), after + timedelta(days=6), *of_town)
    meetings = _meetings(work, first - timedelta(days=6), after + timedelta(days=6), municipality_id)
    entries = [*(_entry(work, item) for item in found), *(_timed(work, one) for one in meetings)]
    return MonthPage(
        first=first,
        meetings=[one for one in meetings if first <= prague_day(one.meeting.starts_at) < after],
        items=[item for item in found if item.standing.due is not None and first <= item.standing.due < after],
        weeks=month_weeks(entries, first),
        before=before,
        after=after,
    )


def year_page(work: Work, municipality_id: int, year: int) -> YearPage:
    """The plan of a year; raises ``NotFound`` for a municipality out of reach."""
    town = work.municipality(municipality_id)
    first, last = date(year, 1, 1), date(year, 12, 31)
    entries = [_entry(work, item) for item in _standing(work, first, last, _town(town))]
    entries += [_timed(work, one) for one in _meetings(work, first, last, municipality_id)]
    return YearPage(town, year, year_plan(entries, year))


def _town(municipality: MunicipalityRow) -> ColumnElement[bool]:
    return col(OccurrenceRow.municipality_id) == municipality.id


def _count(work: Work, first: date, after: date) -> int:
    """How many terms are due in a month, of all in reach."""
    there = select(func.count(col(OccurrenceRow.id))).join(MunicipalityRow).where(work.in_reach())
    due = col(OccurrenceRow.due)
    return work.session.scalar(there.where(due >= first, due < after, col(OccurrenceRow.cancelled_on).is_(None))) or 0


def _standing(work: Work, first: date, last: date, *conditions: ColumnElement[bool]) -> list[Item]:
    """What is due between two days and not cancelled, by day."""
    found = items(work, col(OccurrenceRow.due).between(first, last), *conditions)
    there = [item for item in found if item.standing.due is not None and _state(item) != "cancelled"]
    return sorted(there, key=lambda item: item.standing.due or last)


def _meetings(work: Work, first: date, last: date, municipality_id: int | None) -> list[Planned]:
    """The meetings planned between two days and not called off, by their start."""
    begin, end = (datetime.combine(day, time.min, PRAGUE) for day in (first, last + timedelta(days=1)))
    conditions = [
        work.in_reach(),
        col(MeetingRow.cancelled_at).is_(None),
        col(MeetingRow.starts_at).between(begin, end),
    ]
    if municipality_id is not None:
        conditions.append(col(MeetingRow.municipality_id) == municipality_id)
    return planned(work.session, *conditions)


def _timed(work: Work, one: Planned) -> Entry:
    entry = meeting_entry(one, Links(work.ground.config.public_base_url).meeting(one.meeting.id or 0))
    return replace(entry, title=f"{say_time(one.meeting.starts_at)} {entry.title}")


def _state(item: Item) -> str:
    return state_of(item.standing.status, item.row.cancelled_on)


def _entry(work: Work, item: Item) -> Entry:
    assert item.standing.due is not None
    assert item.row.id is not None
    return Entry(
        uid_source=item.row.key,
        day=item.standing.due,
        municipality=item.municipality.name,
        title=item.obligation.title,
        description_lines=(),
        url=Links(work.ground.config.public_base_url).occurrence(item.row.id),
        categories=(),
        changed_at=item.row.changed_at,
        created_at=item.row.created_at,
        sequence=item.row.revision,
        state=state_of(item.standing.status, item.row.cancelled_on),
    )
