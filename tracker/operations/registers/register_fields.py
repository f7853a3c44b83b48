"""What a register holds: its fields, how each is typed and read, and how its value is shown again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from tracker.operations.ground import Refused
from tracker.reports.register_values import LABELS
from tracker.reports.table import Atom
from tracker.store.code_lists import CodeList
from tracker.store.database import Row
from tracker.timeline.czech_days import UnreadableDay, read_day
from tracker.timeline.sentences import Phrase, listed

MOST_HUNDREDTHS = Decimal(10) ** 15


class FieldKind(StrEnum):
    """How a field is written and read."""

    TEXT = "text"
    LONG = "long"
    DAY = "day"
    COUNT = "count"
    MONEY = "money"
    DECIMAL = "decimal"
    CHOICE = "choice"


_HUNDREDTHS = frozenset({FieldKind.MONEY, FieldKind.DECIMAL})


@dataclass(frozen=True, slots=True)
class RegisterField:
    """One field: its column, its Czech name, how it is written. Money and decimals are stored in hundredths."""

    column: str
    title: str
    kind: FieldKind = FieldKind.TEXT
    required: bool = False
    words: type[StrEnum] | None = None
    offers: CodeList | None = None

    @property
    def said(self) -> Phrase:
        """The name for a sentence."""
        return Phrase(self.title)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The members of the closed list with their labels."""
        return [(word.value, LABELS[word]) for word in self.words or ()]

    def read(self, text: str, today: date) -> Any:
        """The value that was typed; raises ``Refused`` that names the field."""
        text = text.strip()
        if not text:
            if self.required:
                raise Refused("Vyplňte pole %(title)s.", self.column, title=self.said)
            return "" if self.kind in (FieldKind.TEXT, FieldKind.LONG) else 0 if self.kind in _HUNDREDTHS else None
        return _READERS[self.kind](self, text, today)

    def value(self, row: Row) -> Atom:
        """The value of the row: words, a day, a count, an amount, a member of the closed list; nothing where empty."""
        return self._meant(getattr(row, self.column))

    def recalled(self, kept: Any) -> Atom:
        """A value of the journal, as it was in the row."""
        if not kept or (self.kind is not FieldKind.DAY and self.words is None):
            return self._meant(kept)
        return self.words(kept) if self.words else date.fromisoformat(kept)

    def shown(self, row: Row) -> Atom:
        """The value of the row for a report: a member of the closed list is its Czech label."""
        value = self.value(row)
        return LABELS[value] if isinstance(value, StrEnum) else value

    def _meant(self, value: Any) -> Atom:
        if value is None or value == "":
            return None
        return Decimal(value) / 100 if self.kind in _HUNDREDTHS else value

    def typed(self, row: Row | None) -> str:
        """The value as somebody would type it into the form."""
        value: Any = getattr(row, self.column) if row is not None else None
        if value is None:
            return ""
        if self.kind in _HUNDREDTHS:
            return f"{Decimal(value) / 100:.2f}".replace(".", ",")
        if isinstance(value, date):
            return f"{value.day}. {value.month}. {value.year}"
        return str(value.value if isinstance(value, StrEnum) else value)


@dataclass(frozen=True, slots=True)
class Register:
    """A register over the table ``row``. ``parent`` names the register and the column of what its rows belong to.

    ``missing`` names the column that the other values of a row ask for and what to do about it.
    """

    key: str
    title: str
    one: str
    row: type[Row]
    fields: tuple[RegisterField, ...]
    parent: tuple[str, str] | None = None
    missing: Callable[[Mapping[str, Any]], tuple[str, Phrase] | None] = lambda _values: None

    @property
    def label(self) -> RegisterField:
        """The field that names a row."""
        required = [field for field in self.fields if field.required]
        return next((field for field in required if field.kind in (FieldKind.TEXT, FieldKind.LONG)), required[0])


def _read_day(field: RegisterField, text: str, today: date) -> date:
    try:
        return read_day(text, today)
    except UnreadableDay as error:
        raise Refused("%(title)s: %(why)s", field.column, title=field.said, why=error.phrase) from error


def _read_count(field: RegisterField, text: str, _today: date) -> int:
    digits = text.replace("\xa0", "").replace(" ", "")
    if not digits.isdecimal() or len(digits) > 9:
        raise Refused("%(title)s: zadejte celé číslo, například 120.", field.column, title=field.said)
    return int(digits)


def _read_money(field: RegisterField, text: str, _today: date) -> int:
    """Crowns with at most two decimals, in hundredths; ``50 910 144,70 Kč`` as people write it."""
    plain = text.casefold().removesuffix("kč").replace("\xa0", "").replace(" ", "").replace(",", ".")
    try:
        hundredths = Decimal(plain) * 100
    except InvalidOperation as error:
        raise _bad_money(field) from error
    if (
        not hundredths.is_finite()
        or hundredths != hundredths.to_integral_value()
        or not 0 <= hundredths < MOST_HUNDREDTHS
    ):
        raise _bad_money(field)
    return int(hundredths)


def _bad_money(field: RegisterField) -> Refused:
    return Refused(
        "%(title)s: zadejte částku v korunách, například 1 250 000,50."
        if field.kind is FieldKind.MONEY
        else "%(title)s: zadejte číslo, například 1,5.",
        field.column,
        title=field.said,
    )


def _read_choice(field: RegisterField, text: str, _today: date) -> StrEnum:
    """By the code or by the Czech label, so that a sheet can hold either."""
    for word in field.words or ():
        if text.casefold() in (word.value, LABELS[word].casefold()):
            return word
    names = listed(*(Phrase(label) for _, label in field.choices))
    raise Refused("%(title)s: vyberte jednu z možností (%(names)s).", field.column, title=field.said, names=names)


def _read_text(_field: RegisterField, text: str, _today: date) -> str:
    return text


_READERS = {
    FieldKind.TEXT: _read_text,
    FieldKind.LONG: _read_text,
    FieldKind.DAY: _read_day,
    FieldKind.COUNT: _read_count,
    FieldKind.MONEY: _read_money,
    FieldKind.DECIMAL: _read_money,
    FieldKind.CHOICE: _read_choice,
}
