"""A whole year of many towns: every day is swept and sent, people act or do not, and every mail is accounted for.

Five towns in every run; ``TRACKER_YEAR=large`` lives the year with a hundred, on both databases.
"""

import os
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import col, select

from tests.factories import a_person, a_town, an_agreement, an_office, ground_on
from tests.support.databases import BOTH
from tracker.fulfilment.event import ReviewVerdict
from tracker.mailing.mailer import LocalMailbox
from tracker.obligations.deadline import Dated, Period, Recurring
from tracker.obligations.obligation import Act, Party
from tracker.operations.agreements.decide import state_reason
from tracker.operations.events.record_event import NewEvent, record_event
from tracker.operations.events.review_fulfilment import review_fulfilment
from tracker.operations.ground import Ground, looking, working
from tracker.operations.mails.audit_outbox import Audit, audit_outbox
from tracker.operations.mails.reminder_policy import store_leads
from tracker.operations.mails.send_outbox import send_outbox
from tracker.operations.mails.sweep import sweep
from tracker.operations.people.sign_in import actor_of
from tracker.people.actor import SYSTEM, Actor, Role
from tracker.reminders.digest import week_of
from tracker.reminders.due import Kind
from tracker.reminders.policy import Leads
from tracker.store.events import FulfilmentRow
from tracker.store.outbox import MailKind, MailRow, MailState, NoticeRow, NoticeState
from tracker.store.people import MandateRow, PersonRow
from tracker.store.territory import OfficeRow
from tracker.timeline.working_days import CZECH

LARGE = os.environ.get("TRACKER_YEAR") == "large"
TOWNS = 100 if LARGE else 5
FIRST, LAST = date(2026, 1, 2), date(2027, 1, 15)
HAND_OVER = date(2026, 7, 1)
"""On this day the manager of the first town gives the work to a successor."""
CLEAN = Audit((), (), ())
ENDS = {NoticeState.SENT, NoticeState.SUPERSEDED, NoticeState.NOT_NEEDED}


@dataclass(frozen=True)
class Town:
    """A town, who acts in it, and the days on which they do; the less of them, the more is said."""

    number: int
    manager: Actor
    consultant: int
    meetings: tuple[date, ...]
    report: date
    late_term: int
    reason: date

    def live(self, now: Ground, day: date) -> None:
        """What its people do on one day."""
        if day in self.meetings:
            record_event(now, self.manager, NewEvent(self.number, Act.PARTNERSHIP_MEETING, day, "Jednání LP"))
            self._review(now, ReviewVerdict.RETURNED if day == self.meetings[0] else ReviewVerdict.ACKNOWLEDGED)
        if day == self.report:
            record_event(now, self.manager, NewEvent(self.number, Act.COUNCIL_REPORT, day, "Zpráva o plnění"))
        if day == self.reason:
            state_reason(now, self.manager, self.late_term, "Volby do zastupitelstva", day + timedelta(days=90))

    def _review(self, now: Ground, verdict: ReviewVerdict) -> None:
        latest = select(FulfilmentRow.id).where(FulfilmentRow.municipality_id == self.number)
        with looking(now, SYSTEM) as work:
            number = work.session.exec(latest.order_by(col(FulfilmentRow.id).desc())).first()
            consultant = actor_of(work.session, work.session.get_one(PersonRow, self.consultant))
        review_fulfilment(now, consultant, number or 0, verdict, "Chybí prezenční listina.")


def a_country(url: str, folder: Path) -> tuple[Ground, list[Town], dict[int, Role]]:
    """The towns with their people, and everybody's role; three offices, a consultant for ten towns."""
    dice = random.Random(2026)
    ground = ground_on(url, folder, FIRST - timedelta(days=1))
    people: dict[int, Role] = {}
    towns: list[Town] = []
    with working(ground, SYSTEM) as work:

        def somebody(role: Role, place: object, name: str) -> Actor:
            actor = a_person(work.session, role, place, f"{name}@obec.example")  # type: ignore[arg-type]
            people[actor.person or 0] = role
            return actor

        offices: list[OfficeRow] = [an_office(work.session, code) for code in ("RCS", "RCV", "RCZ")]
        for office in offices:
            somebody(Role.REGIONAL_HEAD, office, f"vedouci.{office.code}")
        somebody(Role.HEADQUARTERS, None, "ustredi")
        consultant = 0
        for n in range(1, TOWNS + 1):
            town = a_town(work.session, offices[n % 3], f"Obec {n}")
            late = date(2026, dice.randint(3, 9), dice.randint(1, 28))
            an_agreement(work, town)
            an_agreement(work, town, Dated(str(late)), title="Zpráva o plnění", act=Act.COUNCIL_REPORT)
            half = an_agreement(
                work,
                town,
                Recurring(count=1, period=Period.HALF_YEAR),
                title="Školení",
                act=Act.TRAINING,
                party=Party.ASZ,
            )
            manager = somebody(Role.MANAGER, town, f"manazer.{n}")
            if n % 10 == 1:
                consultant = somebody(Role.CONSULTANT, town, f"konzultant.{n}").person or 0
            else:
                mandate = MandateRow(person_id=consultant, role=Role.CONSULTANT, municipality_id=town.id, starts=FIRST)
                work.session.add(mandate)
            towns.append(
                Town(
                    number=town.id or 0,
                    manager=manager,
                    consultant=consultant,
                    meetings=tuple(sorted({FIRST + timedelta(days=dice.randint(20, 150)) for _ in range(n % 5)})),
                    report=late + timedelta(days=dice.randint(-20, 40)),
                    late_term=half.occurrences[0],
                    reason=date(2026, 7, dice.randint(2, 28)),
                )
            )
    return ground, towns, people


def hand_over(ground: Ground, people: dict[int, Role]) -> None:
    """The first town gets another manager, and a deputy of hers."""
    with working(ground.as_of(HAND_OVER), SYSTEM) as work:
        old = work.session.exec(select(MandateRow).where(MandateRow.role == Role.MANAGER)).first()
        assert old is not None
        old.ends = HAND_OVER - timedelta(days=1)
        new = MandateRow(person_id=0, role=Role.MANAGER, municipality_id=old.municipality_id, starts=HAND_OVER)
        ids = []
        for name in ("nova", "zastupkyne"):
            actor = a_person(work.session, Role.METHODIST, work.session.get_one(OfficeRow, 1), f"{name}@obec.example")
            people[actor.person or 0] = Role.MANAGER
            ids.append(actor.person or 0)
        new.person_id, new.deputy_id = ids
        work.session.add(new)


def days() -> Iterator[date]:
    for n in range((LAST - FIRST).days + 1):
        yield FIRST + timedelta(days=n)


def live(ground: Ground, towns: list[Town], people: dict[int, Role]) -> None:
    """The year; every fourth week it is audited whether anything was silently not sent."""
    store_leads(ground, SYSTEM, 2, Leads(short=(45, 10), long=(45, 10)))
    for day in days():
        now = ground.as_of(day)
        if day == HAND_OVER:
            hand_over(ground, people)
        for town in towns:
            town.live(now, day)
        sweep(now)
        send_outbox(now, LocalMailbox())
        if day.toordinal() % 28 == 0:
            assert audit_outbox(now) == CLEAN, day


@pytest.mark.parametrize("database", BOTH if LARGE else ["sqlite"])
@pytest.mark.timeout(3600 if LARGE else 120)
def test_every_mail_of_a_year_is_accounted_for(request: pytest.FixtureRequest, database: str, tmp_path: Path) -> None:
    ground, towns, people = a_country(str(request.getfixturevalue(f"{database}_url")), tmp_path)
    live(ground, towns, people)
    with looking(ground, SYSTEM) as work:
        mails = work.session.exec(select(MailRow)).all()
        notices = work.session.exec(select(NoticeRow)).all()
    sent = [mail for mail in mails if mail.state is MailState.SENT]

    # every notice and every mail has come to one of the known ends
    assert {mail.state for mail in mails} <= {MailState.SENT, MailState.CANCELLED}
    assert {notice.state for notice in notices} <= ENDS
    # what was told is told by one mail, and no mail that was sent is empty
    of_mail = {mail.id: mail for mail in sent}
    told = [notice for notice in notices if notice.state is NoticeState.SENT]
    assert all(notice.mail_id in of_mail for notice in told)
    assert len({(n.occurrence_id, n.step, n.recipient_id) for n in told}) == len(told)
    carrying = {notice.mail_id for notice in told}
    assert all(mail.id in carrying for mail in sent if mail.kind in (MailKind.REMINDER, MailKind.RETURNED))
    # one mail a person and day beside what was returned, in words that fit, never on a weekend or a holiday
    daily = [mail for mail in sent if mail.kind is not MailKind.RETURNED]
    assert max(Counter((mail.person_id, mail.day) for mail in daily).values()) == 1
    assert all(mail.day in CZECH and 0 < len(mail.subject) <= 65 for mail in sent)
    assert all(mail.done_at is not None and mail.done_at.date() == mail.day for mail in daily)
    # no step comes before its time, none before the due day after it
    assert all((n.due is not None and n.created_at.date() <= n.due) for n in told if n.kind is Kind.BEFORE)
    check_volumes(daily, notices, people)


def check_volumes(daily: Sequence[MailRow], notices: Sequence[NoticeRow], people: dict[int, Role]) -> None:
    """At most three reminders of one term, one digest a week, and heads get nothing but digests (ux 4.5)."""
    of_term = Counter((n.occurrence_id, n.recipient_id) for n in notices if n.kind is not Kind.RETURNED and n.mail_id)
    assert max(of_term.values()) <= 3
    digests = [mail for mail in daily if mail.kind is not MailKind.REMINDER]
    assert max(Counter((mail.person_id, week_of(mail.day)) for mail in digests).values()) == 1
    heads = {number for number, role in people.items() if role in (Role.REGIONAL_HEAD, Role.HEADQUARTERS)}
    assert {mail.kind for mail in daily if mail.person_id in heads} == {MailKind.ESCALATION}
    number = Counter(people[mail.person_id or 0] for mail in daily)
    holders = Counter(people.values())
    print({role.value: (holders[role], number[role], round(number[role] / holders[role], 1)) for role in holders})
    assert number[Role.MANAGER] / holders[Role.MANAGER] <= 40
    assert all(number[role] / holders[role] <= 60 for role in holders)
