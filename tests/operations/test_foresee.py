"""The preview tells beforehand exactly the mails that will go."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import col, select

from tests.factories import a_person, a_town, an_agreement, an_office, ground_on
from tracker.mailing.mailer import LocalMailbox
from tracker.obligations.deadline import Dated
from tracker.obligations.obligation import Act
from tracker.operations.agreements.foresee import Foreseen, Line, foresee
from tracker.operations.events.record_event import NewEvent, record_event
from tracker.operations.ground import Forbidden, Ground, NotFound, looking, working
from tracker.operations.mails.send_outbox import send_outbox
from tracker.operations.mails.sweep import sweep
from tracker.people.actor import SYSTEM, Actor, Role
from tracker.reminders.due import Kind
from tracker.store.outbox import MailKind, MailRow, MailState, NoticeRow, NoticeState

Told = tuple[date, int, MailKind, tuple[int, ...], tuple[int, ...]]
"""Day, recipient, kind, and the terms recalled before and after their day."""


@pytest.fixture
def country(sqlite_url: str, tmp_path: Path) -> tuple[Ground, dict[str, Actor]]:
    """Two towns of one office with duties of several kinds, and everybody who may hear of them."""
    ground = ground_on(sqlite_url, tmp_path, date(2026, 3, 20))
    people = {}
    with working(ground, SYSTEM) as work:
        office = an_office(work.session)
        for name in ("Lipová", "Javorová"):
            town = a_town(work.session, office, name)
            an_agreement(work, town)
            an_agreement(work, town, Dated("2026-12-14"), title="Zpráva o plnění", act=Act.COUNCIL_REPORT)
            people[name] = a_person(work.session, Role.MANAGER, town, f"{name}@obec.example")
            people["konzultant"] = a_person(work.session, Role.CONSULTANT, town, f"konzultant.{name}@asz.example")
        people["vedoucí"] = a_person(work.session, Role.REGIONAL_HEAD, office)
    record_event(
        ground.as_of(date(2026, 4, 17)),
        people["Lipová"],
        NewEvent(1, Act.PARTNERSHIP_MEETING, date(2026, 4, 16), "Jednání"),
    )
    return ground, people


def live_until(ground: Ground, first: date, last: date) -> None:
    """Sweep and send every day."""
    while first <= last:
        sweep(ground.as_of(first))
        send_outbox(ground.as_of(first), LocalMailbox())
        first += timedelta(days=1)


def what_came(ground: Ground, first: date, last: date) -> list[Told]:
    """What was really sent."""
    with looking(ground, SYSTEM) as work:
        carried: dict[int | None, dict[Kind, list[int]]] = defaultdict(lambda: {kind: [] for kind in Kind})
        for notice in work.session.exec(select(NoticeRow).where(NoticeRow.state == NoticeState.SENT)):
            carried[notice.mail_id][notice.kind].append(notice.occurrence_id)
        mails = work.session.exec(
            select(MailRow).where(MailRow.state == MailState.SENT).order_by(col(MailRow.id))
        ).all()
    return sorted(
        (
            mail.day,
            mail.person_id or 0,
            mail.kind,
            _ids(carried[mail.id][Kind.BEFORE]),
            _ids(carried[mail.id][Kind.OVERDUE]),
        )
        for mail in mails
        if mail.done_at and first <= mail.day <= last
    )


def as_told(mails: list[Foreseen]) -> list[Told]:
    return sorted(
        (
            mail.day,
            mail.person_id,
            mail.kind,
            _ids(line.occurrence_id for line in mail.before),
            _ids(line.occurrence_id for line in mail.overdue),
        )
        for mail in mails
    )


def _ids(numbers: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(numbers))


@pytest.mark.parametrize("day", [date(2026, 10, 26), date(2026, 12, 12), date(2026, 12, 28)])
def test_what_is_foreseen_is_what_comes(country: tuple[Ground, dict[str, Actor]], day: date) -> None:
    ground, _ = country
    live_until(ground, day - timedelta(days=3), day - timedelta(days=1))
    with looking(ground.as_of(day), SYSTEM) as work:
        foreseen = foresee(work, 14)
    live_until(ground, day, day + timedelta(days=14))
    assert as_told(foreseen) == what_came(ground, day, day + timedelta(days=14))
    assert foreseen


def test_what_the_sweep_has_written_is_told_until_it_leaves(country: tuple[Ground, dict[str, Actor]]) -> None:
    ground, _ = country
    day = date(2026, 12, 7)
    live_until(ground, day - timedelta(days=3), day - timedelta(days=1))
    with looking(ground.as_of(day), SYSTEM) as work:
        before = foresee(work, 14)
    sweep(ground.as_of(day))
    with looking(ground.as_of(day), SYSTEM) as work:
        assert foresee(work, 14) == before


def test_a_manager_sees_what_is_told_about_the_own_town(country: tuple[Ground, dict[str, Actor]]) -> None:
    ground, people = country
    live_until(ground, date(2026, 11, 10), date(2026, 11, 12))
    with looking(ground.as_of(date(2026, 11, 13)), people["Lipová"]) as work:
        (first, *_) = foresee(work, 14, 1)
        with pytest.raises(NotFound):
            foresee(work, 14, 2)
    assert first == Foreseen(
        day=date(2026, 11, 13),
        person_id=1,
        name="Osoba manager",
        email="Lipová@obec.example",
        kind=MailKind.REMINDER,
        before=(Line(2, "Lipová", "Zpráva o plnění", date(2026, 12, 14)),),
        overdue=(),
        digest={},
    )


def test_who_may_not_read_mails_sees_none(country: tuple[Ground, dict[str, Actor]]) -> None:
    ground, _ = country
    with looking(ground, Actor(None, "cizí")) as work, pytest.raises(Forbidden):
        foresee(work, 14)
