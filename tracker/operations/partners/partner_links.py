"""Signed links of partners: leave to answer about one thing without an account, and what their page shows.

Looking changes nothing, whoever looks (a mail scanner opens every link); only ``answer_link.py`` does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, col, select

from tracker.obligations.deadline import Precision
from tracker.operations.ground import Ground, NotFound, Work, working
from tracker.operations.signed import sign, signed_number
from tracker.people.actor import Actor
from tracker.people.partner import Answer, Coming
from tracker.people.permissions import Permission
from tracker.store.agreements import TermRow
from tracker.store.meetings import InvitationRow, MeetingRow
from tracker.store.occurrences import OccurrenceRow
from tracker.store.partners import PartnerAnswerRow, PartnerLinkRow, PartnerRow, StoppedAddressRow
from tracker.store.reminder_settings import Language
from tracker.store.territory import MunicipalityRow
from tracker.timeline.clock import prague_day
from tracker.timeline.hours import say_hours

PURPOSE = "partner"
PAPERS_FOR = timedelta(days=30)
"""So long after its due day a paper may still be handed over by the link."""


@dataclass(frozen=True, slots=True)
class AskedPaper:
    """A term toward which papers are handed over."""

    title: str
    outputs: tuple[str, ...]
    due: date | None
    precision: Precision


@dataclass(frozen=True, slots=True)
class AskedToMeet:
    """A meeting that the partner is invited to, and what is known of their coming; ``hours`` are Prague's."""

    title: str
    day: date
    hours: str
    place: str
    agenda: str
    cancelled: bool
    coming: Coming


@dataclass(frozen=True, slots=True)
class LinkPage:
    """All that the page of a link shows. ``over`` tells a link that can no longer be used."""

    municipality: str
    organisation: str
    language: Language
    paper: AskedPaper | None
    meeting: AskedToMeet | None
    answers: Sequence[PartnerAnswerRow]
    expires_on: date
    over: bool
    stopped: bool


def token_of(ground: Ground, link_id: int) -> str:
    """The token of a link; nothing of it is stored."""
    return sign(ground.config.secret_key, PURPOSE, link_id)


def link_id_of(ground: Ground, token: str) -> int:
    """The link that a token is for; raises ``NotFound`` without asking the database for any other text."""
    number = signed_number(ground.config.secret_key, PURPOSE, token)
    if number is None:
        raise NotFound
    return number


def link_page(work: Work, token: str) -> LinkPage:
    """What whoever holds the link sees."""
    link = work.session.get(PartnerLinkRow, link_id_of(work.ground, token))
    if link is None:
        raise NotFound
    partner = work.session.get_one(PartnerRow, link.partner_id)
    answers = select(PartnerAnswerRow).where(PartnerAnswerRow.link_id == link.id).order_by(col(PartnerAnswerRow.id))
    return LinkPage(
        municipality=work.session.get_one(MunicipalityRow, link.municipality_id).name,
        organisation=partner.organisation,
        language=partner.language,
        paper=asked_paper(work.session, link),
        meeting=asked_to_meet(work.session, link),
        answers=work.session.exec(answers).all(),
        expires_on=link.expires_on,
        over=is_over(link, partner, work.today),
        stopped=is_stopped(work.session, link.address),
    )


def is_over(link: PartnerLinkRow, partner: PartnerRow, today: date) -> bool:
    """Whether a link can no longer be used: taken back, run out, or the partner's cooperation has ended."""
    ended = partner.ended_on is not None and partner.ended_on < today
    return link.revoked_at is not None or link.expires_on < today or ended


def is_stopped(session: Session, address: str) -> bool:
    """Whether the reader of an address wants no more mails."""
    return session.exec(select(StoppedAddressRow).where(StoppedAddressRow.address == address)).first() is not None


def asked_paper(session: Session, link: PartnerLinkRow) -> AskedPaper | None:
    """The term that a link speaks of."""
    row = session.get(OccurrenceRow, link.occurrence_id) if link.occurrence_id is not None else None
    if row is None:
        return None
    term = session.get_one(TermRow, row.term_id)
    return AskedPaper(term.title, tuple(term.outputs), row.due, row.precision)


def asked_to_meet(session: Session, link: PartnerLinkRow) -> AskedToMeet | None:
    """The meeting that a link speaks of."""
    invitation = session.get(InvitationRow, link.invitation_id) if link.invitation_id is not None else None
    if invitation is None:
        return None
    meeting = session.get_one(MeetingRow, invitation.meeting_id)
    return AskedToMeet(
        title=meeting.title,
        day=prague_day(meeting.starts_at),
        hours=say_hours(meeting.starts_at, meeting.ends_at),
        place=meeting.place,
        agenda=meeting.agenda,
        cancelled=meeting.cancelled_at is not None,
        coming=invitation.coming,
    )


def link_to_term(work: Work, partner: PartnerRow, row: OccurrenceRow) -> PartnerLinkRow:
    """The partner's link to a term, made when there is none for the address they have now."""
    assert row.due is not None
    assert row.id is not None
    found = _standing(work.session, partner, col(PartnerLinkRow.occurrence_id) == row.id)
    link = found or _issued(work, partner, occurrence_id=row.id)
    link.expires_on = row.due + PAPERS_FOR
    return _kept(work.session, link)


def link_to_meeting(work: Work, partner: PartnerRow, invitation: InvitationRow, meeting: MeetingRow) -> PartnerLinkRow:
    """The partner's link to an invitation; it ends with the day of the meeting."""
    found = _standing(work.session, partner, col(PartnerLinkRow.invitation_id) == invitation.id)
    link = found or _issued(work, partner, invitation_id=invitation.id)
    link.expires_on = prague_day(meeting.starts_at)
    return _kept(work.session, link)


def pass_on(work: Work, link: PartnerLinkRow, address: str) -> PartnerLinkRow:
    """The link for another address that somebody passed the thing on to."""
    passed = PartnerLinkRow.model_validate(
        link.model_dump(exclude={"id"}) | {"address": address, "issued_at": work.now, "passed_from": link.id}
    )
    return _kept(work.session, passed)


def revoke_link(ground: Ground, actor: Actor, link_id: int) -> int:
    """Take a link back; its page then says what to do. Answers whose it was."""
    with working(ground, actor) as work:
        link = work.get(PartnerLinkRow, link_id, Permission.MANAGE_PARTNERS)
        link.revoked_at = link.revoked_at or work.now
        return link.partner_id


def partner_actor(partner: PartnerRow) -> Actor:
    """Under whose name the journal keeps what was done by a link: the organisation's, never an address."""
    return Actor(None, f"partner: {partner.organisation}"[:200])


def who_holds(work: Work, token: str) -> Actor:
    """The partner as an actor; raises ``NotFound``."""
    link = work.session.get(PartnerLinkRow, link_id_of(work.ground, token))
    if link is None:
        raise NotFound
    return partner_actor(work.session.get_one(PartnerRow, link.partner_id))


def standing_answer(session: Session, link_ids: Sequence[int]) -> Answer | None:
    """The last thing that was said by any of these links, passing on aside."""
    said = select(PartnerAnswerRow).where(
        col(PartnerAnswerRow.link_id).in_(link_ids), PartnerAnswerRow.answer != Answer.PASSED_ON
    )
    last = session.exec(said.order_by(col(PartnerAnswerRow.id).desc()).limit(1)).first()
    return last.answer if last else None


def _standing(session: Session, partner: PartnerRow, of_thing: object) -> PartnerLinkRow | None:
    query = select(PartnerLinkRow).where(
        PartnerLinkRow.partner_id == partner.id,
        PartnerLinkRow.address == partner.email,
        of_thing,  # type: ignore[arg-type]
        col(PartnerLinkRow.revoked_at).is_(None),
        col(PartnerLinkRow.passed_from).is_(None),
    )
    return session.exec(query).first()


def _issued(
    work: Work, partner: PartnerRow, *, occurrence_id: int | None = None, invitation_id: int | None = None
) -> PartnerLinkRow:
    assert partner.id is not None
    return PartnerLinkRow(
        municipality_id=partner.municipality_id,
        partner_id=partner.id,
        address=partner.email,
        occurrence_id=occurrence_id,
        invitation_id=invitation_id,
        issued_at=work.now,
        expires_on=work.today,
    )


def _kept(session: Session, link: PartnerLinkRow) -> PartnerLinkRow:
    session.add(link)
    session.flush()
    return link
