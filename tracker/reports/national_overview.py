"""The national roll-up: counts of municipalities, offices and the country; every sum agrees with its parts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median_low
from typing import Any

from tracker.fulfilment.compliance import Compliance, roll_up
from tracker.fulfilment.labels import label
from tracker.obligations.obligation import Act
from tracker.people.regions import Region
from tracker.reports.balance import agreed, balance_phrase, not_done, out_of_force, running
from tracker.reports.entry import Town
from tracker.reports.report import Part, Report
from tracker.reports.table import Column, Link, Row, Table, day, number, per_cent, share, words
from tracker.timeline.sentences import Counted, Phrase

KEY = "overview"


@dataclass(frozen=True, slots=True)
class TownCounts:
    """The counts of one municipality for a year; ``delays`` are the days of delay of what is overdue."""

    town: Town
    counts: Compliance
    without_reason: int = 0
    delays: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ActCounts:
    """The counts of one kind of duty over all municipalities."""

    act: Act
    counts: Compliance
    without_reason: int = 0
    delays: tuple[int, ...] = ()

    @classmethod
    def of(cls, act: Act, parts: Sequence["ActCounts"]) -> "ActCounts":
        """The whole of its parts."""
        delays = tuple(days for part in parts for days in part.delays)
        return cls(act, roll_up(part.counts for part in parts), sum(part.without_reason for part in parts), delays)


@dataclass(frozen=True, slots=True)
class Progress:
    """By ``until``: how much should have been met, and how much of that was; ``None`` for months to come."""

    until: date
    expected: int
    fulfilled: int | None


@dataclass(frozen=True, slots=True)
class National:
    """The counts of a year by municipality and by kind of duty, and its course."""

    towns: Sequence[TownCounts]
    acts: Sequence[ActCounts]
    progress: Sequence[Progress]


def national_overview(national: National, year: int, on: date, known: date, *, by_town: bool = True) -> Report:
    """The overview by office, kind of duty and, unless they are too many to be shown, municipality, with the course of
    the year.
    """
    towns, total = national.towns, _row("Celkem", national.towns)
    return Report(
        key=KEY,
        title=f"Přehled ČR za rok {year}",
        subject="všechna pracoviště ASZ",
        day=on,
        known=known,
        counted=str(what_counts(year, on)),
        summary=tuple(str(line) for line in front(national)),
        parts=(
            Part("Podle pracovišť", table=_by_office(towns, total)),
            Part("Podle krajů", table=_by_region(towns, total)),
            Part("Podle druhu závazku", table=_by_act(national.acts, total)),
            Part("Vývoj v roce", table=_progress(national.progress)),
            *([Part("Podle obcí", table=_by_town(towns, total))] if by_town else []),
        ),
    )


def front(national: National) -> tuple[Phrase, ...]:
    """What the country comes to, in a few sentences."""
    towns = national.towns
    whole = roll_up(town.counts for town in towns)
    late = sum(1 for town in towns if town.counts.overdue)
    delays = [days for town in towns for days in town.delays]
    told = {"terms": whole.overdue, "late": late, "towns": len(towns)}
    median = Counted(median_low(delays), "den") if delays else None
    return (
        balance_phrase(whole),
        Phrase("Po termínu %(terms)s v obcích %(late)s z %(towns)s.", **told),
        *([Phrase("Medián zpoždění toho, co je po termínu: %(days)s.", days=median)] if median else ()),
    )


def what_counts(year: int, on: date) -> Phrase:
    """Which terms the overview counts, and how."""
    return Phrase(
        "Počítají se termíny, které byly podle původní dohody splatné v roce %(year)s, ve stavu k %(day)s. "
        "Procento je podíl splněných na těch, které už lze hodnotit, a stojí vedle obou počtů. "
        "Mimo platnost je vedle součtu, nikdy v něm.",
        year=str(year),
        day=on,
    )


def _by_office(towns: Sequence[TownCounts], total: Row) -> Table:
    offices = sorted({town.town.office for town in towns})
    rows = tuple(_row(office, [t for t in towns if t.town.office == office]) for office in offices)
    return Table("by_office", "Pracoviště", _columns("office", "Pracoviště"), rows, total)


def _by_region(towns: Sequence[TownCounts], total: Row) -> Table:
    """Every region in which there is a municipality; those whose region nobody told stand last."""
    known = {region: [t for t in towns if t.town.region == region] for region in Region}
    rows = [_row(region.called, parts) for region, parts in known.items() if parts]
    unknown = [t for t in towns if t.town.region is None]
    rows += [_row("Kraj neuveden", unknown)] if unknown else []
    return Table("by_region", "Kraje", _columns("region", "Kraj"), tuple(rows), total)


def _by_act(acts: Sequence[ActCounts], total: Row) -> Table:
    """The kinds of duty; their sum is that of the municipalities, without how many these are."""
    rows = tuple(_cells(Link(label(a.act), "act", a.act.value), (), [a]) for a in acts)
    columns = [column for column in _columns("act", "Druh závazku") if column.key != "towns"]
    return Table("by_act", "Druhy závazků", tuple(columns), rows, (total[0], *total[2:]))


def _by_town(towns: Sequence[TownCounts], total: Row) -> Table:
    rows = tuple(_row(Link(t.town.name, "town", t.town.id), [t]) for t in towns)
    return Table("by_town", "Obce", _columns("town", "Obec"), rows, total)


def _columns(key: str, title: str) -> tuple[Column, ...]:
    return (
        words(key, title, 22),
        number("towns", "Obcí"),
        number("agreed", "Ujednáno"),
        number("due", "Lze hodnotit"),
        number("fulfilled", "Splněno"),
        share("share", "Splněno %"),
        number("late", "Z toho opožděně"),
        number("not_done", "Nesplněno"),
        number("overdue", "Z toho po termínu"),
        number("without_reason", "Bez důvodu"),
        number("median", "Medián zpoždění"),
        number("running", "Ještě běží"),
        number("out", "Mimo platnost"),
    )


def _row(name: Any, towns: Sequence[TownCounts]) -> Row:
    return _cells(name, (len(towns),), towns)


def _cells(name: Any, sizes: Row, parts: Sequence[TownCounts | ActCounts]) -> Row:
    counts = roll_up(part.counts for part in parts)
    delays = [days for part in parts for days in part.delays]
    return (
        name,
        *sizes,
        agreed(counts),
        counts.due,
        counts.fulfilled,
        per_cent(counts.fulfilled, counts.due),
        counts.late,
        not_done(counts),
        counts.overdue,
        sum(part.without_reason for part in parts),
        median_low(delays) if delays else None,
        running(counts),
        out_of_force(counts),
    )


def _progress(progress: Sequence[Progress]) -> Table:
    columns = (
        day("until", "Do"),
        number("expected", "Mělo být splněno", 16),
        number("fulfilled", "Z toho splněno", 16),
        share("share", "%"),
    )
    rows = tuple((p.until, p.expected, p.fulfilled, _share(p)) for p in progress)
    return Table("progress", "Narůstající počty od začátku roku", columns, rows)


def _share(progress: Progress) -> int | None:
    return None if progress.fulfilled is None else per_cent(progress.fulfilled, progress.expected)
