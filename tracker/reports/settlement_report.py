"""R7, the settlement at an early end: four piles on the day of the end, and what fell to the days in force."""

from collections.abc import Sequence
from datetime import date

from tracker.fulfilment.settlement import LABELS, Line, Pile, Settlement
from tracker.obligations.wording import say_deadline
from tracker.reports.entry import Paper, Town
from tracker.reports.report import Part, Report
from tracker.reports.table import Row, Said, Table, day, number, status, words
from tracker.reports.telling import say_party, say_period
from tracker.timeline.czech import counted, say_day

KEY = "settlement"


def settlement_report(town: Town, paper: Paper, settlement: Settlement, reason: str, known: date) -> Report:
    """The settlement of an agreement whose last day is ``settlement.ended``."""
    sizes = {pile: len(settlement.pile(pile)) for pile in Pile}
    return Report(
        key=KEY,
        title=f"Vypořádání: {paper.title}",
        subject=f"obec {town.name}",
        day=settlement.ended,
        known=known,
        counted=(
            f"Každý termín dokumentu je právě v jedné skupině podle stavu k {say_day(settlement.ended)}. "
            "U rozběhnutého období se počet krátí podle dnů, po které dokument platil, a zaokrouhluje nahoru."
        ),
        summary=(
            f"Dokument platil do {say_day(settlement.ended)}, sjednán byl do {say_day(paper.ends)}.",
            "; ".join(f"{LABELS[pile]}: {size}" for pile, size in sizes.items()) + ".",
        ),
        parts=(
            *((Part("Důvod ukončení", (Said("end#reason", reason),)),) if reason else ()),
            Part("Součet", table=_sizes(settlement)),
            *(
                Part(LABELS[pile], (counted(size, "termín"),), table=_pile(pile, settlement.pile(pile)))
                for pile, size in sizes.items()
                if size
            ),
        ),
    )


def _sizes(settlement: Settlement) -> Table:
    columns = (words("pile", "Skupina", 40), number("terms", "Termínů"))
    rows = tuple((LABELS[pile], len(settlement.pile(pile))) for pile in Pile)
    return Table("piles", "Kolik termínů je v které skupině", columns, rows, ("Celkem", len(settlement.lines)))


def _pile(pile: Pile, lines: Sequence[Line]) -> Table:
    columns = (
        words("obligation", "Závazek", 36),
        words("rule", "Dohoda", 24),
        words("period", "Období", 20),
        day("due", "Termín"),
        words("party", "Odpovídá", 12),
        number("counted", "Započteno"),
        number("quota", "Z"),
        number("owed", "Poměrná část"),
        words("met", "Poměrná část splněna", 14),
        status("status", "Stav v den ukončení"),
    )
    return Table(pile.value, LABELS[pile], columns, tuple(map(_line, lines)))


def _line(line: Line) -> Row:
    return (
        line.obligation.title,
        say_deadline(line.obligation.deadline),
        say_period(line.occurrence),
        line.standing.due,
        say_party(line.obligation.party),
        line.counted,
        line.quota,
        line.owed,
        {True: "ano", False: "ne", None: None}[line.met_pro_rata],
        line.standing.status,
    )
