"""A report on its way to the public, its correction, and what nobody can change any more."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from tests.factories import a_lived_in_ground
from tracker.obligations.obligation import Act
from tracker.operations.events.record_event import NewEvent, record_event
from tracker.operations.ground import Ground, NotFound, Refused, looking, working
from tracker.operations.reports.publish_report import (
    compiled_of,
    draft_report,
    edit_report,
    publish_report,
    published_list,
    published_report,
    report_row,
)
from tracker.people.actor import SYSTEM
from tracker.store.events import DelayReasonRow
from tracker.store.journal import JournalRow
from tracker.store.occurrences import OccurrenceRow
from tracker.store.reports import ReportRow

JANUARY = date(2027, 1, 14)


@pytest.fixture
def lived(database_url: str, tmp_path: Path) -> tuple[Ground, int]:
    """A town that held one of four meetings in 2026 and said why, seen in January 2027."""
    ground, agreed = a_lived_in_ground(database_url, tmp_path, date(2026, 1, 5))
    meeting = NewEvent(agreed.municipality, Act.PARTNERSHIP_MEETING, date(2026, 3, 10), "Jednání LP", persons=12)
    record_event(ground.as_of(date(2026, 3, 11)), SYSTEM, meeting)
    ground = ground.as_of(JANUARY)
    with working(ground, SYSTEM) as work:
        (occurrence,) = work.session.exec(select(OccurrenceRow))
        work.session.add(
            DelayReasonRow(
                municipality_id=agreed.municipality,
                occurrence_id=occurrence.id or 0,
                reason="Paní Nováková onemocněla.",
                recorded_at=work.now,
            )
        )
    return ground, agreed.municipality


def _texts(ground: Ground, draft: int) -> list[str]:
    with looking(ground, SYSTEM) as work:
        return [text.words for text in compiled_of(work, report_row(work, draft)).texts()]


def test_there_is_one_draft_of_a_year_and_it_tells_the_day_the_year_was_over(lived: tuple[Ground, int]) -> None:
    ground, town = lived
    draft = draft_report(ground, SYSTEM, town, 2026)
    assert draft_report(ground, SYSTEM, town, 2026) == draft
    with looking(ground, SYSTEM) as work:
        row = report_row(work, draft)
        assert (row.day, row.known, row.number) == (date(2027, 1, 1), JANUARY, 1)


def test_only_the_words_that_were_let_out_become_public(lived: tuple[Ground, int]) -> None:
    ground, town = lived
    draft = draft_report(ground, SYSTEM, town, 2026)
    edit_report(ground, SYSTEM, draft, {"next_steps": "Sejdeme se v únoru."}, ["text#next"], date(2027, 1, 1))
    assert _texts(ground, draft) == ["Paní Nováková onemocněla.", "Sejdeme se v únoru."]
    publish_report(ground, SYSTEM, draft)
    public = published_report(ground, town, 2026)
    assert [text.words for text in public.report.texts()] == ["Sejdeme se v únoru."]
    assert "Nováková" not in str(public.row.content)
    assert public.whole


def test_what_is_public_stays_as_it_was_and_a_correction_is_a_new_version(lived: tuple[Ground, int]) -> None:
    ground, town = lived
    publish_report(ground, SYSTEM, draft_report(ground, SYSTEM, town, 2026))
    first = published_report(ground, town, 2026)
    record_event(ground, SYSTEM, NewEvent(town, Act.PARTNERSHIP_MEETING, date(2026, 9, 8), "Jednání LP", persons=9))
    second = draft_report(ground, SYSTEM, town, 2026)
    with pytest.raises(Refused, match="co nová verze opravuje"):
        publish_report(ground, SYSTEM, second)
    publish_report(ground, SYSTEM, second, "Doplněno zářijové jednání.")
    assert published_report(ground, town, 2026, 1).report == first.report
    newest = published_report(ground, town, 2026)
    assert (newest.row.number, newest.newest, newest.row.correction) == (2, 2, "Doplněno zářijové jednání.")
    assert [table.column("counted") for p in (first, newest) for table in p.report.data] == [(1,), (2,)]
    assert [(town.name, row.year, row.number) for town, row in published_list(ground)] == [
        ("Lipová", 2026, 2),
        ("Lipová", 2026, 1),
    ]


def test_a_published_version_is_not_edited_nor_published_again(lived: tuple[Ground, int]) -> None:
    ground, town = lived
    draft = draft_report(ground, SYSTEM, town, 2026)
    publish_report(ground, SYSTEM, draft)
    with pytest.raises(Refused, match="se už nemění"):
        edit_report(ground, SYSTEM, draft, {}, [], JANUARY)
    with pytest.raises(Refused, match="se už nemění"):
        publish_report(ground, SYSTEM, draft)


def test_the_head_of_the_journal_is_printed_into_the_version(lived: tuple[Ground, int]) -> None:
    ground, town = lived
    draft = draft_report(ground, SYSTEM, town, 2026)
    with looking(ground, SYSTEM) as work:
        last = work.session.exec(select(JournalRow.hash)).all()[-1]
    assert publish_report(ground, SYSTEM, draft).journal_head == last


def test_a_tampered_version_is_told_from_a_whole_one(lived: tuple[Ground, int]) -> None:
    ground, town = lived
    draft = draft_report(ground, SYSTEM, town, 2026)
    publish_report(ground, SYSTEM, draft)
    with working(ground, SYSTEM) as work:
        row = work.session.get(ReportRow, draft)
        assert row is not None
        assert row.content is not None
        row.content = {**row.content, "summary": ["Splněno všechno."]}
    assert not published_report(ground, town, 2026).whole


def test_a_draft_is_nobody_elses_business(lived: tuple[Ground, int]) -> None:
    ground, town = lived
    draft_report(ground, SYSTEM, town, 2026)
    with pytest.raises(NotFound):
        published_report(ground, town, 2026)
    assert published_list(ground) == []


def test_a_day_that_has_not_come_is_refused(lived: tuple[Ground, int]) -> None:
    ground, town = lived
    draft = draft_report(ground, SYSTEM, town, 2026)
    with pytest.raises(Refused, match="budoucího dne"):
        edit_report(ground, SYSTEM, draft, {}, [], date(2027, 2, 1))
