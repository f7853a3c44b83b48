"""R3, the regional board: what is overdue, threatened, without reason, without owner, and where it has gone silent."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.fulfilment.labels import label
from tracker.fulfilment.standing import Status
from tracker.obligations.obligation import Act
from tracker.reports.entry import Entry, Outcome, Town, outcome_of, waits_on
from tracker.reports.report import Part, Report
from tracker.reports.table import Column, Link, Row, Table, day, number, status, words
from tracker.reports.telling import reason_said, say_party, say_period, say_progress
from tracker.reports.town_matrix import Square, squares_of, trouble
from tracker.timeline.czech import say_day
from tracker.timeline.czech_order import sort_key

KEY = "board"
REASON_AFTER = timedelta(days=30)
"""Later than this a delay must have its reason (Act 106/1999 asks for it)."""
SILENCE_AFTER = timedelta(days=90)
THREATENED_WITHIN = timedelta(days=30)
MISSED_MEETINGS = 3
"""An organisation that missed so many meetings in a row is told."""

MOST_NAMED = 5
"""Absences told in front; the table has them all."""


@dataclass(frozen=True, slots=True)
class Sign:
    """The last sign of life of a town or of one of its people; ``None``: there never was one."""

    town: Town
    who: str
    last: date | None


@dataclass(frozen=True, slots=True)
class Absence:
    """A member that missed the last ``meetings`` meetings in a row."""

    town: Town
    who: str
    meetings: int
    last_there: date | None


@dataclass(frozen=True, slots=True)
class Region:
    """What the board of a region is compiled from."""

    name: str
    towns: tuple[Town, ...]
    entries: tuple[Entry, ...]
    signs: tuple[Sign, ...]
    absences: tuple[Absence, ...]


def regional_board(region: Region, on: date, known: date) -> Report:
    """The board with the worst on top."""
    late = sorted(
        (e for e in region.entries if outcome_of(e) is Outcome.NOT_DONE and e.status is not Status.PARTLY),
        key=lambda e: (-(_days_late(e) or 0), e.town.name, e.obligation.title),
    )
    overdue = [e for e in late if e.status is not Status.MISSED]
    speechless = [e for e in overdue if without_reason(e, on)]
    silent = [sign for sign in region.signs if sign.last is None or on - sign.last > SILENCE_AFTER]
    missing = [absence for absence in region.absences if absence.meetings >= MISSED_MEETINGS]
    ownerless = [e for e in region.entries if not e.owner and _open(e)]
    return Report(
        key=KEY,
        title="Přehled regionu",
        subject=region.name,
        day=on,
        known=known,
        counted=(
            "Po termínu je, co mělo být splněno a není doloženo a uznáno. Důvod se žádá po 30 dnech. "
            "Ticho znamená 90 dní bez jediného záznamu."
        ),
        summary=(
            f"Po termínu {len(overdue)} v obcích {len({e.town.id for e in overdue})} z {len(region.towns)}, "
            f"bez důvodu {len(speechless)}.",
            f"Tichých obcí a lidí {len(silent)}, bez odpovědné osoby {len(ownerless)}.",
            *(
                f"Obec {absence.town.name}: {absence.who} chybí {absence.meetings}. jednání za sebou."
                for absence in sorted(missing, key=lambda a: (-a.meetings, a.town.name))[:MOST_NAMED]
            ),
        ),
        parts=(
            Part("Po termínu", table=_late("overdue", "Nejdéle po termínu nahoře", overdue)),
            Part("Bez důvodu", table=_late("without_reason", "Déle než 30 dní a důvod chybí", speechless)),
            Part("Ohrožené", table=_late("threatened", "Termín do 30 dní", threatened(region.entries, on))),
            Part("Ticho", table=_silence(silent, on)),
            Part("Kdo chybí na jednáních", table=_absences(missing)),
            Part("Bez odpovědné osoby", table=_late("ownerless", "Závazky, za které nikdo neodpovídá", ownerless)),
            Part("Matice obcí a druhů závazků", (_worst(region),), table=matrix(region.entries)),
        ),
    )


def _open(entry: Entry) -> bool:
    """Whether anything can still be done about the term: it runs, or it is late and its window is not closed."""
    closed = entry.status in (Status.PARTLY, Status.MISSED)
    return outcome_of(entry) in (Outcome.RUNNING, Outcome.NOT_DONE) and not closed


def _days_late(entry: Entry) -> int | None:
    """Days after the due day of what is not done: also where a paper or a word is missing, not the deed."""
    due = entry.standing.due
    if outcome_of(entry) is not Outcome.NOT_DONE or due is None:
        return entry.standing.days_late or None
    return entry.standing.days_late or (entry.standing.on - due).days


def without_reason(entry: Entry, on: date) -> bool:
    """Whether the delay is old enough to need its reason and has none."""
    due = entry.standing.due
    return due is not None and on - due > REASON_AFTER and entry.standing.reason is None


def threatened(entries: Iterable[Entry], on: date) -> list[Entry]:
    """What falls due soon and is not reached yet, the nearest first."""
    near = [
        (entry.standing.due, entry)
        for entry in entries
        if outcome_of(entry) is Outcome.RUNNING
        and entry.standing.due is not None
        and on <= entry.standing.due <= on + THREATENED_WITHIN
        and entry.standing.counted < entry.standing.quota
    ]
    return [entry for _, entry in sorted(near, key=lambda pair: (pair[0], pair[1].town.name))]


def matrix(entries: Iterable[Entry]) -> Table:
    """Municipality × kind of duty: each cell the worst status in it, the municipality in most trouble first."""
    fields = _fields(entries)
    acts = [act for act in Act if any(act in squares for squares in fields.values())]
    columns = (
        words("town", "Obec", 20),
        *(Column(f"act_{act.value}", label(act), status().kind, 16) for act in acts),
    )
    towns = sorted(fields, key=lambda town: (trouble(fields[town].values()), sort_key(town.name)))
    rows = tuple((_town(town), *(_cell(fields[town].get(act)) for act in acts)) for town in towns)
    return Table("matrix", "Nejhorší stav v každém políčku, obec s nejvíce potížemi nahoře", columns, rows)


def _fields(entries: Iterable[Entry]) -> dict[Town, dict[Act, Square]]:
    return squares_of(Counter((entry.town, entry.obligation.act, entry.status) for entry in entries))


def _cell(square: Square | None) -> Status | None:
    return square.status if square else None


def _worst(region: Region) -> str:
    squares = [square for field in _fields(region.entries).values() for square in field.values()]
    return f"Po termínu je {sum(square.status is Status.OVERDUE for square in squares)} z {len(squares)} políček."


def _late(key: str, title: str, entries: Sequence[Entry]) -> Table:
    columns = (
        words("town", "Obec", 18),
        words("obligation", "Závazek", 34),
        words("period", "Období", 18),
        day("due", "Termín"),
        number("days_late", "Dní po termínu"),
        words("progress", "Plnění", 12),
        status(),
        words("waits_on", "Na kom to vázne", 12),
        words("owner", "Kdo řeší", 18),
        words("reason", "Důvod", 34),
    )
    return Table(key, title, columns, tuple(map(_line, entries)))


def _line(entry: Entry) -> Row:
    return (
        _town(entry.town),
        Link(entry.obligation.title, "obligation", entry.duty),
        say_period(entry.occurrence),
        entry.standing.due,
        _days_late(entry),
        say_progress(entry),
        entry.status,
        say_party(waits_on(entry)),
        entry.owner or None,
        reason_said(entry),
    )


def _silence(signs: Sequence[Sign], on: date) -> Table:
    columns = (
        words("town", "Obec", 20),
        words("who", "Kdo", 30),
        day("last", "Naposledy"),
        number("days", "Dní ticha"),
    )
    ordered = sorted(signs, key=lambda sign: (sign.last or date.min, sign.town.name))
    rows = tuple((_town(s.town), s.who, s.last, (on - s.last).days if s.last else None) for s in ordered)
    return Table("silence", f"Bez záznamu déle než 90 dní k {say_day(on)}", columns, rows)


def _absences(absences: Sequence[Absence]) -> Table:
    columns = (
        words("town", "Obec", 20),
        words("who", "Kdo", 34),
        number("meetings", "Jednání za sebou"),
        day("last_there", "Naposledy přítomen"),
    )
    ordered = sorted(absences, key=lambda a: (-a.meetings, a.town.name))
    rows = tuple((_town(a.town), a.who, a.meetings, a.last_there) for a in ordered)
    return Table("absences", f"Chybí nejméně {MISSED_MEETINGS} jednání za sebou", columns, rows)


def _town(town: Town) -> Link:
    return Link(town.name, "town", town.id)
