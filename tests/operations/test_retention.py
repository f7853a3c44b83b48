"""Papers whose time is over: listed, deleted by a person, remembered by a stub; nothing else changes."""

import os
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlmodel import col, select

from tests.factories import a_person, a_town, an_agreement, an_office, ground_on
from tracker.commands.retention import retention
from tracker.fulfilment.event import EvidenceKind
from tracker.obligations.obligation import Act
from tracker.operations.events.event_list import event_page, open_paper
from tracker.operations.events.event_papers import Paper
from tracker.operations.events.record_event import NewEvent, record_event
from tracker.operations.ground import Forbidden, Ground, NotFound, Refused, looking, working
from tracker.operations.standings import items
from tracker.operations.upkeep.retention import delete_papers, expired, forget_orphans
from tracker.operations.upkeep.verify import verify
from tracker.people.actor import SYSTEM, Actor, Role
from tracker.store.documents import DocumentRow
from tracker.store.events import EvidenceRow
from tracker.store.journal import JournalRow
from tracker.timeline.clock import FixedClock, SystemClock

HELD, NOW = date(2020, 6, 15), date(2026, 1, 5)
SHEET = "listina-Jan-Novak.pdf"


@pytest.fixture
def kept(database_url: str, tmp_path: Path) -> tuple[Ground, Actor, int]:
    """A meeting of 2020 with an attendance sheet and minutes, seen in 2026 by the head of the office."""
    ground = ground_on(database_url, tmp_path, HELD)
    with working(ground, SYSTEM) as work:
        office = an_office(work.session)
        town = a_town(work.session, office)
        an_agreement(work, town, start=date(2020, 1, 1), end=date(2020, 12, 31), outputs=("prezenční listina",))
        work.session.exec(select(DocumentRow)).one().sha256 = ground.files.put(b"popis")
        manager, head = a_person(work.session, Role.MANAGER, town), a_person(work.session, Role.REGIONAL_HEAD, office)
    papers = tuple(
        Paper(ground.files.put(name.encode()), name, "application/pdf", len(name), kind, keep_until=until)
        for name, kind, until in (
            (SHEET, EvidenceKind.ATTENDANCE, date(2025, 12, 31)),
            ("zapis.pdf", EvidenceKind.MINUTES, date(2030, 12, 31)),
        )
    )
    event = record_event(ground, manager, NewEvent(town.id or 0, Act.PARTNERSHIP_MEETING, HELD, "LP", papers=papers))
    for file in ground.config.evidence_dir.glob("??/*"):
        os.utime(file, (0, 0))  # kept long ago, as far as the folder knows
    return ground.as_of(NOW), head, event.event_id


def listed(ground: Ground, actor: Actor) -> list[str]:
    with looking(ground, actor) as work:
        return [one.paper.name for one in expired(work)]


def standing(ground: Ground) -> list[tuple[str, float]]:
    with looking(ground, SYSTEM) as work:
        return [(item.standing.status.value, item.standing.counted) for item in items(work)]


def sheet(ground: Ground) -> EvidenceRow:
    with looking(ground, SYSTEM) as work:
        return work.session.exec(select(EvidenceRow).where(EvidenceRow.kind == EvidenceKind.ATTENDANCE)).one()


def test_a_paper_is_listed_when_its_last_day_is_over(kept: tuple[Ground, Actor, int]) -> None:
    ground, head, _ = kept
    assert listed(ground, head) == [SHEET]
    assert listed(ground.as_of(date(2025, 12, 31)), head) == []


def test_a_deleted_paper_leaves_a_stub_and_what_it_proved_stands(kept: tuple[Ground, Actor, int]) -> None:
    ground, head, event = kept
    row, before = sheet(ground), standing(ground)
    assert delete_papers(ground, head, [row.id or 0], "skončila doba uchování") == 1
    stub = sheet(ground)
    with looking(ground, head) as work:
        page = event_page(work, event)
    told = (stub.name, stub.deleted_reason, stub.deleted_by)
    assert told == ("Prezenční listina", "skončila doba uchování", head.person)
    assert ([paper.name for paper in page.papers], [one.id for one in page.stubs]) == (["zapis.pdf"], [row.id])
    assert (standing(ground), verify(ground).faults, listed(ground, head)) == (before, (), [])
    with pytest.raises(FileNotFoundError):
        ground.files.get(row.sha256)


def test_the_journal_forgets_the_name_and_stays_whole(kept: tuple[Ground, Actor, int]) -> None:
    ground, head, _ = kept
    delete_papers(ground, head, [sheet(ground).id or 0], "skončila doba uchování")
    with looking(ground, SYSTEM) as work:
        told = work.session.exec(select(JournalRow.changes).where(col(JournalRow.subject) == "evidence")).all()
    assert SHEET not in str(told)
    assert verify(ground).faults == ()


def test_bytes_that_another_paper_names_stay(kept: tuple[Ground, Actor, int]) -> None:
    ground, head, _ = kept
    row = sheet(ground)
    with working(ground, SYSTEM) as work:
        twin = work.session.exec(select(EvidenceRow).where(EvidenceRow.kind == EvidenceKind.MINUTES)).one()
        twin.sha256 = row.sha256
    delete_papers(ground, head, [row.id or 0], "skončila doba uchování")
    assert ground.files.get(row.sha256) == SHEET.encode()


def test_only_listed_papers_are_deleted_by_those_who_may_and_say_why(kept: tuple[Ground, Actor, int]) -> None:
    ground, head, _ = kept
    minutes = (sheet(ground).id or 0) + 1
    methodist = replace(head, mandates=tuple(replace(m, role=Role.METHODIST) for m in head.mandates))
    for actor, ids, reason, refusal in (
        (head, [minutes], "důvod", NotFound),
        (head, [], "důvod", NotFound),
        (head, [minutes], " ", Refused),
        (methodist, [sheet(ground).id or 0], "důvod", Forbidden),
    ):
        with pytest.raises(refusal):
            delete_papers(ground, actor, ids, reason)


def test_who_opened_an_attendance_sheet_is_kept_and_shown(kept: tuple[Ground, Actor, int]) -> None:
    ground, head, event = kept
    row = sheet(ground)
    open_paper(ground, head, row.id or 0)
    open_paper(ground, head, (row.id or 0) + 1)
    with looking(ground, head) as work:
        page = event_page(work, event)
        entry = work.session.exec(select(JournalRow).order_by(col(JournalRow.id).desc())).first()
    assert [(one.person, one.paper, one.at) for one in page.openings] == [(head.name, SHEET, ground.clock.now())]
    assert entry is not None
    assert (entry.subject, entry.person_id) == ("paper_opening", head.person)


def test_files_that_no_row_names_go_after_a_week(kept: tuple[Ground, Actor, int]) -> None:
    ground, _, _ = kept
    ground.files.put(b"nikdo mne nezna")
    real = SystemClock().now()  # the folder tells by its own times

    def forgotten(days: int) -> int:
        return forget_orphans(replace(ground, clock=FixedClock(real + timedelta(days=days))))

    assert (forgotten(6), forgotten(8), verify(ground).faults) == (0, 1, ())


def test_an_operator_sees_the_list_and_deletes_only_with_a_reason(kept: tuple[Ground, Actor, int]) -> None:
    ground, head, _ = kept

    def asked(*arguments: str) -> tuple[int, str]:
        done = CliRunner().invoke(retention, arguments, obj=lambda _: ground)
        return done.exit_code, done.output.splitlines()[-1]

    told = [asked(), asked("--delete"), asked("--delete", "--reason", "spisový řád"), asked()]
    assert told == [
        (0, "Dokladů, kterým skončila doba uložení: 1, vymazáno: 0."),
        (1, "Napište, podle čeho se doklady mažou."),
        (0, "Dokladů, kterým skončila doba uložení: 1, vymazáno: 1."),
        (0, "Dokladů, kterým skončila doba uložení: 0, vymazáno: 0."),
    ]
    assert listed(ground, head) == []
