"""The doubts of domain, "Deadline rules", each with its possible readings and the one proposed.

No doubt where there is none: every function here is called only where its question really stands.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from tracker.drafts.at import At
from tracker.drafts.doubt import Choice, Doubt, DoubtKind
from tracker.drafts.grammar import Doubt as GrammarDoubt
from tracker.drafts.header_fields import Header, Span
from tracker.drafts.spans import span_words
from tracker.obligations.agreement import LABELS as STATES
from tracker.obligations.agreement import AgreementState
from tracker.obligations.deadline import (
    Conditional,
    Continuous,
    Dated,
    Deadline,
    Missing,
    Precision,
    Quota,
    to_json,
)
from tracker.obligations.obligation import Party, Validity
from tracker.obligations.wording import say_deadline
from tracker.timeline.czech import say_day


def rule(deadline: Deadline, words: str | None = None) -> Choice:
    """A reading that takes ``deadline``."""
    return Choice(words or say_deadline(deadline), {"deadline": to_json(deadline)})


def of_grammar(doubt: GrammarDoubt, at: At) -> Doubt:
    """A doubt of the deadline reader, in the draft's form."""
    readings = tuple(rule(reading) for reading in doubt.readings)
    return Doubt(DoubtKind(doubt.kind), doubt.words, readings, doubt.proposed if readings else None, (at,))


def missing_deadline(at: At, validity: Validity | None) -> Doubt:
    """The place for a deadline is empty."""
    readings = [rule(Missing(), "termín zatím není dohodnut"), rule(Continuous(), "průběžně po dobu platnosti")]
    if validity:
        end = Dated(validity.end.isoformat())
        readings.append(rule(end, f"do konce období ({say_day(validity.end)})"))
    return Doubt(DoubtKind.MISSING_DEADLINE, "Termín není vyplněn.", tuple(readings), 0, (at,))


def scope_not_date(words: str, at: At) -> Doubt:
    """The place for a deadline says what the duty concerns, not when it is due."""
    readings = (
        rule(Continuous(), "průběžně, dokud rozsah trvá"),
        rule(Conditional(words), "jen když nastane potřeba"),
        rule(Missing(), "termín zatím není dohodnut"),
    )
    return Doubt(DoubtKind.SCOPE_NOT_DATE, words, readings, 0, (at,))


def amount_without_date(quota: Quota, words: str, at: At, validity: Validity | None) -> Doubt:
    """An amount that does not say by when."""
    due = validity.end if validity else None
    by_end = Quota(quota.amount, quota.unit, quota.minimum, quota.maximum, None, quota.caps, due)
    readings = (
        rule(by_end, f"do konce období ({say_day(due)})" if due else "do konce platnosti"),
        rule(Missing(), "termín zatím není dohodnut"),
    )
    return Doubt(DoubtKind.AMOUNT_WITHOUT_DATE, words, readings, 0, (at,))


def hours_scope(words: str, at: At) -> Doubt:
    """Hours may be owed by the municipality as a whole or by each supported person."""
    readings = (
        Choice("celkem za územní celek", {"per": "municipality"}),
        Choice("za každou podpořenou osobu", {"per": "person"}),
    )
    return Doubt(DoubtKind.HOURS_SCOPE, words, readings, 0, (at,))


def past_deadline(deadline: Dated, words: str, at: At, day: date) -> Doubt:
    """The deadline had passed before the document came into force."""
    readings = [Choice("platí tak, jak je psáno; termín uplynul už před schválením")]
    if deadline.precision is Precision.YEAR:
        meant = Dated(f"{day.year}-12-31", Precision.YEAR)
        readings.append(rule(meant, f"myšlen je rok schválení ({day.year})"))
    readings.append(rule(Missing(), "termín dohodneme znovu"))
    readings.append(Choice("už neplatí, závazek nevznikne", {"drop": True}))
    return Doubt(DoubtKind.PAST_DEADLINE, words, tuple(readings), 0, (at,))


def estimate_or_target(words: str, quotas: Sequence[Quota], at: At) -> Doubt:
    """Amounts that the document calls an estimate."""
    amounts = ", ".join(f"{quota.amount:g} × {quota.unit}" for quota in quotas)
    readings = (
        Choice("jen odhad, nikdo ho nedluží"),
        Choice(f"závazný cíl: {amounts}", {"quotas": [to_json(quota) for quota in quotas]}),
    )
    return Doubt(DoubtKind.ESTIMATE_OR_TARGET, words, readings, 0, (at,))


def output_mapping(words: str, outputs: tuple[str, ...], deadlines: int, at: At) -> Doubt:
    """Several deadlines and another number of outputs: which paper belongs to which duty."""
    readings = (
        Choice("všechny výstupy ke každému závazku", {"outputs": list(outputs)}),
        *(Choice(f"jen „{output}“", {"outputs": [output]}) for output in outputs),
        Choice("žádný výstup", {"outputs": []}),
    )
    return Doubt(DoubtKind.OUTPUT_MAPPING, f"{words} ({len(outputs)} výstupů, {deadlines} termínů)", readings, 0, (at,))


def party_missing(words: str, at: At) -> Doubt:
    """Nobody is named as responsible."""
    readings = (
        Choice("oba", {"party": Party.BOTH.value}),
        Choice("územní celek", {"party": Party.MUNICIPALITY.value}),
        Choice("ASZ", {"party": Party.ASZ.value}),
    )
    return Doubt(DoubtKind.PARTY_MISSING, words, readings, 0, (at,))


def outside_period(words: str, at: At, validity: Validity) -> Doubt:
    """A deadline beyond the period that its own row stands under."""
    readings = (
        Choice("platí termín, jak je psán"),
        rule(Dated(validity.end.isoformat()), f"nejpozději do konce období ({say_day(validity.end)})"),
    )
    return Doubt(DoubtKind.OUTSIDE_PERIOD, words, readings, 0, (at,))


def validity_conflict(ends: Sequence[tuple[Span, At]], proposed: int) -> Doubt:
    """The document gives several ends of its validity."""
    readings = tuple(Choice(f"{span.words}: {span_words(span.start, span.end)}", _validity(span)) for span, _ in ends)
    words = "; ".join(dict.fromkeys(span.words for span, _ in ends))
    return Doubt(DoubtKind.VALIDITY_CONFLICT, words, readings, proposed, tuple(dict.fromkeys(at for _, at in ends)))


def document_expiring(name: str, start: date | None, end: date, at: At) -> Doubt:
    """A referenced document runs out while the agreement is in force."""
    readings = (
        Choice(f"sledovat konec platnosti {say_day(end)}", {"document": name, "end": end.isoformat()}),
        Choice("nesledovat"),
    )
    return Doubt(DoubtKind.DOCUMENT_EXPIRING, f"{name} ({span_words(start, end)})", readings, 0, (at,))


def approval_missing(header: Header) -> Doubt:
    """No day on which the council approved the document: it may be in force all the same, or not yet."""
    stage = AgreementState.DISCUSSED if header.lp_opinion.day else AgreementState.NEGOTIATED
    readings = (
        Choice("dokument platí, jen v něm datum schválení není"),
        Choice(f"ještě neplatí: {STATES[stage]}", {"state": stage.value}),
    )
    words = "Není uvedeno datum schválení územním celkem."
    return Doubt(DoubtKind.APPROVAL_MISSING, words, readings, 0)


def plain(kind: DoubtKind, words: str, *passages: At, readings: tuple[Choice, ...] = ()) -> Doubt:
    """A doubt that only tells of a gap or a contradiction; ``readings`` where there is something to choose."""
    return Doubt(kind, words, readings, 0 if readings else None, passages)


def _validity(span: Span) -> dict[str, Any]:
    return {
        "start": span.start.isoformat() if span.start else None,
        "end": span.end.isoformat() if span.end else None,
    }
