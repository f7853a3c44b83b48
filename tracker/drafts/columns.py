"""Which column of a table says what, by the meaning of its head and in any order."""

import re
from dataclasses import dataclass
from enum import StrEnum

from tracker.documents.passages import Cell, DocumentText, Table
from tracker.timeline.folding import folded


class Column(StrEnum):
    """What the cells of a column tell about a duty."""

    ACTIVITY = "activity"
    SPECIFICATION = "specification"
    OUTPUT = "output"
    MUNICIPALITY = "municipality"
    ASZ = "asz"
    RESPONSIBLE = "responsible"
    DEADLINE = "deadline"
    ORDER = "order"
    STATE = "state"


OWNERS = frozenset({Column.MUNICIPALITY, Column.ASZ, Column.RESPONSIBLE})
"""Columns that say who owes a duty."""

_C = r"(?<!\w)(?:c|e|¢|c¢|€)"
"""The letter "č" at the beginning of a word, as it is read in damaged texts, too."""
_OWNER = r"(odpoved|odpovida\b|garant|garance|role|povinnost|zajistuje|zajisti)"
_TOWN = r"(uzemni\w* cel|\buc\b|\bobc|\bobec|mest)"
_AGENCY = r"(\basz\b|\basz|agentur)"

_MEANINGS: tuple[tuple[Column, str], ...] = (
    (Column.ORDER, r"^(c\.?|cislo|por\.?( ?c\.?)?|porad\w*( krok\w*)?|p\. ?c\.?|#)$"),
    (
        Column.DEADLINE,
        rf"(termin|lhut|harmonogram|{_C}asov|{_C}etnost|frekvenc|\bdo kdy\b|\bkdy\b|datum|perioda|splnit do)",
    ),
    (Column.STATE, r"(\bstav\b|plneni|splnen|vyhodnocen)"),
    (Column.ASZ, rf"({_OWNER}|ukol|zavaz).*{_AGENCY}|^{_AGENCY}"),
    (Column.MUNICIPALITY, rf"({_OWNER}|ukol|zavaz).*{_TOWN}|^{_TOWN}"),
    (Column.OUTPUT, r"(vystup|vysledek|vysledk|produkt|doklad)"),
    (Column.RESPONSIBLE, rf"{_OWNER}|\bkdo\b|\btym\b|nositel|realizator|vlastnik"),
    (Column.SPECIFICATION, r"(specifikac|popis|obsah|podrobn|faze)"),
    (Column.ACTIVITY, rf"({_C}innost|aktivit|oblast|opat[rf]eni|ukol|zavazek|cil|krok|tema|nazev)|^co\b"),
)
"""The meanings by the beginnings of words, without accents: these are what a recognition loses first."""


_COUNT = re.compile(r"\s*\d{1,3}(\.\d{1,3})*[.)]?\s*")


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a table by what they say; ``header`` is the row they were read from."""

    header: int
    columns: dict[Column, int]
    width: int

    def cell(self, cells: dict[int, Cell], column: Column) -> Cell | None:
        """The cell of a row that says ``column``."""
        position = self.columns.get(column)
        return cells.get(position) if position else None


def column_of(words: str) -> Column | None:
    """What a column head announces, if anything; the first meaning of the list that fits."""
    plain = re.sub(r"\s+", " ", folded(words)).strip(" :*")
    if not plain or len(plain) > 120:
        return None
    return next((column for column, pattern in _MEANINGS if re.search(pattern, plain)), None)


def layout_of(document: DocumentText, table: Table) -> Layout | None:
    """The layout of a table of duties: its head names an activity and at least one more thing; ``None`` otherwise."""
    for row, cells in list(table.rows.items())[:3]:
        if _reports(document, cells):
            return None
        columns = _with_order(document, table, row, _columns(document, cells))
        if len(columns) == 1 and Column.ACTIVITY in columns and _counts_rows(document, table, row):
            return Layout(row, {Column.ORDER: 1, **columns}, 2)
        named = columns.keys() & {Column.ACTIVITY, Column.SPECIFICATION}
        if named and columns.keys() & {Column.DEADLINE, Column.OUTPUT, Column.RESPONSIBLE, Column.MUNICIPALITY}:
            return Layout(row, columns, max(cell.column + cell.column_span - 1 for cell in table.cells))
    return None


def _reports(document: DocumentText, cells: tuple[Cell, ...]) -> bool:
    """Whether a head announces what has been done or how it was judged; such a table holds no duties."""
    head = " ".join(document.cell_words(cell) for cell in cells).casefold()
    return bool(re.search(r"realizovan|uskutečněn|vyhodnocení|výchozí situac|výdaj|způsobil", head))


def _with_order(document: DocumentText, table: Table, header: int, columns: dict[Column, int]) -> dict[Column, int]:
    """A column "krok" that holds only numbers tells their order, and the one beside it what is done."""
    place, named = columns.get(Column.ACTIVITY), columns.get(Column.SPECIFICATION)
    if place is None or named is None or Column.ORDER in columns:
        return columns
    below = [c for c in table.cells if c.row > header and c.column == place and document.cell_words(c).strip()]
    if not below or not all(_COUNT.fullmatch(document.cell_words(cell)) for cell in below):
        return columns
    rest: dict[Column, int] = {column: at for column, at in columns.items() if column is not Column.SPECIFICATION}
    return {**rest, Column.ORDER: place, Column.ACTIVITY: named}


def _counts_rows(document: DocumentText, table: Table, header: int) -> bool:
    """Whether the table is a numbered list: two columns, the first of them with numbers only."""
    below = [cells for row, cells in table.rows.items() if row > header]
    return bool(below) and all(len(cells) == 2 and _COUNT.fullmatch(document.cell_words(cells[0])) for cells in below)


def repeats_header(document: DocumentText, layout: Layout, cells: tuple[Cell, ...]) -> bool:
    """Whether a row is the table's head once more, as after a page break."""
    filled = [cell for cell in cells if document.cell_words(cell).strip()]
    columns = _columns(document, cells)
    return len(filled) > 1 and len(columns) == len(filled) and columns == layout.columns


def _columns(document: DocumentText, cells: tuple[Cell, ...]) -> dict[Column, int]:
    """The first column of each meaning. A second activity column is the specification of the first."""
    found: dict[Column, int] = {}
    for cell in cells:
        column = column_of(document.cell_words(cell))
        if column is Column.ACTIVITY and column in found:
            column = Column.SPECIFICATION
        if column is Column.SPECIFICATION and column in found and Column.ACTIVITY not in found:
            column = Column.ACTIVITY
        if column is not None:
            found.setdefault(column, cell.column)
    return found
