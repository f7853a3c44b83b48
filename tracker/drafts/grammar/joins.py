"""How neighbouring parts become one deadline: a rate with its place in the year, its end or its lag; a start with an end."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from tracker.drafts.grammar.almanac import LAST, Day
from tracker.drafts.grammar.lexer import Token
from tracker.drafts.grammar.nouns import EVENT_NAMES, THINGS
from tracker.drafts.grammar.on_days import yearly_place
from tracker.drafts.grammar.parts import Part, Question, Role
from tracker.obligations.deadline import (
    Continuous,
    Dated,
    Deadline,
    Period,
    Precision,
    Quota,
    Recurring,
    Relative,
    Window,
    length_of,
)

_NEAR = 3
"""Parts with at most so many other tokens between them may be joined."""
_FAR = 40
_WORDS_OF_A_THING = 4
"""So many words may tell what an amount is of before its period comes."""


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


def _rate_by(left: Part, right: Part) -> Recurring | None:
    """„každý rok do 15. března“ has its place in the year; „měsíčně, nejpozději do června 2017“ its end."""
    rate, moment = left.deadline, right.moment
    if not isinstance(rate, Recurring) or moment is None or not isinstance(right.deadline, Dated):
        return None
    if rate.period is Period.YEAR and not _said_year(right):
        if rate.on and len(rate.on) == rate.count and moment.year_known is False:
            return rate
        place = yearly_place(moment) if rate.count and len(rate.on) < rate.count else None
        return replace(rate, on=(*rate.on, place)) if place else None
    return replace(rate, end=right.deadline.day)


def _said_year(part: Part) -> bool:
    return part.year_said


def _rate_in(left: Part, right: Part) -> Recurring | None:
    rate = left.deadline
    if isinstance(rate, Recurring) and rate.period is Period.YEAR and not _said_year(right):
        return _rate_by(left, right)
    return None


def _rate_span(left: Part, right: Part) -> Recurring | None:
    rate, span = left.deadline, right.deadline
    if not isinstance(rate, Recurring) or not isinstance(span, Window):
        return None
    if span.start_day and span.end_day:
        months = f"month-{span.start_day[:2]}..{span.end_day[:2]}"
        return replace(rate, on=(*rate.on, months)) if _whole_months(span) else None
    return replace(rate, start=span.start, end=span.end)


def _whole_months(span: Window) -> bool:
    """Whether a yearless span runs from the first of a month to the last of another."""
    start, end = span.start_day or "", span.end_day or ""
    return start.endswith("-01") and end == Day(None, int(end[:2]), LAST).iso[5:]


def _span_rate(left: Part, right: Part) -> Recurring | None:
    return _rate_span(right, left)


def _rate_lag(left: Part, right: Part) -> Recurring | None:
    """„měsíčně, do 5 pracovních dnů“: so long after each month."""
    rate, clock = left.deadline, right.deadline
    if not isinstance(rate, Recurring) or not isinstance(clock, Relative) or clock.bound != "within":
        return None
    ends_period = clock.anchor is None or clock.anchor.startswith(
        ("konec", "skončení", "konce", "ukončení", "uplynutí")
    )
    return replace(rate, due_offset=clock.offset) if ends_period and clock.direction == "after" else None


def _lag_rate(left: Part, right: Part) -> Recurring | None:
    """„do 20. dne následujícího měsíce, vždy měsíčně“"""
    clock = left.deadline
    ends = isinstance(clock, Relative) and clock.anchor is not None and clock.anchor.startswith("konec")
    return _rate_lag(right, left) if ends and right.is_period else None


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


def _amount_per(left: Part, right: Part) -> Deadline | None:
    """„24 hodin vzdělávání za rok“, „4 vydání zpravodaje ročně“: an amount in every period."""
    amount, rate = left.deadline, right.deadline
    if not isinstance(amount, Quota) or not isinstance(rate, Recurring) or amount.per or not right.is_period:
        return None
    if right.start - left.end > _WORDS_OF_A_THING:
        return None
    if amount.unit in EVENT_NAMES:
        return replace(rate, count=int(amount.amount), minimum=amount.minimum, maximum=amount.maximum)
    return replace(amount, per=rate.period) if rate.every == 1 else None


def _period_amount(left: Part, right: Part) -> Deadline | None:
    """„ročně bude podpořeno 25 rodin“"""
    return _amount_per(right, left) if left.is_period else None


def _amount_by(left: Part, right: Part) -> Quota | None:
    amount = left.deadline
    if isinstance(amount, Quota) and amount.per is None and isinstance(right.deadline, Dated):
        return replace(amount, due=right.deadline.day)
    return None


def _by_amount(left: Part, right: Part) -> Quota | None:
    return _amount_by(right, left)


def _amount_in(left: Part, right: Part) -> Quota | None:
    """„8 dílen v roce 2018“: due when the year is over; on a day or in a month it is only held."""
    return _amount_by(left, right) if right.moment and right.moment.precision in _LONG else None


def _in_amount(left: Part, right: Part) -> Quota | None:
    return _amount_in(right, left)


_LONG = (Precision.QUARTER, Precision.HALF_YEAR, Precision.YEAR)


def _span_of_length(left: Part, right: Part) -> Deadline | None:
    """„od 1. 1. 2017 do 31. 12. 2019, tj. na dobu 3 let“: its length said too."""
    span, clock = left.deadline, right.deadline
    lasts = isinstance(clock, Relative) and clock.bound == "duration" and clock.anchor is None
    return span if lasts and isinstance(span, Window) and span.start and span.end else None


def _amount_cap(left: Part, right: Part) -> Quota | None:
    amount, cap = left.deadline, right.deadline
    return replace(amount, caps=cap.caps) if isinstance(amount, Quota) and isinstance(cap, Quota) else None


def _same_rate(left: Part, right: Part) -> Recurring | None:
    """„pololetně, vždy do 15 dnů po skončení pololetí“: one rate, said twice."""
    rate, other = left.deadline, right.deadline
    if not isinstance(rate, Recurring) or not isinstance(other, Recurring):
        return None
    if _is_as_often(rate, other):
        return rate
    if left.is_period and other.period is Period.YEAR and other.on and not rate.on:
        fills = length_of(rate.period, rate.every * len(other.on)) == (12, "month")
        return replace(rate, on=other.on) if fills and len(other.on) > 1 else None
    if rate.due_offset or rate.on:
        return None
    if _in_weeks(rate) > 1 and rate.count == 1 and _in_weeks(other) == 1 and other.on:
        return replace(rate, on=other.on)
    if length_of(rate.period, rate.every) != length_of(other.period, other.every):
        return None
    if rate.period is not other.period and rate.count == other.count and other.on:
        return other
    fits = left.is_period or (rate.count or 0) >= len(other.on) >= (other.count or 0)
    if not (other.due_offset or other.on) or not fits:
        return None
    if left.is_period:
        return other
    return replace(rate, on=other.on, due_offset=other.due_offset)


def _is_as_often(rate: Recurring, other: Recurring) -> bool:
    """„4x do roka, zpravidla jednou za čtvrtletí“"""
    if not rate.count or rate.count == other.count or other != Recurring(other.count, other.period, other.every):
        return False
    (n, unit), (m, other_unit) = length_of(rate.period, rate.every), length_of(other.period, other.every)
    return unit == other_unit and n * (other.count or 0) == m * rate.count


def _in_weeks(rate: Recurring) -> float:
    """How many weeks lie between two turns; 0 for months and years."""
    n, unit = length_of(rate.period, rate.every)
    return n / 7 if unit == "day" else 0


def _subject_lag(left: Part, right: Part) -> Recurring | None:
    """„za čtvrtletí do 25. dne po jeho skončení“"""
    rate, clock = left.deadline, right.deadline
    if isinstance(rate, Recurring) and isinstance(clock, Relative) and clock.offset:
        return replace(rate, due_offset=clock.offset)
    return None


def _subject_clock(left: Part, right: Part) -> Recurring | None:
    """„výkaz za uplynulé čtvrtletí … do 20. dne následujícího měsíce“"""
    clock = right.deadline
    ends = isinstance(clock, Relative) and clock.anchor is not None and clock.anchor.startswith("konec")
    return _subject_lag(left, right) if ends else None


def _kept(left: Part, right: Part) -> Deadline:
    return left.deadline


JOINS: tuple[tuple[tuple[Role, Role], Callable[[Part, Part], Deadline | None], bool], ...] = (
    ((Role.RATE, Role.BY), _rate_by, True),
    ((Role.RATE, Role.ON), _rate_in, True),
    ((Role.RATE, Role.STAND), _rate_in, True),
    ((Role.RATE, Role.SPAN), _rate_span, True),
    ((Role.RATE, Role.FROM), _rate_span, True),
    ((Role.SPAN, Role.RATE), _span_rate, True),
    ((Role.FROM, Role.RATE), _span_rate, True),
    ((Role.RATE, Role.LAG), _rate_lag, True),
    ((Role.RATE, Role.RATE), _same_rate, True),
    ((Role.RATE, Role.CLOCK), _rate_lag, True),
    ((Role.CLOCK, Role.RATE), _lag_rate, True),
    ((Role.SUBJECT, Role.LAG), _subject_lag, True),
    ((Role.SUBJECT, Role.CLOCK), _subject_clock, False),
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
    ((Role.AMOUNT, Role.SUBJECT), _amount_per, False),
    ((Role.AMOUNT, Role.RATE), _amount_per, False),
    ((Role.RATE, Role.AMOUNT), _period_amount, True),
    ((Role.AMOUNT, Role.BY), _amount_by, False),
    ((Role.BY, Role.AMOUNT), _by_amount, False),
    ((Role.AMOUNT, Role.ON), _amount_in, False),
    ((Role.ON, Role.AMOUNT), _in_amount, False),
    ((Role.SPAN, Role.CLOCK), _span_of_length, True),
    ((Role.AMOUNT, Role.CAP), _amount_cap, True),
)
"""Roles of two neighbours, what they make together, and whether they must be close."""
_BY_ROLES = {pair: tuple((join, near) for roles, join, near in JOINS if roles == pair) for pair, _, _ in JOINS}
