"""Planning a meeting of a body: when, where and about what; moving it, and calling it off with a reason.

Whoever is invited is told in the same transaction (``invitations.py``).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from pydantic import ValidationError
from sqlmodel import select

from tracker.operations.ground import Ground, Refused, Work, working
from tracker.operations.meetings.invitations import invite, tell_guests
from tracker.people.actor import Actor
from tracker.people.partner import Coming
from tracker.people.permissions import Permission
from tracker.store.meetings import InvitationRow, MeetingRow
from tracker.store.registers import BodyRow

PLAN = Permission.RECORD_EVENT
LONGEST = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Wished:
    """What somebody wants to plan; without a ``title`` the meeting bears the name of its body."""

    starts_at: datetime
    ends_at: datetime
    title: str = ""
    place: str = ""
    agenda: str = ""


def plan_meeting(ground: Ground, actor: Actor, body_id: int, wished: Wished) -> int:
    """Plan a meeting of a body and invite to it; the id of the meeting. Raises ``Refused`` with the field at fault."""
    with working(ground, actor) as work:
        body = work.get(BodyRow, body_id, PLAN)
        _check(work, wished)
        meeting = MeetingRow(
            municipality_id=body.municipality_id,
            body_id=body_id,
            title=body.name,
            starts_at=wished.starts_at,
            ends_at=wished.ends_at,
            created_at=work.now,
            created_by=actor.person,
            changed_at=work.now,
        )
        _write(meeting, body, wished)
        work.session.add(meeting)
        work.session.flush()
        invite(work, meeting)
        tell_guests(work, meeting)
        assert meeting.id is not None
        return meeting.id


def change_meeting(ground: Ground, actor: Actor, meeting_id: int, wished: Wished) -> None:
    """Change a planned meeting. A new time or place goes to everybody invited; to a new time they answer anew."""
    with working(ground, actor) as work:
        meeting = _open(work, meeting_id)
        _check(work, wished)
        before = (meeting.starts_at, meeting.ends_at, meeting.place)
        _write(meeting, work.session.get_one(BodyRow, meeting.body_id), wished)
        meeting.changed_at = work.now
        invite(work, meeting)
        if (meeting.starts_at, meeting.ends_at, meeting.place) == before:
            tell_guests(work, meeting)
            return
        meeting.sequence += 1
        if (meeting.starts_at, meeting.ends_at) != before[:2]:
            _ask_anew(work, meeting)
        tell_guests(work, meeting, earlier=before[0])


def cancel_meeting(ground: Ground, actor: Actor, meeting_id: int, reason: str) -> None:
    """Call a meeting off; everybody who was told of it is told that."""
    if not reason.strip():
        raise Refused("Napište, proč se jednání nekoná. Pozvaní to uvidí.", "reason")
    with working(ground, actor) as work:
        meeting = _open(work, meeting_id)
        meeting.cancelled_at = meeting.changed_at = work.now
        meeting.cancelled_reason = reason.strip()[:500]
        meeting.sequence += 1
        tell_guests(work, meeting)


def answer_invitation(ground: Ground, actor: Actor, meeting_id: int, coming: Coming) -> None:
    """Say whether one comes to a meeting; whoever reaches the municipality may, invited or not."""
    with working(ground, actor) as work:
        meeting = work.get(MeetingRow, meeting_id)
        if meeting.cancelled_at is not None:
            raise Refused("Jednání je zrušeno, odpovídat už není potřeba.")
        if actor.person is None:
            raise Refused("Odpovídá osoba. Přihlaste se.")
        mine = InvitationRow.meeting_id == meeting_id, InvitationRow.person_id == actor.person
        row = work.session.exec(select(InvitationRow).where(*mine)).first()
        if row is None:
            row = InvitationRow(municipality_id=meeting.municipality_id, meeting_id=meeting_id, person_id=actor.person)
            work.session.add(row)
        row.coming, row.answered_at = coming, work.now


def _open(work: Work, meeting_id: int) -> MeetingRow:
    meeting = work.get(MeetingRow, meeting_id, PLAN)
    if meeting.cancelled_at is not None:
        raise Refused("Jednání už je zrušeno. Naplánujte nové.")
    if meeting.starts_at <= work.now:
        raise Refused("Jednání už začalo. Zaznamenejte ho mezi události.")
    return meeting


def _check(work: Work, wished: Wished) -> None:
    if wished.starts_at <= work.now:
        raise Refused("Naplánovat jde jen jednání, které teprve bude. Co už proběhlo, zaznamenejte.", "day")
    if not timedelta(0) < wished.ends_at - wished.starts_at <= LONGEST:
        raise Refused("Konec musí být po začátku, nejvýše za 24 hodin.", "ends")


def _write(meeting: MeetingRow, body: BodyRow, wished: Wished) -> None:
    try:
        meeting.title = wished.title.strip() or body.name
        meeting.place, meeting.agenda = wished.place.strip(), wished.agenda.strip()
    except ValidationError as error:
        raise Refused("Text je příliš dlouhý. Zkraťte ho.", str(error.errors()[0]["loc"][0])) from error
    meeting.starts_at, meeting.ends_at = wished.starts_at, wished.ends_at


def _ask_anew(work: Work, meeting: MeetingRow) -> None:
    for row in work.session.exec(select(InvitationRow).where(InvitationRow.meeting_id == meeting.id)):
        row.coming, row.answered_at, row.words = Coming.UNKNOWN, None, ""
