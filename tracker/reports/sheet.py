"""A report as an Excel workbook: days are days, numbers are numbers, and no text is ever run as a formula.

The first sheet says what the report is and what it counted; every table has a sheet of its own with a filter, a header
that stays and that repeats on every printed page.
"""

import io
import re
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from tracker.reports.report import Report
from tracker.reports.table import Cell, Column, Kind, Row, Table, atoms, words_of
from tracker.timeline.czech import say_day

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "d. m. yyyy",
}
_NUMBER_FORMATS = {
    Kind.DAY: "d. m. yyyy",
    Kind.MONEY: '#,##0.00\\ "Kč"',
    Kind.SHARE: '0\\ "%"',
    Kind.NUMBER: "#,##0.##",
}
_FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31


def to_xlsx(report: Report) -> bytes:
    """The workbook; the same report gives the same bytes."""
    told = io.BytesIO()
    with Workbook(told, _OPTIONS) as book:
        created = datetime.combine(report.day, time(), UTC).replace(tzinfo=None)
        book.set_properties({"title": report.heading, "created": created})
        formats = _formats(book)
        _write_about(book.add_worksheet("O zprávě"), report, formats)
        for name, table in zip(_names(report.tables), report.tables, strict=True):
            _write_table(book.add_worksheet(name), table, formats)
    return told.getvalue()


def _formats(book: Any) -> dict[str, Any]:
    plain = {"text_wrap": True, "valign": "top"}
    return {
        "title": book.add_format({"bold": True, "font_size": 14, "text_wrap": True}),
        "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E4EFFC", "bottom": 1}),
        **{kind.value: book.add_format({**plain, "num_format": _NUMBER_FORMATS.get(kind, "General")}) for kind in Kind},
        **{
            f"{kind.value}-total": book.add_format(
                {**plain, "bold": True, "top": 1, "num_format": _NUMBER_FORMATS.get(kind, "General")}
            )
            for kind in Kind
        },
    }


def _write_about(sheet: Worksheet, report: Report, formats: dict[str, Any]) -> None:
    sheet.set_column(0, 0, 100)
    sheet.write_string(0, 0, report.heading, formats["title"])
    lines = (f"Stav k {say_day(report.day)}", *report.summary, report.counted)
    for at, line in enumerate(lines, 1):
        sheet.write_string(at, 0, line, formats["text"])


def _write_table(sheet: Worksheet, table: Table, formats: dict[str, Any]) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    sheet.set_footer("&C&P / &N")
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, column.width)
        sheet.write_string(0, at, column.title, formats["head"])
    for at, row in enumerate(table.rows, 1):
        _write_row(sheet, at, row, table.columns, formats)
    if table.rows:
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    if table.total is not None:
        _write_row(sheet, len(table.rows) + 1, table.total, table.columns, formats, "-total")


def _write_row(
    sheet: Worksheet, at: int, row: Row, columns: tuple[Column, ...], formats: dict[str, Any], ending: str = ""
) -> None:
    for place, (cell, column) in enumerate(zip(row, columns, strict=True)):
        _write_cell(sheet, at, place, cell, formats[f"{column.kind.value}{ending}"])


def _write_cell(sheet: Worksheet, row: int, at: int, cell: Cell, style: Any) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(row, at, datetime.combine(cell, time()), style)
    elif isinstance(cell, int | float | Decimal):
        sheet.write_number(row, at, cell, style)
    elif cell is None:
        sheet.write_blank(row, at, None, style)
    else:
        sheet.write_string(row, at, "\n".join(words_of(atom) for atom in atoms(cell)), style)


def _names(tables: tuple[Table, ...]) -> list[str]:
    """Names of sheets: allowed, short enough, each once whatever the case."""
    names: list[str] = []
    for table in tables:
        name = _FORBIDDEN_IN_NAMES.sub(" ", table.title).strip()[:_LONGEST_NAME].strip() or table.key
        taken = {other.casefold() for other in names} | {"o zprávě"}
        for number in range(2, 100):
            if name.casefold() not in taken:
                break
            ending = f" {number}"
            name = name[: _LONGEST_NAME - len(ending)].rstrip(" 0123456789") + ending
        names.append(name)
    return names
