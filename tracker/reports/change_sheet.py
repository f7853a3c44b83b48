"""R15, the change sheet of a revision: every duty that is new, gone or different, before and after in words."""

from collections.abc import Sequence
from datetime import date

from tracker.obligations.revision import Added, Change, Dropped, Kept, sheet
from tracker.reports.entry import Paper, Town
from tracker.reports.report import Part, Report
from tracker.reports.table import Table, number, words
from tracker.timeline.czech import say_day

KEY = "change-sheet"


def change_sheet(
    town: Town, paper: Paper, versions: tuple[int, int], applies_from: date, changes: Sequence[Change], known: date
) -> Report:
    """What version ``versions[1]`` changes against ``versions[0]``."""
    sizes = (
        ("Nové", sum(isinstance(change, Added) for change in changes)),
        ("Změněné", sum(isinstance(change, Kept) and bool(change.differences) for change in changes)),
        ("Zrušené", sum(isinstance(change, Dropped) for change in changes)),
        ("Beze změny", sum(isinstance(change, Kept) and not change.differences for change in changes)),
    )
    old, new = versions
    return Report(
        key=KEY,
        title=f"Změnový list: {paper.title}",
        subject=f"obec {town.name}",
        day=applies_from,
        known=known,
        counted="Počítá se každý závazek obou verzí; změněný je ten, kde se liší pravidlo, znění, strana nebo výstup.",
        summary=(
            f"Verze {new} proti verzi {old}, účinná od {say_day(applies_from)}.",
            "; ".join(f"{name}: {size}" for name, size in sizes) + ".",
        ),
        parts=(Part("Souhrn", table=_sizes(sizes)), Part("Změny po jedné", table=_changes(changes))),
    )


def _sizes(sizes: Sequence[tuple[str, int]]) -> Table:
    columns = (words("what", "Závazky", 20), number("duties", "Počet"))
    return Table("sizes", "Kolik závazků se mění", columns, tuple(sizes), ("Celkem", sum(size for _, size in sizes)))


def _changes(changes: Sequence[Change]) -> Table:
    columns = (
        words("title", "Závazek", 30),
        words("change", "Co se mění", 18),
        words("was", "Bylo", 40),
        words("now", "Bude", 40),
        words("remark", "Všimněte si", 36),
    )
    rows = tuple((row.title, row.change, row.was, row.now, row.remark or None) for row in sheet(changes))
    return Table("changes", "Co bylo a co bude", columns, rows)
