"""How reports tell what happened toward an occurrence: events, papers, statements of both sides, decisions."""

from collections import Counter
from collections.abc import Iterator

from tracker.fulfilment.event import Decision, Event, Fulfilment
from tracker.fulfilment.labels import label
from tracker.obligations.obligation import Party, Side
from tracker.occurrences.occurrence import Occurrence
from tracker.reports.entry import Entry
from tracker.reports.table import Said
from tracker.timeline.czech import NBSP, counted, say_day, say_number, say_range


def say_period(occurrence: Occurrence) -> str:
    """The window of the occurrence: its year where it is one, else its days."""
    if occurrence.label.isdigit():
        return occurrence.label
    return say_range(occurrence.start, max(occurrence.start, occurrence.end))


def say_progress(entry: Entry) -> str:
    """``3 z 4``; what goes on all the time has no quota, only a count."""
    if entry.standing.case and entry.standing.case.goes_on:
        return f"{say_number(entry.standing.counted)}×"
    return f"{say_number(entry.standing.counted)} z{NBSP}{say_number(entry.standing.quota)}"


def happened(entry: Entry) -> tuple[str, ...]:
    """Each counted event by its day and kind, never by a person's name: safe for the public."""
    return tuple(_event_words(fulfilment.event) for fulfilment in entry.counting)


def papers(entry: Entry) -> tuple[str, ...]:
    """How many papers of each kind prove the occurrence; their names stay with the parties."""
    every = (paper for fulfilment in entry.counting for paper in fulfilment.event.evidence)
    kinds = Counter(paper.kind_words or label(paper.kind) for paper in every)
    return tuple(kind if number == 1 else f"{number}× {kind}" for kind, number in kinds.items())


def paper_names(entry: Entry) -> tuple[str, ...]:
    """The names of the papers, for the parties alone."""
    return tuple(paper.name for fulfilment in entry.counting for paper in fulfilment.event.evidence)


def reason_said(entry: Entry) -> tuple[Said, ...]:
    """The reason of the delay that stands, with the day on which it is expected instead."""
    reason = entry.standing.reason
    if reason is None:
        return ()
    expected = f" (nově do {say_day(reason.expected)})" if reason.expected else ""
    return (Said(f"{entry.occurrence.key}#reason", reason.reason + expected),)


def statements(entry: Entry, side: Side) -> tuple[Said, ...]:
    """Everything one side said about the occurrence: with what it entered, and of what the other entered."""
    return tuple(_statements(entry, side))


def decisions_said(entry: Entry) -> tuple[Said, ...]:
    """The decisions about the occurrence that were not revoked, with who decided and why."""
    standing = (d for d in entry.facts.decisions if d.revoked_at is None and d.day <= entry.standing.on)
    return tuple(
        Said(f"{entry.occurrence.key}#decision-{number}", _decision_words(decision))
        for number, decision in enumerate(standing, 1)
    )


def say_halves(entry: Entry) -> tuple[str, ...]:
    """Who owes the duty, each half in the words of the document where it has them."""
    halves = tuple(f"{label(side)}: {words}" for side, words in entry.obligation.halves.items() if words)
    return halves or (label(entry.obligation.party),)


def say_party(party: Party | None) -> str | None:
    """The party by its Czech name."""
    return label(party) if party else None


def _event_words(event: Event) -> str:
    details = [
        *([counted(event.hours, "hodina")] if event.hours else []),
        *([counted(event.persons, "osoba")] if event.persons else []),
    ]
    return f"{say_day(event.day)} {label(event.act)}" + (f" ({', '.join(details)})" if details else "")


def _statements(entry: Entry, side: Side) -> Iterator[Said]:
    for fulfilment in entry.facts.fulfilments:
        key = f"{entry.occurrence.key}#{fulfilment.event.id}"
        if fulfilment.side is side and fulfilment.statement:
            yield Said(f"{key}-{side.value}", fulfilment.statement)
        yield from _verdicts(fulfilment, side, key)


def _verdicts(fulfilment: Fulfilment, side: Side, key: str) -> Iterator[Said]:
    for number, review in enumerate(fulfilment.reviews, 1):
        if review.side is side and review.reason:
            yield Said(f"{key}-review-{number}", f"{label(review.verdict)}: {review.reason}")


def _decision_words(decision: Decision) -> str:
    until = f" na {say_day(decision.new_due)}" if decision.new_due else ""
    return f"{label(decision.kind)}{until} od {say_day(decision.day)}: {decision.reason} ({decision.approver})"
