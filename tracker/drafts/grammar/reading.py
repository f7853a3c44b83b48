"""The way of a phrase: clean, cut, mask, match, weigh, join, answer."""

from dataclasses import replace

from tracker.drafts.grammar import masks
from tracker.drafts.grammar.almanac import Almanac
from tracker.drafts.grammar.answer import Context, Doubt, Reading, Repair, Result, SetAside
from tracker.drafts.grammar.heads import COUNTS
from tracker.drafts.grammar.lexer import Kind, Tokens, lex
from tracker.drafts.grammar.normalise import Normalised, normalise
from tracker.drafts.grammar.parts import Part, Role
from tracker.drafts.grammar.pattern import Found
from tracker.drafts.grammar.rules import GRAMMAR
from tracker.drafts.grammar.said_years import is_year
from tracker.drafts.grammar.surroundings import almanac_of
from tracker.drafts.grammar.weighing import weighed
from tracker.obligations.deadline import Missing, Recurring

NO_CONTEXT = Context()


def read(text: str, context: Context = NO_CONTEXT) -> Result:
    """All deadlines in a text, with the repairs it took and what was set aside."""
    clean = normalise(text)
    whole = lex(clean.text)
    if not any(token.is_word or token.is_number or token.kind is Kind.MASK for token in whole):
        return Result((Reading(Missing(), 0, len(text), text),), clean.repairs, ())
    tokens, hidden = masks.masked(whole)
    almanac = almanac_of(whole, context)
    parts = _scan(tokens, almanac)
    kept, left_out = weighed(parts, tokens, None if context.column else almanac.today, _head_of(context))
    answer = _Answer(text, clean, tokens)
    aside = [answer.aside(mask.start, mask.end, why) for mask, why in hidden]
    aside += [answer.aside(tokens[part.start].start, tokens[part.end - 1].end, why) for part, why in left_out]
    return Result(
        tuple(answer.reading(part) for part in kept),
        answer.repairs(kept, whole),
        tuple(sorted(aside, key=lambda one: one.start)),
    )


def _head_of(context: Context) -> Recurring | None:
    """The count that the heading or the column tells for bare lengths: „Četnost (1x za …)“."""
    heading = "\n".join(part for part in (context.heading, context.column) if part)
    if not COUNTS.search(heading):
        return None
    parts = _scan(lex(normalise(heading).text), Almanac())
    heads = [part.deadline for part in parts if part.role is Role.HEAD and isinstance(part.deadline, Recurring)]
    return heads[-1] if heads else None


def _scan(tokens: Tokens, almanac: Almanac) -> list[Part]:
    """The longest matches from left to right."""
    parts: list[Part] = []
    at = 0
    while tokens[at].kind is not Kind.END:
        idle = tokens[at].kind is Kind.MASK or _begins_nothing(tokens, at)
        matches = () if idle else GRAMMAR.matches(tokens, at)
        for rule, found in matches:
            if made := rule.build(found, almanac.at(tokens[at].start)):
                parts += made if isinstance(made, tuple) else (_without_label(made, found, tokens),)
                at = found.end
                break
        else:
            at += 1
    return parts


def _without_label(part: Part, found: Found, tokens: Tokens) -> Part:
    """The label „Termín:“ belongs to the place, not to the words of the deadline."""
    label: int = found["by"] or 0
    return replace(part, start=part.start + label) if label and tokens[part.start].lemma == "termin" else part


def _begins_nothing(tokens: Tokens, at: int) -> bool:
    """Of numbers in a row only „12 05 2003“ and „12 5. 2003“ are deadlines."""
    if not (tokens[at].is_number and tokens[at + 1].is_number):
        return False
    return not is_year(tokens[at + 2]) and not (tokens[at + 2].text == "." and is_year(tokens[at + 3]))


class _Answer:
    """Takes parts back to the characters of the original text."""

    def __init__(self, text: str, clean: Normalised, tokens: Tokens) -> None:
        self._text, self._clean, self._tokens = text, clean, tokens

    def _span(self, part: Part) -> tuple[int, int]:
        return self._clean.mapped.span(self._tokens[part.start].start, self._tokens[part.end - 1].end)

    def reading(self, part: Part) -> Reading:
        start, end = self._span(part)
        words = self._text[start:end]
        doubts = tuple(Doubt(q.kind, words, q.readings, q.proposed) for q in part.questions)
        return Reading(part.deadline, start, end, words, doubts)

    def aside(self, start: int, end: int, reason: str) -> SetAside:
        start, end = self._clean.mapped.span(start, end)
        return SetAside(start, end, self._text[start:end], reason)

    def repairs(self, kept: list[Part], whole: Tokens) -> tuple[Repair, ...]:
        """Those of the normaliser, of the lexer, and of mended dates."""
        repairs = list(self._clean.repairs)
        for token in whole:
            if token.mended is not None:
                start, end = self._clean.mapped.span(token.start, token.end)
                repairs.append(Repair(start, end, self._text[start:end], token.mended))
        for part in kept:
            if part.moment is not None and part.moment.repaired:
                first, after = part.moment.repaired
                start, end = self._clean.mapped.span(self._tokens[first].start, self._tokens[after - 1].end)
                last = part.moment.last
                year = "" if last.year is None else f" {last.year}"
                repairs.append(Repair(start, end, self._text[start:end], f"{last.in_month}. {last.month}.{year}"))
        return tuple(sorted(repairs, key=lambda repair: (repair.start, repair.end)))
