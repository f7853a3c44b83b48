"""A report as a value: what it says on which day, for every form in which it is read."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date

from tracker.reports.bars import Bar
from tracker.reports.figures import Figure
from tracker.reports.table import Atom, Cell, Row, Said, Table, atoms, said_in


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with its sentences, bars, named facts and table. ``level`` 1 stands under the title, 2 under a part.

    On paper a part with ``new_page`` ends the front of the report.
    """

    heading: str
    text: tuple[Cell, ...] = ()
    facts: tuple[tuple[str, Cell], ...] = ()
    table: Table | None = None
    level: int = 1
    bars: tuple[Bar, ...] = ()
    new_page: bool = False

    @property
    def says(self) -> bool:
        """Whether there is anything under the heading."""
        return bool(self.text or self.facts or self.table or self.bars)

    def all_rows(self) -> Iterator[Row]:
        """All cells of the part, in rows."""
        yield from ((cell,) for cell in self.text)
        yield from ((cell,) for _, cell in self.facts)
        if self.table:
            yield from self.table.all_rows()


@dataclass(frozen=True, slots=True)
class Report:
    """What one report says. ``day`` is the day whose state is told, ``known`` the last day whose records count.

    ``counted`` says what was counted, ``figures`` and ``summary`` stand in front. ``data`` are the tables for programs
    and sheets; where a report names none, they are the tables of its parts.
    """

    key: str
    title: str
    subject: str
    day: date
    known: date
    counted: str
    summary: tuple[str, ...]
    parts: tuple[Part, ...]
    data: tuple[Table, ...] = ()
    figures: tuple[Figure, ...] = ()

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables for programs and sheets."""
        return self.data or tuple(part.table for part in self.parts if part.table)

    def led_by(self, key: str) -> "Report":
        """The report whose table of that key comes first for programs and sheets."""
        return replace(self, data=tuple(sorted(self.tables, key=lambda table: table.key != key)))

    def only(self, key: str) -> "Report | None":
        """The report with the table of that key alone for programs and sheets; ``None`` when it has no such table."""
        chosen = tuple(table for table in self.tables if table.key == key)
        return replace(self, data=chosen) if chosen else None

    @property
    def heading(self) -> str:
        """Title and subject in one line."""
        return f"{self.title} · {self.subject}" if self.subject else self.title

    def texts(self) -> tuple[Said, ...]:
        """Every free text, once, in the order of reading."""
        found = (text for part in self.parts for text in said_in(part.all_rows()))
        more = (text for table in self.data for text in said_in(table.all_rows()))
        return tuple({text.key: text for text in (*found, *more) if text.words}.values())

    def published(self, shown: Collection[str]) -> "Report":
        """The report as the public may see it: without internal columns, and only with the free texts of ``shown``.

        A part that held nothing but such texts goes with them; a heading over other parts stays.
        """

        def allowed(atom: Atom) -> bool:
            return not isinstance(atom, Said) or atom.key in shown

        return replace(
            self,
            parts=tuple(kept for part in self.parts if (kept := _filtered(part, allowed)).says or not part.says),
            data=tuple(_cleared(table.without_internal(), allowed) for table in self.data),
        )


def _filtered(part: Part, allowed: Callable[[Atom], bool]) -> Part:
    return replace(
        part,
        text=tuple(kept for cell in part.text if (kept := _kept(cell, allowed))),
        facts=tuple((name, _kept(cell, allowed)) for name, cell in part.facts),
        table=_cleared(part.table.without_internal(), allowed) if part.table else None,
    )


def _cleared(table: Table, allowed: Callable[[Atom], bool]) -> Table:
    rows = tuple(tuple(_kept(cell, allowed) for cell in row) for row in table.rows)
    return replace(table, rows=rows)


def _kept(cell: Cell, allowed: Callable[[Atom], bool]) -> Cell:
    kept = tuple(atom for atom in atoms(cell) if allowed(atom))
    return kept if isinstance(cell, tuple) else next(iter(kept), None)
