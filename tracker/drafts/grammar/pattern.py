"""The engine of the grammar: patterns, compiled into one tree, walked once from every token.

A pattern is a row of elements parted by spaces:

* ``do`` – a word, given by its lemma (or its key), or a sign; ``od|ode`` – either of them;
* ``MOMENT`` – a term: a function that reads tokens and gives a value; ``end=MOMENT`` – the same, caught as ``end``;
* ``do?`` – may be absent.

Patterns that begin alike share their branches, and a branch is as deep as its pattern has elements. Branches that the
same words lead to are walked as one: such a state is made when it is first reached. So the work at one token has a
bound that does not depend on the text, and the whole walk is linear.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tracker.drafts.grammar.lexer import Tokens
from tracker.drafts.grammar.terms import ROW, Term, may_begin


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


class _Node:
    """A place in the tree: where words and terms lead, and the rule that is met here with the names of its catch."""

    __slots__ = ("edges", "rule", "terms", "words")

    def __init__(self) -> None:
        self.words: dict[str, list[_Node]] = {}
        self.terms: dict[Term, list[_Node]] = {}
        self.edges: dict[str, _Node] = {}
        self.rule: _Met | None = None


class _State:
    """Nodes that are reached together, and where each sort of token leads from all of them."""

    __slots__ = ("nodes", "rules", "steps")

    def __init__(self, nodes: Iterable[_Node]) -> None:
        self.nodes = tuple(nodes)
        self.rules = tuple(node.rule for node in self.nodes if node.rule)
        self.steps: dict[str, _Step] = {}


_Met = tuple[int, Rule, tuple[str, ...]]
"""The order of a rule, the rule, and the names under which its terms are caught."""
_Step = tuple[_State | None, tuple[tuple[Term, _State], ...]]
"""The state after a word, and the terms that may be read here, each with the state after it."""
_NOWHERE: _Step = (None, ())
_Caught = tuple[()] | tuple[Any, "_Caught"]
"""What was caught last, and what was caught before."""


class Grammar:
    """All rules in one tree."""

    def __init__(self, rules: Sequence[Rule], terms: Mapping[str, Term]) -> None:
        self._terms = terms
        tree = _Node()
        for order, rule in enumerate(rules):
            for pattern in rule.patterns:
                self._plant(tree, pattern.split(), (order, rule, ()))
        self._states: dict[frozenset[_Node], _State] = {}
        self._root = self._state([tree])

    def _plant(self, node: _Node, elements: list[str], met: _Met) -> None:
        if not elements:
            node.rule = node.rule or met
            return
        element, rest = elements[0], elements[1:]
        if element.endswith("?") and len(element) > 1:
            self._plant(node, rest, met)
            element = element[:-1]
        order, rule, names = met
        name, _, choice = element.rpartition("=") if element != "=" else ("", "", "=")
        for alternative in choice.split("|") if choice != "|" else ["|"]:
            caught = (*names, name or alternative.lower()) if alternative.isupper() else names
            self._plant(self._branch(node, name, alternative), rest, (order, rule, caught))

    def _branch(self, node: _Node, name: str, alternative: str) -> _Node:
        edge = f"{name}={alternative}"
        if edge not in node.edges:
            child = node.edges[edge] = _Node()
            if alternative.isupper():
                node.terms.setdefault(self._terms[alternative], []).append(child)
            else:
                node.words.setdefault(alternative, []).append(child)
        return node.edges[edge]

    def _state(self, nodes: Sequence[_Node]) -> _State:
        key = frozenset(nodes)
        if key not in self._states:
            self._states[key] = _State(dict.fromkeys(nodes))
        return self._states[key]

    def _step(self, state: _State, tokens: Tokens, at: int) -> _Step:
        """Where a sort of token leads, found out when it first comes."""
        token, row = tokens[at], tokens[at : at + ROW]
        after: list[_Node] = []
        terms: dict[Term, list[_Node]] = {}
        for node in state.nodes:
            for word in {token.lemma, token.key}:
                after += node.words.get(word, ())
            for term, ends in node.terms.items():
                if may_begin(term, row):
                    terms.setdefault(term, []).extend(ends)
        if len(state.steps) >= _MOST_SORTS:
            state.steps.clear()
        read_here = tuple((term, self._state(ends)) for term, ends in terms.items())
        step = (self._state(after) if after else None, read_here) if after or terms else _NOWHERE
        state.steps[tokens.sorts[at]] = step
        return step

    def matches(self, tokens: Tokens, start: int) -> Iterable[tuple[Rule, Found]]:
        """All matches that begin at a token: the longest first, among equals the rule that stands first.

        Of two ways to meet one rule the one through a term comes first: „termín“ is a label before it is a word.
        """
        sorts = tokens.sorts
        if (self._root.steps.get(sorts[start]) or self._step(self._root, tokens, start)) is _NOWHERE:
            return ()
        met: list[tuple[int, _Met, _Caught]] = []
        ways: list[tuple[_State, int, _Caught]] = [(self._root, start, ())]
        while ways:
            state, at, caught = ways.pop()
            while True:
                if state.rules:
                    met += [(-at, rule, caught) for rule in state.rules]
                after, terms = state.steps.get(sorts[at]) or self._step(state, tokens, at)
                for term, then in terms:
                    if (read := term(tokens, at)) is not None:
                        ways.append((then, read[1], (read[0], caught)))
                if after is None:
                    break
                state, at = after, at + 1
        if not met:
            return ()
        if len(met) > 1:
            met.reverse()
            met.sort(key=_longest_first)
        return ((rule, Found(start, -end, _named(names, caught))) for end, (_, rule, names), caught in met)


def _longest_first(met: tuple[int, _Met, _Caught]) -> tuple[int, int]:
    return met[0], met[1][0]


def _named(names: tuple[str, ...], caught: _Caught) -> dict[str, Any]:
    """What was caught, by its names; of two under one name the later counts."""
    mapping: dict[str, Any] = {}
    for name in reversed(names):
        assert caught
        value, caught = caught
        mapping.setdefault(name, value)
    return mapping
