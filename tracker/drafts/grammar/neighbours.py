"""What neighbours mean for one another: a unit lent, a frame of other days, a bound behind, a label beside a deadline."""

from collections.abc import Sequence
from dataclasses import replace

from tracker.drafts.grammar.clauses import Clauses
from tracker.drafts.grammar.lexer import BULLET, Token
from tracker.drafts.grammar.nouns import THINGS
from tracker.drafts.grammar.parts import DATES, Part, Role
from tracker.drafts.grammar.tense import is_duty
from tracker.obligations.deadline import Dated, Precision, Quota, Recurring, Window


def with_units(parts: list[Part]) -> list[Part]:
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


def without_frames(parts: list[Part], clauses: Clauses, tokens: Sequence[Token]) -> list[Part]:
    """„v prvním pololetí … ve čtvrtek 30. ledna“: beside a day of the same clause a coarse stretch is only its frame."""
    days: dict[int, list[Part]] = {}
    for part in parts:
        is_span = part.role is Role.SPAN and not part.is_period
        if is_span or (part.role in (Role.ON, Role.BY) and _precision(part) is Precision.DAY):
            days.setdefault(clauses.of[part.start], []).append(part)
    return [
        part
        for before, part in zip([None, *parts], parts, strict=False)
        if not _is_frame(part, days.get(clauses.of[part.start], ()))
        and not _names_span(part, before)
        and not _heads_list(part, parts, tokens)
    ]


def _heads_list(part: Part, parts: list[Part], tokens: Sequence[Token]) -> bool:
    """„Termíny schůzí v roce 2018:“ over the days of a list."""
    if tokens[part.end].text not in (":", BULLET) or part.moment is None or part.moment.precision not in _FRAMES:
        return False
    year = part.moment.last.iso[:4]
    framing = part.role is Role.ON or part.is_period
    return framing and any(
        _due(other)[:4] == year for other in parts if other.start > part.end and other.role is Role.ON
    )


_BESIDE = 3


def _names_span(month: Part, before: Part | None) -> bool:
    """„29. června – 1. září – hlavní prázdniny“: a name right behind the days it is for."""
    if before is None or month.role is not Role.ON or _precision(month) is not Precision.MONTH:
        return False
    return month.start - before.end <= _BESIDE and before.role is Role.SPAN and _holds(month, before)


def _is_frame(part: Part, days: Sequence[Part]) -> bool:
    """A coarse stretch, or the year that a paper is for: „plán pro rok 2019 předložit do 31. 1.“

    A month is the frame of its own days only: „v lednu do 31. 1.“
    """
    if not days or part.role not in (Role.ON, Role.SPAN):
        return False
    if part.role is Role.SPAN:
        return part.is_period
    if _precision(part) is Precision.MONTH:
        return any(_due(day) == _due(part) or _holds(part, day) for day in days)
    return _precision(part) in _FRAMES


def _holds(month: Part, span: Part) -> bool:
    """„o letních prázdninách od 15. 7. do 16. 8.“, „1. 7. – 1. 9. hlavní prázdniny“"""
    moment, window = month.moment, span.deadline
    if moment is None or not isinstance(window, Window) or window.start is None or window.end is None:
        return False
    return moment.first.month <= window.end.month and window.start.month <= moment.last.month


def _due(part: Part) -> str:
    """Year and month in which a date is due."""
    return part.deadline.due[:7] if isinstance(part.deadline, Dated) else ""


def _precision(part: Part) -> Precision | None:
    return part.deadline.precision if isinstance(part.deadline, Dated) else None


_BOUND_WITHIN = 14
_BRACKETED = {"minimalne": True, "min": True, "alespon": True, "nejmene": True, "maximalne": False, "max": False}


def with_trailing_bounds(parts: list[Part], tokens: Sequence[Token]) -> list[Part]:
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


def without_shadows(parts: list[Part], tokens: Sequence[Token], out: list[tuple[Part, str]]) -> list[Part]:
    """Leaves out what only accompanies a real deadline."""
    kept: list[Part] = []
    for at, part in enumerate(parts):
        if part.role in _NEVER:
            out.append((part, part.why or "period of a paper"))
        elif part.role is Role.STAND and _near(parts, at, DATES, tokens):
            out.append((part, "reporting day"))
        elif (
            part.role in _YIELDING
            and _near(parts, at, _stronger_than(part.role), tokens)
            and not _apart(parts, at, tokens)
        ):
            out.append((part, "beside a definite deadline"))
        else:
            kept.append(part)
    return kept


def _apart(parts: list[Part], at: int, tokens: Sequence[Token]) -> bool:
    """„do 31. 1. 2020, průběžně doplňovat podklady, vyúčtovat do…“, „průběžně, zpráva do 31. 12.“

    A state between commas, with a thing or a duty of its own, is no label of the deadline beside it.
    """
    part = parts[at]
    if part.role is not Role.STATE:
        return False
    before, after = parts[at - 1] if at else None, parts[at + 1] if at + 1 < len(parts) else None
    if before is not None and tokens[part.start - 1].text != ",":
        return False
    if after is None:
        return any(_is_own(token) for token in tokens[part.end : part.end + _OWN_WITHIN])
    between = tokens[part.end : after.start]
    comma = next((n for n, token in enumerate(between) if token.text == ","), None)
    own_here = before is None or any(map(_is_own, between[:comma]))
    return comma is not None and own_here and any(map(_is_own, between[comma:]))


_OWN_WITHIN = 4


def _is_own(token: Token) -> bool:
    return token.is_word and (token.key in THINGS or is_duty(token))


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
