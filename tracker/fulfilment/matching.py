"""Which occurrences an event can satisfy, and why it cannot satisfy the others (domain law 10).

An event counts for the window it was held in ("at least four in the year", law 5); only what its own window does not
need goes to the oldest debt. Another window of the same duty is offered as the alternative: one event is never counted
twice for one duty.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from tracker.fulfilment.acts import serves
from tracker.fulfilment.counting import Firmness, Tally, tally
from tracker.fulfilment.event import DecisionKind, Event, EventForm, EvidenceKind
from tracker.fulfilment.facts import NO_FACTS, Facts
from tracker.fulfilment.labels import label
from tracker.fulfilment.papers import missing_papers, papers_for
from tracker.fulfilment.term import Term, term_on
from tracker.fulfilment.units import counts_hours, measure
from tracker.obligations.obligation import Act, Obligation, Side
from tracker.obligations.wording import cap_phrase
from tracker.occurrences.labels import ONCE
from tracker.occurrences.occurrence import Occurrence
from tracker.timeline.sentences import Counted, Phrase, Span, listed

Candidates = Sequence[tuple[Obligation, Occurrence]]
_NO_FACTS: Mapping[str, Facts] = {}


@dataclass(frozen=True, slots=True)
class Match:
    """An occurrence that the event can satisfy with ``amount`` of its unit, of which ``counts`` remain after the cap.

    ``alternative``: another window of the same duty is proposed before it; the event counts for one of them.
    """

    occurrence: Occurrence
    amount: float
    reasons: tuple[Phrase, ...]
    missing_papers: tuple[EvidenceKind, ...]
    counts: float
    alternative: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """An occurrence that the event cannot satisfy, and why."""

    occurrence: Occurrence
    reason: Phrase


@dataclass(frozen=True, slots=True)
class _Claim:
    act: Act
    day: date
    form: EventForm
    hours: float | None
    persons: int | None
    papers: Collection[EvidenceKind]
    title: str

    @property
    def event(self) -> Event:
        """The same as an event not recorded yet."""
        unrecorded = datetime.min.replace(tzinfo=UTC)
        return Event(0, self.act, self.day, self.title, unrecorded, Side.ASZ, self.form, self.hours, self.persons)


def matches(
    act: Act,
    day: date,
    form: EventForm,
    hours: float | None,
    persons: int | None,
    papers: Collection[EvidenceKind],
    candidates: Candidates,
    facts_by_key: Mapping[str, Facts] = _NO_FACTS,
    title: str = "",
) -> tuple[Match, ...]:
    """Every occurrence that the event can satisfy, overdue ones first, each with the reasons and the papers still
    missing.
    """
    claim = _Claim(act, day, form, hours, persons, papers, title)
    found = [
        answer
        for obligation, occurrence in candidates
        if isinstance(answer := _weighed(claim, obligation, occurrence, facts_by_key), Match)
    ]
    return tuple(_marked(sorted(found, key=lambda match: _urgency(match.occurrence)), day))


def refusals(
    act: Act,
    day: date,
    form: EventForm,
    hours: float | None,
    persons: int | None,
    candidates: Candidates,
    facts_by_key: Mapping[str, Facts] = _NO_FACTS,
    title: str = "",
) -> tuple[Refusal, ...]:
    """The candidates that the event cannot satisfy, in their order, each with the reason."""
    claim = _Claim(act, day, form, hours, persons, (), title)
    answers = (_weighed(claim, obligation, occurrence, facts_by_key) for obligation, occurrence in candidates)
    return tuple(answer for answer in answers if isinstance(answer, Refusal))


def _urgency(occurrence: Occurrence) -> tuple[bool, date, str]:
    return occurrence.due is None, occurrence.due or date.max, occurrence.key


def _marked(found: Sequence[Match], day: date) -> Iterator[Match]:
    proposed: dict[str, Match] = {}
    for match in sorted(found, key=lambda match: not _holds(match.occurrence, day)):
        proposed.setdefault(match.occurrence.obligation, match)
    for match in found:
        yield match if match is proposed[match.occurrence.obligation] else replace(match, alternative=True)


def _holds(occurrence: Occurrence, day: date) -> bool:
    return occurrence.start <= day <= occurrence.end


def _weighed(
    claim: _Claim, obligation: Obligation, occurrence: Occurrence, facts_by_key: Mapping[str, Facts]
) -> Match | Refusal:
    facts = facts_by_key.get(occurrence.key, NO_FACTS)
    term = term_on(occurrence, facts.decisions, claim.day)
    so_far = tally(obligation, occurrence, term, facts, date.max)
    refusal = _wrong_kind(claim, obligation) or _wrong_day(claim, term, facts) or _done(claim, occurrence, term, so_far)
    if refusal:
        return Refusal(occurrence, refusal)
    amount = _amount(claim, occurrence)
    if amount is None:
        return Refusal(occurrence, _asking(occurrence))
    counts = _after_caps(claim, amount, so_far)
    if not counts:
        return Refusal(occurrence, Phrase("Strop je vyčerpán: %(caps)s.", caps=_caps(occurrence, so_far)))
    missing = missing_papers(papers_for(obligation.outputs), claim.papers)
    return Match(occurrence, amount, _reasons(claim, occurrence, term, so_far, amount, counts), missing, counts)


def _wrong_kind(claim: _Claim, obligation: Obligation) -> Phrase | None:
    if serves(claim.act, obligation):
        return None
    asked, given = Phrase(label(obligation.act)), Phrase(label(claim.act))
    return Phrase("Závazek žádá: %(asked)s. Událost je: %(given)s.", asked=asked, given=given)


def _wrong_day(claim: _Claim, term: Term, facts: Facts) -> Phrase | None:
    if claim.day < term.opens:
        return Phrase("Událost je starší než období, které začíná %(day)s.", day=term.opens)
    if facts.ended and claim.day > facts.ended:
        return Phrase("Dokument byl ukončen už %(day)s.", day=facts.ended)
    if facts.cancelled and claim.day >= facts.cancelled and facts.cancels(term.due):
        return Phrase("Závazek zrušila revize od %(day)s.", day=facts.cancelled)
    if term.stated and term.stated.kind is not DecisionKind.DISPUTE:
        kind = Phrase(label(term.stated.kind))
        return Phrase("Závazek není v platnosti: %(kind)s od %(day)s.", kind=kind, day=term.stated.day)
    return None


def _done(claim: _Claim, occurrence: Occurrence, term: Term, so_far: Tally) -> Phrase | None:
    """A window that is over, or that one event fills, takes no more once it is full."""
    full = so_far.reached_on(Firmness.CLAIMED)
    over = term.due is not None and claim.day > term.due
    if full is None or not (over or occurrence.label == ONCE):
        return None
    return Phrase("Už je splněno událostí ze dne %(day)s.", day=full)


def _amount(claim: _Claim, occurrence: Occurrence) -> float | None:
    return measure(occurrence.unit, claim.hours, claim.persons)


def _asking(occurrence: Occurrence) -> Phrase:
    if counts_hours(occurrence.unit):
        return Phrase("Zadejte počet hodin, závazek je v nich počítá.")
    return Phrase("Zadejte počet osob, závazek je v nich počítá.")


def _after_caps(claim: _Claim, amount: float, so_far: Tally) -> float:
    return so_far.room_for(claim.event, amount)


def _caps(occurrence: Occurrence, so_far: Tally) -> Phrase:
    return listed(*(cap_phrase(cap, occurrence.unit) for cap in so_far.caps))


def _reasons(
    claim: _Claim, occurrence: Occurrence, term: Term, so_far: Tally, amount: float, counts: float
) -> tuple[Phrase, ...]:
    reasons = [
        Phrase("Druh události odpovídá závazku: %(act)s.", act=Phrase(label(claim.act))),
        _in_time(claim, term),
    ]
    if counts < amount:
        kept, caps = Counted(counts, occurrence.unit), _caps(occurrence, so_far)
        reasons.append(Phrase("Započte se jen %(kept)s z %(amount)s: %(caps)s.", kept=kept, amount=amount, caps=caps))
    counted = so_far.counted() + counts
    reasons.append(Phrase("Bude započteno %(counted)s z %(quota)s.", counted=counted, quota=occurrence.quota))
    return tuple(reasons)


def _in_time(claim: _Claim, term: Term) -> Phrase:
    if term.due is None:
        return Phrase("Závazek nemá den, do kterého se má splnit.")
    if claim.day <= term.due:
        return Phrase("Den spadá do období %(span)s.", span=Span(term.opens, term.due))
    late = Counted((claim.day - term.due).days, "den")
    return Phrase("Období skončilo %(day)s: splnění o %(late)s později.", day=term.due, late=late)
