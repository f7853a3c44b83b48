"""What each kind of mail says: for every mail the words are made at its claim, from how things stand then."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import col, select

from tracker.operations.calendars.silent_feeds import silent_feed_part
from tracker.operations.ground import Work
from tracker.operations.mails.account_mail import ABOUT_ACCOUNTS, account_part
from tracker.operations.mails.ask_reasons import reason_call_part
from tracker.operations.mails.digest_mail import digest_part
from tracker.operations.mails.mail_parts import NotNeeded, Part
from tracker.operations.mails.reminder_mail import Reminders, gather, needed_notices, reminder_part
from tracker.operations.mails.report_mail import published_part
from tracker.operations.mails.returned_mail import returned_part
from tracker.operations.meetings.invitation_mail import invitation_part
from tracker.operations.partners.partner_mail import partner_part
from tracker.store.outbox import MailKind, MailRow
from tracker.store.people import PersonRow
from tracker.store.reminder_settings import Language, PersonRemindersRow

DAILY = frozenset({MailKind.REMINDER, MailKind.DIGEST, MailKind.REVIEW, MailKind.ESCALATION})
"""The mails of which a person gets one a day; they carry the notices."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What the mails of one claim need to know, read together."""

    people: dict[int, PersonRow]
    languages: dict[int, Language]
    reminders: Reminders

    def person(self, mail: MailRow) -> PersonRow | None:
        """The recipient, when the mail is for somebody with an account."""
        return self.people[mail.person_id] if mail.person_id is not None else None

    def language(self, mail: MailRow) -> Language:
        """The language of the recipient; a mail to somebody without an account tells it itself."""
        if mail.person_id is None:
            return Language(mail.content.get("language", Language.CS))
        return self.languages.get(mail.person_id, Language.CS)


def gather_contents(work: Work, mails: Sequence[MailRow]) -> Contents:
    """Read what the mails of one claim need."""
    numbers = {mail.person_id for mail in mails if mail.person_id is not None}
    people = work.session.exec(select(PersonRow).where(col(PersonRow.id).in_(numbers)))
    wishes = work.session.exec(select(PersonRemindersRow).where(col(PersonRemindersRow.person_id).in_(numbers)))
    return Contents(
        people={person.id: person for person in people if person.id is not None},
        languages={row.person_id: row.language for row in wishes},
        reminders=gather(work, [mail for mail in mails if mail.kind in DAILY]),
    )


def part_of(work: Work, mail: MailRow, contents: Contents) -> Part | NotNeeded:
    """The words of one mail."""
    person = contents.person(mail)
    if person is not None and not person.active:
        return NotNeeded("příjemce už nemá účet")
    if mail.kind is MailKind.SUBSCRIPTION:
        return silent_feed_part(work, mail)
    if mail.kind in ABOUT_ACCOUNTS:
        return account_part(work, mail)
    if mail.kind is MailKind.REASON_CALL:
        return reason_call_part(work, mail)
    if mail.kind is MailKind.INVITATION:
        return invitation_part(work, mail)
    if mail.kind is MailKind.PARTNER:
        return partner_part(work, mail)
    if mail.kind is MailKind.RETURNED:
        return returned_part(work, mail, contents.reminders)
    if mail.kind is MailKind.REPORT:
        return published_part(work, mail)
    needed = needed_notices(work, mail, contents.reminders)
    if mail.kind is MailKind.REMINDER:
        return reminder_part(work, needed, contents.reminders)
    return digest_part(work, mail, needed)
