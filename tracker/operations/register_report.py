"""A register as a report, so that it leaves the house in the same forms as everything else."""

from tracker.operations.ground import Work
from tracker.operations.register_fields import FieldKind, Register
from tracker.operations.registers import rows_of
from tracker.reports.report import Part, Report
from tracker.reports.table import Column, Kind, Table, words

_KINDS = {FieldKind.DAY: Kind.DAY, FieldKind.COUNT: Kind.NUMBER, FieldKind.MONEY: Kind.MONEY}


def register_report(work: Work, register: Register, town: int | None = None) -> Report:
    """All rows of the register in reach as one table; the titles are those that an import understands."""
    columns = (
        words("town", "Obec", 20),
        *(Column(f.column, f.title, _KINDS.get(f.kind, Kind.TEXT), 20) for f in register.fields),
    )
    rows = tuple(
        (place.name, *(field.shown(row) for field in register.fields)) for place, row in rows_of(work, register, town)
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


def _subject(work: Work, town: int | None) -> str:
    """The name of the one municipality, where only one was asked for."""
    return f"obec {work.municipality(town).name}" if town is not None else ""
