"""Which of the parts found are deadlines, and which only look so beside a real one."""

from dataclasses import replace

from tracker.drafts.grammar.joins import joined
from tracker.drafts.grammar.lexer import Kind, Token
from tracker.drafts.grammar.parts import Part, Role
from tracker.drafts.grammar.tense import clause_bounds, is_duty, tells_past
from tracker.obligations.deadline import Dated, Precision, Quota, Recurring

Weighed = tuple[list[Part], list[tuple[Part, str]]]
_DATES = (Role.ON, Role.BY, Role.SPAN, Role.FROM)


def weighed(parts: list[Part], tokens: list[Token]) -> Weighed:
    """The parts that stay, joined, and those left out with a reason."""
    if not parts:
        return [], []
    clause_of = clause_bounds(tokens)
    past = _past_clauses(tokens, clause_of)
    parts, out = _without_old_values(parts, tokens)
    kept: list[Part] = []
    for part in parts:
        why = _why_not(part, tokens, clause_of, past, {one.end for one in kept if one.role is Role.AMOUNT})
        if why:
            out.append((part, why))
        else:
            kept.append(part)
    kept = joined(_with_units(_without_coarse(kept, clause_of)), tokens, clause_of)
    kept = _with_trailing_bounds(kept, tokens)
    return _without_shadows(kept, out)


def _past_clauses(tokens: list[Token], clause_of: list[int]) -> set[int]:
    clauses: dict[int, list[Token]] = {}
    for token, number in zip(tokens, clause_of, strict=True):
        clauses.setdefault(number, []).append(token)
    past = {number for number, clause in clauses.items() if tells_past(clause)}
    for number, clause in clauses.items():
        if clauses.get(number - 1, clause)[-1].text == ":" and number - 1 in past and not any(map(is_duty, clause)):
            past.add(number)
    return past


def _why_not(part: Part, tokens: list[Token], clause_of: list[int], past: set[int], amount_ends: set[int]) -> str:
    if part.role is Role.GAP:
        return ""
    labelled = _labelled(tokens, part.start)
    if not labelled and part.why != "moved" and (clause_of[part.start] in past or _is_act_day(part, tokens)):
        return "past event"
    if part.why == "bare" and not _sure_amount(part, tokens, amount_ends):
        return "bare count"
    if part.why == "alone" and not _alone(part, tokens):
        return "no deadline of its own"
    if part.role is Role.STAND and not _alone(part, tokens) and not _duty_beside(part, tokens, clause_of):
        return "reporting day"
    if part.role is Role.WAIT and tokens[part.start - 1].key in ("dalsi", "jine", "jina", "jiny") and part.start:
        return "scope"
    return ""


_FEW_WORDS = {Role.WAIT: 6, Role.STAND: 3, Role.ON: 1, Role.SPAN: 1}
"""How many other words a line may hold where a part still stands alone."""


def _alone(part: Part, tokens: list[Token]) -> bool:
    """Whether a line holds little but this, or „Termín“ announces it."""
    if _labelled(tokens, part.start):
        return True
    few = _FEW_WORDS.get(part.role, 4)
    if part.role is Role.WAIT:
        few = max(few - (part.end - part.start) + 3, 1)
    first, last = part.start, part.end
    while first > 0 and not tokens[first].line and part.start - first < few:
        first -= 1
    while tokens[last].kind is not Kind.END and not tokens[last].line and last - part.end < few:
        last += 1
    return last - first - (part.end - part.start) < few


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


_ACTS = set("schvaleni vydani podpisu narozeni vyhotoveni zapisu uzavreni vzniku projednani".split())
_DONE_STEMS = tuple("schvalen prijat podepsan uzavren vydan podan zrizen zalozen ukoncen zahajen zverejnen projednan zpracovan opusten".split())
_RECORDS = set("zapis zapisu zapisem usneseni protokol protokolu vypis".split())


def _is_act_day(part: Part, tokens: list[Token]) -> bool:
    """„V Praze dne 5. 1. 2019“, „smlouva podepsaná dne…“, „Zápis z porady dne…“: the day of a paper, not of a duty."""
    if part.role not in (Role.ON, Role.STAND):
        return False
    start = part.start
    while start > 0 and part.start - start < 12 and not tokens[start].line:
        start -= 1
    before = tokens[start : part.start]
    if not before:
        return False
    if before[0].key in ("v", "ve") and len(before) <= 5 and tokens[part.start].key == "dne":
        return tokens[part.end].kind in (Kind.END, Kind.MASK) or tokens[part.end].line or tokens[part.end].text == "."
    if before[0].key in _RECORDS or (before[0].key == "datum" and any(token.key in _ACTS for token in before)):
        return True
    if any(token.key in ("bude", "budou", "byt", "maji", "ma") for token in before):
        return False
    ended = before[-1].text.lower().endswith(_DONE_ENDINGS) and before[-1].key not in _NOT_DONE
    return ended or any(token.key.startswith(_DONE_STEMS) and not token.key.endswith(("ni", "nim")) for token in before[-5:])


_DONE_ENDINGS = tuple(stem + end for stem in ("án", "en", "an") for end in ("a", "o", "y", "ý", "á", "é", "ého", "ém", "ým", "ou"))
_NOT_DONE = set("zmena zmeny vymena vymeny smena smeny odmena odmeny cena ceny strana strany ochrana ochrany hrana brana".split())


def _labelled(tokens: list[Token], at: int) -> bool:
    """Whether „Termín“ stands before it."""
    return any(token.lemma in ("termin", "lhuta") for token in tokens[max(at - 4, 0) : at + 1])


_MOVED = ("prodlouz", "posun", "posunut", "odloz", "presun", "zmenen", "nove", "novy", "nova")


def _without_old_values(parts: list[Part], tokens: list[Token]) -> Weighed:
    """„do 30. 4., nově do 30. 6.“, „prodlouženo do 31. 5.“: the new value replaces the one before it."""
    kept: list[Part] = []
    out: list[tuple[Part, str]] = []
    for part in parts:
        before = tokens[max(part.start - 3, kept[-1].end if kept else 0) : part.start]
        moved = part.role in _DATES and any(token.key.startswith(_MOVED) for token in before)
        old = next((one for one in reversed(kept) if one.role in _DATES and part.start - one.end <= 8), None)
        if moved and old:
            kept.remove(old)
            out.append((old, "old value"))
        kept.append(replace(part, why="moved") if moved and not part.why else part)
    return kept, out


def _duty_beside(part: Part, tokens: list[Token], clause_of: list[int]) -> bool:
    """Whether the clause of a part speaks of something still to be done."""
    clause = [token for token, number in zip(tokens, clause_of, strict=True) if number == clause_of[part.start]]
    return any(is_duty(token) for token in clause)


_PROMISES = ("predpoklad", "planuj", "uskutecn", "usporad", "zajist", "podpor", "proskol", "zapoj", "ziska", "realizuj", "rozsah",
             "ucast", "zucastni", "ziskaji", "bude", "budou", "vytvor", "zpracuj", "osadi", "vydat")  # fmt: skip


def _sure_amount(part: Part, tokens: list[Token], ends: set[int]) -> bool:
    """A bare count is a target only where the cell begins with it or a word of promise stands before it."""
    if tokens[part.start - 1].text in (",", "a") and part.start - 1 in ends:
        return True
    if part.start == 0 or (tokens[part.start].line and part.start <= 2):
        return True
    return any(token.key.startswith(_PROMISES) for token in tokens[max(part.start - 10, 0) : part.start])


def _with_trailing_bounds(parts: list[Part], tokens: list[Token]) -> list[Part]:
    """„2x ročně školení (minimálně)“: a bound in brackets after the words belongs to the part before it."""
    changed: list[Part] = []
    stops = [part.start for part in parts[1:]] + [len(tokens)]
    for part, stop in zip(parts, stops[: len(parts)], strict=True):
        flag = next(
            (flag for at in range(part.end, min(stop, part.end + 14)) if (flag := _bracketed_bound(tokens, at))), None
        )
        deadline = part.deadline
        if flag and isinstance(deadline, Recurring | Quota):
            part = replace(part, deadline=replace(deadline, minimum=flag == "minimum", maximum=flag == "maximum"))
        changed.append(part)
    return changed


def _bracketed_bound(tokens: list[Token], at: int) -> str | None:
    if tokens[at].text == "(" and tokens[at + 1].is_word and tokens[at + 2].text in (")", "."):
        return {
            "minimalne": "minimum",
            "min": "minimum",
            "alespon": "minimum",
            "maximalne": "maximum",
            "max": "maximum",
        }.get(tokens[at + 1].key)
    return None


def _without_coarse(parts: list[Part], clause_of: list[int]) -> list[Part]:
    """„v prvním pololetí … ve čtvrtek 30. ledna“: beside a day of the same clause a coarse stretch is only its frame."""
    days = {clause_of[part.start] for part in parts if part.role in (Role.ON, Role.BY) and _is(part, Precision.DAY)}
    frames = (Precision.QUARTER, Precision.HALF_YEAR, Precision.YEAR)
    return [
        part
        for part in parts
        if not (part.role is Role.ON and clause_of[part.start] in days and any(_is(part, frame) for frame in frames))
    ]


def _is(part: Part, precision: Precision) -> bool:
    return isinstance(part.deadline, Dated) and part.deadline.precision is precision


def _without_shadows(parts: list[Part], out: list[tuple[Part, str]]) -> Weighed:
    """Leaves out what only accompanies a real deadline."""
    real = [
        part
        for part in parts
        if part.role not in (Role.SUBJECT, Role.STAND, Role.STATE, Role.WAIT, Role.GAP, Role.NOTHING, Role.EXCEPT)
    ]
    goes_on = any(part.role is Role.STATE for part in parts)
    kept: list[Part] = []
    for part in parts:
        if part.role in (Role.SUBJECT, Role.NOTHING, Role.EXCEPT) or (
            part.role is Role.STAND and any(other.role in _DATES for other in real)
        ):
            out.append((part, part.why or "period or reporting day of a paper"))
        elif part.role in (Role.STATE, Role.WAIT, Role.GAP) and (real or (part.role is Role.WAIT and goes_on)):
            out.append((part, "beside a definite deadline"))
        else:
            kept.append(part)
    return kept, out
