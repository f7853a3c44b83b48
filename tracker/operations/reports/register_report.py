"""A register as a report, so that it leaves the house in the same forms as everything else."""

from collections.abc import Mapping
from typing import Any

from tracker.operations.ground import Work
from tracker.operations.registers.register_catalogue import register_of
from tracker.operations.registers.register_fields import FieldKind, Register
from tracker.operations.registers.registers import rows_of
from tracker.operations.registers.sheet_owners import PARENT, TOWN
from tracker.reports.report import Part, Report
from tracker.reports.table import Atom, Column, Kind, Table, words

_KINDS = {
    FieldKind.DAY: Kind.DAY,
    FieldKind.COUNT: Kind.NUMBER,
    FieldKind.MONEY: Kind.MONEY,
    FieldKind.DECIMAL: Kind.NUMBER,
}


def register_report(work: Work, register: Register, town: int | None = None) -> Report:
    """All rows of the register in reach as one table; the titles are those that an import understands."""
    columns = (
        words("town", TOWN, 20),
        *((words("parent", PARENT, 30),) if register.parent else ()),
        *(Column(f.column, f.title, _KINDS.get(f.kind, Kind.TEXT), 20) for f in register.fields),
    )
    parents = _names_of_parents(work, register, town)
    rows = tuple(
        (place.name, *_parent(parents, register, row), *(field.shown(row) for field in register.fields))
        for place, row in rows_of(work, register, town)
    )
    table = Table(register.key, register.title, columns, rows)
    return Report(
        key=register.key,
        title=register.title,
        subject=_subject(work, town),
        day=work.today,
        known=work.today,
        counted="Všechny záznamy evidence v dosahu toho, kdo se ptá.",
        summary=(f"Záznamů: {len(rows)}.",),
        parts=(Part(register.title, table=table),),
    )


def _names_of_parents(work: Work, register: Register, town: int | None) -> dict[int, Atom]:
    if register.parent is None:
        return {}
    over = register_of(register.parent[0])
    return {row.id: over.label.shown(row) for _, row in rows_of(work, over, town)}


def _parent(parents: Mapping[int, Atom], register: Register, row: Any) -> tuple[Atom, ...]:
    return (parents.get(getattr(row, register.parent[1])),) if register.parent else ()


def _subject(work: Work, town: int | None) -> str:
    """The name of the one municipality, where only one was asked for."""
    return f"obec {work.municipality(town).name}" if town is not None else ""
