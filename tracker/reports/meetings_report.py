"""R12, the register of meetings with their outputs, and the tasks that go on the next agenda."""

from collections.abc import Sequence
from datetime import date

from tracker.reports.happenings import MEETINGS, Happening, event_list, output_list, persons_of
from tracker.reports.register_values import Task
from tracker.reports.report import Part, Report
from tracker.reports.table import Row, Said, Table, day, number, words
from tracker.timeline.czech import counted, say_range

KEY = "meetings"


def meetings_report(
    subject: str, period: tuple[date, date], happenings: Sequence[Happening], tasks: Sequence[Task], known: date
) -> Report:
    """The meetings of a period; ``tasks`` are those of the town, closed ones of the period among them."""
    meetings = [h for h in happenings if h.event.act in MEETINGS]
    still_open = [task for task in tasks if not closed(task, period[1])]
    done = [task for task in tasks if closed(task, period[1])]
    return Report(
        key=KEY,
        title=f"Jednání a jejich výstupy {say_range(*period)}",
        subject=subject,
        day=period[1],
        known=known,
        counted="Jednání je jednání partnerství, pracovní skupiny a třístranné. Úkol trvá, dokud ho někdo neuzavře.",
        summary=(
            f"{counted(len(meetings), 'jednání')}, účastí {persons_of(meetings)}.",
            f"Úkolů otevřených {len(still_open)}, uzavřených {len(done)}.",
        ),
        parts=(
            Part("Jednání", table=event_list("meetings", "Jednání po jednom", meetings)),
            Part("Výstupy", table=output_list("outputs", "Zjištění, rozhodnutí a úkoly", meetings)),
            Part("Úkoly na příští jednání", table=task_list("open_tasks", "Otevřené úkoly", still_open, period[1])),
            Part("Uzavřené úkoly", table=task_list("closed_tasks", "Uzavřené úkoly", done, period[1])),
        ),
    )


def closed(task: Task, on: date) -> bool:
    """Whether the task was closed by ``on``."""
    return task.closed_on is not None and task.closed_on <= on


def task_list(key: str, title: str, tasks: Sequence[Task], on: date) -> Table:
    """Tasks on their lines, those that are late first."""
    columns = (
        day("given_on", "Zadáno"),
        words("body", "Orgán", 22),
        words("words", "Úkol", 50),
        words("owner", "Kdo", 20),
        day("due", "Do"),
        words("trigger", "Nebo až", 22),
        number("days_late", "Dní po termínu"),
        day("closed_on", "Uzavřeno"),
        words("result", "Výsledek", 34),
    )
    ordered = sorted(tasks, key=lambda task: (-(late_by(task, on) or 0), task.due or date.max, task.given_on))
    return Table(key, title, columns, tuple(_task(task, on) for task in ordered))


def late_by(task: Task, on: date) -> int | None:
    """Days after its day, until it was closed or until ``on``; ``None`` for what is in time or has no day."""
    if task.due is None:
        return None
    late = ((task.closed_on or on) - task.due).days
    return late if late > 0 else None


def _task(task: Task, on: date) -> Row:
    return (
        task.given_on,
        task.body or None,
        Said(f"task-{task.id}", task.words),
        task.owner or None,
        task.due,
        task.trigger or None,
        late_by(task, on),
        task.closed_on,
        Said(f"task-{task.id}#result", task.result) if task.result else None,
    )
