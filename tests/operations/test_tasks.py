"""Long work: kept before it is begun, done once whoever dies on the way, and told in words when it cannot be done."""

import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlmodel import select

from tests.factories import a_person, a_town, an_office, ground_on
from tracker.commands.jobs import status
from tracker.files.store import FolderStore
from tracker.operations.documents.import_document import MOST_AT_ONCE, import_task, queue_import
from tracker.operations.ground import Ground, NotFound, Refused, looking, working
from tracker.operations.reports.report_file import finished_report, queue_report
from tracker.operations.reports.report_wish import Wish
from tracker.operations.sample.places import SAMPLES
from tracker.operations.upkeep.claim_task import LEASE, LostTask, claim_task, close_task, keep_task, tell_progress
from tracker.operations.upkeep.run_task import run_task
from tracker.operations.upkeep.settle_task import forget_tasks, note_end, put_away, repeat_task
from tracker.operations.upkeep.task_list import ended_tasks, imports_at_hand, my_tasks, task_page
from tracker.people.actor import SYSTEM, Actor, Role
from tracker.store.documents import DocumentRow, DraftRow
from tracker.store.people import MandateRow
from tracker.store.tasks import TaskRow, TaskState

MORNING = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
WORDS = "Zpráva o plnění 1x ročně, předložena zastupitelstvu.\n".encode()


@dataclass
class Hands:
    """A clock that a test turns by hand."""

    instant: datetime = MORNING

    def now(self) -> datetime:
        return self.instant


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def ground(database_url: str, tmp_path: Path, hands: Hands) -> Ground:
    return replace(ground_on(database_url, tmp_path, MORNING.date()), clock=hands)


@pytest.fixture
def manager(ground: Ground) -> Actor:
    with working(ground, SYSTEM) as work:
        return a_person(work.session, Role.MANAGER, a_town(work.session, an_office(work.session), "Chomutov"))


def the_task(ground: Ground, number: int) -> TaskRow:
    with looking(ground, SYSTEM) as work:
        return work.get(TaskRow, number)


def drafts(ground: Ground) -> list[int | None]:
    """Who brought in each draft."""
    with looking(ground, SYSTEM) as work:
        return list(work.session.exec(select(DraftRow.created_by)))


def test_an_upload_is_kept_at_once_and_read_later_in_the_name_of_whoever_sent_it(
    ground: Ground, manager: Actor
) -> None:
    number = queue_import(ground, manager, WORDS, "dodatek.txt", 1)
    waiting = the_task(ground, number)
    assert (ground.files.get(waiting.sha256 or ""), waiting.state, drafts(ground)) == (WORDS, TaskState.WAITING, [])
    assert run_task(ground)
    done = the_task(ground, number)
    assert (done.state, done.result, done.attempts) == (TaskState.DONE, {"draft": 1, "municipality": 1}, 1)
    assert drafts(ground) == [manager.person]
    assert not run_task(ground)


def test_a_document_that_names_its_town_gives_the_task_to_the_town(ground: Ground, manager: Actor) -> None:
    text = (SAMPLES / "chomutov.txt").read_bytes()
    number = queue_import(ground, manager, text, "popis.txt")
    run_task(ground)
    assert the_task(ground, number).municipality_id == 1


def test_the_same_file_sent_twice_is_one_task_until_it_is_read(ground: Ground, manager: Actor) -> None:
    first = queue_import(ground, manager, WORDS, "dodatek.txt", 1)
    assert queue_import(ground, manager, WORDS, "dodatek.txt", 1) == first
    run_task(ground)
    assert queue_import(ground, manager, WORDS, "dodatek.txt", 1) != first


def test_two_workers_never_hold_the_same_task(ground: Ground, manager: Actor) -> None:
    numbers = [queue_import(ground, manager, WORDS + bytes([65 + n]), f"{n}.txt", 1) for n in range(2)]
    claims = [claim_task(ground) for _ in range(3)]
    assert [claim and claim.id for claim in claims] == [*numbers, None]


def test_the_work_of_a_dead_worker_is_taken_over_and_its_late_end_undone(
    ground: Ground, manager: Actor, hands: Hands
) -> None:
    number = queue_import(ground, manager, WORDS, "dodatek.txt", 1)
    asleep = claim_task(ground)
    assert asleep is not None
    store = import_task(ground, manager, asleep.task, lambda *_: None)
    assert not run_task(ground)
    hands.instant += LEASE + timedelta(seconds=1)
    assert run_task(ground)
    with pytest.raises(LostTask), working(ground, manager) as work:
        close_task(work.session, asleep, work.now, store(work))
    assert (the_task(ground, number).state, len(drafts(ground))) == (TaskState.DONE, 1)


def test_a_worker_that_gives_signs_of_life_keeps_its_task(ground: Ground, manager: Actor, hands: Hands) -> None:
    number = queue_import(ground, manager, WORDS, "dodatek.txt", 1)
    claim = claim_task(ground)
    assert claim is not None
    for _ in range(10):
        hands.instant += LEASE / 2
        keep_task(ground, claim)
        assert claim_task(ground) is None
    tell_progress(ground, claim, "Rozpoznávám text po stranách", 3, 12)
    shown = the_task(ground, number)
    assert (shown.words, shown.done, shown.total) == ("Rozpoznávám text po stranách", 3, 12)


def test_what_was_broken_off_three_times_waits_for_a_person(ground: Ground, manager: Actor, hands: Hands) -> None:
    number = queue_import(ground, manager, WORDS, "dodatek.txt", 1)
    for _ in range(3):
        assert claim_task(ground) is not None  # and the process dies
        hands.instant += LEASE + timedelta(seconds=1)
    assert claim_task(ground) is None
    given_up = the_task(ground, number)
    assert given_up.state is TaskState.FAILED
    assert given_up.error.startswith("Zpracování se 3krát přerušilo")


def test_a_refused_file_tells_its_own_message_and_can_be_tried_again_or_put_away(
    ground: Ground, manager: Actor
) -> None:
    number = queue_import(ground, manager, b"MZ\x90\x00" + bytes(200), "program.exe", 1)
    run_task(ground)
    refused = "Tento druh souboru číst neumíme. Uložte dokument jako DOCX, ODT, PDF nebo prostý text."
    with looking(ground, manager) as work:
        assert [(t.title, t.error) for t in ended_tasks(work)] == [("program.exe", refused)]
        assert [(t.title, town and town.name) for t, town in imports_at_hand(work)] == [("program.exe", "Chomutov")]
    repeat_task(ground, manager, number)
    assert the_task(ground, number).state is TaskState.WAITING
    with pytest.raises(Refused):
        repeat_task(ground, manager, number)
    run_task(ground)
    put_away(ground, manager, number)
    with looking(ground, manager) as work:
        assert (ended_tasks(work), imports_at_hand(work), len(my_tasks(work))) == ([], [], 1)


def test_a_fault_of_ours_is_tried_again_by_itself_and_then_told(
    ground: Ground, manager: Actor, hands: Hands, tmp_path: Path
) -> None:
    number = queue_import(ground, manager, WORDS, "dodatek.txt", 1)
    away = replace(ground, files=FolderStore(tmp_path / "a folder that is not mounted"))
    assert run_task(away)
    assert not run_task(away)
    states = []
    for _ in range(2):
        hands.instant += timedelta(minutes=2)
        run_task(away)
        states.append(the_task(ground, number).state)
    assert states == [TaskState.WAITING, TaskState.FAILED]
    assert f"uveďte úkol číslo {number}" in the_task(ground, number).error
    repeat_task(ground, manager, number)
    run_task(ground)
    assert the_task(ground, number).state is TaskState.DONE


def test_a_stop_leaves_the_task_for_another_and_counts_no_attempt(ground: Ground, manager: Actor) -> None:
    number = queue_import(ground, manager, WORDS, "dodatek.txt", 1)
    assert run_task(ground, stopped=lambda: True)
    left = the_task(ground, number)
    assert (left.state, left.attempts, left.locked_until) == (TaskState.WAITING, 0, None)


def test_a_right_that_ended_meanwhile_stores_nothing(ground: Ground, manager: Actor) -> None:
    number = queue_import(ground, manager, WORDS, "dodatek.txt", 1)
    with working(ground, SYSTEM) as work:
        work.session.exec(select(MandateRow)).one().ends = date(2026, 11, 1)
    run_task(ground)
    assert (the_task(ground, number).state, drafts(ground)) == (TaskState.FAILED, [])
    with looking(ground, SYSTEM) as work:
        assert work.session.exec(select(DocumentRow)).all() == []


def test_a_colleague_sees_the_work_for_the_town_and_a_stranger_does_not(ground: Ground, manager: Actor) -> None:
    number = queue_import(ground, manager, WORDS, "dodatek.txt", 1)
    with working(ground, SYSTEM) as work:
        town = work.municipality(1)
        colleague = a_person(work.session, Role.CONSULTANT, town)
        elsewhere = a_town(work.session, an_office(work.session, "RCV"), "Jinde")
        stranger = a_person(work.session, Role.MANAGER, elsewhere, "cizi@obec.example")
    run_task(ground)
    note_end(ground, colleague, number)
    with looking(ground, colleague) as work:
        assert (task_page(work, number).task.title, my_tasks(work)) == ("dodatek.txt", [])
    with looking(ground, manager) as work:
        assert [task.id for task in ended_tasks(work)] == [number]
    note_end(ground, manager, number)
    with looking(ground, manager) as work:
        assert ended_tasks(work) == []
    with looking(ground, stranger) as work, pytest.raises(NotFound):
        task_page(work, number)


def test_a_file_too_large_for_the_installation_is_not_kept(ground: Ground, manager: Actor) -> None:
    narrow = replace(ground, config=ground.config.model_copy(update={"max_upload_mib": 1}))
    with pytest.raises(Refused, match=r"má 2 MB. Nejvyšší velikost je 1 MB"):
        queue_import(narrow, manager, bytes(2 * 2**20), "velky.pdf", 1)
    assert list(ground.files.names()) == []


def test_nobody_fills_the_queue_alone(ground: Ground, manager: Actor) -> None:
    for number in range(MOST_AT_ONCE):
        queue_import(ground, manager, b"%d" % number, f"{number}.txt", 1)
    with pytest.raises(Refused, match="Čeká už 20 vašich dokumentů"):
        queue_import(ground, manager, WORDS, "dodatek.txt", 1)
    assert queue_import(ground, manager, b"0", "0.txt", 1) == 1


def test_a_large_report_is_compiled_aside_and_fetched_by_whoever_asked_alone(ground: Ground, manager: Actor) -> None:
    wish = Wish(town=1, year=2026, day=date(2026, 11, 23))
    number = queue_report(ground, manager, "compliance", "csv", wish)
    with pytest.raises(NotFound):
        fetched(ground, manager, number)
    run_task(ground)
    data, name, media = fetched(ground, manager, number)
    assert (name, media.split(";")[0]) == ("compliance-2026-11-23.csv", "text/csv")
    assert data.startswith("\ufeff".encode())
    with working(ground, SYSTEM) as work:
        colleague = a_person(work.session, Role.CONSULTANT, work.municipality(1))
    with pytest.raises(NotFound):
        fetched(ground, colleague, number)


def test_old_tasks_go_but_a_failure_that_nobody_noted_stays(ground: Ground, manager: Actor, hands: Hands) -> None:
    queue_import(ground, manager, WORDS, "dodatek.txt", 1)
    queue_import(ground, manager, b"MZ" + bytes(200), "program.exe", 1)
    while run_task(ground):
        pass
    assert forget_tasks(ground) == 0
    hands.instant += timedelta(days=91)
    assert forget_tasks(ground) == 1
    with looking(ground, SYSTEM) as work:
        assert list(work.session.exec(select(TaskRow.title))) == ["program.exe"]


def fetched(ground: Ground, actor: Actor, number: int) -> tuple[bytes, str, str]:
    with looking(ground, actor) as work:
        return finished_report(work, number)


def test_the_operator_sees_how_the_tasks_stand(ground: Ground, manager: Actor) -> None:
    queue_import(ground, manager, WORDS, "dodatek.txt", 1)
    queue_import(ground, manager, b"MZ" + bytes(200), "program.exe", 1)
    run_task(ground)
    run_task(ground)
    queue_import(ground, manager, WORDS + b"x", "dalsi.txt", 1)
    told = CliRunner().invoke(status, ["--json"], obj=lambda today: ground)
    assert json.loads(told.stdout)["tasks"] == {"waiting": 1, "running": 0, "done": 1, "failed": 1}
