"""Terms: functions that read a value at a token. Here they declare with what they can begin, so that few are tried."""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar, cast

from tracker.drafts.grammar.lexer import Token, Tokens
from tracker.drafts.grammar.vocabulary import ROMAN_LOOKS

Value = TypeVar("Value")
Declared = TypeVar("Declared", bound=Callable[..., Any])
Term = Callable[[Tokens, int], "tuple[Any, int] | None"]
"""Reads a value that begins at a token; answers it with the index of the token after it."""
Words = Container[str] | Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class First:
    """With which tokens a term can begin: numbers, words by their key, signs, Roman numbers.

    ``then`` is what has to follow a number with which it begins, where that is known; ``beyond`` what has to follow a
    sign, one of ``LEADING_ON``.
    """

    numbers: bool
    words: Callable[[str], bool]
    signs: str
    roman: bool = False
    then: "First | None" = None
    digits: tuple[int, ...] = ()
    """With so many digits a number needs nothing after it; with others, only what ``then`` admits."""
    beyond: "Mapping[str, First]" = field(default_factory=dict)
    glued: bool = False
    """Whether the token after it has to stand without a space."""

    def admits(self, row: Sequence[Token]) -> bool:
        """Whether a term may begin with the first token of a row."""
        token = row[0]
        if self.glued and row[1].space:
            return False
        if token.is_number:
            return self.numbers and self._admits_number(row)
        if token.is_word:
            return self.words(token.key) or (self.roman and token.text in ROMAN_LOOKS)
        if not token.text or token.text not in self.signs:
            return False
        beyond = self.beyond.get(token.text)
        return beyond is None or beyond.admits(row[1:])

    def _admits_number(self, row: Sequence[Token]) -> bool:
        if len(row[0].text) in self.digits:
            return True
        return not self.digits if self.then is None else self.then.admits(row[1:])


_firsts: dict[Term, First] = {}
_UNREAD = object()
_REMEMBERED = 100
"""So many places are remembered; a text is walked forward, so those far behind are not asked for again."""


def followed(
    numbers: bool = False, words: Words = (), signs: str = "", glued: bool = False, **beyond: "First"
) -> First:
    """What follows a number, for ``begins(numbers=True, then=…)``; ``dash`` and ``dot`` are what must follow those."""
    signed = {_SIGNS[name]: first for name, first in beyond.items()}
    test = words if callable(words) else words.__contains__
    return First(numbers, test, signs + "".join(signed), beyond=signed, glued=glued)


_SIGNS = {"dash": "-", "dot": "."}


def begins(
    numbers: bool = False,
    words: Words = (),
    signs: str = "",
    roman: bool = False,
    then: First | None = None,
    digits: tuple[int, ...] = (),
    glued: bool = False,
) -> Callable[[Declared], Declared]:
    """Declares with what a term can begin."""
    test = words if callable(words) else words.__contains__

    def declare(term: Declared) -> Declared:
        _firsts[cast(Term, term)] = First(numbers, test, signs, roman, then, digits, glued=glued)
        return term

    return declare


def once(term: Callable[[Tokens, int], Value]) -> Callable[[Tokens, int], Value]:
    """Lets a term that costs something, or that many others ask, read every place of a text only once."""

    @wraps(term)
    def remembered(tokens: Tokens, at: int) -> Value:
        places = tokens.memo[term]
        value: Value = places.get(at, _UNREAD)
        if value is _UNREAD:
            if len(places) > _REMEMBERED:
                places.clear()
            value = places[at] = term(tokens, at)
        return value

    return remembered


ROW = 3
"""So many tokens tell what may begin with the first."""


def may_begin(term: Term, row: Sequence[Token]) -> bool:
    """Whether a term can begin with a token, by the two after it; one that does not say may begin with any."""
    first = _firsts.get(term)
    return first is None or first.admits(row)
