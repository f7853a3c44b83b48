"""R1, the yearly report on keeping a cooperation: what was agreed, done, not done, why and whose half it was."""

from collections.abc import Iterable, Sequence

from tracker.fulfilment.compliance import Compliance
from tracker.obligations.obligation import Party, Side
from tracker.obligations.wording import say_deadline
from tracker.reports.balance import agreed, balance, not_done, running
from tracker.reports.compliance_front import front_bars, front_figures, front_lines, in_brief
from tracker.reports.compliance_table import entry_table
from tracker.reports.entry import Entry, Outcome, Paper, by_obligation, outcome_of, waits_on
from tracker.reports.report import Part, Report
from tracker.reports.table import Cell, Column, Kind, Link, Said, Table
from tracker.reports.telling import (
    decisions_said,
    happened,
    papers,
    reason_said,
    say_halves,
    say_party,
    say_period,
    say_progress,
    statements,
)
from tracker.reports.yearly import Lot, Yearly, lot_of
from tracker.timeline.czech import EN_DASH, say_day, say_range

KEY = "compliance"
_SILENT = "důvod nikdo neuvedl"


def compliance_report(yearly: Yearly) -> Report:
    """The report with its front page first and every obligation after it."""
    return Report(
        key=KEY,
        title=f"Zpráva o plnění popisu spolupráce za rok {yearly.year}",
        subject=f"obec {yearly.town.name}",
        day=yearly.day,
        known=yearly.known,
        counted=_what_is_counted(yearly),
        figures=front_figures(yearly),
        summary=front_lines(yearly),
        parts=(
            *_bars(yearly),
            _failures(yearly),
            *_comment("Co dál", "next", yearly.comments.next_steps),
            *_comment("Vyjádření ASZ", "asz", yearly.comments.asz),
            Part("Čí polovina", table=_halves(yearly.lot(Lot.YEAR))),
            Part("Rok vedle roku", table=in_brief(yearly)),
            Part("Závazky jeden po druhém", new_page=True),
            *_each_obligation(yearly),
            *_apart("Z minulých let", "carried", yearly.lot(Lot.CARRIED)),
            *_apart("Víceleté závazky", "long", yearly.lot(Lot.LONG)),
            *_apart("Bez pevného termínu", "open_ended", yearly.lot(Lot.OPEN_ENDED)),
            Part("Odkud závazky plynou", table=_papers_in(yearly.entries)),
        ),
        data=(entry_table([(e, lot) for e in yearly.entries if (lot := lot_of(e, yearly.year))]),),
    )


def _what_is_counted(yearly: Yearly) -> str:
    return (
        f"Počítají se termíny, které byly podle původní dohody splatné v roce {yearly.year}, ve stavu "
        f"k {say_day(yearly.day)} podle záznamů pořízených do {say_day(yearly.known)}. Posunutý termín zůstává v roce, "
        "na který byl sjednán. Prominuté, nahrazené, pozastavené, uvolněné a zrušené termíny stojí mimo součet."
    )


def _bars(yearly: Yearly) -> tuple[Part, ...]:
    bars = front_bars(yearly)
    return (Part("Ve zkratce", bars=bars),) if bars else ()


def _failures(yearly: Yearly) -> Part:
    failed = [e for e in yearly.lot(Lot.YEAR) + yearly.lot(Lot.CARRIED) if outcome_of(e) is Outcome.NOT_DONE]
    text: tuple[Cell, ...] = () if failed else ("Nic z toho, co už mělo být splněno, nechybí.",)
    if yearly.comments.failures:
        text = (*text, Said("text#failures", yearly.comments.failures))
    columns = (
        Column("obligation", "Závazek", width=36),
        Column("period", "Období", width=_period_width(failed)),
        Column("due", "Termín", Kind.DAY),
        Column("progress", "Plnění", width=12),
        Column("status", "Stav", Kind.STATUS, width=18),
        Column("days_late", "Dní po termínu", Kind.NUMBER),
        Column("waits_on", "Na kom to vázne", width=14),
        Column("reason", "Důvod", width=40),
    )
    rows = tuple(
        (
            _named(entry),
            say_period(entry.occurrence),
            entry.standing.due,
            say_progress(entry),
            entry.status,
            entry.standing.days_late or None,
            say_party(waits_on(entry)),
            (*reason_said(entry), *decisions_said(entry)) or _SILENT,
        )
        for entry in sorted(failed, key=lambda e: (-e.standing.days_late, e.obligation.title))
    )
    table = Table("failures", "Nesplněné termíny, nejdéle po termínu nahoře", columns, rows) if rows else None
    return Part("Co se nepodařilo a proč", text, table=table)


def _comment(heading: str, key: str, words: str) -> tuple[Part, ...]:
    return (Part(heading, (Said(f"text#{key}", words),)),) if words else ()


def _halves(entries: Sequence[Entry]) -> Table:
    columns = (
        Column("party", "Kdo odpovídá", width=20),
        Column("agreed", "Ujednáno", Kind.NUMBER),
        Column("fulfilled", "Splněno", Kind.NUMBER),
        Column("not_done", "Nesplněno", Kind.NUMBER),
        Column("running", "Ještě běží", Kind.NUMBER),
        Column("waits", "Teď na ní vázne", Kind.NUMBER),
    )
    waits = [waits_on(entry) for entry in entries]
    balances = {party: balance(e for e in entries if e.obligation.party is party) for party in Party}
    rows = tuple(
        _half(say_party(party) or "", counts, waits.count(party))
        for party, counts in balances.items()
        if counts.total or party in waits
    )
    total = _half("Celkem", balance(entries), sum(1 for party in waits if party))
    return Table("halves", "Termíny podle toho, kdo za ně odpovídá", columns, rows, total)


def _half(name: str, counts: Compliance, waits: int) -> tuple[Cell, ...]:
    return name, agreed(counts), counts.fulfilled, not_done(counts), running(counts), waits


def _each_obligation(yearly: Yearly) -> tuple[Part, ...]:
    return tuple(_obligation(entries) for entries in by_obligation(yearly.lot(Lot.YEAR)).values())


def _obligation(entries: Sequence[Entry]) -> Part:
    duty = entries[0].obligation
    facts: list[tuple[str, Cell]] = [
        ("Dohodnutá slova", f"„{duty.quote}“"),
        ("Termín", say_deadline(duty.deadline)),
        ("Odpovídá", say_halves(entries[0])),
        ("Výstup", duty.outputs or None),
        ("Vyjádření obce", _all_said(entries, Side.MUNICIPALITY)),
        ("Vyjádření ASZ", _all_said(entries, Side.ASZ)),
    ]
    return Part(duty.title, facts=tuple(f for f in facts if f[1]), table=_occurrences("occurrences", entries), level=2)


def _all_said(entries: Iterable[Entry], side: Side) -> tuple[Said, ...]:
    return tuple(said for entry in entries for said in statements(entry, side))


def _occurrences(key: str, entries: Sequence[Entry], *, named: str = "") -> Table:
    """The occurrences one on a line; those of several duties are ``named`` after what they have in common."""
    columns = (
        *((Column("obligation", "Závazek", width=36),) if named else ()),
        Column("period", "Období", width=_period_width(entries)),
        Column("due", "Termín", Kind.DAY),
        Column("progress", "Plnění", width=12),
        Column("status", "Stav", Kind.STATUS, width=16),
        Column("fulfilled_on", "Splněno dne", Kind.DAY),
        Column("days_late", "Dní po termínu", Kind.NUMBER, width=11),
        Column("happened", "Co proběhlo", width=46),
        Column("evidence", "Doklady", width=26),
    )
    rows = tuple(
        (
            *((_named(entry),) if named else ()),
            say_period(entry.occurrence),
            entry.standing.due,
            say_progress(entry),
            entry.status,
            entry.standing.fulfilled_on,
            entry.standing.days_late or None,
            happened(entry),
            papers(entry),
        )
        for entry in entries
    )
    return Table(key, f"Termíny: {named or entries[0].obligation.title}", columns, rows)


def _period_width(entries: Iterable[Entry]) -> int:
    """A year needs less room than a window of days."""
    return max((min(20, max(9, len(say_period(entry.occurrence)))) for entry in entries), default=9)


def _apart(heading: str, key: str, entries: Sequence[Entry]) -> tuple[Part, ...]:
    return (Part(heading, table=_occurrences(key, entries, named=heading)),) if entries else ()


def _papers_in(entries: Iterable[Entry]) -> Table:
    found = {entry.paper.id: entry.paper for entry in entries}
    columns = (
        Column("title", "Dokument", width=40),
        Column("validity", "Platnost", width=24),
        Column("approved_on", "Schváleno", Kind.DAY),
        Column("resolution", "Usnesení", width=20),
    )
    return Table("papers", "Dokumenty, ze kterých závazky plynou", columns, tuple(map(_paper, found.values())))


def _paper(paper: Paper) -> tuple[Cell, ...]:
    validity = say_range(paper.starts, paper.ended_on or paper.ends)
    return Link(paper.title, "agreement", paper.id), validity, paper.approved_on, paper.resolution or EN_DASH


def _named(entry: Entry) -> Link:
    return Link(entry.obligation.title, "obligation", entry.duty)
