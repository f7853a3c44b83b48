"""The job runner: one of many works, a dead one is replaced, a missed run is caught up, a wild clock stops all."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from tests.factories import a_person, a_town, an_agreement, an_office, ground_on
from tests.support.no_room import read_only
from tracker.jobs.runner import Runner
from tracker.jobs.timetable import Job, Stopped, jobs_for
from tracker.operations.ground import Ground, looking, working
from tracker.operations.mails.audit_outbox import NotClean
from tracker.operations.upkeep.job_plan import JobName
from tracker.operations.upkeep.job_runs import begin_if_due, jobs_state
from tracker.operations.upkeep.keep_lease import Anchor, beat, clock_doubt, confirm_clock, leave
from tracker.people.actor import SYSTEM, Role
from tracker.store.outbox import MailRow, MailState
from tracker.timeline.clock import SystemClock

MORNING = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


@dataclass
class Hands:
    """A clock and a stop watch that a test turns by hand; together unless told otherwise."""

    instant: datetime = MORNING
    watch: float = 1000.0

    def now(self) -> datetime:
        return self.instant

    def go_on(self, length: timedelta) -> None:
        self.instant += length
        self.watch += length.total_seconds()


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def ground(database_url: str, tmp_path: Path, hands: Hands) -> Ground:
    return replace(ground_on(database_url, tmp_path, MORNING.date()), clock=hands)


def a_runner(ground: Ground, jobs: tuple[Job, ...], name: str = "runner") -> Runner:
    """A runner whose stop watch is turned together with its clock."""
    hands = ground.clock
    assert isinstance(hands, Hands)
    return Runner(ground, jobs, name, lambda: hands.watch)


def sweeping(diary: list[datetime]) -> tuple[Job, ...]:
    """The sweep alone, which writes down when it ran."""

    def run(ground: Ground, _stopped: Stopped) -> str:
        diary.append(ground.clock.now())
        return "ok"

    return (Job(JobName.SWEEP, run),)


def test_only_the_holder_of_the_lease_works(ground: Ground) -> None:
    diary: list[datetime] = []
    runners = [a_runner(ground, sweeping(diary), f"runner {n}") for n in range(3)]
    for runner in runners:
        runner.beat()
    for runner in runners:
        runner.look(runner.jobs[0])
    assert diary == [MORNING]
    assert [runner.stopped() for runner in runners] == [False, True, True]


def test_another_takes_over_within_a_minute_of_a_death(ground: Ground, hands: Hands) -> None:
    first, second = (a_runner(ground, sweeping([]), name) for name in ("first", "second"))
    first.beat()
    for _ in range(6):  # the first one is dead now
        hands.go_on(timedelta(seconds=10))
        second.beat()
    assert not second.stopped()
    assert first.stopped()
    assert (jobs_state(ground).holder, jobs_state(ground).fence) == ("second", 2)


def test_a_runner_that_leaves_is_replaced_at_once_and_one_that_is_none_ends_nothing(
    ground: Ground, hands: Hands
) -> None:
    first, second = (a_runner(ground, sweeping([]), name) for name in ("first", "second"))
    first.beat()
    leave(ground, "somebody else")
    second.beat()
    kept = jobs_state(ground).holder
    leave(ground, "first")
    hands.go_on(timedelta(seconds=1))
    second.beat()
    assert (kept, jobs_state(ground).holder, jobs_state(ground).fence) == ("first", "second", 2)


def test_a_holder_whose_heart_stopped_begins_nothing_more(ground: Ground, hands: Hands) -> None:
    diary: list[datetime] = []
    runner = a_runner(ground, sweeping(diary))
    runner.beat()
    hands.go_on(timedelta(seconds=46))
    runner.look(runner.jobs[0])
    assert diary == []


def test_a_database_that_takes_nothing_costs_the_lease_only_when_it_lasts(ground: Ground, hands: Hands) -> None:
    runner = a_runner(ground, sweeping([]))
    runner.beat()
    stopped = []
    with read_only(ground.engine):
        for seconds in (10, 40):
            hands.go_on(timedelta(seconds=seconds))
            runner.beat()
            stopped.append(runner.stopped())
    runner.beat()
    assert [*stopped, runner.stopped()] == [False, True, False]


def test_a_holder_that_slept_through_a_change_of_hands_opens_no_run(ground: Ground, hands: Hands) -> None:
    """It wakes between its look at the watch and its first word to the database."""
    asleep, other = (a_runner(ground, sweeping([]), name) for name in ("asleep", "other"))
    asleep.beat()
    hands.go_on(timedelta(seconds=50))
    other.beat()
    opened = [begin_if_due(ground, JobName.SWEEP, fence) for fence in (1, 2)]
    assert (opened[0], opened[1] is not None) == (None, True)


def test_days_off_are_caught_up_with_one_run(ground: Ground, hands: Hands) -> None:
    diary: list[datetime] = []
    a_process_on(ground, diary)
    hands.instant += timedelta(days=10)  # a new process: its stop watch knows nothing of the days before
    a_process_on(ground, diary)
    a_process_on(ground, diary)
    assert diary == [MORNING, MORNING + timedelta(days=10)]


def a_process_on(ground: Ground, diary: list[datetime]) -> None:
    """A process that starts, looks once and leaves."""
    runner = a_runner(ground, sweeping(diary))
    runner.beat()
    runner.look(runner.jobs[0])


def test_a_job_that_fails_is_written_down_and_tried_again_later(ground: Ground, hands: Hands) -> None:
    tries: list[datetime] = []

    def fail(ground: Ground, _stopped: Stopped) -> str:
        tries.append(ground.clock.now())
        raise RuntimeError("disk full")

    runner = a_runner(ground, (Job(JobName.SWEEP, fail),))
    for _ in range(30):
        runner.beat()
        runner.look(runner.jobs[0])
        hands.go_on(timedelta(seconds=10))
    assert [int((at - MORNING).total_seconds()) for at in tries] == [0, 30, 90, 210]
    sweep = jobs_state(ground).jobs[0]
    assert (sweep.last_success, sweep.outcome) == (None, "failed")
    assert "RuntimeError: disk full" in sweep.detail


def test_an_audit_that_finds_something_has_failed_without_being_a_fault(
    ground: Ground, caplog: pytest.LogCaptureFixture
) -> None:
    def find(_ground: Ground, _stopped: Stopped) -> str:
        raise NotClean("čekají déle než hodinu e-maily č. 7")

    runner = a_runner(ground, (Job(JobName.HOUSEKEEPING, find),))
    runner.beat()
    runner.look(runner.jobs[0])
    told = jobs_state(ground).jobs[list(JobName).index(JobName.HOUSEKEEPING)]
    assert (told.outcome, told.detail) == ("failed", "čekají déle než hodinu e-maily č. 7")
    assert [(record.getMessage(), record.exc_info) for record in caplog.records] == [
        ("job housekeeping: čekají déle než hodinu e-maily č. 7", None)
    ]


def test_a_clock_that_jumps_a_year_runs_nothing_until_it_comes_back(ground: Ground, hands: Hands) -> None:
    diary: list[datetime] = []
    runner = a_runner(ground, sweeping(diary))
    look_at_once = look_after(runner)
    look_at_once()
    hands.instant += timedelta(days=365)
    look_at_once()
    assert diary == [MORNING]
    assert "přeskočily" in jobs_state(ground).held
    hands.instant -= timedelta(days=365)
    hands.go_on(timedelta(days=1))
    look_at_once()
    assert diary == [MORNING, MORNING + timedelta(days=1)]
    assert jobs_state(ground).held == ""


def test_a_clock_that_jumps_a_year_sends_nothing(ground: Ground, hands: Hands) -> None:
    with working(ground, SYSTEM) as work:
        town = a_town(work.session, an_office(work.session))
        an_agreement(work, town, start=date(2026, 1, 1), end=date(2030, 12, 31))
        a_person(work.session, Role.MANAGER, town)
    runner = a_runner(ground, tuple(job for job in jobs_for(ground) if job.name is not JobName.BACKUP))

    def a_day() -> int:
        for job in runner.jobs:
            runner.beat()
            runner.look(job)
        with looking(ground, SYSTEM) as work:
            return len(work.session.exec(select(MailRow.id).where(MailRow.state == MailState.SENT)).all())

    sent = [a_day()]
    hands.instant += timedelta(days=365)
    sent += [a_day() for _ in range(3)]
    hands.instant -= timedelta(days=365)
    hands.go_on(timedelta(days=24))  # a fortnight before the end of the year
    assert [*sent, a_day()] == [1, 1, 1, 1, 2]


def test_while_the_disk_is_nearly_full_nothing_is_sent_and_the_diary_says_why(ground: Ground) -> None:
    full = replace(ground, config=ground.config.model_copy(update={"disk_least_mib": 2**40}))
    told = []
    for installation in (full, ground):
        (delivery,) = (job for job in jobs_for(installation) if job.name is JobName.DELIVERY)
        told.append(delivery.run(installation, lambda: False))
    assert told == [
        "nic neodesláno: na disku dochází místo",
        "odesláno: 0, odloženo: 0, nedoručeno: 0, nejisté: 0",
    ]


def test_a_person_can_say_that_the_clock_is_right(ground: Ground, hands: Hands) -> None:
    diary: list[datetime] = []
    a_process_on(ground, diary)
    hands.instant += timedelta(days=200)
    a_process_on(ground, diary)
    assert diary == [MORNING]
    confirm_clock(ground)
    a_process_on(ground, diary)
    assert diary == [MORNING, MORNING + timedelta(days=200)]


def look_after(runner: Runner) -> Callable[[], None]:
    def look() -> None:
        runner.beat()
        runner.look(runner.jobs[0])

    return look


class AheadClock(SystemClock):
    """The clock of a machine that is six seconds ahead of its database server."""

    def now(self) -> datetime:
        return super().now() + timedelta(seconds=6)


@pytest.mark.postgres
def test_a_machine_that_disagrees_with_its_database_server_runs_nothing(postgres_url: str, tmp_path: Path) -> None:
    ground = ground_on(postgres_url, tmp_path, MORNING.date())
    for clock, doubt in ((AheadClock(), "Hodiny počítače a databáze se liší. Opravte je."), (SystemClock(), "")):
        assert beat(replace(ground, clock=clock), "runner", None, 0).doubt == doubt


@pytest.mark.parametrize(
    "later, watched, doubted",
    [
        (timedelta(seconds=10), 10, ""),
        (timedelta(minutes=-4), 10, ""),
        (timedelta(minutes=-6), 10, "Hodiny ukazují 23. 11. 2026, poslední známka života je přitom pozdější."),
        (timedelta(hours=8), 8 * 3600, ""),  # the machine slept over night
        (timedelta(hours=30), 10, ""),
        (timedelta(hours=40), 10, "Hodiny najednou přeskočily na 24. 11. 2026."),
        (timedelta(days=365), 10, "Hodiny najednou přeskočily na 23. 11. 2027."),
        (timedelta(days=61), 61 * 86400, "Úlohy neběžely 61 dní."),
    ],
)
def test_a_clock_is_believed_when_the_stop_watch_agrees(later: timedelta, watched: float, doubted: str) -> None:
    told = clock_doubt(MORNING + later, MORNING, Anchor(MORNING, 0), watched)
    assert (told.startswith(doubted), bool(told)) == (True, bool(doubted))


def test_the_installation_is_ill_when_the_sweep_is_a_day_late(ground: Ground, hands: Hands) -> None:
    assert jobs_state(ground).troubles == ("Úlohy na pozadí ještě nikdy neběžely.",)
    a_process_on(ground, [])
    hands.go_on(timedelta(hours=4))
    assert jobs_state(ground).troubles == ("Úlohy na pozadí neběží.",)
    hands.go_on(timedelta(days=2))
    assert "Úloha „sweep“ má zpoždění." in jobs_state(ground).troubles
