"""Claims a task for one worker, keeps it while it works, and gives it back: every step one short transaction.

``Claim.token`` is the proof: whoever lost the lease in between finds no row to write to (``LostTask``), so that what
two workers did is stored once.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import Session, col, select

from tracker.operations.ground import Ground, working
from tracker.people.actor import SYSTEM
from tracker.store.database import writing
from tracker.store.tasks import TASK, TaskRow, TaskState

LEASE = timedelta(seconds=45)
"""So long after its last sign of life a worker is taken for dead; it gives one every ``BEAT``."""
BEAT = timedelta(seconds=10)
MOST_ATTEMPTS = 3
_COLUMNS = {"municipality": "municipality_id", "sha256": "sha256"}
_PAUSE = timedelta(seconds=30)
_INTERRUPTED = (
    f"Zpracování se {MOST_ATTEMPTS}krát přerušilo, naposledy uprostřed práce. Server možná nemá dost paměti. "
    "Zkuste to znovu; přeruší-li se zase, rozdělte soubor a napište správci."
)


class LostTask(Exception):
    """The lease ran out and somebody else has the task: what was done here must not be stored."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A task that this worker may work on while its lease lasts."""

    task: TaskRow
    token: str

    @property
    def id(self) -> int:
        """The id of the task."""
        assert self.task.id is not None
        return self.task.id


def claim_task(ground: Ground) -> Claim | None:
    """The task that has waited longest, or one that a dead worker left behind; ``None`` when there is none."""
    token = secrets.token_hex(16)
    with working(ground, SYSTEM) as work:
        query = select(TaskRow).where(_due(work.now)).order_by(col(TaskRow.not_before), col(TaskRow.id))
        for row in work.session.exec(query.with_for_update(skip_locked=True).limit(1)):
            if row.attempts >= MOST_ATTEMPTS:
                _end(row, TaskState.FAILED, work.now, error=_INTERRUPTED)
                break
            row.state, row.lease_token, row.locked_until = TaskState.RUNNING, token, work.now + LEASE
            row.attempts, row.done, row.total = row.attempts + 1, 0, 0
            return Claim(row, token)
    return None


def keep_task(ground: Ground, claim: Claim) -> None:
    """A sign of life; raises ``LostTask``."""
    with writing(ground.engine) as session:
        _write(session, claim, locked_until=ground.clock.now() + LEASE)


def tell_progress(ground: Ground, claim: Claim, words: str, done: int, total: int) -> None:
    """Write down how far the work has come, which is a sign of life too; raises ``LostTask``."""
    until = ground.clock.now() + LEASE
    with writing(ground.engine) as session:
        _write(session, claim, words=words[:200], done=done, total=total, locked_until=until)


def close_task(session: Session, claim: Claim, now: datetime, result: Mapping[str, Any]) -> None:
    """End a task in the transaction that stores what came of it; raises ``LostTask``, which undoes that too.

    ``result`` may name the ``municipality`` that the work turned out to belong to, and the file (``sha256``) that came
    of it; the row names them then.
    """
    values: dict[str, Any] = {"state": TaskState.DONE, "result": dict(result), "finished_at": now, "error": ""}
    values |= {_COLUMNS[name]: value for name, value in result.items() if name in _COLUMNS}
    _write(session, claim, lease_token=None, locked_until=None, **values)


def fail_task(ground: Ground, claim: Claim, error: str) -> None:
    """End a task that cannot be done, with the words for whoever asked."""
    with writing(ground.engine) as session:
        ended = {"state": TaskState.FAILED, "error": error[:1000], "finished_at": ground.clock.now()}
        _write(session, claim, lease_token=None, locked_until=None, **ended)


def put_off(ground: Ground, claim: Claim, error: str) -> None:
    """Let a task that failed for no fault of its own wait and be taken up again; after the last attempt it failed."""
    if claim.task.attempts >= MOST_ATTEMPTS:
        fail_task(ground, claim, error)
        return
    again = ground.clock.now() + _PAUSE * claim.task.attempts
    with writing(ground.engine) as session:
        _write(session, claim, state=TaskState.WAITING, not_before=again, lease_token=None, locked_until=None)


def give_back(ground: Ground, claim: Claim) -> None:
    """Leave a task for the next worker at an orderly stop; the attempt is not counted."""
    _leave(ground, claim, claim.task.not_before)


def wait_for_room(ground: Ground, claim: Claim) -> None:
    """Leave a task for later where the ground is at fault and not the task; the attempt is not counted."""
    _leave(ground, claim, ground.clock.now() + _PAUSE)


def _leave(ground: Ground, claim: Claim, until: datetime) -> None:
    waiting = {"state": TaskState.WAITING, "attempts": claim.task.attempts - 1, "done": 0, "total": 0}
    with writing(ground.engine) as session:
        _write(session, claim, lease_token=None, locked_until=None, not_before=until, **waiting)


def _write(session: Session, claim: Claim, **values: Any) -> None:
    """Change the row while it is ours."""
    mine = (TASK.c.id == claim.id) & (TASK.c.lease_token == claim.token) & (TASK.c.state == TaskState.RUNNING)
    if session.connection().execute(sa.update(TASK).where(mine).values(**values)).rowcount != 1:
        raise LostTask


def _end(row: TaskRow, state: TaskState, now: datetime, *, error: str) -> None:
    row.state, row.error, row.finished_at = state, error, now
    row.lease_token = row.locked_until = None


def _due(now: datetime) -> ColumnElement[bool]:
    fresh = and_(col(TaskRow.state) == TaskState.WAITING, col(TaskRow.not_before) <= now)
    abandoned = and_(col(TaskRow.state) == TaskState.RUNNING, col(TaskRow.locked_until) < now)
    return or_(fresh, abandoned)
