"""Backups that come back whole, on both databases and from one to the other."""

import shutil
import tarfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from sqlalchemy.engine import make_url

from tests.factories import ground_on
from tests.store.test_journal import without_guard
from tests.support.databases import BOTH, postgres_database
from tracker.jobs.timetable import jobs_for
from tracker.obligations.obligation import Act
from tracker.operations.events.event_papers import Paper
from tracker.operations.events.record_event import NewEvent, record_event
from tracker.operations.ground import Ground, Refused, looking, working
from tracker.operations.sample.scenes import begin
from tracker.operations.standings import items
from tracker.operations.upkeep.backup import back_up, migrate, move, restore
from tracker.operations.upkeep.backup_archive import manifest_of
from tracker.operations.upkeep.job_plan import JobName
from tracker.operations.upkeep.keep_backups import backup_fault, rotate
from tracker.operations.upkeep.verify import verify
from tracker.people.actor import SYSTEM
from tracker.store.migrating import alembic_config, ensure_schema, newest
from tracker.store.outbox import MailKind, MailRow
from tracker.timeline.clock import FixedClock

DAY = date(2022, 6, 20)


@dataclass(frozen=True, slots=True)
class Kept:
    """What the tests of this module copy: a folder, a PostgreSQL database (else the folder holds one), a backup."""

    folder: Path
    postgres: str | None
    archive: Path


@pytest.fixture(scope="module", params=BOTH)
def kept(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    """The sample agreement of Chomutov with one meeting and its minutes, and a backup of it; made once."""
    folder = tmp_path_factory.mktemp("lived")
    with ExitStack() as stack:
        postgres = None
        if request.param == "postgres":
            postgres = stack.enter_context(postgres_database(request.getfixturevalue("postgres_server")))
        ground = ground_on(postgres or f"sqlite:///{folder / 'tracker.db'}", folder, DAY)
        ensure_schema(ground.engine)
        _live(ground)
        archive = back_up(ground, tmp_path_factory.mktemp("backups"))
        ground.engine.dispose()
        yield Kept(folder, postgres, archive)


def _live(ground: Ground) -> None:
    town = begin(ground, "chomutov", None, date(2022, 4, 30))
    minutes = Paper(ground.files.put(b"zapis"), "zapis.pdf", "application/pdf", 5)
    record_event(ground, SYSTEM, NewEvent(town, Act.PARTNERSHIP_MEETING, DAY, "Jednání LP", papers=(minutes,)))
    with working(ground, SYSTEM) as work:
        mail = MailRow(
            key="zkouska", kind=MailKind.DIGEST, day=DAY, address="a@b.example", raw=b"Subject: x", sha256="5" * 64,
            not_before=work.now, created_at=work.now,
        )  # fmt: skip
        work.session.add(mail)


@pytest.fixture
def archive(kept: Kept) -> Path:
    """The backup of ``kept``, only to be read."""
    return kept.archive


@pytest.fixture
def lived(kept: Kept, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ground]:
    """A copy of ``kept`` for one test."""
    folder = Path(shutil.copytree(kept.folder, tmp_path / "first"))
    with ExitStack() as stack:
        url = f"sqlite:///{folder / 'tracker.db'}"
        if kept.postgres:
            template = make_url(kept.postgres).database or ""
            url = stack.enter_context(postgres_database(request.getfixturevalue("postgres_server"), template))
        ground = ground_on(url, folder, DAY)
        yield ground
        ground.engine.dispose()


def _standings(ground: Ground) -> list[tuple[str, str, float]]:
    with looking(ground, SYSTEM) as work:
        return [(i.occurrence.key, i.standing.status.value, i.standing.counted) for i in items(work)]


def test_a_backup_restored_elsewhere_tells_the_same(lived: Ground, archive: Path, tmp_path: Path) -> None:
    other = ground_on(f"sqlite:///{tmp_path / 'other.db'}", tmp_path / "second", DAY)
    manifest = restore(other, archive)
    assert manifest == manifest_of(archive)
    assert _standings(other) == _standings(lived)
    assert verify(other) == verify(lived)
    assert verify(other).faults == ()


def test_an_installation_goes_on_counting_where_the_backup_ended(
    archive: Path, empty_postgres_url: str, tmp_path: Path
) -> None:
    other = ground_on(empty_postgres_url, tmp_path / "second", DAY)
    restore(other, archive)
    begin(other, "lipova", None, DAY)
    assert verify(other).faults == ()


def test_nothing_is_restored_over_something(lived: Ground, archive: Path) -> None:
    with pytest.raises(Refused, match="není prázdná"):
        restore(lived, archive)


def test_a_damaged_archive_is_refused(archive: Path, tmp_path: Path) -> None:
    short = tmp_path / "short.tar"
    short.write_bytes(archive.read_bytes()[:3000])
    with pytest.raises(Refused, match="poškozená"):
        restore(ground_on(f"sqlite:///{tmp_path / 'x.db'}", tmp_path / "x", DAY), short)


def test_moving_to_another_database_proves_that_both_hold_the_same(lived: Ground, empty_postgres_url: str) -> None:
    content = move(lived, empty_postgres_url)
    moved = ground_on(empty_postgres_url, lived.config.instance_dir, DAY)
    assert (len(content), _standings(moved)) == (64, _standings(lived))


def test_a_missing_file_and_a_touched_count_are_found(lived: Ground) -> None:
    name = next(n for n in lived.files.names() if lived.files.get(n) == b"zapis")
    (lived.config.evidence_dir / name[:2] / name).unlink()
    with lived.engine.begin() as connection:
        connection.execute(
            sa.text("UPDATE occurrence SET counted = 9 WHERE key = '1/jednani-lokalniho-partnerstvi/2022'")
        )
    assert verify(lived).faults == (
        f"Soubor {name[:12]}… chybí.",
        "Termín 1/jednani-lokalniho-partnerstvi/2022: započteno 9, ze záznamů vychází 1.",
    )


def test_backups_are_kept_densely_for_two_days_daily_for_a_month_and_monthly_for_a_year(tmp_path: Path) -> None:
    now = datetime(2026, 11, 25, 12, tzinfo=UTC)
    for hours in range(0, 24 * 500, 6):
        (tmp_path / f"hlidac-{now - timedelta(hours=hours):%Y-%m-%dT%H%M%SZ}.tar").touch()
    rotate(tmp_path, now)
    ages = [now - datetime.strptime(p.stem[7:], "%Y-%m-%dT%H%M%SZ").replace(tzinfo=UTC) for p in tmp_path.glob("*.tar")]
    counts = (
        sum(age <= timedelta(hours=48) for age in ages),
        sum(timedelta(hours=48) < age <= timedelta(days=35) for age in ages),
        sum(age > timedelta(days=35) for age in ages),
    )
    assert counts == (9, 34, 13)
    assert rotate(tmp_path, now) == []


def test_what_a_killed_backup_left_goes_after_a_day(tmp_path: Path) -> None:
    (tmp_path / "hlidac-2026-11-25T013000Z.part").touch()
    (tmp_path / ".aside-x").mkdir()
    (tmp_path / ".aside-x" / "check.db").touch()
    made = datetime.fromtimestamp((tmp_path / ".aside-x").stat().st_mtime, UTC)
    rotate(tmp_path, made + timedelta(hours=23))
    early = len(list(tmp_path.iterdir()))
    rotate(tmp_path, made + timedelta(hours=25))
    assert (early, list(tmp_path.iterdir())) == (2, [])


def test_an_archive_holds_the_manifest_first(archive: Path) -> None:
    with tarfile.open(archive) as told:
        assert told.getnames()[:2] == ["manifest.json", "database.jsonl.gz"]


def test_an_archive_that_lacks_a_file_or_holds_another_under_its_name_does_not_count(lived: Ground) -> None:
    name = next(n for n in lived.files.names() if lived.files.get(n) == b"zapis")
    (lived.config.evidence_dir / name[:2] / name).write_bytes(b"neco jineho")
    with pytest.raises(Refused, match=f"Soubor {name[:12]}… chybí nebo je poškozený"):
        back_up(lived)
    assert list(lived.config.backup_folder.glob("hlidac-*.tar")) == []


def test_a_broken_journal_makes_no_good_backup(lived: Ground) -> None:
    with lived.engine.begin() as connection:
        without_guard(connection)
        connection.execute(sa.text("UPDATE journal SET digest = 'f' WHERE id = 2"))
    with pytest.raises(Refused, match="Řetěz deníku je přerušen"):
        back_up(lived)


def test_the_runner_makes_a_backup_every_night_and_its_age_is_watched(lived: Ground) -> None:
    def after(hours: int) -> str:
        later = FixedClock(lived.clock.now() + timedelta(hours=hours))
        return backup_fault(replace(lived, clock=later))

    (job,) = [job for job in jobs_for(lived) if job.name is JobName.BACKUP]
    before = after(37)
    told = job.run(lived, lambda: False)
    assert before == "Zatím není žádná záloha: spusťte tracker backup."
    assert told.startswith("hlidac-2022-06-20T060000Z.tar, ")
    assert (after(36), after(37)) == ("", "Poslední záloha je 37 hodin stará: podívejte se, proč.")


def test_before_a_migration_the_installation_is_backed_up_as_it_was(lived: Ground, tmp_path: Path) -> None:
    command.downgrade(alembic_config(lived.engine.url.render_as_string(hide_password=False)), "-1")
    archive = migrate(lived)
    assert archive is not None
    other = ground_on(f"sqlite:///{tmp_path / 'other.db'}", tmp_path / "second", DAY)
    restore(other, archive)
    assert (manifest_of(archive).schema, migrate(lived)) == (f"{int(newest()) - 1:04d}", None)
    assert (_standings(other), verify(other).faults) == (_standings(lived), ())
