"""Sentences that are said later: Czech words with named gaps, so that a page can say them in its own language.

A module that knows no page gives a ``Phrase``; ``str`` of it is Czech. Whoever has another language says it by a
``Language``: the words are looked up in the catalogue, and every value is said by its kind.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from tracker.timeline import czech


class Phrase:
    """Czech ``words`` with the gaps that ``values`` fill: phrases, days, numbers, or the values below."""

    __slots__ = ("values", "words")

    def __init__(self, words: str, /, **values: object) -> None:
        self.words, self.values = words, values

    def __str__(self) -> str:
        return CZECH.say(self)

    def __repr__(self) -> str:
        return f"Phrase({str(self)!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Phrase) and (self.words, self.values) == (other.words, other.values)

    def __hash__(self) -> int:
        return hash(self.words)


@dataclass(frozen=True, slots=True)
class Written:
    """Words that somebody wrote, in a document or in a form: they stay as they are in every language."""

    words: str


@dataclass(frozen=True, slots=True)
class Span:
    """All days from ``start`` to ``end``."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Counted:
    """A number with its noun, in the genitive after "do" and "po dobu"."""

    number: float
    noun: str
    genitive: bool = False


@dataclass(frozen=True, slots=True)
class Distance:
    """How far ``day`` lies from ``today``."""

    day: date
    today: date


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a year, given by its first day."""

    first: date


@dataclass(frozen=True, slots=True)
class MonthName:
    """The month alone, 1 to 12, in the genitive or after "v"."""

    number: int
    locative: bool = False


@dataclass(frozen=True, slots=True)
class Language:
    """How words and values of each kind are said; Czech unless a page says otherwise."""

    words: Callable[[str], str] = str
    number: Callable[[float], str] = czech.say_number
    day: Callable[[date], str] = czech.say_day
    span: Callable[[date, date], str] = czech.say_range
    distance: Callable[[date, date], str] = czech.say_distance
    month: Callable[[date], str] = czech.say_month
    month_name: Callable[[int, bool], str] = czech.say_month_name
    counted: Callable[[float, str, bool], str] = czech.counted_in_case
    written: Callable[[str], str] = str

    def say(self, phrase: Phrase) -> str:
        """The sentence with its gaps filled."""
        words = self.words(phrase.words)
        return words % {name: self._said(value) for name, value in phrase.values.items()} if phrase.values else words

    def _said(self, value: Any) -> str:
        match value:
            case Phrase():
                return self.say(value)
            case Written():
                return self.written(value.words)
            case date():
                return self.day(value)
            case Span():
                return self.span(value.start, value.end)
            case Counted():
                return self.counted(value.number, value.noun, value.genitive)
            case Distance():
                return self.distance(value.day, value.today)
            case Month():
                return self.month(value.first)
            case MonthName():
                return self.month_name(value.number, value.locative)
            case int() | float():
                return self.number(value)
        return str(value)


CZECH = Language()


def listed(*parts: Phrase) -> Phrase:
    """The parts in a row, parted by commas; a single one is itself."""
    if len(parts) == 1:
        return parts[0]
    named = {f"part{number}": part for number, part in enumerate(parts)}
    return Phrase(", ".join(f"%({name})s" for name in named), **named)


class Sentence(Exception):
    """An exception that says a sentence: words with values, or a phrase made elsewhere."""

    def __init__(self, words: str | Phrase, /, **values: object) -> None:
        self.phrase = words if isinstance(words, Phrase) else Phrase(words, **values)
        super().__init__(str(self.phrase))
