"""Mails to partners about the papers they hand over: queued on the same days as the town's reminders, each once.

A partner gets the steps before the due day and none after it: what is late is the town's to settle.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import timedelta
from typing import Any

from sqlmodel import col, or_, select

from tracker.operations.ground import Ground, Work, working
from tracker.operations.mail_parts import NotNeeded, Part, links
from tracker.operations.partner_links import (
    asked_paper,
    asked_to_meet,
    is_over,
    is_stopped,
    link_to_term,
    standing_answer,
    token_of,
)
from tracker.operations.queue_notices import morning_of, watched
from tracker.operations.recipients import directory
from tracker.operations.standings import Item, items
from tracker.people.actor import SYSTEM
from tracker.people.partner import Answer
from tracker.reminders.due import Kind, Step, due_now, steps
from tracker.reminders.policy import LONGEST_LEAD, REMINDED, Leads
from tracker.store.occurrences import OccurrenceRow
from tracker.store.outbox import MAIL, MailKind, MailRow, insert_new
from tracker.store.partners import PartnerDutyRow, PartnerLinkRow, PartnerRow
from tracker.timeline.working_days import next_working_day

_ANSWERED = {Answer.PAPER, Answer.DECLINES}


def queue_partner_mails(ground: Ground) -> int:
    """Queue what has come and was not queued yet, for every partner who hands over papers; how many mails."""
    with working(ground, SYSTEM) as work:
        asked = _asked(work)
        found = items(work, col(OccurrenceRow.id).in_([row.id for row, _ in asked])) if asked else []
        by_id = {item.row.id: item for item in found if item.standing.status in REMINDED}
        book = directory(work, {item.municipality.id: item.municipality for item in found}.values())
        mails: list[dict[str, Any]] = []
        for row, partner in asked:
            if (item := by_id.get(row.id)) is not None:
                mails += _due_mail(work, item, partner, book.leads.get(row.municipality_id, Leads()))
        return len(insert_new(work.session, MAIL, mails))


def queue_passed_on(work: Work, link: PartnerLinkRow) -> None:
    """Queue the mail for the address that a thing was passed on to; it leaves at once."""
    partner = work.session.get_one(PartnerRow, link.partner_id)
    mail = _mail(work, link, partner, "passed")
    insert_new(work.session, MAIL, [mail | {"day": work.today, "not_before": work.now}])


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
    return Part("partner_meeting", values | {"meeting": meeting, "changed": False})


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
    as_told = mail.content.get("due") in (None, str(standing.due))
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


def _due_mail(work: Work, item: Item, partner: PartnerRow, leads: Leads) -> Iterable[dict[str, Any]]:
    before = [step for step in steps(watched(item), leads) if step.kind is Kind.BEFORE]
    if not any(step.day <= work.today for step in before) or is_stopped(work.session, partner.email):
        return
    link = link_to_term(work, partner, item.row)
    step = due_now(before, _queued(work, link, before), work.today, item.standing.due).send
    if step is not None:
        yield _mail(work, link, partner, step.name) | {"content": _content(link, partner, str(item.standing.due))}


def _queued(work: Work, link: PartnerLinkRow, before: Sequence[Step]) -> Collection[str]:
    keys = {_key(link, step.name): step.name for step in before}
    return {keys[key] for key in work.session.exec(select(MailRow.key).where(col(MailRow.key).in_(keys)))}


def _mail(work: Work, link: PartnerLinkRow, partner: PartnerRow, step: str) -> dict[str, Any]:
    day = next_working_day(work.today)
    return MailRow(
        key=_key(link, step),
        kind=MailKind.PARTNER,
        day=day,
        address=link.address,
        municipality_id=link.municipality_id,
        content=_content(link, partner),
        not_before=morning_of(day),
        created_at=work.now,
    ).model_dump(exclude={"id"})


def _key(link: PartnerLinkRow, step: str) -> str:
    return f"partner/{link.id}/{step}"


def _content(link: PartnerLinkRow, partner: PartnerRow, due: str = "") -> dict[str, Any]:
    return {"link": link.id, "language": partner.language.value} | ({"due": due} if due else {})
