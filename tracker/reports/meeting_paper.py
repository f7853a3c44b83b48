"""R2, the paper for the three-party meeting: where the cooperation stands, what comes, and what must be settled."""

from collections.abc import Sequence
from datetime import date, timedelta

from tracker.fulfilment.standing import Status
from tracker.reports.balance import balance, say_balance
from tracker.reports.entry import Entry, Outcome, Town, outcome_of
from tracker.reports.meetings_report import closed, task_list
from tracker.reports.register_values import Task
from tracker.reports.report import Part, Report
from tracker.reports.table import Table, words
from tracker.reports.term_list import term_list
from tracker.timeline.czech import say_day

KEY = "meeting-paper"
HORIZON = timedelta(days=120)
"""How far ahead the meeting looks: until the next one at the latest, twice a year."""
_WAITS = (Status.AWAITING_OTHER_SIDE, Status.AWAITING_EVIDENCE, Status.RETURNED, Status.DISPUTED)


def meeting_paper(town: Town, entries: Sequence[Entry], tasks: Sequence[Task], on: date, known: date) -> Report:
    """The paper for a meeting held on ``on``."""
    late = [e for e in entries if outcome_of(e) is Outcome.NOT_DONE]
    waiting = [e for e in entries if e.status in _WAITS]
    coming = [e for e in entries if _comes(e, on)]
    pending = [task for task in tasks if not closed(task, on)]
    return Report(
        key=KEY,
        title="Podklad pro třístranné jednání",
        subject=f"obec {town.name}",
        day=on,
        known=known,
        counted=f"Termíny platných dokumentů k {say_day(on)}; výhled sahá do {say_day(on + HORIZON)}.",
        summary=(
            say_balance(balance(entries)),
            f"K projednání: po termínu {len(late)}, čeká na jednu ze stran {len(waiting)}, úkolů {len(pending)}.",
        ),
        parts=(
            Part("Nesplněno a proč", table=term_list("late", "Co mělo být splněno", late)),
            Part("Čeká na jednu ze stran", table=term_list("waiting", "Doklady, potvrzení a rozpory", waiting)),
            Part("Co přijde", table=term_list("coming", "Nejbližší termíny", coming)),
            Part("Úkoly z minula", table=task_list("tasks", "Otevřené úkoly", pending, on)),
            Part("Na čem jsme se dohodli", table=_blank()),
        ),
    )


def _comes(entry: Entry, on: date) -> bool:
    due = entry.standing.due
    return outcome_of(entry) is Outcome.RUNNING and due is not None and on <= due <= on + HORIZON


def _blank() -> Table:
    columns = (words("what", "Závěr", 60), words("who", "Kdo", 20), words("until", "Do", 14))
    return Table("conclusions", "Místo pro závěry jednání", columns, tuple((None, None, None) for _ in range(5)))
