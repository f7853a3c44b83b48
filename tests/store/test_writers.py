"""Many writers at once (T12, T15): the journal stays one chain, no change is lost, nobody is told to come again.

Few writings in every run; ``TRACKER_CRASH=large`` (``make crash``) takes five hundred of each writer.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import col, select

from tests.factories import ground_on
from tracker.operations.ground import Ground, looking, working
from tracker.people.actor import SYSTEM
from tracker.store.journal import GENESIS, JournalRow, verify
from tracker.store.territory import OfficeRow

EACH = 500 if os.environ.get("TRACKER_CRASH") == "large" else 6


def counting(ground: Ground) -> None:
    """Read a number and write the next one, again and again."""
    for _ in range(EACH):
        with working(ground, SYSTEM) as work:
            office = work.session.exec(select(OfficeRow).with_for_update()).one()
            office.name = str(int(office.name) + 1)


def adding(ground: Ground, writer: int) -> None:
    """Add one thing after another."""
    for number in range(EACH):
        with working(ground, SYSTEM) as work:
            work.session.add(OfficeRow(code=f"{writer}-{number}", name="pracoviště"))


@pytest.fixture
def ground(database_url: str, tmp_path: Path) -> Ground:
    return ground_on(database_url, tmp_path, date(2026, 11, 25))


@pytest.mark.timeout(600)
def test_eight_writers_make_one_chain_without_a_fork(ground: Ground) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(adding, [ground] * 8, range(8)))
    with looking(ground, SYSTEM) as work:
        entries = work.session.exec(select(JournalRow).order_by(col(JournalRow.id))).all()
        whole = verify(work.session)
    befores = [entry.prev for entry in entries]
    assert (len(entries), whole) == (8 * EACH, None)
    assert befores == [GENESIS, *(entry.hash for entry in entries[:-1])]


@pytest.mark.timeout(600)
def test_sixteen_writers_lose_no_change_and_none_is_refused(ground: Ground) -> None:
    with working(ground, SYSTEM) as work:
        work.session.add(OfficeRow(code="R", name="0"))
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(counting, [ground] * 16))
    with looking(ground, SYSTEM) as work:
        assert work.session.exec(select(OfficeRow.name)).one() == str(16 * EACH)
