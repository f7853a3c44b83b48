"""A day with many times as many mails as ever before waits for a person; what somebody waits for leaves."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import select

from tests.factories import ground_on
from tracker.mailing.mailer import LocalMailbox
from tracker.operations.ground import Ground, looking
from tracker.operations.mails.claim_mails import claim_mails
from tracker.operations.mails.send_outbox import Sent, send_outbox
from tracker.operations.mails.storm import MANY, storm
from tracker.operations.upkeep.job_runs import jobs_state
from tracker.operations.upkeep.keep_lease import beat, confirm_clock
from tracker.people.actor import SYSTEM
from tracker.store.outbox import MAIL, MailKind, MailRow, MailState

DAY = date(2026, 11, 23)


@pytest.fixture
def ground(database_url: str, tmp_path: Path) -> Ground:
    return ground_on(database_url, tmp_path, DAY)


def mails(ground: Ground, count: int, state: MailState = MailState.PENDING, **other: Any) -> None:
    """So many digests of today, or as ``other`` says."""
    now = ground.clock.now()
    row: dict[str, Any] = {
        "kind": MailKind.DIGEST,
        "day": DAY,
        "address": "nekdo@obec.example",
        "state": state,
        "not_before": now,
        "created_at": now,
    } | other
    with ground.engine.begin() as connection:
        keys = [{"key": f"{row['kind']}/{row['day']}/{n}"} for n in range(count)]
        connection.execute(sa.insert(MAIL).values(content={}, **row), [row | key for key in keys])


def is_storm(ground: Ground, many: int) -> bool:
    with looking(ground, SYSTEM) as work:
        return bool(storm(work, many))


def test_more_than_three_times_the_busiest_day_is_a_storm(ground: Ground) -> None:
    mails(ground, 4, MailState.SENT, day=DAY - timedelta(days=7))
    mails(ground, 12)
    assert [is_storm(ground, 10), is_storm(ground, 12)] == [False, False]
    mails(ground, 1, kind=MailKind.REMINDER)
    assert [is_storm(ground, 10), is_storm(ground, 13)] == [True, False]


def test_a_person_lets_the_mails_of_one_day_go(ground: Ground) -> None:
    mails(ground, 11)
    assert is_storm(ground, 10)
    confirm_clock(ground)
    tomorrow = replace(ground, clock=ground.as_of(DAY + timedelta(days=1)).clock)
    assert [is_storm(ground, 10), is_storm(tomorrow, 10)] == [False, True]


def test_while_held_only_what_somebody_waits_for_is_claimed(ground: Ground) -> None:
    mails(ground, 2)
    mails(ground, 1, kind=MailKind.SIGN_IN)
    assert [mail.kind for mail in claim_mails(ground, 10, held=True).mails] == [MailKind.SIGN_IN]
    assert [mail.kind for mail in claim_mails(ground, 10).mails] == [MailKind.DIGEST] * 2


def test_a_storm_sends_nothing_and_is_told(ground: Ground) -> None:
    beat(ground, "runner", None, 0)
    mails(ground, MANY + 1)
    assert send_outbox(ground, LocalMailbox()) == Sent(deferred=MANY + 1)
    with looking(ground, SYSTEM) as work:
        assert set(work.session.exec(select(MailRow.state)).all()) == {MailState.PENDING}
    assert jobs_state(ground).troubles[-1].startswith(f"Najednou čeká {MANY + 1} e-mailů")
