"""What a register holds, as its pages say it."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from flask.sansio.app import App

from tracker.operations.registers.register_fields import FieldKind, RegisterField
from tracker.reports.register_values import LABELS
from tracker.reports.table import Atom
from tracker.timeline.czech import EN_DASH
from tracker.web.filters import day, money, number
from tracker.web.language import translated
from tracker.web.sentences import as_written


def install_register_values(app: App) -> None:
    """Give templates ``value_words`` and ``choices_of``."""
    app.jinja_env.globals.update(value_words=value_words, choices_of=choices_of)


def value_words(field: RegisterField, value: Atom) -> str:
    """The value of a field; a member of a closed list by its name, words as somebody wrote them."""
    match value:
        case None:
            return EN_DASH
        case StrEnum():
            return translated(LABELS[value])
        case date():
            return day(value)
        case Decimal() if field.kind is FieldKind.MONEY:
            return money(value)
        case int() | Decimal():
            return number(float(value))
    return as_written(str(value))


def choices_of(field: RegisterField) -> list[tuple[str, str]]:
    """The members of the closed list of a field with their names."""
    return [(value, translated(words)) for value, words in field.choices]
