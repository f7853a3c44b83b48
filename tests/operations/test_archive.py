"""A municipality leaves one installation and stands in another as it stood."""

import json
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from tests.factories import a_town, an_office, ground_on
from tests.support.sample import SAMPLE_DAY
from tracker.config import Config
from tracker.installation import ground_for
from tracker.operations.ground import Ground, Refused, looking, working
from tracker.operations.reports.compile_report import compile_compliance
from tracker.operations.sample.scenes import begin
from tracker.operations.standings import items
from tracker.operations.upkeep.archive_tables import LEFT_OUT, kinds, points_at
from tracker.operations.upkeep.export_archive import export_archive
from tracker.operations.upkeep.import_archive import import_archive
from tracker.operations.upkeep.verify import verify
from tracker.people.actor import SYSTEM
from tracker.reports.frozen import to_json
from tracker.store.tables import METADATA
from tracker.store.territory import MunicipalityRow
from tracker.timeline.clock import on_day


@pytest.fixture
def old(sample_instance: Path) -> Ground:
    """The sample, where Chomutov is the second of the towns."""
    return ground_for(Config(instance_dir=sample_instance), on_day(SAMPLE_DAY))


@pytest.fixture
def new(database_url: str, tmp_path: Path) -> Ground:
    """Another installation, in which a town lives already."""
    ground = ground_on(database_url, tmp_path / "new", SAMPLE_DAY)
    begin(ground, "lipova", None, date(2026, 1, 1))
    return ground


def number_of(ground: Ground, name: str) -> int:
    with looking(ground, SYSTEM) as work:
        return work.session.exec(select(MunicipalityRow.id).where(MunicipalityRow.name == name)).one() or 0


def stands(ground: Ground, town: int) -> list[tuple[Any, ...]]:
    """Every term of the town and how it stands, without the ids that keys begin with."""
    with looking(ground, SYSTEM) as work:
        found = [i for i in items(work) if i.municipality.id == town]
    return [
        (
            i.occurrence.key.partition("/")[2],
            i.standing.status,
            i.standing.counted,
            i.standing.due,
            i.standing.days_late,
        )
        for i in found
    ]


def report(ground: Ground, town: int) -> str:
    with looking(ground, SYSTEM) as work:
        return json.dumps(to_json(compile_compliance(work, town, 2026)), ensure_ascii=False, sort_keys=True)


def test_what_comes_out_of_one_installation_stands_the_same_in_another(
    old: Ground, new: Ground, tmp_path: Path
) -> None:
    there = number_of(old, "Chomutov")
    manifest = export_archive(old, SYSTEM, there, tmp_path / "chomutov.zip")
    taken = import_archive(new, SYSTEM, tmp_path / "chomutov.zip")
    again = export_archive(new, SYSTEM, taken.municipality_id, tmp_path / "again.zip")
    assert taken.municipality_id != there
    assert (taken.rows, again["rows"], taken.files) == (manifest["rows"], manifest["rows"], manifest["files"])
    assert stands(new, taken.municipality_id) == stands(old, there)
    assert _without_numbers(report(new, taken.municipality_id)) == _without_numbers(report(old, there))
    assert verify(new).faults == ()


def test_a_town_that_has_something_here_takes_nothing_in(old: Ground, tmp_path: Path) -> None:
    export_archive(old, SYSTEM, number_of(old, "Chomutov"), tmp_path / "chomutov.zip")
    with pytest.raises(Refused, match="Chomutov už tu své dokumenty má"):
        import_archive(old, SYSTEM, tmp_path / "chomutov.zip")


def test_a_changed_archive_is_refused_and_leaves_nothing(old: Ground, new: Ground, tmp_path: Path) -> None:
    export_archive(old, SYSTEM, number_of(old, "Chomutov"), tmp_path / "chomutov.zip")
    with zipfile.ZipFile(tmp_path / "chomutov.zip") as good, zipfile.ZipFile(tmp_path / "bad.zip", "w") as bad:
        for name in good.namelist():
            bad.writestr(name, good.read(name).replace(b"2026-", b"2025-"))
    before = stands(new, 1)
    with pytest.raises(Refused, match="otisky"):
        import_archive(new, SYSTEM, tmp_path / "bad.zip")
    with looking(new, SYSTEM) as work:
        assert len(work.session.exec(select(MunicipalityRow)).all()) == 1
    assert stands(new, 1) == before


def test_an_empty_town_that_is_known_here_is_filled(old: Ground, sqlite_url: str, tmp_path: Path) -> None:
    export_archive(old, SYSTEM, number_of(old, "Chomutov"), tmp_path / "chomutov.zip")
    here = ground_on(sqlite_url, tmp_path / "here", SAMPLE_DAY)
    with looking(old, SYSTEM) as work:
        ico = work.municipality(number_of(old, "Chomutov")).ico
    with working(here, SYSTEM) as work:
        known = a_town(work.session, an_office(work.session, "RCZ"), "Chomutov")
        known.ico = ico
    assert import_archive(here, SYSTEM, tmp_path / "chomutov.zip").municipality_id == known.id


def test_every_table_of_a_municipality_is_carried_or_left_out_for_a_reason() -> None:
    carried = kinds()
    wrong = []
    for name in carried:
        for column, target in points_at(METADATA.tables[name]).items():
            known = target in carried or target in ("person", "municipality")
            if not known and not METADATA.tables[name].columns[column].nullable:
                wrong.append((name, column))
    assert (wrong, set(LEFT_OUT) - set(METADATA.tables)) == ([], set())


def _without_numbers(text: str) -> Any:
    """The report without the ids that its links point at and that keys begin with."""
    text = re.sub(r'"\d+/', '"#/', text)
    return json.loads(text, object_hook=lambda form: {k: v for k, v in form.items() if k != "number"})
