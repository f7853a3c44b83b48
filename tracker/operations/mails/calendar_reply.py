"""The answer of a calendar program to an invitation (iTIP REPLY, RFC 5546, 3.2.3): it sets whether somebody comes."""

from dataclasses import dataclass

from icalendar import Calendar, Component, vCalAddress
from sqlalchemy import func
from sqlmodel import col, or_, select

from tracker.feeds.ical import uid_of
from tracker.operations.ground import Work
from tracker.people.partner import Coming
from tracker.store.meetings import InvitationRow, MeetingRow
from tracker.store.partners import PartnerLinkRow, PartnerRow
from tracker.store.people import PersonRow

LARGEST = 200_000
_COMING = {"ACCEPTED": Coming.YES, "DECLINED": Coming.NO, "TENTATIVE": Coming.MAYBE}


@dataclass(frozen=True, slots=True)
class Replied:
    """What was made of a reply."""

    why: str
    town: int


def take_reply(work: Work, data: bytes, sender: str) -> Replied | None:
    """Keep the answer of somebody who was invited; ``None`` for anything else.

    The attendee must be the sender, so that nobody answers for another one. An answer to an earlier time of the meeting
    is not an answer to the new one.
    """
    event = _reply(data)
    if event is None:
        return None
    told = {_address(attendee): attendee.params.get("PARTSTAT", "") for attendee in _attendees(event)}
    coming = _COMING.get(str(told.get(sender, "")).upper())
    found = _invitation(work, sender, str(event.get("UID", "")))
    if coming is None or found is None:
        return None
    invitation, meeting = found
    if int(event.get("SEQUENCE", 0)) < meeting.sequence:
        return Replied("odpověď na dřívější podobu pozvánky", meeting.municipality_id)
    if invitation.coming is not coming:
        invitation.coming, invitation.answered_at = coming, work.now
        invitation.words = str(event.get("COMMENT", ""))[:1000]
    return Replied(f"odpověď na pozvánku: {meeting.title}", meeting.municipality_id)


def _reply(data: bytes) -> Component | None:
    """The event of a reply; ``None`` for what is none or cannot be read."""
    if len(data) > LARGEST:
        return None
    try:
        calendar = Calendar.from_ical(data)
        events = calendar.walk("VEVENT")
    except ValueError:
        return None
    is_reply = str(calendar.get("METHOD", "")).upper() == "REPLY"
    return events[0] if is_reply and len(events) == 1 else None


def _attendees(event: Component) -> list[vCalAddress]:
    told = event.get("ATTENDEE", [])
    return told if isinstance(told, list) else [told]


def _address(attendee: vCalAddress) -> str:
    return str(attendee).casefold().removeprefix("mailto:")


def _invitation(work: Work, sender: str, uid: str) -> tuple[InvitationRow, MeetingRow] | None:
    """The invitation of whoever writes from an address to the meeting of that UID."""
    passed = select(PartnerLinkRow.invitation_id).where(PartnerLinkRow.address == sender)
    query = (
        select(InvitationRow, MeetingRow)
        .join(MeetingRow, col(MeetingRow.id) == InvitationRow.meeting_id)
        .outerjoin(PersonRow, col(PersonRow.id) == InvitationRow.person_id)
        .outerjoin(PartnerRow, col(PartnerRow.id) == InvitationRow.partner_id)
        .where(
            or_(func.lower(PersonRow.email) == sender, PartnerRow.email == sender, col(InvitationRow.id).in_(passed))
        )
        .order_by(col(InvitationRow.id).desc())
    )
    return next(((i, m) for i, m in work.session.exec(query) if uid_of(f"meeting/{m.id}") == uid), None)
