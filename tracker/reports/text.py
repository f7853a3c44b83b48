"""A report as plain lines, for a terminal."""

from collections.abc import Iterator

from tracker.reports.report import Part, Report
from tracker.reports.table import NUMERIC, Table, lines_of
from tracker.timeline.czech import say_day

_WIDEST = 44


def to_text(report: Report) -> Iterator[str]:
    """The lines of the report."""
    yield report.heading
    yield f"Stav k {say_day(report.day)}"
    yield ""
    if report.figures:
        yield " · ".join(figure.told for figure in report.figures)
    yield from report.summary
    for part in report.parts:
        yield from _part(part)
    yield from ("", report.counted)


def _part(part: Part) -> Iterator[str]:
    yield ""
    yield f"{'#' * part.level} {part.heading}"
    yield from (line for cell in part.text for line in lines_of(cell))
    yield from (bar.told for bar in part.bars)
    yield from (f"{name}: {'; '.join(lines_of(cell))}" for name, cell in part.facts)
    if part.table:
        yield from _table(part.table.for_readers())


def _table(table: Table) -> Iterator[str]:
    heads = [column.title for column in table.columns]
    rows = [
        ["; ".join(lines_of(cell, column.kind)) for cell, column in zip(row, table.columns, strict=True)]
        for row in table.all_rows()
    ]
    widths = [min(_WIDEST, max(len(row[at]) for row in [heads, *rows])) for at in range(len(heads))]
    numeric = [column.kind in NUMERIC for column in table.columns]
    for row in [heads, *rows]:
        cells = zip(row, widths, numeric, strict=True)
        yield "  ".join(_fitted(cell, width, right) for cell, width, right in cells).rstrip()


def _fitted(cell: str, width: int, right: bool) -> str:
    short = cell if len(cell) <= width else f"{cell[: width - 1]}…"
    return short.rjust(width) if right else short.ljust(width)
