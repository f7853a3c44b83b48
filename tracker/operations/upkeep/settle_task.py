"""What people decide about a task that has ended: try it again, note its end."""

from datetime import timedelta

import sqlalchemy as sa

from tracker.operations.documents.recognised_pages import drop_pages
from tracker.operations.ground import Ground, Refused, working
from tracker.people.actor import Actor
from tracker.people.permissions import Permission
from tracker.store.database import writing
from tracker.store.tasks import ENDED, TASK, TaskRow, TaskState

KEEP_TASKS = timedelta(days=90)
"""So long what was asked for can be found again in the list; a report made aside can be fetched as long."""


def repeat_task(ground: Ground, actor: Actor, task_id: int) -> None:
    """Let a failed task be done again, in the name of whoever asks for it now; raises ``Refused`` for any other."""
    with working(ground, actor) as work:
        task = work.get(TaskRow, task_id, Permission.IMPORT_DOCUMENT)
        if task.state is not TaskState.FAILED:
            raise Refused("Znovu lze zkusit jen to, co se nepovedlo.")
        task.state, task.error, task.attempts = TaskState.WAITING, "", 0
        task.done = task.total = 0
        task.words, task.not_before = "", work.now
        task.created_by = actor.person
        task.finished_at = task.seen_at = None


def note_end(ground: Ground, actor: Actor, task_id: int) -> TaskRow:
    """Take note that a task has ended, so that it is told no more; a colleague's look is none of the asker's."""
    with working(ground, actor) as work:
        task = work.get(TaskRow, task_id)
        if task.state in ENDED and task.created_by == actor.person:
            task.seen_at = work.now
        return task


def put_away(ground: Ground, actor: Actor, task_id: int) -> None:
    """Put a failed task away: the list of documents tells it no more, the file stays kept."""
    with working(ground, actor) as work:
        task = work.get(TaskRow, task_id, Permission.IMPORT_DOCUMENT)
        if task.state is not TaskState.FAILED:
            raise Refused("Odložit lze jen to, co se nepovedlo.")
        task.seen_at = work.now
        drop_pages(work.session, task_id)


def forget_tasks(ground: Ground) -> int:
    """Delete the tasks that ended long ago, and answer how many; a failed one stays until somebody puts it away."""
    settled = (TASK.c.state == TaskState.DONE) | TASK.c.seen_at.is_not(None)
    old = TASK.c.finished_at < ground.clock.now() - KEEP_TASKS
    with writing(ground.engine) as session:
        return session.connection().execute(sa.delete(TASK).where(old, settled)).rowcount
