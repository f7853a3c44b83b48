"""A head asks for the reasons that are missing: read before it leaves, one mail a person, only what still lacks one."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import col, select

from tests.factories import a_person, a_town, an_agreement, an_office, ground_on
from tracker.mailing.mailer import LocalMailbox
from tracker.obligations.deadline import Dated
from tracker.obligations.obligation import Act
from tracker.operations.agreements.decide import state_reason
from tracker.operations.ground import Forbidden, Ground, Refused, looking, working
from tracker.operations.mails.ask_reasons import ask_reasons, preview
from tracker.operations.mails.send_outbox import Sent, send_outbox
from tracker.people.actor import SYSTEM, Actor, Role
from tracker.store.outbox import MailKind, MailRow, MailState

THURSDAY, SATURDAY = date(2026, 11, 26), date(2026, 11, 28)


class Region:
    """Two towns of one region and one of another, each late with two reports, and the people who answer for them."""

    def __init__(self, url: str, folder: Path) -> None:
        self.ground: Ground = ground_on(url, folder, THURSDAY)
        self.late: dict[str, list[int]] = {}
        with working(self.ground, SYSTEM) as work:
            near, far = an_office(work.session, "RCZ"), an_office(work.session, "RCV")
            self.managers: dict[str, Actor] = {}
            for name, office in (("Lipová", near), ("Kamenná", near), ("Dálavice", far)):
                town = a_town(work.session, office, name)
                self.managers[name] = a_person(work.session, Role.MANAGER, town, f"{len(self.late)}@obec.example")
                self.late[name] = [
                    an_agreement(work, town, Dated(day), title=title, act=Act.COUNCIL_REPORT).occurrences[0]
                    for day, title in (("2026-09-30", "Zpráva o plnění"), ("2026-10-31", "Revize"))
                ]
            self.head = a_person(work.session, Role.REGIONAL_HEAD, near)

    def mails(self) -> list[tuple[str, MailState]]:
        with looking(self.ground, SYSTEM) as work:
            rows = work.session.exec(
                select(MailRow).where(MailRow.kind == MailKind.REASON_CALL).order_by(col(MailRow.id))
            )
            return [(row.subject, row.state) for row in rows]


@pytest.fixture
def region(database_url: str, tmp_path: Path) -> Region:
    return Region(database_url, tmp_path)


def test_the_head_reads_the_mails_and_nothing_is_stored_before_they_are_sent(region: Region) -> None:
    with looking(region.ground, region.head) as work:
        shown = preview(work, [*region.late["Lipová"], region.late["Kamenná"][0]])
    assert [(call.person.email, len(call.items), words.subject) for call, words in shown.mails] == [
        ("0@obec.example", 2, "Napište prosím důvod: 2 závazky jsou po termínu (Lipová)"),
        ("1@obec.example", 1, "Napište prosím důvod: 1 závazek je po termínu (Kamenná)"),
    ]
    assert "Osoba regional_head vás prosí o důvod zpoždění." in shown.mails[0][1].text
    assert region.mails() == []


def test_asking_twice_a_day_asks_once_and_each_person_gets_one_mail(region: Region) -> None:
    chosen = [*region.late["Lipová"], *region.late["Kamenná"]]
    assert [ask_reasons(region.ground, region.head, chosen) for _ in range(2)] == [2, 2]
    assert send_outbox(region.ground, LocalMailbox()) == Sent(sent=2)
    assert region.mails() == [
        ("Napište prosím důvod: 2 závazky jsou po termínu (Lipová)", MailState.SENT),
        ("Napište prosím důvod: 2 závazky jsou po termínu (Kamenná)", MailState.SENT),
    ]


def test_a_reason_given_meanwhile_is_not_asked_for(region: Region) -> None:
    ask_reasons(region.ground, region.head, [*region.late["Lipová"], region.late["Kamenná"][0]])
    state_reason(region.ground, region.managers["Lipová"], region.late["Lipová"][0], "Volby")
    state_reason(region.ground, region.managers["Kamenná"], region.late["Kamenná"][0], "Nemoc")
    send_outbox(region.ground, LocalMailbox())
    assert region.mails() == [
        ("Napište prosím důvod: 1 závazek je po termínu (Lipová)", MailState.SENT),
        ("", MailState.CANCELLED),
    ]


def test_what_has_its_reason_is_left_out_and_counted(region: Region) -> None:
    state_reason(region.ground, region.managers["Lipová"], region.late["Lipová"][0], "Volby")
    with looking(region.ground, region.head) as work:
        shown = preview(work, region.late["Lipová"])
    assert ([len(call.items) for call, _ in shown.mails], shown.left_out) == ([1], 1)
    with pytest.raises(Refused):
        ask_reasons(region.ground, region.head, region.late["Lipová"][:1])


def test_a_call_written_on_a_free_day_leaves_on_the_next_working_morning(region: Region) -> None:
    ask_reasons(region.ground.as_of(SATURDAY), region.head, region.late["Lipová"])
    assert send_outbox(region.ground.as_of(SATURDAY), LocalMailbox()) == Sent()
    assert send_outbox(region.ground.as_of(date(2026, 11, 30)), LocalMailbox()) == Sent(sent=1)


def test_nobody_is_asked_about_a_foreign_town_or_by_who_leads_no_region(region: Region) -> None:
    with pytest.raises(Refused):
        ask_reasons(region.ground, region.head, region.late["Dálavice"])
    with pytest.raises(Forbidden):
        ask_reasons(region.ground, region.managers["Lipová"], region.late["Lipová"])
    assert region.mails() == []
