"""The calendar entry of a planned meeting: a timed event in feeds and files, and what an invitation carries."""

from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col, select

from tracker.feeds.entry import Entry
from tracker.reports.register_values import LABELS
from tracker.store.meetings import MeetingRow
from tracker.store.registers import BodyRow
from tracker.store.territory import MunicipalityRow
from tracker.timeline.clock import prague_day

Address = Callable[[int], str]
"""The address of the page of a meeting."""

MEETINGS = "meeting/"
"""What the sources of the UIDs of meetings begin with; all of them have a time."""


@dataclass(frozen=True, slots=True)
class Planned:
    """The rows that the entry of one meeting is made of."""

    meeting: MeetingRow
    body: BodyRow
    municipality: MunicipalityRow


def planned(session: Session, *conditions: sa.ColumnElement[bool]) -> list[Planned]:
    """The meetings that meet ``conditions``, by their start."""
    query = (
        select(MeetingRow, BodyRow, MunicipalityRow)
        .join(BodyRow, col(BodyRow.id) == MeetingRow.body_id)
        .join(MunicipalityRow, col(MunicipalityRow.id) == MeetingRow.municipality_id)
        .where(*conditions)
        .order_by(col(MeetingRow.starts_at), col(MeetingRow.id))
    )
    return [Planned(*row) for row in session.exec(query)]


def uid_source_of(meeting_id: int) -> str:
    """What the UID of a meeting is made of; it never changes."""
    return f"{MEETINGS}{meeting_id}"


def meeting_entry(shown: Planned, url: str, *, agenda: bool = False) -> Entry:
    """The entry of a meeting; the ``agenda`` is for those invited, not for whoever has the address of a feed."""
    meeting, body = shown.meeting, shown.body
    assert meeting.id is not None
    lines = [f"{LABELS[body.kind]}: {body.name}"]
    if agenda and meeting.agenda:
        lines.append(meeting.agenda)
    if meeting.cancelled_at is not None and meeting.cancelled_reason:
        lines.append(f"Zrušeno: {meeting.cancelled_reason}")
    return Entry(
        uid_source=uid_source_of(meeting.id),
        day=prague_day(meeting.starts_at),
        municipality=shown.municipality.name,
        title=meeting.title,
        description_lines=tuple(lines),
        url=url,
        categories=(LABELS[body.kind], shown.municipality.name),
        changed_at=meeting.changed_at,
        created_at=meeting.created_at,
        sequence=meeting.sequence,
        state="cancelled" if meeting.cancelled_at is not None else "open",
        location=meeting.place or None,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
    )
