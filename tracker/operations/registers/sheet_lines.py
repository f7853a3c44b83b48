"""The lines of a sheet (CSV or XLSX) as texts, whatever program wrote it, within limits of size."""

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook

from tracker.documents.archive import open_archive
from tracker.documents.decoding import decode
from tracker.documents.passages import UnreadableDocument
from tracker.operations.ground import Refused

LARGEST_SHEET = 2 * 2**20
MOST_ROWS = 5_000
_ZIP = b"PK\x03\x04"


def sheet_lines(data: bytes) -> Iterator[list[str]]:
    """The lines that hold anything, as texts; raises ``Refused`` for what is no sheet or too large a one."""
    if len(data) > LARGEST_SHEET:
        raise Refused("Soubor je příliš velký. Nejvyšší velikost tabulky jsou 2 MB.", "soubor")
    try:
        lines = _workbook_lines(data) if data.startswith(_ZIP) else _csv_lines(data)
        for number, line in enumerate(lines):
            if number > MOST_ROWS:
                raise Refused("Tabulka má víc než %(most)s řádků. Rozdělte ji.", "soubor", most=MOST_ROWS)
            if any(cell.strip() for cell in line):
                yield line
    except UnreadableDocument as error:
        raise Refused("Soubor nejde přečíst jako tabulka. %(why)s", "soubor", why=error.phrase) from error
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
