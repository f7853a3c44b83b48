"""Counts before percentages (domain law 12): a compliance in words. What is out of force is told beside it."""

from collections.abc import Iterable

from tracker.fulfilment.compliance import Compliance, compliance
from tracker.reports.entry import Entry, by_obligation
from tracker.reports.table import per_cent
from tracker.timeline.czech import NBSP
from tracker.timeline.sentences import Phrase


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
    """The counts in one Czech breath."""
    return str(balance_phrase(counts))


def balance_phrase(counts: Compliance) -> Phrase:
    """The counts in one breath, each only where there is something to count."""
    if not counts.total:
        return Phrase("Žádný termín k hodnocení tu není.")
    share, missed = per_cent(counts.fulfilled, counts.due), not_done(counts)
    left, out = running(counts), out_of_force(counts)
    return Phrase(
        "%(fulfilled)s%(share)s%(late)s%(missed)s.%(running)s%(out)s",
        fulfilled=_fulfilled(counts),
        share=Phrase(" (%(share)s\N{NO-BREAK SPACE}%%)", share=share) if share is not None else "",
        late=Phrase(", z toho opožděně %(count)s", count=counts.late) if counts.late else "",
        missed=Phrase(", nesplněno %(count)s", count=missed) if missed else "",
        running=Phrase(" Ještě běží: %(count)s.", count=left) if left else "",
        out=Phrase(" Mimo platnost a mimo součet: %(count)s.", count=out) if out else "",
    )


def _fulfilled(counts: Compliance) -> Phrase:
    told = {"fulfilled": counts.fulfilled, "due": counts.due}
    if counts.due == 1:
        return Phrase("Splněno %(fulfilled)s z\N{NO-BREAK SPACE}%(due)s\N{NO-BREAK SPACE}termínu", **told)
    return Phrase("Splněno %(fulfilled)s z\N{NO-BREAK SPACE}%(due)s\N{NO-BREAK SPACE}termínů", **told)
