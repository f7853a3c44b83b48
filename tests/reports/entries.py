"""Entries for the tests of reports: a town, its agreement, and duties with what happened toward them."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from tracker.fulfilment.event import (
    DelayReason,
    Event,
    EventForm,
    Evidence,
    EvidenceKind,
    Fulfilment,
    Review,
    ReviewVerdict,
)
from tracker.fulfilment.facts import Facts
from tracker.fulfilment.status import standing
from tracker.obligations.deadline import Deadline, Period, Recurring
from tracker.obligations.obligation import Act, Obligation, Party, Side, Validity
from tracker.occurrences.expansion import expand
from tracker.reports.entry import Entry, Paper, Town

LIPOVA = Town(1, "Lipová", "RCZ", "00000001")
DESCRIPTION = Paper(
    7, "Popis spolupráce Lipová", date(2025, 1, 1), date(2027, 12, 31), date(2024, 12, 12), "usnesení 112/24"
)
COOPERATION = Validity(DESCRIPTION.starts, DESCRIPTION.ends)
TWICE_A_YEAR = Recurring(count=2, period=Period.YEAR, minimum=True)
ONCE_A_YEAR = Recurring(count=1, period=Period.YEAR)


def noon(day: date) -> datetime:
    """An instant on that day."""
    return datetime.combine(day, time(11), UTC)


def duty(
    number: int,
    title: str,
    deadline: Deadline,
    *,
    quote: str = "2x ročně",
    party: Party = Party.BOTH,
    act: Act = Act.PARTNERSHIP_MEETING,
    outputs: tuple[str, ...] = (),
) -> Obligation:
    """An obligation of the description of Lipová."""
    halves = {Side.MUNICIPALITY: "svolává", Side.ASZ: "připravuje odborně"} if party is Party.BOTH else {}
    return Obligation(f"7/{number}", title, quote, deadline, COOPERATION, party, halves, outputs, act)


def meeting(
    number: int,
    day: date,
    *,
    act: Act = Act.PARTNERSHIP_MEETING,
    papers: Sequence[EvidenceKind] = (),
    hours: float | None = 2.5,
    persons: int | None = 14,
    form: EventForm = EventForm.IN_PERSON,
) -> Event:
    """An event recorded on the day after it."""
    recorded = noon(day + timedelta(days=1))
    evidence = tuple(Evidence(f"{number:064x}", f"{kind.value}-{number}.pdf", kind, recorded) for kind in papers)
    return Event(number, act, day, f"Událost {number}", recorded, Side.MUNICIPALITY, form, hours, persons, evidence)


def counted(event: Event, key: str, *, statement: str = "", acknowledged: bool = True) -> Fulfilment:
    """The event counted once by the municipality, and acknowledged by ASZ two days later."""
    seen = noon(event.day + timedelta(days=3))
    reviews = (Review(ReviewVerdict.ACKNOWLEDGED, Side.ASZ, seen),) if acknowledged else ()
    return Fulfilment(event, key, 1, event.recorded_at, Side.MUNICIPALITY, statement, reviews)


def entries(
    obligation: Obligation,
    on: date,
    events: Sequence[Event] = (),
    *,
    statements: dict[int, str] | None = None,
    late: dict[str, str] | None = None,
    acknowledged: bool = True,
    town: Town = LIPOVA,
    paper: Paper = DESCRIPTION,
    owner: str = "",
) -> list[Entry]:
    """Every occurrence of the obligation as it stands on ``on``; each event counts in the window it lies in.

    ``statements`` are by the number of the event, ``late`` gives the reason of a delay by the label of the occurrence.
    """
    found = []
    for occurrence in expand(obligation):
        facts = Facts(
            fulfilments=tuple(
                counted(
                    event, occurrence.key, statement=(statements or {}).get(event.id, ""), acknowledged=acknowledged
                )
                for event in events
                if event.day <= on and (event.day.year == occurrence.end.year or occurrence.label == "once")
            ),
            reasons=tuple(
                DelayReason(occurrence.key, words, noon(occurrence.end + timedelta(days=40)))
                for label, words in (late or {}).items()
                if label == occurrence.label
            ),
        )
        how = standing(obligation, occurrence, facts, on)
        number = int(obligation.key.split("/")[1])
        found.append(Entry(town, paper, number, obligation, occurrence, facts, how, owner))
    return found
