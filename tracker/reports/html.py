"""A report as one HTML file that needs nothing else: to be sent, kept or put on a town's own pages."""

from collections.abc import Iterator
from html import escape

from tracker.reports.report import Part, Report
from tracker.reports.table import NOTHING, NUMERIC, Cell, Column, Kind, Row, Table, lines_of
from tracker.timeline.czech import say_day

_STYLE = (
    "body{font:16px/1.5 sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b}"
    "table{border-collapse:collapse;width:100%;margin:1rem 0}"
    "caption{text-align:left;font-weight:bold;padding:.3rem 0}"
    "th,td{border-bottom:1px solid #8a94a0;padding:.3rem .5rem;text-align:left;vertical-align:top}"
    ".n{text-align:right;white-space:nowrap}dt{font-weight:bold}dd{margin:0 0 .4rem}tfoot{font-weight:bold}"
    "ul{display:flex;flex-wrap:wrap;gap:.5rem;padding:0;list-style:none}"
    "li{flex:1 1 8rem;border:1px solid #8a94a0;padding:.5rem .75rem}li b{display:block;font-size:2rem;line-height:1.2}"
    "@media print{tr{break-inside:avoid}thead{display:table-header-group}}"
)


def to_html(report: Report) -> str:
    """The whole document."""
    return "\n".join(
        (
            '<!doctype html>\n<html lang="cs"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(report.heading)}</title><style>{_STYLE}</style></head><body><main>",
            f"<h1>{escape(report.title)}</h1><p>{escape(report.subject)} · Stav k {say_day(report.day)}</p>",
            *_front(report),
            *(line for part in report.parts for line in _part(part)),
            f"<h2>Co se počítalo</h2><p>{escape(report.counted)}</p></main></body></html>\n",
        )
    )


def _front(report: Report) -> Iterator[str]:
    if report.figures:
        told = ((escape(figure.shown), escape(figure.words), escape(figure.beside)) for figure in report.figures)
        items = "".join(f"<li><b>{shown}</b> {words}<br><small>{beside}</small></li>" for shown, words, beside in told)
        yield f"<ul>{items}</ul>"
    for place, line in enumerate(report.summary):
        yield f"<p>{escape(line)}</p>" if place else f"<p><strong>{escape(line)}</strong></p>"


def _part(part: Part) -> Iterator[str]:
    level = part.level + 1
    yield f"<h{level}>{escape(part.heading)}</h{level}>"
    yield from (f"<p>{_lines(cell)}</p>" for cell in part.text)
    for bar in part.bars:
        yield f"<p>{escape(bar.told)}<br>{bar.svg()}</p>"
    if part.facts:
        pairs = "".join(f"<dt>{escape(name)}</dt><dd>{_lines(cell)}</dd>" for name, cell in part.facts)
        yield f"<dl>{pairs}</dl>"
    if part.table and part.table.empty:
        yield f"<p>{NOTHING}</p>"
    elif part.table:
        yield from _table(part.table.for_readers())


def _table(table: Table) -> Iterator[str]:
    heads = "".join(f'<th scope="col"{_side(column)}>{escape(column.title)}</th>' for column in table.columns)
    yield f"<table><caption>{escape(table.title)}</caption><thead><tr>{heads}</tr></thead><tbody>"
    yield from (f"<tr>{_row(row, table)}</tr>" for row in table.rows)
    yield "</tbody>"
    if table.total is not None:
        yield f"<tfoot><tr>{_row(table.total, table)}</tr></tfoot>"
    yield "</table>"


def _row(row: Row, table: Table) -> str:
    first, *rest = zip(row, table.columns, strict=True)
    cells = "".join(f"<td{_side(column)}>{_lines(cell, column.kind)}</td>" for cell, column in rest)
    return f'<th scope="row">{_lines(first[0], first[1].kind)}</th>{cells}'


def _side(column: Column) -> str:
    return ' class="n"' if column.kind in NUMERIC else ""


def _lines(cell: Cell, kind: Kind = Kind.TEXT) -> str:
    return "<br>".join(escape(line) for line in lines_of(cell, kind))
