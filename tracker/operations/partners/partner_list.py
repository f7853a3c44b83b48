"""What the pages about partners show: the list with the last answers, and one partner with the links."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlmodel import col, func, select

from tracker.operations.ground import Work
from tracker.operations.partners.partners import MANAGE, Choices, choices_of
from tracker.store.agreements import TermRow
from tracker.store.meetings import InvitationRow, MeetingRow
from tracker.store.occurrences import OccurrenceRow
from tracker.store.partners import (
    PartnerAnswerRow,
    PartnerDutyRow,
    PartnerLinkRow,
    PartnerRow,
    PartnerSeatRow,
    StoppedAddressRow,
)
from tracker.store.registers import BodyRow
from tracker.store.territory import MunicipalityRow


@dataclass(frozen=True, slots=True)
class Listed:
    """A partner in the list, with the bodies and the last answer."""

    partner: PartnerRow
    municipality: MunicipalityRow
    bodies: tuple[str, ...]
    last: PartnerAnswerRow | None
    stopped: bool


@dataclass(frozen=True, slots=True)
class LinkState:
    """A link of a partner: what it is about, and the answers given by it."""

    link: PartnerLinkRow
    about: str
    answers: Sequence[PartnerAnswerRow]


@dataclass(frozen=True, slots=True)
class PartnerPage:
    """One partner with everything that hangs on them. ``ahead`` are the terms they are asked about next."""

    partner: PartnerRow
    municipality: MunicipalityRow
    bodies: frozenset[int]
    duties: frozenset[int]
    choices: Choices
    links: Sequence[LinkState]
    ahead: Sequence[tuple[OccurrenceRow, str]]
    stopped: bool


def partner_list(work: Work) -> list[Listed]:
    """The partners in reach, by municipality and organisation."""
    query = (
        select(PartnerRow, MunicipalityRow)
        .join(MunicipalityRow, col(MunicipalityRow.id) == PartnerRow.municipality_id)
        .where(work.in_reach())
        .order_by(col(MunicipalityRow.sort_key), col(PartnerRow.organisation), col(PartnerRow.id))
    )
    rows = work.session.exec(query).all()
    stopped = set(work.session.exec(select(StoppedAddressRow.address)))
    bodies, last = _bodies(work, [p.id for p, _ in rows]), _last_answers(work, [p.id for p, _ in rows])
    return [
        Listed(partner, town, bodies.get(partner.id or 0, ()), last.get(partner.id or 0), partner.email in stopped)
        for partner, town in rows
    ]


def partner_page(work: Work, partner_id: int) -> PartnerPage:
    """One partner within reach."""
    partner = work.get(PartnerRow, partner_id, MANAGE)
    of_partner = select(PartnerDutyRow.obligation_id).where(PartnerDutyRow.partner_id == partner_id)
    duties = frozenset(work.session.exec(of_partner))
    seats = select(PartnerSeatRow.body_id).where(PartnerSeatRow.partner_id == partner_id)
    stop = select(StoppedAddressRow).where(StoppedAddressRow.address == partner.email)
    return PartnerPage(
        partner=partner,
        municipality=work.municipality(partner.municipality_id),
        bodies=frozenset(work.session.exec(seats)),
        duties=duties,
        choices=choices_of(work, partner.municipality_id),
        links=_links(work, partner_id),
        ahead=_ahead(work, duties),
        stopped=work.session.exec(stop).first() is not None,
    )


def _bodies(work: Work, partner_ids: Sequence[int | None]) -> dict[int, tuple[str, ...]]:
    query = (
        select(PartnerSeatRow.partner_id, BodyRow.name)
        .join(BodyRow, col(BodyRow.id) == PartnerSeatRow.body_id)
        .where(col(PartnerSeatRow.partner_id).in_(partner_ids))
        .order_by(col(BodyRow.id))
    )
    found: dict[int, tuple[str, ...]] = {}
    for partner, name in work.session.exec(query):
        found[partner] = (*found.get(partner, ()), name)
    return found


def _last_answers(work: Work, partner_ids: Sequence[int | None]) -> dict[int, PartnerAnswerRow]:
    latest = (
        select(PartnerLinkRow.partner_id, func.max(PartnerAnswerRow.id))
        .join(PartnerAnswerRow, col(PartnerAnswerRow.link_id) == PartnerLinkRow.id)
        .where(col(PartnerLinkRow.partner_id).in_(partner_ids))
        .group_by(col(PartnerLinkRow.partner_id))
    )
    numbers = dict(work.session.exec(latest).all())
    rows = work.session.exec(select(PartnerAnswerRow).where(col(PartnerAnswerRow.id).in_(numbers.values())))
    by_id = {row.id: row for row in rows}
    return {partner: by_id[number] for partner, number in numbers.items()}


def _links(work: Work, partner_id: int) -> list[LinkState]:
    query = (
        select(PartnerLinkRow).where(PartnerLinkRow.partner_id == partner_id).order_by(col(PartnerLinkRow.id).desc())
    )
    links = work.session.exec(query.limit(50)).all()
    answers = select(PartnerAnswerRow).where(col(PartnerAnswerRow.link_id).in_([link.id for link in links]))
    given = work.session.exec(answers.order_by(col(PartnerAnswerRow.id))).all()
    about = _about(work, links)
    return [LinkState(link, about[link.id or 0], [a for a in given if a.link_id == link.id]) for link in links]


def _about(work: Work, links: Sequence[PartnerLinkRow]) -> dict[int, str]:
    """What each link is about, in a word."""
    terms = (
        select(OccurrenceRow.id, TermRow.title)
        .join(TermRow, col(TermRow.id) == OccurrenceRow.term_id)
        .where(col(OccurrenceRow.id).in_([link.occurrence_id for link in links]))
    )
    meetings = (
        select(InvitationRow.id, MeetingRow.title)
        .join(MeetingRow, col(MeetingRow.id) == InvitationRow.meeting_id)
        .where(col(InvitationRow.id).in_([link.invitation_id for link in links]))
    )
    of_terms, of_meetings = dict(work.session.exec(terms).all()), dict(work.session.exec(meetings).all())
    return {link.id or 0: of_terms.get(link.occurrence_id) or of_meetings[link.invitation_id] for link in links}


def _ahead(work: Work, duties: Collection[int]) -> list[tuple[OccurrenceRow, str]]:
    query = (
        select(OccurrenceRow, TermRow.title)
        .join(TermRow, col(TermRow.id) == OccurrenceRow.term_id)
        .where(col(OccurrenceRow.obligation_id).in_(duties), col(OccurrenceRow.due) >= work.today)
        .order_by(col(OccurrenceRow.due), col(OccurrenceRow.id))
    )
    return list(work.session.exec(query.limit(20)).all())
