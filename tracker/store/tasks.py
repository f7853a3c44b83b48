"""Long work that somebody asked for: reading a document, a large report. A task is a row before it is work.

A worker takes a row under a lease and keeps renewing it; when it dies, the lease runs out and another takes the row
over. What comes of a task is stored in the transaction that closes it, so it comes of it once. Tasks are the diary of
their own work and are not journalled; what they store is, under the name of whoever asked.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from tracker.store.database import Row, as_json, choice, identity, reference


class TaskKind(StrEnum):
    """What is to be done; ``operations/upkeep/run_task.py`` knows how."""

    IMPORT = "import"
    REPORT = "report"


class TaskState(StrEnum):
    """How far a task has come; a failed one waits for a person."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class TaskRow(Row, table=True):
    """One piece of work. ``title`` names it for people, ``arguments`` are what its kind needs.

    ``sha256`` is the file it works on, kept in the file store before the row was written, or the file that came of it.
    ``done`` of ``total`` parts are ready, ``words`` say of what. ``result`` is what came of it, ``error`` says in Czech
    why nothing did and what to do. ``attempts`` counts the workers that took it up; ``seen_at`` is when somebody took
    note of the end.
    """

    __tablename__ = "task"
    __table_args__ = (
        sa.Index("ix_task_state_not_before", "state", "not_before"),
        sa.CheckConstraint("done >= 0 AND total >= 0", name="progress_not_negative"),
    )
    __unjournalled__ = True

    id: int | None = identity()
    kind: TaskKind = choice(TaskKind, "task_kind")
    municipality_id: int | None = reference("municipality.id", nullable=True)
    title: str = Field(max_length=300)
    arguments: dict[str, Any] = as_json(default_factory=dict)
    sha256: str | None = Field(default=None, max_length=64)
    state: TaskState = choice(TaskState, "task_state", default=TaskState.WAITING)
    done: int = 0
    total: int = 0
    words: str = Field(default="", max_length=200)
    result: dict[str, Any] = as_json(default_factory=dict)
    error: str = Field(default="", max_length=1000)
    attempts: int = 0
    not_before: datetime
    lease_token: str | None = Field(default=None, max_length=32)
    locked_until: datetime | None = None
    created_at: datetime
    created_by: int | None = reference("person.id", nullable=True)
    finished_at: datetime | None = None
    seen_at: datetime | None = None


class RecognisedPageRow(Row, table=True):
    """What the recognition found on one page of a scan, until the task that reads it is done.

    A worker that dies at page 40 leaves 39 of these; the next one goes on at page 40.
    """

    __tablename__ = "recognised_page"
    __table_args__ = (sa.UniqueConstraint("task_id", "number"),)
    __unjournalled__ = True

    id: int | None = identity()
    task_id: int = reference("task.id", cascade=True)
    number: int = Field(ge=1)
    words: list[Any] = as_json()


RECOGNISED_PAGE: sa.Table = RecognisedPageRow.__table__  # type: ignore[attr-defined]

TASK: sa.Table = TaskRow.__table__  # type: ignore[attr-defined]

UNDER_WAY = (TaskState.WAITING, TaskState.RUNNING)
ENDED = (TaskState.DONE, TaskState.FAILED)
