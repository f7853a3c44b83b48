"""Rows of a register from a sheet (CSV or XLSX): all of them, or none and a sentence for every row that is wrong.

The first line names the fields by their Czech titles; columns that no field is named after are passed over and told.
Rows belong to the municipality or row chosen for all of them, or to those named in the columns „Obec“ and „Patří k“.
"""

from dataclasses import dataclass

from tracker.operations.ground import Ground, Refused, working
from tracker.operations.registers.register_fields import Register
from tracker.operations.registers.registers import write_row
from tracker.operations.registers.sheet_lines import sheet_lines
from tracker.operations.registers.sheet_owners import PARENT, TOWN, SheetOwners
from tracker.people.actor import Actor
from tracker.timeline.sentences import Phrase, Sentence


@dataclass(frozen=True, slots=True)
class SheetFault:
    """A row of the sheet, counted as people see it there, and what is wrong with it."""

    line: int
    words: Phrase


class FaultySheet(Sentence):
    """Some rows cannot be read; nothing was stored."""

    def __init__(self, faults: tuple[SheetFault, ...]) -> None:
        super().__init__("Opravte v tabulce řádků: %(count)s. Nic zatím není uloženo.", count=len(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Imported:
    """How many rows were stored, and the columns of the sheet that were passed over."""

    rows: int
    passed_over: tuple[str, ...]


def import_sheet(
    ground: Ground, actor: Actor, register: Register, data: bytes, *, town: int | None = None, parent: int | None = None
) -> Imported:
    """Store every row of the sheet in one transaction; raises ``FaultySheet`` and stores nothing when one is wrong."""
    lines = list(sheet_lines(data))
    if len(lines) < 2:
        raise Refused("Tabulka nemá žádný řádek s údaji. První řádek jsou názvy sloupců.", "soubor")
    heads = [head.strip() for head in lines[0]]
    titles = {field.title.casefold(): field.column for field in register.fields}
    if not set(titles) & {head.casefold() for head in heads}:
        known = ", ".join(field.title for field in register.fields)
        raise Refused("V prvním řádku není žádný známý sloupec. Známé jsou: %(known)s.", "soubor", known=known)
    owners = {title.casefold(): title for title in (TOWN, PARENT)}
    columns = [titles.get(head.casefold(), owners.get(head.casefold(), "")) for head in heads]
    with working(ground, actor) as work:
        faults, whose = [], SheetOwners(work, register, town, parent)
        for number, line in enumerate(lines[1:], 2):
            given = {column: value for column, value in zip(columns, line, strict=False) if column}
            try:
                with work.session.begin_nested():
                    write_row(work, register, given, **whose.of(given))
            except Refused as error:
                faults.append(SheetFault(number, error.phrase))
        if faults:
            raise FaultySheet(tuple(faults))
    passed_over = tuple(head for head, column in zip(heads, columns, strict=True) if head and not column)
    return Imported(len(lines) - 1, passed_over)
