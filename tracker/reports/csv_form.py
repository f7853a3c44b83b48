"""A table as CSV for Czech office programs and for other programs alike.

UTF-8 with a byte order mark, semicolons, CRLF, ISO days, decimal commas: with a decimal point Czech Excel reads 2.5 as
the second of May. A text that a spreadsheet would run as a formula gets an apostrophe in front (CWE-1236);
several values of one cell stand on lines of their own.
"""

import csv
import io
from datetime import date
from decimal import Decimal

from tracker.reports.table import Atom, Cell, Table, atoms, words_of

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
MEDIA_TYPE = "text/csv; charset=utf-8"
_DANGEROUS = frozenset("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""What a spreadsheet takes for the start of a formula, full-width signs among them."""


def to_csv(table: Table) -> bytes:
    """The table with its titles in the first line, and its closing row last."""
    told = io.StringIO(newline="")
    writer = csv.writer(told, delimiter=";", lineterminator="\r\n")
    writer.writerow([guarded(column.title) for column in table.columns])
    writer.writerows([field(cell) for cell in row] for row in table.all_rows())
    return (BOM + told.getvalue()).encode()


def field(cell: Cell) -> str:
    """A cell as the text of a field."""
    return "\n".join(_value(atom) for atom in atoms(cell))


def guarded(text: str) -> str:
    """``text`` that no spreadsheet runs."""
    return f"'{text}" if text[:1] in _DANGEROUS or text.lstrip()[:1] in _DANGEROUS else text


def _value(atom: Atom) -> str:
    if isinstance(atom, date):
        return atom.isoformat()
    if isinstance(atom, int | float | Decimal):
        return f"{atom:.12g}".replace(".", ",") if isinstance(atom, float) else str(atom).replace(".", ",")
    return guarded(words_of(atom)) if atom is not None else ""
