"""What somebody without an account answers by a signed link. The same answer given again changes nothing.

Everything is journalled under the name of the partner's organisation.
"""

import re
from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import col, func, select

from tracker.operations.events.event_papers import Paper
from tracker.operations.ground import Ground, NotFound, Refused, Work, looking, working
from tracker.operations.mails.keep_incoming import Origin, keep_incoming
from tracker.operations.partners.partner_links import is_over, is_stopped, link_id_of, pass_on, who_holds
from tracker.operations.partners.partner_mail import queue_passed_on
from tracker.people.actor import SYSTEM
from tracker.people.partner import Answer, Coming
from tracker.store.meetings import InvitationRow, MeetingRow
from tracker.store.partners import PartnerAnswerRow, PartnerLinkRow, PartnerRow, StoppedAddressRow

MOST_AN_HOUR = 20
"""Answers by one link in an hour; a person gives one or two."""
MOST_PASSED = 3
"""Addresses that one thing may be passed on to: the page must be of no use to those who want to send mails."""

_ADDRESS = re.compile(r"[^\s<>@,;:\"\\()\[\]\x00-\x1f\x7f]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
REFUSALS = {
    "not_asked": "Na tuto prosbu se takto odpovědět nedá.",
    "no_file": "Vyberte soubor, který chcete předat.",
    "no_reason": "Napište prosím krátce důvod.",
    "no_address": "Napište e-mail toho, komu to chcete předat, například jmeno@organizace.cz.",
    "unwanted": "Na tuto adresu psát nemůžeme, nepřeje si to. Předejte odkaz sami.",
    "passed": "Tato prosba už byla jednou předána. Odpovězte prosím, nebo napište, že to není pro vás.",
    "passed_often": "Předat to můžete nejvýše třem lidem.",
    "cancelled": "Jednání se nekoná, odpovídat už není potřeba.",
}
"""What is said to somebody without an account; the English stands in the catalogue."""

_COMING = {Answer.COMES: Coming.YES, Answer.DECLINES: Coming.NO}


class LinkOver(Exception):
    """The link can no longer be used."""


class TooOften(Exception):
    """The link has been used too often within an hour."""


@dataclass(frozen=True, slots=True)
class Given:
    """One answer: a reason or a note in ``words``, ``papers`` already kept, the ``address`` it is passed on to."""

    answer: Answer
    words: str = ""
    papers: tuple[Paper, ...] = ()
    address: str = ""


def answer_link(ground: Ground, token: str, given: Given) -> None:
    """Keep an answer. Raises ``NotFound``, ``LinkOver``, ``TooOften``, and ``Refused`` for what makes no sense."""
    with looking(ground, SYSTEM) as work:
        actor = who_holds(work, token)
    with working(ground, actor) as work:
        link = work.session.get_one(PartnerLinkRow, link_id_of(ground, token), with_for_update=True)
        partner = work.session.get_one(PartnerRow, link.partner_id)
        _check_use(work, link, partner)
        _check(work, link, given)
        if _changes(work, link, partner, given):
            _note(work, link, given)


def may_use(ground: Ground, token: str) -> None:
    """Raise ``NotFound``, ``LinkOver`` or ``TooOften`` before any file of an answer is looked at and kept."""
    with looking(ground, SYSTEM) as work:
        link = work.session.get(PartnerLinkRow, link_id_of(ground, token))
        if link is None:
            raise NotFound
        _check_use(work, link, work.session.get_one(PartnerRow, link.partner_id))


def _check_use(work: Work, link: PartnerLinkRow, partner: PartnerRow) -> None:
    if is_over(link, partner, work.today):
        raise LinkOver
    lately = col(PartnerAnswerRow.answered_at) > work.now - timedelta(hours=1)
    query = select(func.count()).where(PartnerAnswerRow.link_id == link.id, lately)
    if work.session.exec(query).one() >= MOST_AN_HOUR:
        raise TooOften


def _check(work: Work, link: PartnerLinkRow, given: Given) -> None:
    """Refuse an answer that the thing does not ask for, or that lacks what it needs."""
    for_meeting = link.invitation_id is not None
    if (given.answer is Answer.COMES and not for_meeting) or (given.answer is Answer.PAPER and for_meeting):
        raise Refused(REFUSALS["not_asked"], "answer")
    if given.answer is Answer.PAPER and not given.papers:
        raise Refused(REFUSALS["no_file"], "files")
    if given.answer is Answer.DECLINES and not given.words.strip():
        raise Refused(REFUSALS["no_reason"], "reason")
    if given.answer is Answer.PASSED_ON:
        _check_address(work, link, _plain(given.address))


def is_address(text: str) -> bool:
    """Whether a mail can be written to ``text``."""
    return len(text) <= 254 and _ADDRESS.fullmatch(text) is not None


def _check_address(work: Work, link: PartnerLinkRow, address: str) -> None:
    if not is_address(address) or address == link.address:
        raise Refused(REFUSALS["no_address"], "address")
    if is_stopped(work.session, address):
        raise Refused(REFUSALS["unwanted"], "address")
    if link.passed_from is not None:
        raise Refused(REFUSALS["passed"], "address")


def _changes(work: Work, link: PartnerLinkRow, partner: PartnerRow, given: Given) -> bool:
    """Do what the answer says; ``False`` when it has been done already."""
    match given.answer:
        case Answer.PAPER:
            origin = Origin(link.municipality_id, partner.organisation, link.occurrence_id, link_id=link.id)
            return keep_incoming(work, origin, given.papers) > 0
        case Answer.PASSED_ON:
            return _pass_on(work, link, _plain(given.address))
        case Answer.STOPS:
            return _stop(work, link)
        case _:
            return _say(work, link, given)


def _pass_on(work: Work, link: PartnerLinkRow, address: str) -> bool:
    passed = work.session.exec(select(PartnerLinkRow.address).where(PartnerLinkRow.passed_from == link.id)).all()
    if address in passed:
        return False
    if len(passed) >= MOST_PASSED:
        raise Refused(REFUSALS["passed_often"], "address")
    queue_passed_on(work, pass_on(work, link, address))
    return True


def _stop(work: Work, link: PartnerLinkRow) -> bool:
    if is_stopped(work.session, link.address):
        return False
    work.session.add(StoppedAddressRow(address=link.address, stopped_at=work.now))
    return True


def _say(work: Work, link: PartnerLinkRow, given: Given) -> bool:
    """Yes or no; the last word stands."""
    last = work.session.exec(
        select(PartnerAnswerRow)
        .where(PartnerAnswerRow.link_id == link.id, col(PartnerAnswerRow.answer).in_(_COMING))
        .order_by(col(PartnerAnswerRow.id).desc())
        .limit(1)
    ).first()
    if last is not None and (last.answer, last.words) == (given.answer, given.words.strip()[:1000]):
        return False
    if link.invitation_id is not None:
        invitation = work.session.get_one(InvitationRow, link.invitation_id)
        if work.session.get_one(MeetingRow, invitation.meeting_id).cancelled_at is not None:
            raise Refused(REFUSALS["cancelled"], "answer")
        invitation.coming, invitation.words = _COMING[given.answer], given.words.strip()[:1000]
        invitation.answered_at = work.now
    return True


def _note(work: Work, link: PartnerLinkRow, given: Given) -> None:
    assert link.id is not None
    work.session.add(
        PartnerAnswerRow(
            municipality_id=link.municipality_id,
            link_id=link.id,
            answer=given.answer,
            words=given.words.strip()[:1000],
            answered_at=work.now,
        )
    )


def _plain(address: str) -> str:
    return address.strip().casefold()
