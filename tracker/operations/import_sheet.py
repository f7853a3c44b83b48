"""Rows of a register from a sheet (CSV or XLSX): all of them, or none and a sentence for every row that is wrong.

The first line names the fields by their Czech titles; columns that no field is named after are passed over and told.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook

from tracker.documents.archive import open_archive
from tracker.documents.decoding import decode
from tracker.documents.passages import UnreadableDocument
from tracker.operations.ground import Ground, Refused, working
from tracker.operations.register_fields import Register
from tracker.operations.registers import write_row
from tracker.people.actor import Actor

LARGEST_SHEET = 2 * 2**20
MOST_ROWS = 5_000
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class SheetFault:
    """A row of the sheet, counted as people see it there, and what is wrong with it."""

    line: int
    words: str


class FaultySheet(Exception):
    """Some rows cannot be read; nothing was stored."""

    def __init__(self, faults: tuple[SheetFault, ...]) -> None:
        super().__init__(f"Opravte v tabulce řádků: {len(faults)}. Nic zatím není uloženo.")
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
    lines = list(_lines(data))
    if len(lines) < 2:
        raise Refused("Tabulka nemá žádný řádek s údaji. První řádek jsou názvy sloupců.", "soubor")
    heads = [head.strip() for head in lines[0]]
    titles = {field.title.casefold(): field.column for field in register.fields}
    if not set(titles) & {head.casefold() for head in heads}:
        known = ", ".join(field.title for field in register.fields)
        raise Refused(f"V prvním řádku není žádný známý sloupec. Známé jsou: {known}.", "soubor")
    columns = [titles.get(head.casefold(), "") for head in heads]
    with working(ground, actor) as work:
        faults = []
        for number, line in enumerate(lines[1:], 2):
            given = {column: value for column, value in zip(columns, line, strict=False) if column}
            try:
                with work.session.begin_nested():
                    write_row(work, register, given, town=town, parent=parent)
            except Refused as error:
                faults.append(SheetFault(number, str(error)))
        if faults:
            raise FaultySheet(tuple(faults))
    passed_over = tuple(head for head, column in zip(heads, columns, strict=True) if head and not column)
    return Imported(len(lines) - 1, passed_over)


def _lines(data: bytes) -> Iterator[list[str]]:
    """The lines that hold anything, as texts; raises ``Refused`` for what is no sheet or too large a one."""
    if len(data) > LARGEST_SHEET:
        raise Refused("Soubor je příliš velký. Nejvyšší velikost tabulky jsou 2 MB.", "soubor")
    try:
        lines = _workbook_lines(data) if data.startswith(_ZIP) else _csv_lines(data)
        for number, line in enumerate(lines):
            if number > MOST_ROWS:
                raise Refused(f"Tabulka má víc než {MOST_ROWS} řádků. Rozdělte ji.", "soubor")
            if any(cell.strip() for cell in line):
                yield line
    except UnreadableDocument as error:
        raise Refused(f"Soubor nejde přečíst jako tabulka. {error.message}", "soubor") from error
    except (KeyError, ValueError, csv.Error) as error:
        raise Refused("Soubor nejde přečíst jako tabulka. Uložte ji znovu jako XLSX nebo CSV.", "soubor") from error


def _csv_lines(data: bytes) -> Iterator[list[str]]:
    text, _ = decode(data)
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    yield from csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=delimiter)


def _workbook_lines(data: bytes) -> Iterator[list[str]]:
    open_archive(data)  # refuses bombs before anything unpacks them
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        for row in book.worksheets[0].iter_rows(max_row=MOST_ROWS + 2, max_col=60, values_only=True):
            yield [_text(cell) for cell in row]
    finally:
        book.close()


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return f"{cell:.15g}"
    return str(cell)
