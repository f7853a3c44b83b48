"""The national roll-up: the fast way over snapshots and the slow way over facts tell the same."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.factories import FOUR_TIMES_A_YEAR, a_town, an_agreement, an_office, ground_on
from tests.support.sample import SAMPLE_DAY
from tracker.config import Config
from tracker.installation import ground_for
from tracker.obligations.deadline import Dated
from tracker.obligations.obligation import Act
from tracker.operations.events.record_event import NewEvent, record_event
from tracker.operations.ground import Ground, looking, working
from tracker.operations.refresh import refresh
from tracker.operations.reports.compile_national import compile_overview
from tracker.operations.reports.report_wish import Wish
from tracker.people.actor import SYSTEM
from tracker.people.regions import Region
from tracker.reports.report import Report
from tracker.timeline.clock import on_day

JULY = date(2026, 7, 20)
DAY = timedelta(days=1)


@pytest.fixture
def country(database_url: str, tmp_path: Path) -> Ground:
    """Two offices, three towns: one that meets, one that is late for two months, one with nothing agreed."""
    ground = ground_on(database_url, tmp_path, date(2026, 1, 5))
    with working(ground, SYSTEM) as work:
        west, east = an_office(work.session, "RCZ"), an_office(work.session, "RCV")
        diligent, late = a_town(work.session, west, "Lipová"), a_town(work.session, west, "Bílina")
        late.region = Region.USTECKY
        a_town(work.session, east, "Odry")
        meets = an_agreement(work, diligent, FOUR_TIMES_A_YEAR)
        owes = an_agreement(work, late, Dated("2026-05-15"), title="Akční plán", act=Act.DOCUMENT)
    for month in (2, 3, 4, 5):
        meeting = NewEvent(meets.municipality, Act.PARTNERSHIP_MEETING, date(2026, month, 3), "Jednání LP")
        record_event(ground.as_of(date(2026, month, 4)), SYSTEM, meeting)
    today = ground_on(database_url, tmp_path, JULY)
    with working(today, SYSTEM) as work:
        refresh(work, [*meets.occurrences, *owes.occurrences])
    return today


def _overview(ground: Ground, year: int = 2026, **wish: Any) -> Report:
    with looking(ground, SYSTEM) as work:
        return compile_overview(work, Wish(year=year, **wish))


def _rows(report: Report, heading: str) -> list[tuple[object, ...]]:
    (table,) = (part.table for part in report.parts if part.heading == heading and part.table)
    return [tuple(getattr(cell, "words", cell) for cell in row) for row in table.all_rows()]


def test_offices_and_towns_add_up_to_the_country(country: Ground) -> None:
    by_office, by_town = (_rows(_overview(country), heading) for heading in ("Podle pracovišť", "Podle obcí"))
    heads = ("name", "towns", "agreed", "due", "fulfilled", "share", "late", "not_done", "overdue", "without_reason")
    assert [dict(zip(heads, row, strict=False)) for row in by_office] == [
        dict(zip(heads, ("RCV", 1, 0, 0, 0, None, 0, 0, 0, 0), strict=True)),
        dict(zip(heads, ("RCZ", 2, 2, 1, 0, 0, 0, 1, 1, 1), strict=True)),
        dict(zip(heads, ("Celkem", 3, 2, 1, 0, 0, 0, 1, 1, 1), strict=True)),
    ]
    assert [row[0] for row in by_town] == ["Bílina", "Lipová", "Odry", "Celkem"]
    assert by_town[-1] == by_office[-1]


def test_regions_add_up_too_and_towns_without_one_stand_last(country: Ground) -> None:
    by_region, by_office = (_rows(_overview(country), heading) for heading in ("Podle krajů", "Podle pracovišť"))
    assert [row[:5] for row in by_region[:-1]] == [("Ústecký kraj", 1, 1, 1, 0), ("Kraj neuveden", 2, 1, 0, 0)]
    assert by_region[-1] == by_office[-1]


def test_the_stored_snapshots_and_the_facts_tell_the_same(country: Ground) -> None:
    from_snapshots = _overview(country)
    from_facts = _overview(country, known=date(2026, 7, 21))
    assert [part.table for part in from_snapshots.parts] == [part.table for part in from_facts.parts]


def test_they_do_so_where_every_status_occurs(sample_instance: Path) -> None:
    ground = ground_for(Config(instance_dir=sample_instance), on_day(SAMPLE_DAY))
    for year in (2024, 2026, 2027):
        from_snapshots, from_facts = (_overview(ground, year, known=known) for known in (None, SAMPLE_DAY + DAY))
        assert [part.table for part in from_snapshots.parts] == [part.table for part in from_facts.parts]


def test_a_past_day_is_told_as_it_was(country: Ground) -> None:
    may = _overview(country.as_of(date(2026, 5, 15)))
    assert _rows(may, "Podle pracovišť")[-1][:9] == ("Celkem", 3, 2, 0, 0, None, 0, 0, 0)


def test_the_kinds_of_duty_add_up_to_the_same_whole(country: Ground) -> None:
    by_act, by_office = _rows(_overview(country), "Podle druhu závazku"), _rows(_overview(country), "Podle pracovišť")
    assert [row[0] for row in by_act] == ["Jednání lokálního partnerství", "Zpracování dokumentu", "Celkem"]
    assert by_act[-1][1:] == by_office[-1][2:]
    assert [sum(int(str(row[at])) for row in by_act[:-1]) for at in (1, 2, 3)] == list(by_act[-1][1:4])


def test_the_year_is_told_to_its_end_and_what_was_met_only_until_now(country: Ground) -> None:
    rows = _rows(_overview(country), "Vývoj v roce")
    assert [(row[1], row[2]) for row in rows] == [(0, 0)] * 4 + [(1, 0)] * 3 + [(1, None)] * 4 + [(2, None)]
