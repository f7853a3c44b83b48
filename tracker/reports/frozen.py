"""A report as JSON and back: the form that is kept when a report is frozen, and that is published beside the page.

Days are ISO texts, money a text of crowns, a status its code, free text ``{"key", "words"}``, a link ``{"words", "to",
"number"}``, several values of a cell a list. The checksum is taken over this form alone.
"""

import hashlib
import json
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from tracker.fulfilment.standing import Status
from tracker.reports.bars import Bar, Segment
from tracker.reports.figures import Figure
from tracker.reports.report import Part, Report
from tracker.reports.table import Atom, Cell, Column, Kind, Link, Said, Table


def to_json(report: Report) -> dict[str, Any]:
    """The report in its documented form (``docs/reports.md``)."""
    return {
        "report": report.key,
        "title": report.title,
        "subject": report.subject,
        "day": report.day.isoformat(),
        "known": report.known.isoformat(),
        "counted": report.counted,
        "summary": list(report.summary),
        "parts": [_part(part) for part in report.parts],
        "data": [table_json(table) for table in report.data],
        **({"figures": [_figure(figure) for figure in report.figures]} if report.figures else {}),
    }


def from_json(form: dict[str, Any]) -> Report:
    """The report that ``to_json`` wrote."""
    return Report(
        key=form["report"],
        title=form["title"],
        subject=form["subject"],
        day=date.fromisoformat(form["day"]),
        known=date.fromisoformat(form["known"]),
        counted=form["counted"],
        summary=tuple(form["summary"]),
        parts=tuple(_read_part(part) for part in form["parts"]),
        data=tuple(_read_table(table) for table in form["data"]),
        figures=tuple(Figure(**figure) for figure in form.get("figures", ())),
    )


def checksum(report: Report) -> str:
    """SHA-256 over the canonical JSON of the report."""
    told = json.dumps(to_json(report), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()


def table_json(table: Table) -> dict[str, Any]:
    """A table with its columns described and its rows as lists."""
    columns = [
        {"key": c.key, "title": c.title, "kind": c.kind.value, "width": c.width, "internal": c.internal}
        for c in table.columns
    ]
    rows = [[_cell(cell) for cell in row] for row in table.rows]
    total = [_cell(cell) for cell in table.total] if table.total is not None else None
    return {"key": table.key, "title": table.title, "columns": columns, "rows": rows, "total": total}


def _part(part: Part) -> dict[str, Any]:
    return {
        "heading": part.heading,
        "level": part.level,
        "text": [_cell(cell) for cell in part.text],
        "facts": [[name, _cell(cell)] for name, cell in part.facts],
        "table": table_json(part.table) if part.table else None,
        **({"bars": [_bar(bar) for bar in part.bars]} if part.bars else {}),
        **({"new_page": True} if part.new_page else {}),
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {"words": figure.words, "number": figure.number, "beside": figure.beside}


def _bar(bar: Bar) -> dict[str, Any]:
    segments = [{"kind": s.kind, "words": s.words, "count": s.count} for s in bar.segments]
    return {"name": bar.name, "segments": segments, "whole": bar.whole}


def _cell(cell: Cell) -> Any:
    return [_atom(atom) for atom in cell] if isinstance(cell, tuple) else _atom(cell)


def _atom(atom: Atom) -> Any:
    if isinstance(atom, Said):
        return {"key": atom.key, "words": atom.words}
    if isinstance(atom, Link):
        return {"words": atom.words, "to": atom.to, "number": atom.number}
    if isinstance(atom, date):
        return atom.isoformat()
    if isinstance(atom, StrEnum):
        return atom.value
    return str(atom) if isinstance(atom, Decimal) else atom


def _read_part(form: dict[str, Any]) -> Part:
    return Part(
        heading=form["heading"],
        level=form["level"],
        text=tuple(_read_cell(cell, Kind.TEXT) for cell in form["text"]),
        facts=tuple((name, _read_cell(cell, Kind.TEXT)) for name, cell in form["facts"]),
        table=_read_table(form["table"]) if form["table"] else None,
        bars=tuple(_read_bar(bar) for bar in form.get("bars", ())),
        new_page=form.get("new_page", False),
    )


def _read_bar(form: dict[str, Any]) -> Bar:
    return Bar(form["name"], tuple(Segment(**segment) for segment in form["segments"]), form["whole"])


def _read_table(form: dict[str, Any]) -> Table:
    columns = tuple(Column(**{**column, "kind": Kind(column["kind"])}) for column in form["columns"])

    def row(cells: list[Any]) -> tuple[Cell, ...]:
        return tuple(_read_cell(cell, column.kind) for cell, column in zip(cells, columns, strict=True))

    total = row(form["total"]) if form["total"] is not None else None
    return Table(form["key"], form["title"], columns, tuple(row(cells) for cells in form["rows"]), total)


def _read_cell(form: Any, kind: Kind) -> Cell:
    return tuple(_read_atom(atom, kind) for atom in form) if isinstance(form, list) else _read_atom(form, kind)


def _read_atom(form: Any, kind: Kind) -> Atom:
    if isinstance(form, dict):
        return Link(**form) if "to" in form else Said(**form)
    if isinstance(form, str) and kind is Kind.DAY:
        return date.fromisoformat(form)
    if isinstance(form, str) and kind is Kind.STATUS:
        return Status(form)
    if isinstance(form, str) and kind is Kind.MONEY:
        return Decimal(form)
    value: Atom = form
    return value
