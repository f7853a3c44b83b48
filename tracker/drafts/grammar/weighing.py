"""Which of the parts found are deadlines, and which only look so beside a real one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tracker.drafts.grammar.clauses import Clauses
from tracker.drafts.grammar.evidence import (
    is_act_day,
    is_all,
    is_alone,
    is_for_an_amount,
    is_in_years,
    is_labelled,
    is_promised,
    is_stand_of_something,
    is_state_since,
    names_a_paper,
)
from tracker.drafts.grammar.joins import joined
from tracker.drafts.grammar.lexer import Token
from tracker.drafts.grammar.neighbours import with_trailing_bounds, with_units, without_frames, without_shadows
from tracker.drafts.grammar.parts import DATES, Part, Role
from tracker.obligations.deadline import Dated, Precision

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
    kept = joined(with_units(without_frames(kept, clauses)), tokens, clauses.of)
    return without_shadows(with_trailing_bounds(kept, tokens), tokens, out), out


def _why_not(part: Part, tokens: Sequence[Token], clauses: Clauses, after_amount: bool) -> str:
    clause = clauses.of[part.start]
    if part.role is not Role.GAP and part.why != "moved" and not is_labelled(part, tokens):
        if _is_told(part, clause, clauses) or _precedes_decision(part, tokens, clauses) or is_act_day(part, tokens):
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
    if part.role is Role.SPAN and _precision_of_years(part) and is_for_an_amount(part, tokens):
        return "period of an amount"
    if part.role is Role.SPAN and clause not in clauses.dutiful and is_in_years(part, tokens):
        return "past event"
    if part.role is Role.SPAN and _precision_of_years(part) and names_a_paper(part, tokens):
        return "period in a name"
    if part.role is Role.WAIT and part.start and tokens[part.start - 1].key in ("dalsi", "jine", "jina", "jiny"):
        return "scope"
    return ""


def _is_told(part: Part, clause: int, clauses: Clauses) -> bool:
    """Whether its clause tells what has been; a limit in a duty, or in a state that still holds, lies ahead."""
    if clause not in clauses.past:
        return False
    if part.role is Role.BY and clause in clauses.dutiful:
        return False
    return not (part.role in (Role.BY, Role.SPAN) and clause in clauses.lasting)


def _precedes_decision(part: Part, tokens: Sequence[Token], clauses: Clauses) -> bool:
    """„V roce 2009 se město rozhodlo zahájit…“: when something was decided."""
    decided = clauses.decided.get(clauses.of[part.start])
    return part.role in (Role.ON, Role.FROM) and decided is not None and tokens[part.start].start < decided


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
