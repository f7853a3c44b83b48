"""The mail that invites to a meeting, tells that it moved, or calls it off, with its calendar part (iTIP, RFC 5546).

Whoever fetches a calendar of the town has the meeting in it already: their mail brings no second one along.
"""

from typing import Literal

from sqlmodel import col, select

from tracker.feeds.ical import invitation
from tracker.mailing.compose import CalendarPart
from tracker.operations.calendars.meeting_entries import Planned, meeting_entry, planned
from tracker.operations.ground import Work
from tracker.operations.mails.mail_parts import NotNeeded, Part, links
from tracker.operations.meetings.invitations import living_calendars
from tracker.operations.partners.partner_links import is_over, is_stopped, token_of
from tracker.people.partner import Coming
from tracker.store.meetings import InvitationRow, MeetingRow
from tracker.store.outbox import MailRow, MailState
from tracker.store.partners import PartnerLinkRow, PartnerRow
from tracker.store.people import PersonRow
from tracker.store.reminder_settings import PersonRemindersRow
from tracker.store.subscriptions import SubscriptionRow
from tracker.timeline.clock import prague_day
from tracker.timeline.hours import say_hours


def invitation_part(work: Work, mail: MailRow) -> Part | NotNeeded:
    """The words of one such mail with its calendar part, as the meeting stands now."""
    guest = work.session.get_one(InvitationRow, mail.content["invitation"])
    (shown,) = planned(work.session, col(MeetingRow.id) == guest.meeting_id)
    meeting = shown.meeting
    told_before = _told_before(work, mail, guest, meeting)
    why = _needless(work, mail, meeting, guest, told_before=told_before)
    if why:
        return NotNeeded(why)
    values = {
        "municipality": shown.municipality.name,
        "title": meeting.title,
        "day": prague_day(meeting.starts_at),
        "hours": say_hours(meeting.starts_at, meeting.ends_at),
        "place": meeting.place,
        "agenda": meeting.agenda,
        "reason": meeting.cancelled_reason,
        "changed": told_before,
        "asks": guest.coming is Coming.UNKNOWN,
        "passed": False,
        **_answering(work, mail, guest, meeting),
    }
    template = "meeting" if meeting.cancelled_at is None else "meeting_cancelled"
    return Part(template, values, calendar=_calendar(work, mail, guest, shown))


def _told_before(work: Work, mail: MailRow, guest: InvitationRow, meeting: MeetingRow) -> bool:
    """Whether the guest knows of the meeting as it was: from an earlier mail, or from a calendar."""
    if meeting.sequence > 0 and guest.person_id is not None and _fetches(work, guest.person_id, meeting):
        return True
    earlier = select(MailRow.id).where(
        col(MailRow.key).like(f"invitation/{guest.id}/%"),
        MailRow.id != mail.id,
        col(MailRow.transmissions) > 0,
        MailRow.state != MailState.DEAD,
    )
    return work.session.exec(earlier.limit(1)).first() is not None


def _needless(work: Work, mail: MailRow, meeting: MeetingRow, guest: InvitationRow, *, told_before: bool) -> str:
    """Why nothing is to be said; empty when it is."""
    if mail.content["sequence"] != meeting.sequence:
        return "jednání se mezitím změnilo, odejde novější e-mail"
    if meeting.cancelled_at is not None and not told_before:
        return "o zrušeném jednání příjemce nic nedostal"
    if meeting.starts_at <= work.now:
        return "jednání už začalo"
    if guest.partner_id is not None:
        link = work.session.get_one(PartnerLinkRow, mail.content["link"])
        if is_stopped(work.session, link.address):
            return "příjemce si e-maily nepřeje"
        if is_over(link, work.session.get_one(PartnerRow, guest.partner_id), work.today):
            return "odkaz už neplatí"
    return ""


def _answering(work: Work, mail: MailRow, guest: InvitationRow, meeting: MeetingRow) -> dict[str, object]:
    """Where to answer, why the mail comes, and until when its link holds."""
    if guest.partner_id is None:
        follows = not _opted_in(work, guest.person_id)
        url = links(work.ground.config).meeting(meeting.id or 0)
        return {"url": url, "organisation": "", "expires": None, "follows": follows}
    link = work.session.get_one(PartnerLinkRow, mail.content["link"])
    partner = work.session.get_one(PartnerRow, guest.partner_id)
    url = links(work.ground.config).answer(token_of(work.ground, link.id or 0))
    return {"url": url, "organisation": partner.organisation, "expires": link.expires_on, "follows": False}


def _calendar(work: Work, mail: MailRow, guest: InvitationRow, shown: Planned) -> CalendarPart | None:
    """The iTIP part, but for whoever fetches a calendar in which the meeting stands anyway.

    The address in it is that of the page for people with an account; a partner's link stays out of shared calendars.
    """
    if guest.partner_id is None and _fetches(work, guest.person_id, shown.meeting):
        return None
    config = work.ground.config
    url = links(config).home if guest.partner_id else links(config).meeting(shown.meeting.id or 0)
    entry = meeting_entry(shown, url, agenda=True)
    attendee = mail.address or work.session.get_one(PersonRow, guest.person_id).email
    method: Literal["REQUEST", "CANCEL"] = "CANCEL" if shown.meeting.cancelled_at is not None else "REQUEST"
    return CalendarPart(method, invitation(entry, config.mail_from, attendee, method))


def _fetches(work: Work, person_id: int | None, meeting: MeetingRow) -> bool:
    """Whether some program of the person has lately fetched a calendar that has the meeting in it."""
    of_person = living_calendars(work, meeting).where(col(SubscriptionRow.person_id) == person_id)
    return work.session.scalar(of_person.limit(1)) is not None


def _opted_in(work: Work, person_id: int | None) -> bool:
    wishes = select(PersonRemindersRow.invitations).where(PersonRemindersRow.person_id == person_id)
    return bool(work.session.exec(wishes).first())
