"""Clauses: where they part, and what their verbs tell about them."""

from collections.abc import Sequence

from tracker.drafts.grammar.lexer import Kind, Token
from tracker.drafts.grammar.tense import is_charge, is_decision, is_done, is_duty, is_past, is_wish, tells_past

_BREAKS = {".", ";", "|", "!", "?", ":", "•", "·", "→"}
_CONJUNCTIONS = set(
    "ktery ktera ktere kteri kterou kterym kde kdy ze protoze nebot ale avsak aby kdyz jehoz jejiz jez co".split()
)


_RELATIVES = set("nemz niz nimz nichz nejz ktery ktera ktere kterem kterych kterou kterym kterymi jehoz jejiz".split())
"""After a preposition: „po měsíci, v němž byly služby poskytnuty“."""
_WAS_TO = {"mel", "mela", "melo", "meli", "mely"}
"""„měla být do konce roku zrekonstruována“ tells of a duty that is over."""
_IS = {"je", "jsou"}
_CLOSED = {"zavreno", "otevreno", "uzavreno"}
_CANNOT = {"nelze", "nemuze", "nemohou", "kdyby"}
_CANNOT_TOGETHER = ({"neni", "mozne"}, {"pokud", "by"})
"""Words that say together what cannot be, or what is only supposed."""
_NOT_HELD = {"neuskutecni", "nekona", "nekonaji", "neprobehne", "neprobehnou"}


class Clauses:
    """The clauses of a text: the number of each token's clause, those of the past, those with a duty.

    ``lasting`` are those of the past whose state still holds: „je vyhlášeno“; ``decided`` tells where in its clause the
    verb of a decision stands: „rozhodlo“; ``impossible`` say what cannot be, ``cancelled`` what will not take place,
    ``closed`` for how long a house is shut or open.
    """

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.of = _numbers(tokens)
        self.past: set[int] = set()
        self.dutiful: set[int] = set()
        self.lasting: set[int] = set()
        self.impossible: set[int] = set()
        self.cancelled: set[int] = set()
        self.closed: set[int] = set()
        self.decided: dict[int, int] = {}
        for number, whole, follows_colon in _each(tokens, self.of):
            clause = [token for token in whole if token.is_word]
            was_to = any(token.key in _WAS_TO for token in clause) and not any(map(is_wish, clause))
            if any(map(is_charge, clause)) or (any(map(is_duty, clause)) and not was_to):
                self.dutiful.add(number)
            goes_on = follows_colon and number - 1 in self.past and number not in self.dutiful
            if goes_on or tells_past(clause):
                self.past.add(number)
                if any(token.key in _IS for token in clause) and not any(map(is_past, clause)):
                    self.lasting.add(number)
            keys = {token.key for token in clause}
            if keys & _CANNOT or any(both <= keys for both in _CANNOT_TOGETHER):
                self.impossible.add(number)
            if keys & _CLOSED:
                self.closed.add(number)
            if keys & _NOT_HELD:
                self.cancelled.add(number)
            if verb := next((token for token in clause if is_decision(token)), None):
                self.decided[number] = verb.start


def _each(tokens: Sequence[Token], numbers: list[int]) -> list[tuple[int, Sequence[Token], bool]]:
    """Every clause with its number and whether a colon opens it; a clause goes on after a bracket in it."""
    clauses: dict[int, list[Token]] = {}
    opened_by_colon: set[int] = set()
    for at, (number, token) in enumerate(zip(numbers, tokens, strict=True)):
        if token.kind is Kind.END:
            break
        if number not in clauses and at and tokens[at - 1].text == ":":
            opened_by_colon.add(number)
        clauses.setdefault(number, []).append(token)
    return [(number, clause, number in opened_by_colon) for number, clause in clauses.items()]


def _numbers(tokens: Sequence[Token]) -> list[int]:
    """The clause of each token. What stands in brackets after a limit is a clause of its own."""
    numbers: list[int] = []
    clause = outer = last = 0
    for at, token in enumerate(tokens):
        if token.kind is Kind.END:
            return numbers + [clause] * (len(tokens) - at)
        if at and _begins_clause(tokens, at):
            clause = outer = last = last + 1
        elif token.text == "(" and tokens[at + 1].is_word and is_done(tokens[at + 1]):
            clause = last = last + 1
        numbers.append(clause)
        if token.text == ")":
            clause = outer
    return numbers


def _begins_clause(tokens: Sequence[Token], at: int) -> bool:
    before, token = tokens[at - 1], tokens[at]
    if before.text == ":" and at > 1 and is_done(tokens[at - 2]):
        return False
    if before.text in _BREAKS:
        return before.text != "." or _ends_sentence(tokens, at - 1)
    if token.line and (not token.is_word or token.text[0].isupper()):
        return True
    if before.text == "," and (token.key in _CONJUNCTIONS or tokens[at + 1].key in _RELATIVES):
        return True
    return before.text == "-" and before.space and token.space and token.is_word


def _ends_sentence(tokens: Sequence[Token], at: int) -> bool:
    """Whether a dot ends a sentence; after a number or a short word only a capital word makes it an end."""
    before, after = tokens[at - 1], tokens[at + 1]
    if after.kind is Kind.END:
        return True
    return after.space and after.text[0].isupper() and not (before.is_word and len(before.text) <= 3)
