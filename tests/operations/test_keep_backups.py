"""The nightly backup makes room before it asks for room, and leaves nothing behind when there is none."""

from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.factories import an_office, ground_on
from tests.store.test_journal import without_guard
from tracker.operations.ground import Ground, Refused, working
from tracker.operations.upkeep.backup_archive import STAMP
from tracker.operations.upkeep.keep_backups import nightly_backup, rotate
from tracker.people.actor import SYSTEM


@pytest.fixture
def broken(sqlite_url: str, tmp_path: Path) -> Ground:
    """An installation of which no good backup can be made any more."""
    ground = ground_on(sqlite_url, tmp_path, date(2026, 11, 25))
    with working(ground, SYSTEM) as work:
        an_office(work.session)
    with ground.engine.begin() as connection:
        without_guard(connection)
        connection.execute(sa.text("UPDATE journal SET digest = 'f'"))
    ground.config.backup_folder.mkdir()
    return ground


def archives(ground: Ground, *ages: int) -> list[Path]:
    """Files named as backups of so many days ago."""
    days = [ground.clock.now() - timedelta(days=age) for age in ages]
    made = [ground.config.backup_folder / f"hlidac-{day.strftime(STAMP)}.tar" for day in days]
    for archive in made:
        archive.touch()
    return made


def test_old_backups_go_even_in_a_night_in_which_no_new_one_can_be_made(broken: Ground) -> None:
    yesterday, _ = archives(broken, 1, 500)
    with pytest.raises(Refused, match="Řetěz deníku je přerušen"):
        nightly_backup(broken)
    assert list(broken.config.backup_folder.iterdir()) == [yesterday]


def test_the_newest_backup_is_kept_whatever_its_age(broken: Ground) -> None:
    newest, older = archives(broken, 500, 530)
    assert rotate(broken.config.backup_folder, broken.clock.now()) == [older]
    assert list(broken.config.backup_folder.iterdir()) == [newest]
