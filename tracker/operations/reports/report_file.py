"""A large report as a file, compiled by a worker instead of while somebody waits for the page."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from pydantic import TypeAdapter

from tracker.operations.documents.import_document import Progress
from tracker.operations.ground import Ground, NotFound, Work, looking, working
from tracker.operations.reports.report_catalogue import OFFERS
from tracker.operations.reports.report_wish import Wish
from tracker.people.actor import Actor
from tracker.reports.file_forms import FORMS
from tracker.store.tasks import TaskKind, TaskRow, TaskState
from tracker.timeline.clock import prague_day

_WISH = TypeAdapter(Wish)


def queue_report(ground: Ground, actor: Actor, key: str, form: str, wish: Wish) -> int:
    """Ask for a report as a file; the id of the task. Raises ``NotFound`` for a report or form that is not offered."""
    if key not in OFFERS or form not in FORMS:
        raise NotFound
    with working(ground, actor) as work:
        work.require(OFFERS[key].permission)
        task = TaskRow(
            kind=TaskKind.REPORT,
            title=f"{OFFERS[key].title} ({form.upper()})",
            arguments={"key": key, "form": form, "wish": _WISH.dump_python(wish, mode="json")},
            not_before=work.now,
            created_at=work.now,
            created_by=actor.person,
        )
        work.session.add(task)
        work.session.flush()
        assert task.id is not None
        return task.id


def report_task(ground: Ground, actor: Actor, task: TaskRow, progress: Progress) -> Callable[[Work], Mapping[str, Any]]:
    """Do what ``queue_report`` asked for, with the rights that the asker has now."""
    offer, form = OFFERS[task.arguments["key"]], FORMS[task.arguments["form"]]
    wish = _WISH.validate_python(task.arguments["wish"])
    progress("Sestavuji zprávu", 0, 0)
    with looking(_on(ground, wish.day), actor) as work:
        work.require(offer.permission)
        report = offer.compile(work, wish)
    progress("Ukládám soubor", 0, 0)
    kept = ground.files.put(form.write(report))
    name = f"{offer.key}-{report.day.isoformat()}.{form.ending}"
    return partial(_told, {"sha256": kept, "name": name, "media": form.media_type})


def finished_report(work: Work, task_id: int) -> tuple[bytes, str, str]:
    """The bytes, the name and the media type of a compiled report; raises ``NotFound`` for what is none."""
    task = work.get(TaskRow, task_id)
    if task.kind is not TaskKind.REPORT or task.state is not TaskState.DONE or task.sha256 is None:
        raise NotFound
    return work.ground.files.get(task.sha256), task.result["name"], task.result["media"]


def _on(ground: Ground, day: date | None) -> Ground:
    """The ground on the day told, where that is not the present one."""
    return ground.seen_on(day) if day and day != prague_day(ground.clock.now()) else ground


def _told(result: Mapping[str, Any], _work: Work) -> Mapping[str, Any]:
    return result
