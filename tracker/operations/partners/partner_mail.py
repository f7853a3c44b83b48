"""Mails to partners about the papers they hand over: queued on the same days as the town's reminders, each once.

A partner gets the steps before the due day and none after it: what is late is the town's to settle.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlmodel import col, or_, select

from tracker.operations.ground import Ground, NotFound, Refused, Work, looking, working
from tracker.operations.mails.mail_parts import NotNeeded, Part, links
from tracker.operations.mails.queue_notices import morning_of, watched
from tracker.operations.mails.recipients import directory
from tracker.operations.partners.partner_links import (
    asked_paper,
    asked_to_meet,
    is_over,
    is_stopped,
    link_to_term,
    standing_answer,
    token_of,
)
from tracker.operations.standings import Item, items
from tracker.people.actor import SYSTEM, Actor
from tracker.people.partner import Answer
from tracker.people.permissions import Permission
from tracker.reminders.due import Kind, due_now, steps
from tracker.reminders.policy import LONGEST_LEAD, REMINDED, Leads
from tracker.store.occurrences import OccurrenceRow
from tracker.store.outbox import MAIL, MailKind, MailRow, insert_new
from tracker.store.partners import PartnerDutyRow, PartnerLinkRow, PartnerRow

_ANSWERED = {Answer.PAPER, Answer.DECLINES}
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A step of a term on which a partner is to be asked."""

    occurrence_id: int
    partner_id: int
    step: str


def queue_partner_mails(ground: Ground) -> int:
    """Queue what has come and was not queued yet, for every partner who hands over papers; how many mails."""
    with looking(ground, SYSTEM) as work:
        wanted = _wanted(work)
    queued = 0
    for one in wanted:
        try:
            queued += _queue(ground, one)
        except Exception:  # noqa: BLE001  one bad row never stops the next (R8)
            _log.exception("partner %s cannot be asked about occurrence %s", one.partner_id, one.occurrence_id)
    return queued


def ask_now(ground: Ground, actor: Actor, partner_id: int, occurrence_id: int) -> None:
    """Send a partner a link to a term outside the order of days, such as one in the place of a link taken back."""
    with working(ground, actor) as work:
        partner = work.get(PartnerRow, partner_id, Permission.MANAGE_PARTNERS)
        row = work.get(OccurrenceRow, occurrence_id)
        if row.municipality_id != partner.municipality_id or row.due is None:
            raise NotFound
        if is_stopped(work.session, partner.email):
            raise Refused("Partner si e-maily nepřeje. Domluvte se s ním jinak.")
        link = link_to_term(work, partner, row)
        _put(work, link, partner, f"partner/asked/{link.id}/{work.now:%Y%m%d%H%M}", at_once=True)


def queue_passed_on(work: Work, link: PartnerLinkRow) -> None:
    """Queue the mail for the address that a thing was passed on to."""
    partner = work.session.get_one(PartnerRow, link.partner_id)
    _put(work, link, partner, f"partner/passed/{link.id}", at_once=True)


def partner_part(work: Work, mail: MailRow) -> Part | NotNeeded:
    """The words of one such mail, unless it has been answered or taken back meanwhile."""
    link = work.session.get_one(PartnerLinkRow, mail.content["link"])
    partner = work.session.get_one(PartnerRow, link.partner_id)
    why = _needless(work, link, partner, mail)
    if why:
        return NotNeeded(why)
    assert link.id is not None
    values: dict[str, Any] = {
        "municipality": work.municipality(link.municipality_id).name,
        "organisation": partner.organisation,
        "url": links(work.ground.config).answer(token_of(work.ground, link.id)),
        "expires": link.expires_on,
        "passed": link.passed_from is not None,
    }
    paper, meeting = asked_paper(work.session, link), asked_to_meet(work.session, link)
    if paper is not None:
        return Part("partner_paper", values | {"paper": paper})
    assert meeting is not None
    told = {name: getattr(meeting, name) for name in ("title", "day", "hours", "place", "agenda")}
    return Part("meeting", values | told | {"changed": False, "asks": True, "follows": False})


def _needless(work: Work, link: PartnerLinkRow, partner: PartnerRow, mail: MailRow) -> str:
    """Why nothing is to be said; empty when it is."""
    if is_over(link, partner, work.today):
        return "odkaz už neplatí"
    if is_stopped(work.session, link.address):
        return "příjemce si e-maily nepřeje"
    family = select(PartnerLinkRow.id).where(
        or_(col(PartnerLinkRow.id) == link.id, col(PartnerLinkRow.passed_from) == link.id)
    )
    if standing_answer(work.session, [n for n in work.session.exec(family) if n is not None]) in _ANSWERED:
        return "partner už odpověděl"
    if link.occurrence_id is None:
        return ""
    (item,) = items(work, col(OccurrenceRow.id) == link.occurrence_id)
    standing = item.standing
    as_told = mail.content["due"] == str(standing.due)
    return "" if standing.status in REMINDED and as_told else "termín se mezitím splnil nebo změnil"


def _asked(work: Work) -> Sequence[tuple[OccurrenceRow, PartnerRow]]:
    """The terms ahead with the partners who hand papers over toward them."""
    query = (
        select(OccurrenceRow, PartnerRow)
        .join(PartnerDutyRow, col(PartnerDutyRow.obligation_id) == OccurrenceRow.obligation_id)
        .join(PartnerRow, col(PartnerRow.id) == PartnerDutyRow.partner_id)
        .where(
            col(OccurrenceRow.due).between(work.today, work.today + timedelta(days=LONGEST_LEAD + 7)),
            or_(col(PartnerRow.ended_on).is_(None), col(PartnerRow.ended_on) >= work.today),
        )
        .order_by(col(OccurrenceRow.id), col(PartnerRow.id))
    )
    return work.session.exec(query).all()


def _wanted(work: Work) -> list[Wanted]:
    """The steps that have come, the most urgent one of each term and partner, without those queued before."""
    asked = _asked(work)
    found = items(work, col(OccurrenceRow.id).in_([row.id for row, _ in asked])) if asked else []
    by_id = {item.row.id: item for item in found if item.standing.status in REMINDED}
    book = directory(work, {item.municipality.id: item.municipality for item in found}.values())
    wanted = []
    for row, partner in asked:
        item = by_id.get(row.id)
        if item is not None and (step := _step(work, item, book.leads.get(row.municipality_id, Leads()))):
            wanted.append(Wanted(row.id or 0, partner.id or 0, step))
    keys = {_key(one): one for one in wanted}
    queued = set(work.session.exec(select(MailRow.key).where(col(MailRow.key).in_(keys))))
    return [one for key, one in keys.items() if key not in queued]


def _step(work: Work, item: Item, leads: Leads) -> str:
    """The most urgent step that has come; empty when none has."""
    before = [step for step in steps(watched(item), leads, work.working_days) if step.kind is Kind.BEFORE]
    send = due_now(before, (), work.today, item.standing.due).send
    return send.name if send else ""


def _queue(ground: Ground, one: Wanted) -> int:
    with working(ground, SYSTEM) as work:
        partner = work.session.get_one(PartnerRow, one.partner_id)
        if is_stopped(work.session, partner.email):
            return 0
        link = link_to_term(work, partner, work.session.get_one(OccurrenceRow, one.occurrence_id))
        return _put(work, link, partner, _key(one))


def _put(work: Work, link: PartnerLinkRow, partner: PartnerRow, key: str, *, at_once: bool = False) -> int:
    """Put a mail into the outbox, where it is not there yet; how many were put."""
    day = work.today if at_once else work.working_days.since(work.today)
    row = work.session.get(OccurrenceRow, link.occurrence_id) if link.occurrence_id is not None else None
    content = {"link": link.id, "language": partner.language.value, "due": str(row.due) if row else None}
    mail = MailRow(
        key=key,
        kind=MailKind.PARTNER,
        day=day,
        address=link.address,
        municipality_id=link.municipality_id,
        content=content,
        not_before=work.now if at_once else morning_of(day),
        created_at=work.now,
    )
    return len(insert_new(work.session, MAIL, [mail.model_dump(exclude={"id"})]))


def _key(one: Wanted) -> str:
    return f"partner/{one.partner_id}/{one.occurrence_id}/{one.step}"
