"""What an archive of one municipality carries: its agreements, facts and registers; not who may enter, nor any mail.

A table that comes later is carried by itself when it belongs to a municipality and is journalled, unless named here.
"""

from typing import Any

from sqlalchemy import Column, Table

from tracker.store.database import Row
from tracker.store.tables import METADATA

FORMAT = "hlidac-archive/1"
MANIFEST, JOURNAL, PEOPLE, SUMS = "manifest.json", "journal.jsonl", "people.jsonl", "SHA256SUMS"

LEFT_OUT = {
    "journal": "told in a file of its own; a chain cannot be joined to another",
    "mandate": "who may enter is decided in the new place",
    "subscription": "its secret belongs to the old address",
    "partner_link": "so does this one",
    "partner_answer": "came through such a link",
    "invitation": "was sent from the old address",
    "incoming_message": "is mail",
    "incoming_paper": "waits for somebody to put it with an event; do that first",
    "occurrence_before": "is kept anew with every change",
}
"""Tables of a municipality that stay behind, and why."""

_ONCE = {"form_key"}
"""Columns that only guard against sending a form twice."""


def kinds() -> dict[str, type[Row]]:
    """The class of every table that is carried, each after those it points to."""
    classes = {str(kind.__tablename__): kind for kind in _rows(Row) if hasattr(kind, "__table__")}
    return {
        table.name: classes[table.name]
        for table in METADATA.sorted_tables
        if "municipality_id" in table.columns
        and table.name not in LEFT_OUT
        and not getattr(classes[table.name], "__unjournalled__", False)
    }


def points_at(table: Table) -> dict[str, str]:
    """Which column of a table points at which other table."""
    return {column.name: key.column.table.name for column in table.columns for key in column.foreign_keys}


def is_carried(column: "Column[Any]") -> bool:
    """Whether a column says something about the municipality."""
    return column.name not in _ONCE


def _rows(kind: Any) -> list[Any]:
    return [each for below in kind.__subclasses__() for each in (below, *_rows(below))]
