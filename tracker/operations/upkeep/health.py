"""Whether this installation can do its work right now: the answer behind ``/readyz`` and the status page.

Each check looks at one thing and says in Czech what is wrong and what to do. A check that cannot be made is a fault.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa

from tracker.operations.ground import Ground, looking
from tracker.operations.mails.audit_outbox import overdue
from tracker.operations.upkeep.job_runs import jobs_state
from tracker.operations.upkeep.keep_backups import backup_fault
from tracker.operations.upkeep.trouble import Trouble, trouble_of
from tracker.people.actor import SYSTEM
from tracker.store.migrating import newest, present

_MIB = 2**20
_TROUBLES = {
    Trouble.NO_ROOM: "Došlo místo na disku: uvolněte ho.",
    Trouble.NOT_NOW: "Databáze neodpovídá nebo nic nepřijímá: podívejte se na její server a disk.",
}


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at; ``fault`` is empty when it is well."""

    name: str
    fault: str


def health(ground: Ground) -> tuple[Check, ...]:
    """Every check, in the order in which one would mend them."""
    return tuple(Check(name, _looked(look, ground)) for name, look in _CHECKS.items())


def disk_is_full(ground: Ground) -> bool:
    """Whether there is too little room left to take anything in or send anything out."""
    return bool(_disk(ground))


def _looked(look: Callable[[Ground], str], ground: Ground) -> str:
    try:
        return look(ground)
    except Exception as error:  # noqa: BLE001  what cannot be looked at is not well
        trouble = trouble_of(error)
        return _TROUBLES[trouble] if trouble else f"Nelze zjistit: {type(error).__name__}."


def _schema(ground: Ground) -> str:
    there, wanted = present(ground.engine), newest()
    return "" if there == wanted else f"Schéma {there or 'chybí'} místo {wanted}: spusťte tracker migrate."


def _writable(ground: Ground) -> str:
    """A write that changes nothing: it must get the lock and the room for it."""
    with ground.engine.execution_options(sqlite_begin="IMMEDIATE").begin() as connection:
        connection.execute(sa.text("UPDATE lease SET held = held"))
    return ""


def _disk(ground: Ground) -> str:
    config = ground.config
    config.instance_dir.mkdir(parents=True, exist_ok=True)
    usage = shutil.disk_usage(config.instance_dir)
    if usage.free >= max(config.disk_least_mib * _MIB, config.disk_least_percent * usage.total // 100):
        return ""
    return (
        f"Na disku zbývá {usage.free // _MIB} MiB: uvolněte místo, do té doby nepřijímáme dokumenty a nic neodesíláme."
    )


def _jobs(ground: Ground) -> str:
    return " ".join(jobs_state(ground).troubles)


def _outbox(ground: Ground) -> str:
    with looking(ground, SYSTEM) as work:
        late = len(overdue(work))
    return f"Pošta čeká přes hodinu: {late}. Podívejte se na poštovní server." if late else ""


_CHECKS: dict[str, Callable[[Ground], str]] = {
    "schema": _schema,
    "database": _writable,
    "disk": _disk,
    "jobs": _jobs,
    "outbox": _outbox,
    "backup": backup_fault,
}
