"""Terms: functions that read a value at a token. Here they declare with what they can begin, so that few are tried."""

from collections.abc import Callable, Container
from dataclasses import dataclass
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

    ``then`` is what has to follow a number with which it begins, where that is known.
    """

    numbers: bool
    words: Callable[[str], bool]
    signs: str
    roman: bool = False
    then: "First | None" = None
    digits: int | None = None
    """With so many digits a number needs nothing after it; with others, only what ``then`` admits."""

    def admits(self, token: Token, after: Token) -> bool:
        if token.is_number:
            return self.numbers and self._admits_number(token, after)
        if token.is_word:
            return self.words(token.key) or (self.roman and token.text in ROMAN_LOOKS)
        return bool(token.text) and token.text in self.signs

    def _admits_number(self, token: Token, after: Token) -> bool:
        if self.digits is not None and len(token.text) == self.digits:
            return True
        return self.digits is None if self.then is None else self.then.admits(after, after)


_firsts: dict[Term, First] = {}
_UNREAD = object()
_REMEMBERED = 100
"""So many places are remembered; a text is walked forward, so those far behind are not asked for again."""


def followed(numbers: bool = False, words: Words = (), signs: str = "") -> First:
    """What follows a number: for ``begins(numbers=True, then=…)``."""
    return First(numbers, words if callable(words) else words.__contains__, signs)


def begins(
    numbers: bool = False,
    words: Words = (),
    signs: str = "",
    roman: bool = False,
    then: First | None = None,
    digits: int | None = None,
) -> Callable[[Declared], Declared]:
    """Declares with what a term can begin."""
    test = words if callable(words) else words.__contains__

    def declare(term: Declared) -> Declared:
        _firsts[cast(Term, term)] = First(numbers, test, signs, roman, then, digits)
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


def may_begin(term: Term, token: Token, after: Token) -> bool:
    """Whether a term can begin with a token; one that does not say may begin with any."""
    first = _firsts.get(term)
    return first is None or first.admits(token, after)
