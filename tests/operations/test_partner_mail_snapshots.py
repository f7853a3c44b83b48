"""The mails to partners and to those invited, as files that people review: ``tests/snapshots/mails``.

Write them anew with ``WRITE_SNAPSHOTS=1``.
"""

import os
from datetime import date, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from sqlmodel import select

from tests.partners import Partnered, a_partnered_town
from tracker.mailing.mailer import LocalMailbox
from tracker.mailing.markup import SUBJECT_LIMIT
from tracker.operations.ground import working
from tracker.operations.mails.send_outbox import send_outbox
from tracker.operations.meetings.meeting_pages import want_invitations
from tracker.operations.meetings.meetings import Wished, cancel_meeting, change_meeting, plan_meeting
from tracker.operations.partners.answer_link import Given, answer_link
from tracker.operations.partners.partner_mail import queue_partner_mails
from tracker.people.actor import SYSTEM
from tracker.people.partner import Answer
from tracker.store.outbox import MailRow
from tracker.store.reminder_settings import Language, PersonRemindersRow
from tracker.timeline.clock import PRAGUE

SNAPSHOTS = Path(__file__).parents[1] / "snapshots" / "mails"
STARTS = datetime(2026, 12, 3, 9, 0, tzinfo=PRAGUE)
HELD = Wished(STARTS, STARTS + timedelta(hours=2), "Bydlení: druhé jednání", "Zborovská 4602", "Byty pro rodiny")


def words_of(mail: MailRow) -> str:
    """The subject and the plain part; the address of the partner's page without its signature."""
    message = message_from_bytes(mail.raw or b"", policy=policy.default)
    assert message.defects == []
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert html.get_content().count("display:inline-block") <= 1  # at most one button
    assert len(mail.subject) <= SUBJECT_LIMIT
    told = f"{mail.subject}\n\n{plain.get_content()}".replace("\r\n", "\n")
    return "\n".join(line.partition("/o/")[0] + "/o/…" if "/o/" in line else line for line in told.split("\n"))


def sent(town: Partnered) -> list[str]:
    """What leaves now, in the order of writing."""
    before = {mail.id for mail in town.mails() if mail.raw}
    send_outbox(town.ground, LocalMailbox())
    return [words_of(mail) for mail in town.mails() if mail.raw and mail.id not in before]


@pytest.mark.parametrize("language", list(Language))
def test_every_mail_reads_as_reviewed(sqlite_url: str, tmp_path: Path, language: Language) -> None:
    town = a_partnered_town(sqlite_url, tmp_path, date(2026, 11, 25), language)
    want_invitations(town.ground, town.consultant, wanted=True)
    with working(town.ground, SYSTEM) as work:
        for row in work.session.exec(select(PersonRemindersRow)):
            row.language = language
    told: dict[str, str] = {}
    queue_partner_mails(town.ground)
    (told["paper"],) = sent(town)
    answer_link(town.ground, town.token(), Given(Answer.PASSED_ON, address="kolegyne@partner.example"))
    (told["paper-passed"],) = sent(town)
    number = plan_meeting(town.ground, town.manager, town.group, HELD)
    told["meeting-person"], told["meeting"] = sent(town)
    change_meeting(town.ground, town.manager, number, Wished(STARTS, HELD.ends_at, HELD.title, "Radnice"))
    told["meeting-changed-person"], told["meeting-changed"] = sent(town)
    cancel_meeting(town.ground, town.manager, number, "nemoc vedoucí skupiny")
    told["meeting-cancelled-person"], told["meeting-cancelled"] = sent(town)

    for name, words in told.items():
        file = SNAPSHOTS / f"partner-{name}.{language.value}.txt"
        if os.environ.get("WRITE_SNAPSHOTS"):
            file.write_text(words, encoding="utf-8")
        assert file.read_text(encoding="utf-8") == words
