"""A report as PDF that is accessible (PDF/UA-1) and archival (PDF/A-2a) at once, in Czech, with its fonts inside.

The layout is ``templates/reports/report.typ``; the data goes in beside it as JSON and is never read as markup.
"""

import json
import re
from pathlib import Path
from typing import Any
from unicodedata import normalize

import typst

from tracker.reports.report import Part, Report
from tracker.reports.table import NOTHING, NUMERIC, Kind, Row, Table, lines_of, printable
from tracker.timeline.czech import say_day

MEDIA_TYPE = "application/pdf"
LAYOUT = Path(__file__).parents[2] / "templates" / "reports" / "report.typ"
_BOX = "□"
_UNKNOWN = re.compile(
    r"[^\n -~\xa0-\u024f\u02b0-\u02ff\u0300-\u0484\u0487-\u04ff\u1e00-\u1eff\u2010-\u2027\u202f-\u2040"
    r"\u2044-\u2052\u2070-\u20bf\u2190-\u22ff\u25a0-\u25ff]"
)
"""What is not Latin, Greek, Cyrillic, punctuation, currency, an arrow, a mathematical or geometric sign."""
_WIDE = 9
"""With more columns than this in a table the pages lie on their side."""


def to_pdf(report: Report) -> bytes:
    """The document; the same report gives the same bytes."""
    made: bytes = typst.compile(
        str(LAYOUT),
        root=str(LAYOUT.parent),
        sys_inputs={"report": json.dumps(_shown_in(_told(report)), ensure_ascii=False)},
        pdf_standards=["ua-1", "a-2a"],
        ignore_system_fonts=True,
    )
    return made


def shown(text: str) -> str:
    """``text`` with a box for every character that the fonts lack: PDF/A refuses what cannot be shown."""
    return _UNKNOWN.sub(_BOX, normalize("NFC", printable(text)))


def _shown_in(told: Any) -> Any:
    if isinstance(told, dict):
        return {name: _shown_in(value) for name, value in told.items()}
    if isinstance(told, list):
        return [_shown_in(value) for value in told]
    return shown(told) if isinstance(told, str) else told


def _told(report: Report) -> dict[str, Any]:
    return {
        "title": report.title,
        "subject": report.subject,
        "heading": report.heading,
        "year": report.day.year,
        "month": report.day.month,
        "day_of_month": report.day.day,
        "day": say_day(report.day),
        "wide": any(part.table and len(part.table.for_readers().columns) > _WIDE for part in report.parts),
        "figures": [{"words": f.words, "shown": f.shown, "beside": f.beside} for f in report.figures],
        "summary": list(report.summary),
        "counted": report.counted,
        "parts": [_part(part) for part in report.parts],
    }


def _part(part: Part) -> dict[str, Any]:
    nothing = part.table is not None and part.table.empty
    return {
        "heading": part.heading,
        "level": part.level,
        "begins": part.new_page,
        "text": ["\n".join(lines_of(cell)) for cell in part.text] + ([NOTHING] if nothing else []),
        "bars": [{"told": bar.told, "svg": bar.svg()} for bar in part.bars],
        "facts": [[name, "; ".join(lines_of(cell))] for name, cell in part.facts],
        "table": _table(part.table.for_readers(), part.heading) if part.table and not nothing else None,
    }


def _table(table: Table, heading: str) -> dict[str, Any]:
    return {
        "title": table.title if table.title != heading else "",
        "blank": table.blank,
        "heads": [column.title for column in table.columns],
        "widths": [column.width for column in table.columns],
        "days": [column.kind is Kind.DAY for column in table.columns],
        "right": [column.kind in NUMERIC for column in table.columns],
        "rows": [_row(row, table) for row in table.rows],
        "total": _row(table.total, table) if table.total is not None else None,
    }


def _row(row: Row, table: Table) -> list[str]:
    return ["\n".join(lines_of(cell, column.kind)) for cell, column in zip(row, table.columns, strict=True)]
