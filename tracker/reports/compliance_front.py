"""The front page of R1: what a council member has to know, in a minute, with the year before beside it."""

from collections import Counter
from collections.abc import Iterator, Sequence

from tracker.fulfilment.compliance import Compliance
from tracker.obligations.obligation import Party
from tracker.reports.balance import agreed, balance, not_done, out_of_force, running, say_balance, say_share
from tracker.reports.bars import Bar, Segment
from tracker.reports.entry import Entry, Outcome, outcome_of, waits_on
from tracker.reports.figures import Figure
from tracker.reports.table import Cell, Column, Kind, Table
from tracker.reports.yearly import Lot, Yearly
from tracker.timeline.czech import NBSP, counted, say_number

_HALVES = {Party.MUNICIPALITY: "na obci", Party.ASZ: "na ASZ", Party.BOTH: "na obou stranách"}
_NAMED = 3
"""Failed duties named in front; the rest are counted."""


def front_lines(yearly: Yearly) -> tuple[str, ...]:
    """The sentences in front: the balance, last year's, what failed and whose half it is, old debts, the hours."""
    return tuple(_lines(yearly))


def _lines(yearly: Yearly) -> Iterator[str]:
    own, carried = yearly.lot(Lot.YEAR), yearly.lot(Lot.CARRIED)
    yield say_balance(balance(own))
    if yearly.before:
        yield f"Předchozí rok {yearly.year - 1}: splněno {say_share(balance(yearly.before))}."
    failed = [entry for entry in own if outcome_of(entry) is Outcome.NOT_DONE]
    if failed:
        yield _say_failed(failed)
    if carried:
        yield f"Dluh z minulých let: splněno {say_share(balance(carried))}."
    for entry in yearly.lot(Lot.LONG):
        if entry.occurrence.unit.startswith("hodin"):
            done, quota = counted(entry.standing.counted, "hodina"), say_number(entry.standing.quota)
            yield f"{entry.obligation.title}: {done} z{NBSP}dohodnutých {quota} na celou dobu."


def _say_failed(failed: Sequence[Entry]) -> str:
    """What was not done, on whom it is held up, and how often nobody said why."""
    titles = list(dict.fromkeys(entry.obligation.title for entry in failed))
    names = ", ".join(titles[:_NAMED]) + (f" a další {len(titles) - _NAMED}" if len(titles) > _NAMED else "")
    held = Counter(party for entry in failed if (party := waits_on(entry)))
    whose = ", ".join(f"{words} {held[party]}×" for party, words in _HALVES.items() if held[party])
    silent = sum(entry.standing.reason is None for entry in failed)
    some = f" Důvod chybí u{NBSP}{silent} z{NBSP}{len(failed)}." if silent else ""
    why = " Důvod nikdo neuvedl." if silent == len(failed) else some
    return f"Nesplněno: {names}. Vázne to {whose}.{why}" if whose else f"Nesplněno: {names}.{why}"


def front_figures(yearly: Yearly) -> tuple[Figure, ...]:
    """Agreed, done, late, not done, and what still runs where anything does; each beside that of the year before."""
    told = [
        ("ujednáno termínů", agreed),
        ("splněno včas", lambda counts: counts.on_time),
        ("splněno opožděně", lambda counts: counts.late),
        ("nesplněno", not_done),
        ("ještě běží", running),
    ]
    now, before = balance(yearly.lot(Lot.YEAR)), balance(yearly.before)
    figures = (
        Figure(words, count(now), f"{yearly.year - 1}: {say_number(count(before))}" if yearly.before else "")
        for words, count in told
    )
    return tuple(figure for figure in figures if figure.number or figure.words != told[-1][0])


def front_bars(yearly: Yearly) -> tuple[Bar, ...]:
    """The year and the one before as bars of the same scale."""
    told = [(str(yearly.year), balance(yearly.lot(Lot.YEAR)))]
    if yearly.before:
        told.append((str(yearly.year - 1), balance(yearly.before)))
    whole = max(agreed(counts) for _, counts in told)
    return tuple(Bar(name, _segments(counts), whole) for name, counts in told) if whole else ()


def _segments(counts: Compliance) -> tuple[Segment, ...]:
    return (
        Segment("on_time", "splněno včas", counts.on_time),
        Segment("late", "splněno opožděně", counts.late),
        Segment("not_done", "nesplněno", not_done(counts)),
        Segment("running", "ještě běží", running(counts)),
    )


def in_brief(yearly: Yearly) -> Table:
    """The counts of the year beside those of the year before."""
    years = [balance(yearly.lot(Lot.YEAR)), balance(yearly.before)]
    rows: list[tuple[Cell, ...]] = [
        ("Ujednáno", *map(agreed, years)),
        ("Splněno včas", *(counts.on_time for counts in years)),
        ("Splněno opožděně", *(counts.late for counts in years)),
        ("Nesplněno", *map(not_done, years)),
        ("Ještě běží", *map(running, years)),
        ("Splněno z toho, co už lze hodnotit", *map(say_share, years)),
        ("Průměr přes závazky, každý váží stejně", *map(_mean_share, years)),
        ("Mimo platnost (nepočítá se)", *map(out_of_force, years)),
    ]
    columns = (
        Column("what", "Termíny", width=36),
        Column("year", str(yearly.year), Kind.NUMBER),
        Column("before", str(yearly.year - 1), Kind.NUMBER),
    )
    return Table("in_brief", "Termíny v roce zprávy a v roce předchozím", columns, tuple(rows))


def _mean_share(counts: Compliance) -> str | None:
    return f"{int(counts.share * 100)}{NBSP}%" if counts.share is not None else None
