"""The crash matrix (T1): killed at every named point, nothing is lost, nothing is repeated unnoticed.

A kill between the final dot and the commit of the outcome leaves one letter of which nobody can know; it may come
twice, with the same bytes and Message-ID, and its diary says so. Everywhere else every mail comes exactly once.
"""

import os
import shutil
import signal
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url
from sqlmodel import select

from tests.crash.victim import MAILS, MORNING, live, six_towns
from tests.factories import ground_on
from tests.support.databases import BOTH, postgres_database
from tests.support.smtp import ScriptedSMTP
from tracker.operations.ground import looking
from tracker.people.actor import SYSTEM
from tracker.store.outbox import Happening, MailEventRow, MailRow, MailState, NoticeRow, NoticeState

ONCE = [
    "sweep.begun",
    "sweep.decided",
    "sweep.mails",
    "sweep.notices",
    "sweep.before_commit",
    "sweep.committed",
    "prepare.committed",
]
CLAIMS = ["claim.before_commit", "claim.committed"]
"""Passed once before the first letter, and once more while the last one is with the server."""
SURE = ["smtp.mail", "smtp.rcpt", "smtp.data", "smtp.body"]
"""Passed for every letter, when it has not left and what became of the one before is written down."""
DOUBTFUL = ["smtp.dot", "send.answered"]
"""Passed for every letter, when the server has it or may have it."""
LEDGER = ["ledger.before_commit", "ledger.committed"]
"""Passed twice for every letter, and once of these times the one before it is with the server."""
_TOLD = os.environ.get("TRACKER_CRASH", "0")
ROUNDS = 44 if _TOLD == "large" else int(_TOLD)
"""With 44 ``make crash`` kills 5 016 times on each database; with none each point is struck once or twice."""
HITS = (
    dict.fromkeys(ONCE, (1,) * MAILS)
    | dict.fromkeys(CLAIMS, (1, 2) * (MAILS // 2))
    | dict.fromkeys(SURE + DOUBTFUL, tuple(range(1, MAILS + 1)))
    | dict.fromkeys(LEDGER, tuple(range(1, 2 * MAILS + 1)))
)
"""At which pass of each point one round kills."""
FEW = (
    dict.fromkeys(ONCE + CLAIMS, (1,))
    | dict.fromkeys(SURE + DOUBTFUL, (2,))
    | {"ledger.before_commit": (1, 4), "ledger.committed": (3, 6)}
)
SOME = ("sweep.before_commit", "claim.committed", "smtp.body", "ledger.committed", "smtp.dot", "send.answered")
"""What is tried on PostgreSQL in every run; SQLite tries every point."""
CASES = [
    pytest.param(database, point, hits * (ROUNDS or 1), marks=marks, id=f"{database}-{point}")
    for database, marks in (("sqlite", ()), ("postgres", pytest.mark.postgres))
    for point, hits in (HITS if ROUNDS else FEW).items()
    if ROUNDS or database == "sqlite" or point in SOME
]

Stage = Callable[[], AbstractContextManager[str]]
"""Gives the address of a database of its own with six towns whose managers are each due one reminder."""


@pytest.fixture(scope="module")
def sqlite_stage(tmp_path_factory: pytest.TempPathFactory, _sqlite_template: Path) -> Stage:
    folder = tmp_path_factory.mktemp("stage")
    towns = Path(shutil.copyfile(_sqlite_template, folder / "towns.db"))
    six_towns(f"sqlite:///{towns}", folder)

    @contextmanager
    def fresh() -> Iterator[str]:
        with tempfile.TemporaryDirectory(dir=folder) as own:
            yield f"sqlite:///{shutil.copyfile(towns, Path(own) / 'tracker.db')}"

    return fresh


@pytest.fixture(scope="module")
def postgres_stage(
    tmp_path_factory: pytest.TempPathFactory, postgres_server: str, _postgres_template: str
) -> Iterator[Stage]:
    with postgres_database(postgres_server, _postgres_template) as towns:
        six_towns(towns, tmp_path_factory.mktemp("stage"))
        yield lambda: postgres_database(postgres_server, make_url(towns).database or "")


def killed(
    nursery: ForkServerContext,
    url: str,
    folder: Path,
    server: ScriptedSMTP,
    point: str,
    hit: int,
) -> bool:
    """Live once and be killed, then once in peace when every lease and wait is over; was it killed?"""
    victim = nursery.Process(target=live, args=(url, str(folder), MORNING, server.port, point, hit))
    victim.start()
    victim.join(60)
    live(url, str(folder), MORNING + timedelta(minutes=40), server.port)
    return victim.exitcode == -signal.SIGKILL


def check(url: str, folder: Path, server: ScriptedSMTP, most: int) -> None:
    """Nothing lost, at most so many came twice, each of them the same bytes and written down as ambiguous."""
    ground = ground_on(url, folder, MORNING.date())
    with looking(ground, SYSTEM) as work:
        mails = work.session.exec(select(MailRow)).all()
        notices = work.session.exec(select(NoticeRow)).all()
        flagged = {
            event.mail_id
            for event in work.session.exec(select(MailEventRow).where(MailEventRow.what == Happening.AMBIGUOUS))
        }
    ground.engine.dispose()
    copies = Counter(mail.recipients[0] for mail in server.accepted)
    assert set(copies) == {f"manazer{n}@lipova.example" for n in range(MAILS)}
    assert Counter(mail.state for mail in mails) == {MailState.SENT: MAILS}
    assert Counter(notice.state for notice in notices) == {NoticeState.SENT: MAILS}
    repeated = {address for address, n in copies.items() if n > 1}
    assert max(copies.values()) <= 2
    assert len(repeated) <= most
    assert repeated <= {mail.address for mail in mails if mail.id in flagged}
    assert len({(mail.recipients[0], mail.content) for mail in server.accepted}) == MAILS


@pytest.mark.parametrize("database, point, hits", CASES)
def test_a_kill_loses_nothing_and_repeats_nothing_unnoticed(
    request: pytest.FixtureRequest,
    nursery: ForkServerContext,
    tmp_path: Path,
    smtp_server: ScriptedSMTP,
    database: str,
    point: str,
    hits: tuple[int, ...],
) -> None:
    stage: Stage = request.getfixturevalue(f"{database}_stage")
    for n, hit in enumerate(hits, start=hits[0]):
        smtp_server.accepted.clear()
        smtp_server.pipelining = n % 2 == 0
        with stage() as url:
            assert killed(nursery, url, tmp_path, smtp_server, point, hit), f"passed fewer than {hit} times"
            doubtful = point in DOUBTFUL or (point in LEDGER + CLAIMS and hit > 1)
            check(url, tmp_path, smtp_server, most=int(doubtful))
    print(f"{database}: {len(hits)} killed at {point}")


@pytest.mark.parametrize("senders", [2, 4])
@pytest.mark.parametrize("database", BOTH)
def test_many_at_once_send_each_mail_once(
    request: pytest.FixtureRequest,
    nursery: ForkServerContext,
    tmp_path: Path,
    smtp_server: ScriptedSMTP,
    database: str,
    senders: int,
) -> None:
    stage: Stage = request.getfixturevalue(f"{database}_stage")
    with stage() as url:
        together = [
            nursery.Process(target=live, args=(url, str(tmp_path), MORNING, smtp_server.port)) for _ in range(senders)
        ]
        for one in together:
            one.start()
        for one in together:
            one.join(60)
        assert [one.exitcode for one in together] == [0] * senders
        check(url, tmp_path, smtp_server, most=0)
