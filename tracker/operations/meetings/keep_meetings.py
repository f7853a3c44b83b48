"""Keeps the rendered event of every planned meeting in step with it, in the transaction that changes it.

Also forgets the steps before council sessions whenever anything that they are planned from changes: they are planned
again when a calendar is next asked for (``keep_steps.py``).
"""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event, inspect
from sqlmodel import Session, col, or_

from tracker.operations.calendars.keep_extras import Extra, raise_counters, store_extras, take_counters
from tracker.operations.calendars.meeting_entries import Address, Planned, meeting_entry, planned
from tracker.store.council import CouncilDayRow, CouncilLeadRow
from tracker.store.meetings import MeetingRow
from tracker.store.occurrences import OccurrenceRow
from tracker.store.registers import BodyRow
from tracker.store.subscriptions import FEED_STATE
from tracker.store.territory import MunicipalityRow

_PLANNED_FROM = (CouncilDayRow, CouncilLeadRow, MeetingRow, OccurrenceRow)
"""Whatever changes in these may move a step."""


def keeping_meetings(session: Session, now: datetime, address: Address) -> Session:
    """Bind ``session``: what it changes of a meeting is rendered before it commits."""
    meetings, bodies, towns, to_plan = set[int](), set[int](), set[int](), set[int]()

    def note(session: Session, _context: Any) -> None:
        for row in (*session.new, *session.dirty):
            match row:
                case MeetingRow(id=int(number)):
                    meetings.add(number)
                case BodyRow(id=int(number)):
                    bodies.add(number)
                case MunicipalityRow(id=int(number)) if inspect(row).attrs["name"].history.has_changes():
                    towns.add(number)
                    to_plan.add(number)
            if isinstance(row, _PLANNED_FROM):
                to_plan.add(row.municipality_id)

    def render_touched(session: Session) -> None:
        session.flush()
        if meetings or bodies or towns:
            touched = or_(
                col(MeetingRow.id).in_(meetings),
                col(MeetingRow.body_id).in_(bodies),
                col(MeetingRow.municipality_id).in_(towns),
            )
            render_meetings(session, now, address, touched)
        if to_plan:
            forget = sa.update(FEED_STATE).where(FEED_STATE.c.municipality_id.in_(sorted(to_plan)))
            session.execute(forget.values(steps_on=None))
        for group in (meetings, bodies, towns, to_plan):
            group.clear()

    event.listen(session, "after_flush", note)
    event.listen(session, "before_commit", render_touched)
    return session


def render_meetings(
    session: Session, now: datetime, address: Address, condition: sa.ColumnElement[bool], *, anew: bool = False
) -> None:
    """Render the meetings that meet ``condition``: those that look different, or all ``anew``."""
    found = planned(session, condition)
    take_counters(session, now, [one.meeting.municipality_id for one in found])
    extras = [_extra(one, address) for one in found]
    raise_counters(session, now, store_extras(session, now, extras, anew=anew))


def _extra(shown: Planned, address: Address) -> Extra:
    meeting = shown.meeting
    entry = meeting_entry(shown, address(meeting.id or 0))
    return Extra(entry, meeting.municipality_id, body_id=meeting.body_id)
