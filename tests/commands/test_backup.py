"""What an operator is told who names a database that cannot be used: a sentence, never a trace."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.deployment.service import free_port
from tests.factories import an_office, ground_on
from tracker.commands.backup import backup, journal, move_
from tracker.operations.ground import working
from tracker.operations.upkeep.backup import back_up
from tracker.operations.upkeep.backup_archive import STAMP, manifest_of
from tracker.people.actor import SYSTEM
from tracker.store.database import UnusableDatabase, make_engine


def moved(sqlite_url: str, folder: Path, target: str) -> tuple[int, str]:
    ground = ground_on(sqlite_url, folder, date(2026, 11, 25))
    done = CliRunner().invoke(move_, ["--to", target], obj=lambda _: ground)
    return done.exit_code, done.output


def test_a_server_that_is_not_there_is_told_in_its_own_words(sqlite_url: str, tmp_path: Path) -> None:
    code, told = moved(sqlite_url, tmp_path, f"postgresql://nobody@127.0.0.1:{free_port()}/x")
    assert (code, told.startswith("Databáze neodpovídá nebo odmítla: "), told.count("\n")) == (1, True, 1)


def test_a_disk_without_room_is_told_and_what_to_do(sqlite_url: str, tmp_path: Path) -> None:
    """The device itself answers every word with „no space left“."""
    ground = ground_on(sqlite_url, tmp_path, date(2026, 11, 25))
    ground.config.backup_folder.mkdir()
    (ground.config.backup_folder / f"hlidac-{ground.clock.now().strftime(STAMP)}.part").symlink_to("/dev/full")
    done = CliRunner().invoke(backup, obj=lambda _: ground)
    told = "Došlo místo na disku: [Errno 28] No space left on device. Uvolněte ho a příkaz zopakujte.\n"
    assert (done.exit_code, done.output, list(ground.config.backup_folder.iterdir())) == (1, told, [])


def test_a_head_that_a_backup_keeps_is_looked_for_in_the_journal(sqlite_url: str, tmp_path: Path) -> None:
    ground = ground_on(sqlite_url, tmp_path, date(2026, 11, 25))
    with working(ground, SYSTEM) as work:
        an_office(work.session)
    kept = manifest_of(back_up(ground)).head
    with working(ground, SYSTEM) as work:
        an_office(work.session, "RCV")
    told = [
        CliRunner().invoke(journal, ["verify", "--kept", one], obj=lambda _: ground).output for one in (kept, "f" * 64)
    ]
    assert told[0].startswith("Deník je celý, hlava ")
    assert told[1] == f"Deník hlavu {'f' * 64} neobsahuje: jeho konec byl odříznut, nebo byl celý napsán znovu.\n"


def test_another_kind_of_database_is_refused_with_those_that_can_be_used(sqlite_url: str, tmp_path: Path) -> None:
    told = "Adresa databáze (DATABASE_URL) začíná sqlite:/// nebo postgresql://; jiná databáze být nemůže.\n"
    assert [moved(sqlite_url, tmp_path, url) for url in ("mysql://x/y", "nesmysl")] == [(1, told)] * 2
    with pytest.raises(UnusableDatabase):
        make_engine("oracle://x/y")
