"""The engine of the grammar: patterns, compiled into one tree, walked once from every token.

A pattern is a row of elements parted by spaces:

* ``do`` – a word, given by its lemma (or its key), or a sign; ``od|ode`` – either of them;
* ``MOMENT`` – a term: a function that reads tokens and gives a value; ``end=MOMENT`` – the same, caught as ``end``;
* ``do?`` – may be absent.

Patterns that begin alike share their branches, and a branch is as deep as its pattern has elements. So the work at one
token has a bound that does not depend on the text, and the whole walk is linear.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tracker.drafts.grammar.lexer import Tokens
from tracker.drafts.grammar.terms import Term, may_begin


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


_MOST_SORTS = 20_000
_NOWHERE: "_Step" = ((), ())
_Step = tuple[tuple["_Node", ...], tuple[tuple[Term, tuple[tuple[str, "_Node"], ...]], ...]]


class _Node:
    """A place in the tree: where words and terms lead, and the rule that is met here."""

    __slots__ = ("edges", "rule", "steps", "terms", "words")

    def __init__(self) -> None:
        self.words: dict[str, list[_Node]] = {}
        self.terms: dict[Term, list[tuple[str, _Node]]] = {}
        self.edges: dict[str, _Node] = {}
        self.rule: tuple[int, Rule] | None = None
        self.steps: dict[str, _Step] = {}
        """Where each sort of token leads, found out when it first comes."""

    def step(self, tokens: Tokens, at: int) -> _Step:
        """The nodes that a token's word leads to, and the terms that can begin with it."""
        token = tokens[at]
        nodes = [*self.words.get(token.lemma, ())]
        if token.key != token.lemma:
            nodes += self.words.get(token.key, ())
        after = tokens[at + 1]
        terms = [(term, tuple(ends)) for term, ends in self.terms.items() if may_begin(term, token, after)]
        if len(self.steps) >= _MOST_SORTS:
            self.steps.clear()
        step = self.steps[tokens.sorts[at]] = (tuple(nodes), tuple(terms))
        return step


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

    def matches(self, tokens: Tokens, start: int) -> Iterator[tuple[Rule, Found]]:
        """All matches that begin at a token: the longest first, among equals the rule that stands first."""
        sorts = tokens.sorts
        if self._root.steps.get(sorts[start]) == _NOWHERE:
            return iter(())
        met: list[tuple[int, int, Rule, _Caught]] = []
        ways: list[tuple[_Node, int, _Caught]] = [(self._root, start, ())]
        while ways:
            node, at, caught = ways.pop()
            if node.rule:
                met.append((-at, *node.rule, caught))
            nodes, terms = node.steps.get(sorts[at]) or node.step(tokens, at)
            if nodes:
                ways += [(child, at + 1, caught) for child in nodes]
            for term, ends in terms:
                if (read := term(tokens, at)) is not None:
                    for name, child in ends:
                        ways.append((child, read[1], (name, read[0], caught)))
        if len(met) > 1:
            met.sort(key=_longest_first)
        return ((rule, Found(start, -end, _as_mapping(caught))) for end, _, rule, caught in met)


_Caught = tuple[()] | tuple[str, Any, "_Caught"]
"""What was caught last, its value, and what was caught before."""


def _longest_first(met: tuple[int, int, Rule, _Caught]) -> tuple[int, int]:
    return met[:2]


def _as_mapping(caught: _Caught) -> dict[str, Any]:
    mapping: dict[str, Any] = {}
    while caught:
        name, value, caught = caught
        mapping.setdefault(name, value)
    return mapping
