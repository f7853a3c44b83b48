"""Rows for a page, a CSV file, a sheet and a document: cells are values, and every form says them in its own way.

Days stay days and numbers stay numbers until the last moment, so that sheets sort and programs read them.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from tracker.fulfilment.labels import label
from tracker.timeline.czech import EN_DASH, NBSP, say_day, say_number


class Kind(StrEnum):
    """What a column holds. ``SHARE`` is whole per cent, ``MONEY`` crowns, ``STATUS`` a status of occurrences."""

    TEXT = "text"
    DAY = "day"
    NUMBER = "number"
    MONEY = "money"
    SHARE = "share"
    STATUS = "status"


NUMERIC = frozenset({Kind.NUMBER, Kind.MONEY, Kind.SHARE})
"""Kinds that stand on the right."""


@dataclass(frozen=True, slots=True)
class Said:
    """Words that a person wrote freely. Before a report is published somebody decides about each, by its ``key``."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to the facts behind them: the ``number`` of a thing of the kind ``to``, or the name of a kind."""

    words: str
    to: str
    number: int | str


_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
Atom = str | int | float | Decimal | date | StrEnum | Said | Link | None
Cell = Atom | tuple[Atom, ...]
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """``key`` names the column for programs, ``title`` for people. What is ``internal`` is left out when published."""

    key: str
    title: str
    kind: Kind = Kind.TEXT
    width: int = 14
    internal: bool = False


def words(key: str, title: str, width: int = 14, *, internal: bool = False) -> Column:
    """A column of text."""
    return Column(key, title, Kind.TEXT, width, internal)


def day(key: str, title: str) -> Column:
    """A column of days."""
    return Column(key, title, Kind.DAY, 13)


def number(key: str, title: str, width: int = 11) -> Column:
    """A column of counts or amounts."""
    return Column(key, title, Kind.NUMBER, width)


def share(key: str, title: str) -> Column:
    """A column of whole per cent; it stands beside the two counts it comes from."""
    return Column(key, title, Kind.SHARE, 8)


def money(key: str, title: str) -> Column:
    """A column of crowns."""
    return Column(key, title, Kind.MONEY, 27)


def status(key: str = "status", title: str = "Stav") -> Column:
    """A column of statuses of occurrences."""
    return Column(key, title, Kind.STATUS, 20)


NOTHING = "Žádný záznam."
"""What stands in place of a table without rows, where people read it."""


@dataclass(frozen=True, slots=True)
class Table:
    """A named table; ``key`` names its file or sheet. ``total`` is a closing row with the sums of the others."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row | None = None

    def __post_init__(self) -> None:
        for row in self.all_rows():
            if len(row) != len(self.columns):
                raise ValueError(f"{self.key}: a row of {len(row)} cells under {len(self.columns)} columns")

    def all_rows(self) -> Iterator[Row]:
        """The rows and the closing one."""
        yield from self.rows
        if self.total is not None:
            yield self.total

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show but heads: such a table is told as „žádný záznam“."""
        return not self.rows

    def column(self, key: str) -> tuple[Cell, ...]:
        """The cells of one column, without the closing row."""
        at = [column.key for column in self.columns].index(key)
        return tuple(row[at] for row in self.rows)

    def without_internal(self) -> "Table":
        """The table as the public may see it."""
        return self._only([at for at, column in enumerate(self.columns) if not column.internal])

    def for_readers(self) -> "Table":
        """The table without the columns in which nothing stands; one with nothing at all is a form to be filled in."""
        used = [at for at in range(len(self.columns)) if any(atoms(row[at]) for row in self.rows)]
        return self._only(used) if used else self

    @property
    def blank(self) -> bool:
        """Whether all its cells wait for somebody's pen."""
        return not any(atoms(cell) for row in self.all_rows() for cell in row)

    def _only(self, kept: list[int]) -> "Table":
        def cut(row: Row) -> Row:
            return tuple(row[at] for at in kept)

        return replace(
            self,
            columns=tuple(self.columns[at] for at in kept),
            rows=tuple(cut(row) for row in self.rows),
            total=cut(self.total) if self.total is not None else None,
        )


def atoms(cell: Cell) -> tuple[Atom, ...]:
    """The single values of a cell; nothing for an empty one."""
    if cell is None:
        return ()
    return cell if isinstance(cell, tuple) else (cell,)


def said_in(rows: Iterable[Row]) -> Iterator[Said]:
    """Every free text of the rows."""
    for row in rows:
        for cell in row:
            yield from (atom for atom in atoms(cell) if isinstance(atom, Said))


def printable(text: str) -> str:
    """``text`` without control characters, which no document may hold; line ends and tabs stay."""
    return _CONTROL.sub("", text)


def words_of(atom: Atom, kind: Kind = Kind.TEXT) -> str:
    """One value as people read it in Czech."""
    return printable(_words_of(atom, kind))


def _words_of(atom: Atom, kind: Kind) -> str:
    if atom is None:
        return EN_DASH
    if isinstance(atom, Said | Link):
        return atom.words
    if isinstance(atom, StrEnum):
        return label(atom)
    if isinstance(atom, date):
        return say_day(atom)
    if isinstance(atom, str):
        return atom
    if kind is Kind.MONEY:
        return say_money(Decimal(atom))
    return f"{say_number(float(atom))}{NBSP}%" if kind is Kind.SHARE else say_number(float(atom))


def lines_of(cell: Cell, kind: Kind = Kind.TEXT) -> tuple[str, ...]:
    """The lines of a cell as people read them; an empty cell is one dash."""
    return tuple(words for atom in atoms(cell) if (words := words_of(atom, kind))) or (EN_DASH,)


def say_money(amount: Decimal) -> str:
    """``50 910 144,70 Kč``; whole crowns without decimals. Counted in hundredths, never in binary fractions."""
    crowns, hundredths = divmod(abs(int(amount * 100)), 100)
    grouped = f"{crowns:,}".replace(",", NBSP)
    sign = "−" if amount < 0 else ""
    return f"{sign}{grouped}{f',{hundredths:02d}' if hundredths else ''}{NBSP}Kč"


def per_cent(part: float, whole: float) -> int | None:
    """Whole per cent, rounded down so that only a whole is 100; ``None`` of nothing. Shown beside its two counts."""
    return int(part * 100 // whole) if whole else None
