"""Who is invited to a planned meeting, and when they are told.

Invited are people of the municipality who opted in, and the partners that sit in the body. One mail goes to each for
each SEQUENCE; a change within three days leaves at once, whatever day it is.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlmodel import col, or_, select

from tracker.operations.ground import Work
from tracker.operations.mails.queue_notices import morning_of
from tracker.operations.partners.partner_links import link_to_meeting
from tracker.people.actor import TOWN_ROLES
from tracker.store.meetings import InvitationRow, MeetingRow
from tracker.store.outbox import MAIL, MailKind, MailRow, insert_new
from tracker.store.partners import PartnerRow, PartnerSeatRow
from tracker.store.people import MandateRow, PersonRow
from tracker.store.reminder_settings import PersonRemindersRow
from tracker.store.subscriptions import FeedUseRow, SubscriptionRow
from tracker.timeline.clock import prague_day

FETCHED_WITHIN = timedelta(days=14)
URGENT = timedelta(days=3)
"""Calendar programs may fetch a change only a day later; nearer to the meeting than this it is told by mail at once."""

Guests = Sequence[dict[str, int]]
"""Who is to be invited: by the column of the invitation that names them."""


def invite(work: Work, meeting: MeetingRow) -> None:
    """Invite whoever belongs to the meeting and is not invited yet."""
    opted_in = col(PersonRemindersRow.invitations).is_(True)
    _add(work, meeting, [{"person_id": number} for number in _people(work, meeting, opted_in)])
    _add(work, meeting, [{"partner_id": number} for number in _partners(work, meeting)])


def _invite_followers(work: Work, meeting: MeetingRow) -> None:
    """People of the municipality in whose calendar the meeting stands."""
    followers = sa.exists(living_calendars(work, meeting).where(col(SubscriptionRow.person_id) == PersonRow.id))
    _add(work, meeting, [{"person_id": number} for number in _people(work, meeting, followers)])


def _add(work: Work, meeting: MeetingRow, guests: Guests) -> None:
    known = work.session.exec(select(InvitationRow).where(InvitationRow.meeting_id == meeting.id)).all()
    there = [{"person_id": row.person_id} if row.person_id else {"partner_id": row.partner_id} for row in known]
    assert meeting.id is not None
    for guest in [guest for guest in guests if guest not in there]:
        row = InvitationRow.model_validate(
            {"municipality_id": meeting.municipality_id, "meeting_id": meeting.id, **guest}
        )
        work.session.add(row)
    work.session.flush()


def tell_guests(work: Work, meeting: MeetingRow, earlier: datetime | None = None) -> int:
    """Queue the mail of the meeting's present SEQUENCE for everybody invited; how many are new.

    ``earlier`` is when the meeting was to be before: what matters is whichever of the two is nearer. A change so near
    that a calendar may show it too late goes to those who follow the town in one, too.
    """
    soonest = min(meeting.starts_at, earlier or meeting.starts_at)
    if meeting.sequence > 0 and soonest - work.now <= URGENT:
        _invite_followers(work, meeting)
    invited = select(InvitationRow).where(InvitationRow.meeting_id == meeting.id).order_by(col(InvitationRow.id))
    guests = work.session.exec(invited).all()
    at = _leaves_at(work, soonest)
    return len(insert_new(work.session, MAIL, [_mail(work, meeting, guest, at) for guest in guests]))


def living_calendars(work: Work, meeting: MeetingRow) -> sa.Select[Any]:
    """Calendars with the meeting in them that some program has fetched lately."""
    return (
        sa.select(col(SubscriptionRow.id))
        .join(FeedUseRow, col(FeedUseRow.subscription_id) == SubscriptionRow.id)
        .where(
            col(SubscriptionRow.revoked_at).is_(None),
            or_(
                col(SubscriptionRow.municipality_id).is_(None),
                col(SubscriptionRow.municipality_id) == meeting.municipality_id,
            ),
            col(FeedUseRow.fetched_at) >= work.now - FETCHED_WITHIN,
        )
    )


def _people(work: Work, meeting: MeetingRow, wanted: ColumnElement[bool]) -> list[int]:
    """People with a mandate for the municipality today of whom ``wanted`` holds."""
    query = (
        select(PersonRow.id)
        .join(MandateRow, col(MandateRow.person_id) == PersonRow.id)
        .outerjoin(PersonRemindersRow, col(PersonRemindersRow.person_id) == PersonRow.id)
        .where(
            MandateRow.municipality_id == meeting.municipality_id,
            col(MandateRow.role).in_(TOWN_ROLES),
            col(MandateRow.starts) <= work.today,
            or_(col(MandateRow.ends).is_(None), col(MandateRow.ends) >= work.today),
            col(PersonRow.active).is_(True),
            wanted,
        )
        .order_by(col(PersonRow.id))
    )
    return [number for number in dict.fromkeys(work.session.exec(query)) if number is not None]


def _partners(work: Work, meeting: MeetingRow) -> list[int]:
    query = (
        select(PartnerRow.id)
        .join(PartnerSeatRow, col(PartnerSeatRow.partner_id) == PartnerRow.id)
        .where(
            PartnerSeatRow.body_id == meeting.body_id,
            or_(col(PartnerRow.ended_on).is_(None), col(PartnerRow.ended_on) >= work.today),
        )
        .order_by(col(PartnerRow.id))
    )
    return [number for number in work.session.exec(query) if number is not None]


def _leaves_at(work: Work, starts_at: datetime) -> datetime:
    if starts_at - work.now <= URGENT or work.today in work.working_days:
        return work.now
    return morning_of(work.working_days.since(work.today))


def _mail(work: Work, meeting: MeetingRow, guest: InvitationRow, at: datetime) -> dict[str, object]:
    content: dict[str, object] = {"invitation": guest.id, "sequence": meeting.sequence}
    address = ""
    if guest.partner_id is not None:
        partner = work.session.get_one(PartnerRow, guest.partner_id)
        link = link_to_meeting(work, partner, guest, meeting)
        address = partner.email
        content |= {"link": link.id, "language": partner.language.value}
    return MailRow(
        key=f"invitation/{guest.id}/{meeting.sequence}",
        kind=MailKind.INVITATION,
        day=prague_day(at),
        person_id=guest.person_id,
        address=address,
        municipality_id=meeting.municipality_id,
        content=content,
        not_before=at,
        created_at=work.now,
    ).model_dump(exclude={"id"})
