"""Which of the parts found are deadlines, and which only look so beside a real one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tracker.drafts.grammar.clauses import Clauses
from tracker.drafts.grammar.evidence import (
    is_act_day,
    is_all,
    is_alone,
    is_labelled,
    is_promised,
    is_stand_of_something,
    is_state_since,
    names_a_paper,
)
from tracker.drafts.grammar.joins import joined
from tracker.drafts.grammar.lexer import Kind, Token
from tracker.drafts.grammar.parts import DATES, Part, Role
from tracker.obligations.deadline import Dated, Precision, Quota, Recurring

LeftOut = list[tuple[Part, str]]


def weighed(parts: list[Part], tokens: Sequence[Token], written: date | None = None) -> tuple[list[Part], LeftOut]:
    """The parts that stay, joined, and those left out with a reason.

    ``written`` is the day of the document; in a column of a table, which announces what stands in it, it does not count.
    """
    if not parts:
        return [], []
    clauses = Clauses(tokens)
    out: LeftOut = []
    kept: list[Part] = []
    for part in _without_old_values(parts, tokens, out):
        after_amount = bool(kept) and kept[-1].role is Role.AMOUNT and kept[-1].end == part.start - 1
        why = _why_not(part, tokens, clauses, after_amount)
        if not why and written and _is_over(part, tokens, clauses, written):
            why = "past event"
        if why:
            if part.role is not Role.GAP:
                out.append((part, why))
        else:
            kept.append(part)
    kept = joined(_with_units(_without_frames(kept, clauses)), tokens, clauses.of)
    return _without_shadows(_with_trailing_bounds(kept, tokens), tokens, out), out


def _why_not(part: Part, tokens: Sequence[Token], clauses: Clauses, after_amount: bool) -> str:
    clause = clauses.of[part.start]
    if part.role is not Role.GAP and part.why != "moved" and not is_labelled(part, tokens):
        told = clause in clauses.past and not (part.role is Role.BY and clause in clauses.dutiful)
        if told or is_act_day(part, tokens):
            return "past event"
        if part.role is Role.FROM and clause not in clauses.dutiful and is_state_since(part, tokens):
            return "past event"
        if (
            part.role is Role.FROM
            and _is_years_ago(part)
            and clause not in clauses.dutiful
            and not is_alone(part, tokens)
        ):
            return "past event"
    if part.why == "bare" and not is_promised(part, tokens, after_amount):
        return "bare count"
    if part.why == "alone" and not is_alone(part, tokens):
        return "no deadline of its own"
    if part.why == "only" and not is_all(part, tokens):
        return "no deadline of its own"
    if part.role is Role.ON and _is_years_ago(part) and is_stand_of_something(part, tokens):
        return "reporting day"
    if part.role is Role.STAND and clause not in clauses.dutiful:
        if is_stand_of_something(part, tokens) or not is_alone(part, tokens):
            return "reporting day"
    if part.role is Role.SPAN and part.start and tokens[part.start - 1].kind is Kind.MASK and _precision_of_years(part):
        return "period of an amount"
    if part.role is Role.SPAN and _precision_of_years(part) and names_a_paper(part, tokens):
        return "period in a name"
    if part.role is Role.WAIT and part.start and tokens[part.start - 1].key in ("dalsi", "jine", "jina", "jiny"):
        return "scope"
    return ""


def _is_over(part: Part, tokens: Sequence[Token], clauses: Clauses, written: date) -> bool:
    """A plain day before the day of the document, in a sentence that neither announces it nor speaks of a duty."""
    deadline = part.deadline
    if part.role is not Role.ON or not part.year_said or not isinstance(deadline, Dated) or part.why == "moved":
        return False
    day = deadline.day
    past = deadline.precision is Precision.DAY and day is not None and day < written
    return past and clauses.of[part.start] not in clauses.dutiful and not is_alone(part, tokens)


def _is_years_ago(part: Part) -> bool:
    """„od roku 2005 působí“: only a year, and no plan with it."""
    return part.moment is not None and part.moment.precision is Precision.YEAR


def _precision_of_years(part: Part) -> bool:
    """Whether the words are „na rok 2018“ or the like."""
    return part.moment is not None and part.moment.precision is Precision.YEAR and part.end - part.start <= 6


_MOVED = ("prodlouz", "posun", "odloz", "presun", "zmenen")
_NEW = ("nove", "novy", "novym")
_OLD = ("puvodn", "dosavadn", "stavajic")
_MOVED_WITHIN = 8


def _without_old_values(parts: list[Part], tokens: Sequence[Token], out: LeftOut) -> list[Part]:
    """„do 30. 4., nově do 30. 6.“, „prodlouženo do 31. 5.“: the new value replaces the one before it."""
    kept: list[Part] = []
    former: Part | None = None
    for part in parts:
        before = tokens[max(part.start - 3, kept[-1].end if kept else 0) : part.start]
        is_old = any(token.key.startswith(_OLD) for token in before)
        if kept and part.role in DATES and is_old:
            out.append((part, "old value"))
            continue
        kin = DATES if part.role in DATES else (Role.RATE,) if part.role is Role.RATE else ()
        if kin and any(token.key.startswith(_MOVED) or token.key in _NEW for token in before):
            old = next((at for at in (-1, -2) if len(kept) >= -at and kept[at].role in kin), None)
            if old is not None and part.start - kept[old].end <= _MOVED_WITHIN:
                out.append((kept.pop(old), "old value"))
            part = replace(part, why=part.why or "moved")
        elif former is not None and part.role is former.role and part.start - former.end <= _MOVED_WITHIN:
            out.append((kept.pop(kept.index(former)), "old value"))
        former = part if is_old else None
        kept.append(part)
    return kept


def _with_units(parts: list[Part]) -> list[Part]:
    """„každý čtvrtý“ takes its unit from the rate before it, and is nothing without one."""
    full: list[Part] = []
    for part in parts:
        before = full[-1].deadline if full else None
        if part.role is Role.ELLIPSIS and isinstance(part.deadline, Recurring):
            if not isinstance(before, Recurring):
                continue
            part = replace(part, role=Role.RATE, deadline=replace(part.deadline, period=before.period))
        full.append(part)
    return full


_FRAMES = (Precision.QUARTER, Precision.HALF_YEAR, Precision.YEAR)


def _without_frames(parts: list[Part], clauses: Clauses) -> list[Part]:
    """„v prvním pololetí … ve čtvrtek 30. ledna“: beside a day of the same clause a coarse stretch is only its frame."""
    days = {
        clauses.of[part.start]
        for part in parts
        if part.role in (Role.ON, Role.BY) and _precision(part) is Precision.DAY
    }
    return [part for part in parts if clauses.of[part.start] not in days or not _is_frame(part)]


def _is_frame(part: Part) -> bool:
    """A coarse stretch, or the year that a paper is for: „plán pro rok 2019 předložit do 31. 1.“"""
    return (part.role is Role.ON and _precision(part) in _FRAMES) or (part.role is Role.SPAN and part.is_period)


def _precision(part: Part) -> Precision | None:
    return part.deadline.precision if isinstance(part.deadline, Dated) else None


_BOUND_WITHIN = 14
_BRACKETED = {"minimalne": True, "min": True, "alespon": True, "nejmene": True, "maximalne": False, "max": False}


def _with_trailing_bounds(parts: list[Part], tokens: Sequence[Token]) -> list[Part]:
    """„2x ročně školení (minimálně)“: a bound in brackets after the words belongs to the part before it."""
    stops = [part.start for part in parts[1:]] + [len(tokens)]
    return [
        _with_bound(part, tokens, min(stop, part.end + _BOUND_WITHIN)) for part, stop in zip(parts, stops, strict=False)
    ]


def _with_bound(part: Part, tokens: Sequence[Token], stop: int) -> Part:
    deadline = part.deadline
    if isinstance(deadline, Recurring | Quota):
        for at in range(part.end, stop):
            if tokens[at].text == "(" and tokens[at + 2].text in (")", ".") and tokens[at + 1].key in _BRACKETED:
                least = _BRACKETED[tokens[at + 1].key]
                return replace(part, deadline=replace(deadline, minimum=least, maximum=not least))
    return part


_NEVER = (Role.SUBJECT, Role.EXCEPT, Role.NOTHING)
_YIELDING = (Role.STATE, Role.WAIT, Role.GAP)
_SHADOW = 60
"""How far, in tokens, a definite deadline makes a label such as „průběžně“ needless."""


def _without_shadows(parts: list[Part], tokens: Sequence[Token], out: LeftOut) -> list[Part]:
    """Leaves out what only accompanies a real deadline."""
    kept: list[Part] = []
    for at, part in enumerate(parts):
        if part.role in _NEVER:
            out.append((part, part.why or "period of a paper"))
        elif part.role is Role.STAND and _near(parts, at, DATES, tokens):
            out.append((part, "reporting day"))
        elif part.role in _YIELDING and _near(parts, at, _stronger_than(part.role), tokens):
            out.append((part, "beside a definite deadline"))
        else:
            kept.append(part)
    return kept


_REAL = (*DATES, Role.RATE, Role.CLOCK, Role.AMOUNT)


def _stronger_than(role: Role) -> tuple[Role, ...]:
    if role is Role.WAIT:
        return (*_REAL, Role.STATE, Role.LASTING, Role.GAP)
    return (*_REAL, Role.STATE, Role.LASTING) if role is Role.GAP else _REAL


def _near(parts: list[Part], at: int, roles: tuple[Role, ...], tokens: Sequence[Token]) -> bool:
    """Whether one of the two parts on either side, not far off and not past a semicolon, plays one of the roles."""
    here = parts[at]
    beside = parts[max(at - 2, 0) : at] + parts[at + 1 : at + 3]
    return any(
        other.role in roles
        and max(here.start - other.end, other.start - here.end) < _SHADOW
        and not any(token.text == ";" for token in tokens[min(here.end, other.end) : max(here.start, other.start)])
        for other in beside
    )
