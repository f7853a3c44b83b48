"""How neighbouring parts become one deadline: a rate with its place in the year, its end or its lag; a start with an end."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from tracker.drafts.grammar.amount_joins import (
    amount_by,
    amount_cap,
    amount_in,
    amount_per,
    by_amount,
    in_amount,
    period_amount,
)
from tracker.drafts.grammar.lexer import Token
from tracker.drafts.grammar.nouns import THINGS
from tracker.drafts.grammar.parts import Part, Question, Role
from tracker.drafts.grammar.rate_joins import (
    lag_rate,
    rate_by,
    rate_in,
    rate_lag,
    rate_span,
    same_rate,
    span_rate,
    subject_clock,
    subject_lag,
)
from tracker.obligations.deadline import (
    Continuous,
    Dated,
    Deadline,
    Quota,
    Recurring,
    Relative,
    Window,
)

_NEAR = 3
"""Parts with at most so many other tokens between them may be joined."""
_FAR = 40


def joined(parts: list[Part], tokens: Sequence[Token], clause_of: list[int]) -> list[Part]:
    """The parts, with neighbours that say one thing together made one."""
    done: list[Part] = []
    for part in parts:
        while done and (one := _one(done[-1], part, tokens, clause_of)) is not None:
            done.pop()
            part = one
        done.append(part)
    return done


def _one(left: Part, right: Part, tokens: Sequence[Token], clause_of: list[int]) -> Part | None:
    if (left.role, right.role) not in _BY_ROLES:
        return None
    gap = right.start - left.end
    between = tokens[left.end : right.start]
    reach = _FAR if clause_of[left.start] == clause_of[right.start] else _NEAR
    if gap > reach or any(token.text in (";", "|") for token in between) or _names_another(left, right, between):
        return None
    near = gap <= _NEAR
    for join, only_near in _BY_ROLES.get((left.role, right.role), ()):
        if near or not only_near:
            deadline = join(left, right)
            if deadline is not None:
                return replace(
                    left,
                    end=right.end,
                    deadline=deadline,
                    role=_ROLE_OF[type(deadline)],
                    questions=_questions(left, right),
                    why="",
                    moment=right.moment,
                )
    return None


_LINKS = {"a", "to", "vzdy", "nejpozdeji", "vsak", "nejdele"}


def _names_another(left: Part, right: Part, between: Sequence[Token]) -> bool:
    """„4x ročně, výroční zpráva do 31. 3.“: a thing after a comma is another one than the rate is about."""
    comma = next((at for at, token in enumerate(between) if token.text == ","), None)
    if comma is None or left.role not in (Role.RATE, Role.STATE, Role.LASTING):
        return False
    if right.role is Role.CLOCK:
        return any(token.is_word and token.key not in _LINKS for token in between[comma:])
    return right.role is Role.BY and names_a_thing(between[comma:])


def names_a_thing(words: Sequence[Token]) -> bool:
    """„zprávu předložit“, „vyhodnocení“: what another deadline is about."""
    return any(token.key in THINGS for token in words)


_ROLE_OF = {Recurring: Role.RATE, Window: Role.SPAN, Continuous: Role.STATE, Quota: Role.AMOUNT}


def _questions(left: Part, right: Part) -> tuple[Question, ...]:
    """The doubts of both, each kind once; a year that the join makes needless is no doubt."""
    asked = [*left.questions, *right.questions]
    if right.role is Role.EXCEPT:
        asked = [*left.questions, Question("exception", (left.deadline,), 0)]
    yearly = left.role is Role.RATE or right.role is Role.RATE
    return tuple({q.kind: q for q in asked if not (yearly and q.kind == "year_meaning")}.values())


def _from_by(left: Part, right: Part) -> Window | None:
    start, end = left.deadline, right.deadline
    if isinstance(start, Window) and isinstance(end, Dated) and start.start and end.day and start.start <= end.day:
        return Window(start.start, end.day)
    return None


def _state_by(left: Part, right: Part) -> Continuous | None:
    return Continuous(None, right.deadline.day) if isinstance(right.deadline, Dated) else None


def _state_span(left: Part, right: Part) -> Continuous | None:
    """„průběžně 2018–2020“"""
    span = right.deadline
    return Continuous(span.start, span.end) if isinstance(span, Window) else None


def _span_state(left: Part, right: Part) -> Continuous | None:
    return _state_span(right, left)


def _span_of_length(left: Part, right: Part) -> Deadline | None:
    """„od 1. 1. 2017 do 31. 12. 2019, tj. na dobu 3 let“: its length said too."""
    span, clock = left.deadline, right.deadline
    lasts = isinstance(clock, Relative) and clock.bound == "duration" and clock.anchor is None
    return span if lasts and isinstance(span, Window) and span.start and span.end else None


def _kept(left: Part, right: Part) -> Deadline:
    return left.deadline


JOINS: tuple[tuple[tuple[Role, Role], Callable[[Part, Part], Deadline | None], bool], ...] = (
    ((Role.RATE, Role.BY), rate_by, True),
    ((Role.RATE, Role.ON), rate_in, True),
    ((Role.RATE, Role.STAND), rate_in, True),
    ((Role.RATE, Role.SPAN), rate_span, True),
    ((Role.RATE, Role.FROM), rate_span, True),
    ((Role.SPAN, Role.RATE), span_rate, True),
    ((Role.FROM, Role.RATE), span_rate, True),
    ((Role.RATE, Role.LAG), rate_lag, True),
    ((Role.RATE, Role.RATE), same_rate, True),
    ((Role.RATE, Role.CLOCK), rate_lag, True),
    ((Role.CLOCK, Role.RATE), lag_rate, True),
    ((Role.SUBJECT, Role.LAG), subject_lag, True),
    ((Role.SUBJECT, Role.CLOCK), subject_clock, False),
    ((Role.RATE, Role.EXCEPT), _kept, True),
    ((Role.RATE, Role.LASTING), _kept, True),
    ((Role.STATE, Role.FROM), _state_span, True),
    ((Role.FROM, Role.BY), _from_by, False),
    ((Role.STATE, Role.BY), _state_by, True),
    ((Role.LASTING, Role.BY), _state_by, True),
    ((Role.STATE, Role.SPAN), _state_span, True),
    ((Role.SPAN, Role.STATE), _span_state, True),
    ((Role.FROM, Role.STATE), _span_state, True),
    ((Role.FROM, Role.LASTING), _span_state, True),
    ((Role.STATE, Role.LASTING), _kept, True),
    ((Role.LASTING, Role.STATE), _kept, True),
    ((Role.AMOUNT, Role.SUBJECT), amount_per, False),
    ((Role.AMOUNT, Role.RATE), amount_per, False),
    ((Role.RATE, Role.AMOUNT), period_amount, True),
    ((Role.AMOUNT, Role.BY), amount_by, False),
    ((Role.BY, Role.AMOUNT), by_amount, False),
    ((Role.AMOUNT, Role.ON), amount_in, False),
    ((Role.ON, Role.AMOUNT), in_amount, False),
    ((Role.SPAN, Role.CLOCK), _span_of_length, True),
    ((Role.AMOUNT, Role.CAP), amount_cap, True),
)
"""Roles of two neighbours, what they make together, and whether they must be close."""
_BY_ROLES = {pair: tuple((join, near) for roles, join, near in JOINS if roles == pair) for pair, _, _ in JOINS}
