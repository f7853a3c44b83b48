"""What the pages about planned meetings show: those to come, one with its guests, and the wish to be invited."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import col, or_, select

from tracker.feeds.ical import single
from tracker.mailing.links import Links
from tracker.operations.calendars.meeting_entries import Planned, meeting_entry, planned
from tracker.operations.ground import Ground, NotFound, Work, working
from tracker.operations.meetings.meetings import PLAN
from tracker.people.actor import Actor
from tracker.people.partner import Coming
from tracker.store.meetings import InvitationRow, MeetingRow
from tracker.store.partners import PartnerRow
from tracker.store.people import PersonRow
from tracker.store.registers import BodyRow
from tracker.store.reminder_settings import PersonRemindersRow
from tracker.store.territory import MunicipalityRow


@dataclass(frozen=True, slots=True)
class MeetingsPage:
    """The meetings to come in reach, the bodies that the reader may plan for, and whether invitations are wanted."""

    ahead: Sequence[Planned]
    bodies: Sequence[tuple[BodyRow, MunicipalityRow]]
    invited: bool


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody invited, by name and side."""

    name: str
    partner_id: int | None
    coming: Coming
    words: str


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """One meeting with its guests and the reader's own answer; ``over`` and ``may_plan`` say what can be done."""

    shown: Planned
    guests: Sequence[Guest]
    mine: Coming
    over: bool
    may_plan: bool


def meetings_page(work: Work) -> MeetingsPage:
    """The meetings to come, called-off ones of the future included."""
    bodies = (
        select(BodyRow, MunicipalityRow)
        .join(MunicipalityRow, col(MunicipalityRow.id) == BodyRow.municipality_id)
        .where(work.in_reach(), or_(col(BodyRow.ends).is_(None), col(BodyRow.ends) >= work.today))
        .order_by(col(MunicipalityRow.sort_key), col(BodyRow.name), col(BodyRow.id))
    )
    return MeetingsPage(
        ahead=planned(work.session, work.in_reach(), col(MeetingRow.ends_at) >= work.now),
        bodies=[(body, town) for body, town in work.session.exec(bodies) if work.may(PLAN, town)],
        invited=_wishes(work).invitations,
    )


def meeting_page(work: Work, meeting_id: int) -> MeetingPage:
    """One meeting within reach."""
    work.get(MeetingRow, meeting_id)
    (shown,) = planned(work.session, col(MeetingRow.id) == meeting_id)
    query = (
        select(InvitationRow, PersonRow.name, PartnerRow.organisation)
        .outerjoin(PersonRow, col(PersonRow.id) == InvitationRow.person_id)
        .outerjoin(PartnerRow, col(PartnerRow.id) == InvitationRow.partner_id)
        .where(InvitationRow.meeting_id == meeting_id)
        .order_by(col(InvitationRow.id))
    )
    rows = work.session.exec(query).all()
    mine = next((row.coming for row, _, _ in rows if row.person_id == work.actor.person), Coming.UNKNOWN)
    return MeetingPage(
        shown=shown,
        guests=[Guest(name or organisation, row.partner_id, row.coming, row.words) for row, name, organisation in rows],
        mine=mine,
        over=shown.meeting.starts_at <= work.now,
        may_plan=work.may(PLAN, shown.municipality),
    )


def meeting_file(work: Work, meeting_id: int) -> bytes:
    """The meeting as a calendar file, with the UID and the SEQUENCE of feeds and invitations."""
    work.get(MeetingRow, meeting_id)
    (shown,) = planned(work.session, col(MeetingRow.id) == meeting_id)
    url = Links(work.ground.config.public_base_url).meeting(meeting_id)
    return single(meeting_entry(shown, url, agenda=True))


def want_invitations(ground: Ground, actor: Actor, *, wanted: bool) -> None:
    """Keep whether somebody wants to be invited by mail to the meetings of their municipalities."""
    if actor.person is None:
        raise NotFound
    with working(ground, actor) as work:
        row = _wishes(work)
        row.invitations = wanted
        work.session.add(row)


def _wishes(work: Work) -> PersonRemindersRow:
    own = select(PersonRemindersRow).where(PersonRemindersRow.person_id == work.actor.person)
    return work.session.exec(own).first() or PersonRemindersRow(person_id=work.actor.person or 0)
