"""Long work: how far it is, what it brought or why it brought nothing, and the list in which it is found again."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from tracker.operations.ground import looking
from tracker.operations.reports.report_file import finished_report
from tracker.operations.upkeep.settle_task import note_end, put_away, repeat_task
from tracker.operations.upkeep.task_list import TaskPage, my_tasks, no_worker, task_page
from tracker.people.permissions import Permission
from tracker.store.tasks import UNDER_WAY, TaskKind, TaskRow, TaskState
from tracker.web.access import actor, allow, ground

blueprint = Blueprint("tasks", __name__)

_NOTHING_NEW = 204


@blueprint.get("/prace")
@allow(Permission.READ)
def page() -> str:
    """What the reader asked for, newest first."""
    with looking(ground(), actor()) as work:
        return render_template(
            "web/tasks/page.html", tasks=my_tasks(work), silent=no_worker(work), State=TaskState, under_way=UNDER_WAY
        )


@blueprint.get("/prace/<int:task_id>")
@allow(Permission.READ)
def detail(task_id: int) -> str:
    """One task. Without scripts the page loads itself again while the work goes on."""
    return render_template("web/tasks/detail.html", **_shown(task_id))


@blueprint.get("/prace/<int:task_id>/stav")
@allow(Permission.READ)
def progress(task_id: int) -> str | Response:
    """The moving part of the page, nothing when it shows what the reader has already heard."""
    shown = _shown(task_id)
    if request.args.get("videno") == shown["mark"]:
        return Response(status=_NOTHING_NEW)
    return render_template("web/tasks/progress.html", **shown)


@blueprint.post("/prace/<int:task_id>/otevrit")
@allow(Permission.READ)
def open_result(task_id: int) -> AnyResponse:
    """Take note of the end and go to what came of the work."""
    target = _result_of(note_end(ground(), actor(), task_id))
    if request.headers.get("HX-Request"):
        return Response(headers={"HX-Redirect": target})
    return redirect(target, 303)


@blueprint.get("/prace/<int:task_id>/soubor")
@allow(Permission.READ)
def file(task_id: int) -> Response:
    """The report that a task compiled."""
    with looking(ground(), actor()) as work:
        data, name, media = finished_report(work, task_id)
    answer = Response(data, content_type=media)
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


@blueprint.post("/prace/<int:task_id>/znovu")
@allow(Permission.IMPORT_DOCUMENT)
def again(task_id: int) -> AnyResponse:
    """Try again what failed."""
    repeat_task(ground(), actor(), task_id)
    return redirect(url_for("tasks.detail", task_id=task_id), 303)


@blueprint.post("/prace/<int:task_id>/odlozit")
@allow(Permission.IMPORT_DOCUMENT)
def away(task_id: int) -> AnyResponse:
    """Put a failed task away."""
    put_away(ground(), actor(), task_id)
    flash(_("Úkol je odložen. Soubor zůstává uložen."))
    return redirect(url_for("documents.page"), 303)


def _shown(task_id: int) -> dict[str, object]:
    with looking(ground(), actor()) as work:
        found = task_page(work, task_id)
    under_way = found.task.state in UNDER_WAY
    return {"page": found, "task": found.task, "under_way": under_way, "mark": _mark(found), "State": TaskState}


def _mark(page: TaskPage) -> str:
    """What the page shows, in short: equal marks look the same."""
    task = page.task
    return f"{task.state.value}-{task.words}-{task.done}-{task.total}-{page.before}-{page.silent}"


def _result_of(task: TaskRow) -> str:
    """The address of what came of a task, that of the task itself where nothing did."""
    if task.kind is TaskKind.REPORT and task.state is TaskState.DONE:
        return url_for("tasks.file", task_id=task.id)
    if "draft" in task.result:
        return url_for("documents.draft", draft_id=task.result["draft"])
    return url_for("tasks.detail", task_id=task.id)
