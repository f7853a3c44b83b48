"""Every occurrence of the yearly report in one flat table, for sheets and programs."""

from collections.abc import Sequence

from tracker.obligations.obligation import Side
from tracker.obligations.wording import say_deadline
from tracker.reports.entry import Entry, waits_on
from tracker.reports.table import Cell, Column, Kind, Table
from tracker.reports.telling import (
    decisions_said,
    happened,
    paper_names,
    papers,
    reason_said,
    say_party,
    say_period,
    statements,
)
from tracker.reports.yearly import Lot


def entry_table(entries: Sequence[tuple[Entry, Lot]]) -> Table:
    """Every occurrence of the report in one flat table, for sheets and programs."""
    columns = (
        Column("lot", "Oddíl", width=14),
        Column("obligation", "Závazek", width=40),
        Column("words", "Dohodnutá slova", width=50),
        Column("rule", "Pravidlo termínu", width=28),
        Column("period", "Období", width=20),
        Column("first_due", "Původní termín", Kind.DAY),
        Column("due", "Termín", Kind.DAY),
        Column("counted", "Započteno", Kind.NUMBER),
        Column("quota", "Z", Kind.NUMBER),
        Column("unit", "Jednotka", width=12),
        Column("status", "Stav", Kind.STATUS, width=18),
        Column("fulfilled_on", "Splněno dne", Kind.DAY),
        Column("days_late", "Dní po termínu", Kind.NUMBER),
        Column("happened", "Co proběhlo", width=44),
        Column("evidence", "Doklady", width=24),
        Column("evidence_names", "Názvy dokladů", width=30, internal=True),
        Column("party", "Odpovídá", width=12),
        Column("waits_on", "Na kom to vázne", width=14),
        Column("reason", "Důvod", width=40),
        Column("municipality_says", "Vyjádření obce", width=40),
        Column("asz_says", "Vyjádření ASZ", width=40),
        Column("decisions", "Rozhodnutí", width=40),
        Column("paper", "Dokument", width=36),
        Column("key", "Klíč termínu", width=30),
    )
    return Table("occurrences", "Termíny", columns, tuple(_flat(entry, lot) for entry, lot in entries))


def _flat(entry: Entry, lot: Lot) -> tuple[Cell, ...]:
    duty, standing = entry.obligation, entry.standing
    return (
        lot.value,
        duty.title,
        duty.quote,
        say_deadline(duty.deadline),
        say_period(entry.occurrence),
        standing.first_due,
        standing.due,
        standing.counted,
        standing.quota,
        entry.occurrence.unit,
        entry.status,
        standing.fulfilled_on,
        standing.days_late,
        happened(entry),
        papers(entry),
        paper_names(entry),
        say_party(duty.party),
        say_party(waits_on(entry)),
        reason_said(entry),
        statements(entry, Side.MUNICIPALITY),
        statements(entry, Side.ASZ),
        decisions_said(entry),
        entry.paper.title,
        entry.occurrence.key,
    )
