"""The tasks that people asked for, as they look for them: their own, those of a page, and the ends not noted yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, and_, func, or_
from sqlmodel import col, select

from tracker.operations.ground import Work
from tracker.operations.upkeep.keep_lease import LEASE_NAME
from tracker.people.permissions import Permission
from tracker.store.lease import LeaseRow
from tracker.store.tasks import ENDED, UNDER_WAY, TaskKind, TaskRow, TaskState
from tracker.store.territory import MunicipalityRow

SILENT_AFTER = timedelta(minutes=1)
"""A job process gives a sign of life every ten seconds."""
_SHOWN = 50


@dataclass(frozen=True, slots=True)
class TaskPage:
    """A task; how many wait before it; whether no job process lives that could take it up."""

    task: TaskRow
    before: int
    silent: bool
    may_repeat: bool


def task_page(work: Work, task_id: int) -> TaskPage:
    """One task; raises ``NotFound`` for a foreign one."""
    task = work.get(TaskRow, task_id)
    town = work.session.get(MunicipalityRow, task.municipality_id) if task.municipality_id else None
    return TaskPage(task, _before(work, task), no_worker(work), work.may(Permission.IMPORT_DOCUMENT, town))


def my_tasks(work: Work) -> Sequence[TaskRow]:
    """What the actor asked for, newest first."""
    return work.session.exec(select(TaskRow).where(_mine(work)).order_by(col(TaskRow.id).desc()).limit(_SHOWN)).all()


def ended_tasks(work: Work) -> Sequence[TaskRow]:
    """What the actor asked for and has not noted the end of."""
    ended = select(TaskRow).where(_mine(work), col(TaskRow.state).in_(ENDED), col(TaskRow.seen_at).is_(None))
    return work.session.exec(ended.order_by(col(TaskRow.finished_at)).limit(_SHOWN)).all()


def imports_at_hand(work: Work) -> Sequence[tuple[TaskRow, MunicipalityRow | None]]:
    """The imports in reach that are under way, or failed and were not put away, newest first."""
    failed = and_(col(TaskRow.state) == TaskState.FAILED, col(TaskRow.seen_at).is_(None))
    query = (
        select(TaskRow, MunicipalityRow)
        .join(MunicipalityRow, col(MunicipalityRow.id) == TaskRow.municipality_id, isouter=True)
        .where(TaskRow.kind == TaskKind.IMPORT, or_(col(TaskRow.state).in_(UNDER_WAY), failed))
        .where(or_(_mine(work), col(MunicipalityRow.id).is_not(None) & work.in_reach()))
        .order_by(col(TaskRow.id).desc())
        .limit(_SHOWN)
    )
    return work.session.exec(query).all()


def task_counts(work: Work) -> dict[TaskState, int]:
    """How many tasks of the installation stand how; of the failed ones those that nobody has noted."""
    query = (
        select(TaskRow.state, func.count())
        .where(or_(col(TaskRow.state) != TaskState.FAILED, col(TaskRow.seen_at).is_(None)))
        .group_by(TaskRow.state)
    )
    found = dict(work.session.exec(query).all())
    return {state: found.get(state, 0) for state in TaskState}


def no_worker(work: Work) -> bool:
    """Whether no job process has given a sign of life lately: then a task would wait for ever."""
    lease = work.session.get(LeaseRow, LEASE_NAME)
    return lease is None or work.now > lease.heartbeat_at + SILENT_AFTER


def _mine(work: Work) -> ColumnElement[bool]:
    return col(TaskRow.created_by) == work.actor.person


def _before(work: Work, task: TaskRow) -> int:
    if task.state is not TaskState.WAITING:
        return 0
    earlier = select(func.count()).where(TaskRow.state == TaskState.WAITING, col(TaskRow.id) < task.id)
    return work.session.exec(earlier).one()
