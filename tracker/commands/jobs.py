"""``jobs status`` tells how the jobs stand, ``jobs confirm`` that the clock is right; ``tracker/cli.py`` runs them."""

from dataclasses import asdict
from datetime import datetime

import click

from tracker.commands.answers import Answer, Ground, answering, table
from tracker.operations.ground import looking
from tracker.operations.mails.audit_outbox import audit_outbox
from tracker.operations.upkeep.job_runs import DONE, FAILED, JobState, jobs_state
from tracker.operations.upkeep.keep_lease import confirm_clock
from tracker.operations.upkeep.task_list import task_counts
from tracker.people.actor import SYSTEM
from tracker.store.tasks import TaskState
from tracker.timeline.clock import PRAGUE

_TASK_WORDS = {
    TaskState.WAITING: "čeká",
    TaskState.RUNNING: "zpracovává se",
    TaskState.DONE: "hotovo",
    TaskState.FAILED: "nepovedlo se",
}
_RUN_WORDS = {DONE: "hotovo", FAILED: "nepovedlo se"}


@click.command()
@answering
def status(ground: Ground) -> Answer:
    """Ukáže, kdo úlohy vykonává, kdy která běžela a kdy poběží, a zda nějaká připomínka nechybí."""
    state = jobs_state(ground)
    found = audit_outbox(ground)
    with looking(ground, SYSTEM) as work:
        tasks = task_counts(work)
    rows = [
        (job.name.value, _at(job.last_run), _at(job.last_success), _next(job), _RUN_WORDS.get(job.outcome, "–"))
        for job in state.jobs
    ]
    lines = [
        f"Úlohy vykonává: {state.holder or 'nikdo'} (naposledy se ozval {_at(state.heartbeat)})",
        *table(("úloha", "naposledy", "úspěšně", "příště", "výsledek"), rows),
        f"Připomínky, které měly odejít a nejsou: {len(found.missing)}",
        f"E-maily, které čekají déle než hodinu: {len(found.overdue)}",
        f"Úkoly: {', '.join(f'{_TASK_WORDS[kind]} {count}' for kind, count in tasks.items())}",
        *state.troubles,
    ]
    return Answer(asdict(state) | {"audit": asdict(found), "tasks": tasks}, lines)


@click.command()
@answering
def confirm(ground: Ground) -> Answer:
    """Potvrdí, že datum je správné: hodiny nepřeskočily a čekající e-maily mohou odejít."""
    confirm_clock(ground)
    return Answer({"confirmed": ground.clock.now().isoformat()}, ["Datum je potvrzeno, úlohy poběží do minuty."])


def _at(instant: datetime | None) -> str:
    return instant.astimezone(PRAGUE).strftime("%-d. %-m. %Y %H:%M") if instant else "–"


def _next(job: JobState) -> str:
    return f"vypnuto ({job.off})" if job.off else _at(job.next_run)
