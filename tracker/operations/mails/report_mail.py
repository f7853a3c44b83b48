"""Tells the parties that a report about their cooperation has been published, or corrected."""

from tracker.operations.ground import Work
from tracker.operations.mails.mail_parts import NotNeeded, Part, links
from tracker.operations.mails.queue_notices import morning_of
from tracker.operations.mails.recipients import Recipient, directory
from tracker.people.actor import Role
from tracker.store.outbox import MAIL, MailKind, MailRow, insert_new
from tracker.store.reports import ReportRow, ReportState
from tracker.store.territory import MunicipalityRow

CONCERNED = (Role.MANAGER, Role.REPRESENTATIVE, Role.CONSULTANT)


def queue_published(work: Work, report: ReportRow) -> None:
    """Queue a mail for everybody concerned but the person who published it."""
    day = work.working_days.since(work.today)
    mails = [
        MailRow(
            key=f"report/{report.id}/{one.person}",
            kind=MailKind.REPORT,
            day=day,
            person_id=one.person,
            municipality_id=report.municipality_id,
            content={"report": report.id},
            not_before=max(work.now, morning_of(day)),
            created_at=work.now,
        ).model_dump(exclude={"id"})
        for one in _concerned(work, report.municipality_id)
        if one.person != work.actor.person
    ]
    insert_new(work.session, MAIL, mails)


def published_part(work: Work, mail: MailRow) -> Part | NotNeeded:
    """The words of one such mail, to somebody who is still concerned."""
    report = work.session.get_one(ReportRow, mail.content["report"])
    town = work.session.get_one(MunicipalityRow, report.municipality_id)
    reader = next((one for one in _concerned(work, report.municipality_id) if one.person == mail.person_id), None)
    if reader is None or report.state is not ReportState.PUBLISHED:
        return NotNeeded("příjemce už nemá v této obci roli")
    values = {
        "municipality": town.name,
        "year": report.year,
        "number": report.number,
        "day": report.day,
        "correction": report.correction,
        "url": links(work.ground.config).published(report.municipality_id, report.year, report.number),
        "why": {"role": reader.role, "deputy": reader.deputy, "municipality": town.name},
    }
    return Part("report", values)


def _concerned(work: Work, town_id: int) -> list[Recipient]:
    """Everybody once, with the first of their roles."""
    town = work.session.get_one(MunicipalityRow, town_id)
    book = directory(work, [town])
    found: dict[int, Recipient] = {}
    for role in CONCERNED:
        for one in book.holders(role, town):
            found.setdefault(one.person, one)
    return list(found.values())
