"""Counts before percentages (domain law 12): a compliance in words. What is out of force is told beside it."""

from collections.abc import Iterable

from tracker.fulfilment.compliance import Compliance, compliance
from tracker.reports.entry import Entry, by_obligation
from tracker.reports.table import per_cent
from tracker.timeline.czech import NBSP, Forms

_TERMS = Forms("termínu", "termínů", "termínů", "termínu")


def balance(entries: Iterable[Entry]) -> Compliance:
    """The counts of these occurrences."""
    duties = by_obligation(entries).values()
    return compliance([(duty[0].obligation, [(e.occurrence, e.standing) for e in duty]) for duty in duties])


def out_of_force(counts: Compliance) -> int:
    """Paused, waived, replaced, released and cancelled occurrences."""
    return counts.paused + counts.waived + counts.replaced + counts.released + counts.cancelled


def agreed(counts: Compliance) -> int:
    """What is in force, whatever became of it: fulfilled, not done and still running add up to it."""
    return counts.total - out_of_force(counts)


def not_done(counts: Compliance) -> int:
    """What may be judged and was not met."""
    return counts.due - counts.fulfilled


def running(counts: Compliance) -> int:
    """What is in force and may not be judged yet."""
    return agreed(counts) - counts.due


def say_share(counts: Compliance) -> str:
    """``17 z 20 (85 %)``, of what may be judged; ``0 z 0`` has no percentage."""
    share = per_cent(counts.fulfilled, counts.due)
    return f"{counts.fulfilled} z{NBSP}{counts.due}" + (f" ({share}{NBSP}%)" if share is not None else "")


def say_balance(counts: Compliance) -> str:
    """The counts in one breath, each only where there is something to count."""
    if not counts.total:
        return "Žádný termín k hodnocení tu není."
    share = per_cent(counts.fulfilled, counts.due)
    of = f"Splněno {counts.fulfilled} z{NBSP}{counts.due}{NBSP}{_TERMS.beside(counts.due)}"
    details = [(counts.late, "z toho opožděně"), (not_done(counts), "nesplněno")]
    told = "".join(f", {words} {number}" for number, words in details if number)
    rest = [(running(counts), "Ještě běží"), (out_of_force(counts), "Mimo platnost a mimo součet")]
    beside = "".join(f" {words}: {number}." for number, words in rest if number)
    return f"{of}" + (f" ({share}{NBSP}%)" if share is not None else "") + f"{told}.{beside}"
