"""The engine of the grammar: patterns, compiled into one tree, walked once from every token.

A pattern is a row of elements parted by spaces:

* ``do`` – a word, given by its lemma (or its key), or a sign; ``od|ode`` – either of them;
* ``MOMENT`` – a term: a function that reads tokens and gives a value; ``end=MOMENT`` – the same, caught as ``end``;
* ``do?`` – may be absent.

Patterns that begin alike share their branches, and a branch is as deep as its pattern has elements. So the work at one
token has a bound that does not depend on the text, and the whole walk is linear.
"""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar, cast

from tracker.drafts.grammar.lexer import Token, Tokens

Value = TypeVar("Value")
Term = Callable[[Tokens, int], "tuple[Any, int] | None"]
"""Reads a value that begins at a token; answers it with the index of the token after it."""
Words = Container[str] | Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class First:
    """With which tokens a term can begin: numbers, words by their key, signs."""

    numbers: bool
    words: Callable[[str], bool]
    signs: str

    def admits(self, token: Token) -> bool:
        if token.is_number:
            return self.numbers
        return self.words(token.key) if token.is_word else token.text in self.signs


_ANYTHING = First(True, lambda _: True, "".join(map(chr, range(33, 127))))
_firsts: dict[Term, First] = {}
_UNREAD = object()


def begins(
    numbers: bool = False, words: Words = (), signs: str = ""
) -> Callable[[Callable[[Tokens, int], Value]], Callable[[Tokens, int], Value]]:
    """Declares with what a term can begin, and lets it read every place of a text only once."""
    test = words if callable(words) else words.__contains__

    def declare(term: Callable[[Tokens, int], Value]) -> Callable[[Tokens, int], Value]:
        @wraps(term)
        def once(tokens: Tokens, at: int) -> Value:
            places = tokens.memo[term]
            value: Value = places.get(at, _UNREAD)
            if value is _UNREAD:
                value = places[at] = term(tokens, at)
            return value

        _firsts[cast(Term, once)] = First(numbers, test, signs)
        return once

    return declare


def first_of(term: Term) -> First:
    """What a term can begin with; anything, where it does not say."""
    return _firsts.get(term, _ANYTHING)


@dataclass(frozen=True, slots=True)
class Found:
    """A pattern met at tokens ``start``:``end``, with what its terms have caught."""

    start: int
    end: int
    caught: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.caught.get(name)


@dataclass(frozen=True, slots=True)
class Rule:
    """One form: its name, its patterns, and what they mean. Among matches of equal length the earlier rule wins."""

    name: str
    patterns: tuple[str, ...]
    build: Callable[..., Any]


_MOST_WORDS = 20_000


class _Node:
    """A place in the tree: where words and terms lead, and the rule that is met here."""

    __slots__ = ("_by_word", "edges", "rule", "terms", "words")

    def __init__(self) -> None:
        self.words: dict[str, list[_Node]] = {}
        self.terms: dict[Term, list[tuple[str, _Node]]] = {}
        self.edges: dict[str, _Node] = {}
        self.rule: tuple[int, Rule] | None = None
        self._by_word: dict[str, tuple[Term, ...]] = {}

    def admitted(self, token: Token) -> tuple[Term, ...]:
        """The terms that can begin with a token; asked once for every word."""
        if not self.terms:
            return ()
        word = "0" if token.is_number else token.key
        known = self._by_word.get(word)
        if known is None:
            if len(self._by_word) >= _MOST_WORDS:
                self._by_word.clear()
            known = self._by_word[word] = tuple(term for term in self.terms if first_of(term).admits(token))
        return known

    def leads_on(self, token: Token) -> bool:
        """Whether anything at all can follow from here with a token."""
        return token.lemma in self.words or token.key in self.words or bool(self.admitted(token))


class Grammar:
    """All rules in one tree."""

    def __init__(self, rules: Sequence[Rule], terms: Mapping[str, Term]) -> None:
        self._terms = terms
        self._root = _Node()
        for order, rule in enumerate(rules):
            for pattern in rule.patterns:
                self._plant(self._root, pattern.split(), (order, rule))

    def _plant(self, node: _Node, elements: list[str], rule: tuple[int, Rule]) -> None:
        if not elements:
            node.rule = node.rule or rule
            return
        element, rest = elements[0], elements[1:]
        if element.endswith("?") and len(element) > 1:
            self._plant(node, rest, rule)
            element = element[:-1]
        self._plant(self._branch(node, element), rest, rule)

    def _branch(self, node: _Node, element: str) -> _Node:
        if element in node.edges:
            return node.edges[element]
        child = node.edges[element] = _Node()
        name, _, choice = element.rpartition("=") if element != "=" else ("", "", "=")
        for alternative in choice.split("|") if choice != "|" else ["|"]:
            if alternative.isupper():
                node.terms.setdefault(self._terms[alternative], []).append((name or alternative.lower(), child))
            else:
                node.words.setdefault(alternative, []).append(child)
        return child

    def matches(self, tokens: Tokens, start: int) -> list[tuple[Rule, Found]]:
        """All matches that begin at a token: the longest first, among equals the rule that stands first."""
        if not self._root.leads_on(tokens[start]):
            return []
        met: list[tuple[int, int, Rule, dict[str, Any]]] = []
        ways: list[tuple[_Node, int, dict[str, Any]]] = [(self._root, start, {})]
        while ways:
            node, at, caught = ways.pop()
            if node.rule:
                met.append((-at, node.rule[0], node.rule[1], caught))
            token = tokens[at]
            ways += [(child, at + 1, caught) for child in node.words.get(token.lemma, ())]
            if token.key is not token.lemma and token.key != token.lemma:
                ways += [(child, at + 1, caught) for child in node.words.get(token.key, ())]
            for term in node.admitted(token):
                if (read := term(tokens, at)) is not None:
                    for name, child in node.terms[term]:
                        ways.append((child, read[1], {**caught, name: read[0]}))
        if len(met) > 1:
            met.sort(key=lambda one: one[:2])
        return [(rule, Found(start, -end, caught)) for end, _, rule, caught in met]
