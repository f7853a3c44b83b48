"""Whether an installation is whole: the journal's chain, every file that a row names, what is derived from facts."""

import hashlib
from dataclasses import dataclass

from tracker.operations.ground import Ground, looking
from tracker.operations.standings import Item, items
from tracker.people.actor import SYSTEM
from tracker.store import journal
from tracker.store.named_files import named_files


@dataclass(frozen=True, slots=True)
class Verdict:
    """What does not hold: Czech sentences, none when everything does. ``head`` is the journal's last hash."""

    faults: tuple[str, ...]
    files: int
    occurrences: int
    head: str


def verify(ground: Ground) -> Verdict:
    """Look at everything that can be looked at without changing it."""
    with looking(ground, SYSTEM) as work:
        broken = journal.verify(work.session)
        faults = [] if broken is None else [f"Deník: záznam {broken} nenavazuje na předchozí nebo byl změněn."]
        names = named_files(work.session.connection())
        faults += [fault for name in sorted(names) if (fault := _file_fault(ground, name))]
        standing = items(work)
        faults += [_count_fault(item) for item in standing if item.row.counted != item.standing.counted]
        return Verdict(tuple(faults), len(names), len(standing), journal.head(work.session))


def _count_fault(item: Item) -> str:
    stored, derived = item.row.counted, item.standing.counted
    return f"Termín {item.occurrence.key}: započteno {stored:g}, ze záznamů vychází {derived:g}."


def _file_fault(ground: Ground, name: str) -> str | None:
    try:
        data = ground.files.get(name)
    except FileNotFoundError:
        return f"Soubor {name[:12]}… chybí."
    return None if hashlib.sha256(data).hexdigest() == name else f"Soubor {name[:12]}… byl změněn."
