"""Which of the parts found are deadlines, and which only look so beside a real one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tracker.drafts.grammar.clauses import Clauses
from tracker.drafts.grammar.heads import under_heads
from tracker.drafts.grammar.joins import joined
from tracker.drafts.grammar.lexer import Token
from tracker.drafts.grammar.neighbours import with_trailing_bounds, with_units, without_frames, without_shadows
from tracker.drafts.grammar.parts import DATES, Part, Role
from tracker.drafts.grammar.place import Place
from tracker.drafts.grammar.reasons import why_not
from tracker.obligations.deadline import Recurring

LeftOut = list[tuple[Part, str]]


def weighed(
    parts: list[Part], tokens: Sequence[Token], written: date | None = None, head: Recurring | None = None
) -> tuple[list[Part], LeftOut]:
    """The parts that stay, joined, and those left out with a reason.

    ``head`` is the count that the heading tells for bare lengths.
    ``written`` is the day of the document; in a column of a table, which announces what stands in it, it does not count.
    """
    if not parts:
        return [], []
    clauses = Clauses(tokens)
    out: LeftOut = []
    kept: list[Part] = []
    for part in _without_old_values(under_heads(parts, tokens, head), tokens, out):
        why = "" if _goes_on(part, kept, tokens) else why_not(Place(part, tokens, clauses, written))
        if not why:
            kept.append(part)
        elif part.role is not Role.GAP:
            out.append((part, why))
    kept = joined(with_units(without_frames(kept, clauses, tokens)), tokens, clauses.of)
    return without_shadows(with_trailing_bounds(kept, tokens), tokens, out), out


def _goes_on(part: Part, kept: list[Part], tokens: Sequence[Token]) -> bool:
    """„podpoříme 20 rodin, 30 dětí a 5 škol“: a bare count right after an amount is promised with it."""
    if part.why != "bare" or not kept or kept[-1].role is not Role.AMOUNT:
        return False
    return kept[-1].end == part.start - 1 and tokens[part.start - 1].text in (",", "a")


_MOVED = ("prodlouz", "posun", "odloz", "presun", "zmenen")
_NEW = ("nove", "novy", "novym")
_OLD = ("puvodn", "dosavadn", "stavajic")
_MOVED_WITHIN = 8


def _is_instead(part: Part, tokens: Sequence[Token]) -> bool:
    """„namísto 2x ročně“"""
    return part.role is Role.RATE and part.start > 0 and tokens[part.start - 1].key in ("namisto", "misto")


def _is_replaced(part: Part, after: Part, tokens: Sequence[Token]) -> bool:
    """„z 6x ročně na 1x za dva měsíce“"""
    both = part.role is after.role is Role.RATE and part.start > 0 and after.start - part.end <= 1
    return both and tokens[part.start - 1].key in ("z", "ze") and tokens[after.start - 1].key == "na"


def _without_old_values(parts: list[Part], tokens: Sequence[Token], out: LeftOut) -> list[Part]:
    """„do 30. 4., nově do 30. 6.“, „prodlouženo do 31. 5.“: the new value replaces the one before it."""
    kept: list[Part] = []
    former: Part | None = None
    for part, after in zip(parts, (*parts[1:], None), strict=False):
        before = tokens[max(part.start - 3, kept[-1].end if kept else 0) : part.start]
        is_old = any(token.key.startswith(_OLD) for token in before)
        replaced = after is not None and _is_replaced(part, after, tokens)
        if replaced or _is_instead(part, tokens) or (kept and part.role in DATES and is_old):
            out.append((part, "old value"))
            continue
        kin = DATES if part.role in DATES else (Role.RATE,) if part.role is Role.RATE else ()
        moved = any(token.key.startswith(_MOVED) for token in before)
        if kin and (moved or any(token.key in _NEW for token in before)):
            old = next((at for at in (-1, -2) if len(kept) >= -at and kept[at].role in kin), None)
            if old is not None and part.start - kept[old].end <= _MOVED_WITHIN:
                out.append((kept.pop(old), "old value"))
                moved = True
            part = replace(part, why=part.why or "moved") if moved else part
        elif former is not None and part.role is former.role and part.start - former.end <= _MOVED_WITHIN:
            out.append((kept.pop(kept.index(former)), "old value"))
        former = part if is_old else None
        kept.append(part)
    return kept
