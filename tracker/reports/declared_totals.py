"""Totals as documents declare them, beside what their own rows or the register of projects add up to."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from tracker.reports.project_sums import Sum
from tracker.reports.register_values import APPROVED, WAITING, Declared, Project, ReportedTotal, say
from tracker.reports.table import Cell, Row, Table, number, say_money, words
from tracker.timeline.czech import say_number

_COUNTED: dict[Declared, Callable[[Sequence[Project]], Decimal]] = {
    Declared.PROJECTS_PREPARED: lambda projects: Decimal(len(projects)),
    Declared.PROJECTS_APPROVED: lambda projects: Decimal(Sum.of(projects, APPROVED).projects),
    Declared.MONEY_GAINED: lambda projects: Sum.of(projects, APPROVED).money,
    Declared.MONEY_WAITING: lambda projects: Sum.of(projects, WAITING).money,
    Declared.PERSONS: lambda projects: Decimal(Sum.of(projects, APPROVED).persons),
}
_MONEY = frozenset({Declared.MONEY_GAINED, Declared.MONEY_WAITING})


def declared_totals(totals: Sequence[ReportedTotal], projects: Sequence[Project]) -> Table:
    """Every declared total with what can be counted against it, and where the two part."""
    columns = (
        words("document", "Dokument", 30),
        words("what", "Co uvádí", 40),
        number("localities", "Lokalit"),
        words("declared", "Uvedeno", 18),
        words("counted", "Napočítáno", 18),
        words("whence", "Z čeho", 20),
        words("difference", "Rozdíl", 18),
    )
    return Table("declared", "Uvedeno a napočítáno", columns, tuple(_row(total, projects) for total in totals))


def _row(total: ReportedTotal, projects: Sequence[Project]) -> Row:
    counted, whence = _counted(total, projects)
    difference: Cell = None
    if counted is not None:
        difference = "souhlasí" if counted == total.amount else _say(total, counted - total.amount)
    return (
        total.document,
        total.words if total.kind is Declared.COLUMN else say(total.kind),
        len(total.towns),
        _say(total, total.amount),
        _say(total, counted) if counted is not None else None,
        whence,
        difference,
    )


def _counted(total: ReportedTotal, projects: Sequence[Project]) -> tuple[Decimal | None, str | None]:
    if total.parts is not None:
        return total.parts, "řádky dokumentu"
    count = _COUNTED.get(total.kind)
    if count is None or not total.towns:
        return None, None
    towns = {town.id for town in total.towns}
    return count([project for project in projects if project.town.id in towns]), "evidence projektů"


def _say(total: ReportedTotal, amount: Decimal) -> str:
    return say_money(amount) if total.kind in _MONEY else say_number(float(amount)).replace("-", "−")
