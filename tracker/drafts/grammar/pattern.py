"""The engine of the grammar: patterns, compiled into one tree, walked once from every token.

A pattern is a row of elements parted by spaces:

* ``do`` – a word, given by its lemma (or its key), or a sign; ``od|ode`` – either of them;
* ``MOMENT`` – a term: a function that reads tokens and gives a value; ``end=MOMENT`` – the same, caught as ``end``;
* ``do?`` – may be absent.

Patterns that begin alike share their branches, and a branch is as deep as its pattern has elements. So the work at one
token has a bound that does not depend on the text, and the whole walk is linear.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, NamedTuple, TypeVar, cast

from tracker.drafts.grammar.lexer import Tokens

Value = TypeVar("Value")
Term = Callable[[Tokens, int], "tuple[Any, int] | None"]
"""Reads a value that begins at a token; answers it with the index of the token after it."""


_UNREAD = object()


def remembered(term: Callable[[Tokens, int], Value]) -> Callable[[Tokens, int], Value]:
    """A term that reads every place of a text once, however many patterns ask for it."""

    @wraps(term)
    def once(tokens: Tokens, at: int) -> Value:
        read = tokens.memo.get((term, at), _UNREAD)
        if read is _UNREAD:
            read = tokens.memo[term, at] = term(tokens, at)
        return cast(Value, read)

    return once


class Found(NamedTuple):
    """A pattern met at tokens ``start``:``end``, with what its terms have caught."""

    start: int
    end: int
    caught: Mapping[str, Any]

    def __getitem__(self, name: Any) -> Any:
        return self.caught.get(name)


@dataclass(frozen=True, slots=True)
class Rule:
    """One form: its name, its patterns, and what they mean. Among matches of equal length the earlier rule wins."""

    name: str
    patterns: tuple[str, ...]
    build: Callable[..., Any]


@dataclass(slots=True)
class _Node:
    words: dict[str, "list[_Node]"] = field(default_factory=dict)
    terms: "list[tuple[str, Term, _Node]]" = field(default_factory=list)
    edges: "dict[str, _Node]" = field(default_factory=dict)
    rule: tuple[int, Rule] | None = None


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
                node.terms.append((name or alternative.lower(), self._terms[alternative], child))
            else:
                node.words.setdefault(alternative, []).append(child)
        return child

    def matches(self, tokens: Tokens, start: int) -> list[tuple[Rule, Found]]:
        """All matches that begin at a token: the longest first, among equals the rule that stands first."""
        met: list[tuple[int, int, Rule, dict[str, Any]]] = []
        ways: list[tuple[_Node, int, dict[str, Any]]] = [(self._root, start, {})]
        while ways:
            node, at, caught = ways.pop()
            if node.rule:
                met.append((-at, node.rule[0], node.rule[1], caught))
            token = tokens[at]
            for child in node.words.get(token.lemma, ()):
                ways.append((child, at + 1, caught))
            if token.key != token.lemma:
                for child in node.words.get(token.key, ()):
                    ways.append((child, at + 1, caught))
            for name, term, child in node.terms:
                if (read := term(tokens, at)) is not None:
                    ways.append((child, read[1], {**caught, name: read[0]}))
        met.sort(key=lambda one: one[:2])
        return [(rule, Found(start, -end, caught)) for end, _, rule, caught in met]
