"""Makes the values that the rules work on: duties, their windows, and what happened to them. No database."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from itertools import count

from tracker.fulfilment.event import (
    Decision,
    DecisionKind,
    Event,
    EventForm,
    Evidence,
    EvidenceKind,
    Fulfilment,
    Review,
    ReviewVerdict,
)
from tracker.obligations.deadline import Cap, Dated, Deadline, Missing, Period, Precision, Quota, Recurring
from tracker.obligations.obligation import Act, Obligation, Party, Side, Validity

CHOMUTOV = Validity(date(2022, 5, 1), date(2026, 8, 31))
"""The months that the table of the real description (003) is headed with."""

FOUR_A_YEAR = Recurring(4, Period.YEAR, minimum=True)
ONCE_A_YEAR = Recurring(1, Period.YEAR)
FORTY_HOURS = Quota(40, "hodina", caps=(Cap(20, "hodina", "distance"),))
SEPTEMBER_2022 = Dated("2022-09-30", Precision.MONTH)
_numbers = count(1)


def a_duty(
    deadline: Deadline = FOUR_A_YEAR,
    *,
    key: str = "lp",
    act: Act = Act.PARTNERSHIP_MEETING,
    party: Party = Party.MUNICIPALITY,
    validity: Validity = CHOMUTOV,
    title: str = "Lokální partnerství",
    quote: str = "",
    outputs: tuple[str, ...] = (),
) -> Obligation:
    """A duty of the town alone, so that what the Agency records of it needs nobody's word."""
    return Obligation(key, title, quote, deadline, validity, party, outputs=outputs, act=act)


def chomutov() -> dict[str, Obligation]:
    """The fifteen duties of 003 with its figures, in words of our own, by a short name."""
    duties = (
        a_duty(FOUR_A_YEAR, key="lp"),
        a_duty(Recurring(2, Period.YEAR), key="three", act=Act.THREE_PARTY_MEETING),
        a_duty(ONCE_A_YEAR, key="discussion", act=Act.PARTNERSHIP_DISCUSSION),
        a_duty(ONCE_A_YEAR, key="report", act=Act.COUNCIL_REPORT),
        a_duty(Dated("2022-05-31", Precision.MONTH), key="kickoff", act=Act.THREE_PARTY_MEETING),
        a_duty(Missing(), key="revision", act=Act.REVISION),
        a_duty(SEPTEMBER_2022, key="materials", act=Act.DOCUMENT),
        a_duty(SEPTEMBER_2022, key="plan", act=Act.DOCUMENT),
        a_duty(Recurring(2, Period.YEAR, minimum=True), key="group", act=Act.TRAINING),
        a_duty(Recurring(10, Period.YEAR, minimum=True), key="individual", act=Act.INDIVIDUAL_SUPPORT),
        a_duty(Quota(1, "výzkum"), key="research", act=Act.RESEARCH),
        a_duty(
            Dated("2026-12-31", Precision.MONTH),
            key="training",
            act=Act.TRAINING,
            validity=Validity(date(2022, 5, 1), date(2026, 12, 31)),
        ),
        a_duty(Missing(), key="advice", act=Act.CONSULTATION),
        a_duty(FORTY_HOURS, key="hours", act=Act.TRAINING),
        a_duty(Dated("2021-12-31", Precision.YEAR), key="renewal", act=Act.REVISION),
    )
    return {duty.key: duty for duty in duties}


def noon(day: date) -> datetime:
    """An instant of that Prague day."""
    return datetime.combine(day, time(12), UTC)


def an_event(
    day: date,
    *,
    act: Act = Act.PARTNERSHIP_MEETING,
    form: EventForm = EventForm.IN_PERSON,
    hours: float | None = None,
    persons: int | None = None,
    papers: Iterable[EvidenceKind] = (),
    recorded: date | None = None,
) -> Event:
    """Something that happened on ``day`` and was recorded the same day, with its papers."""
    at = noon(recorded or day)
    evidence = tuple(Evidence(f"{kind}", f"{kind}.pdf", kind, at) for kind in papers)
    return Event(next(_numbers), act, day, "Jednání", at, Side.ASZ, form, hours, persons, evidence)


def counted(event: Event, amount: float = 1, *, side: Side = Side.ASZ, key: str = "lp/2023") -> Fulfilment:
    """The event counted toward an occurrence by ``side`` when it was recorded."""
    return Fulfilment(event, key, amount, event.recorded_at, side)


def meetings(*days: date) -> tuple[Fulfilment, ...]:
    """One meeting on each day, each counted as one."""
    return tuple(counted(an_event(day)) for day in days)


def reviewed(fulfilment: Fulfilment, verdict: ReviewVerdict, on: date, reason: str = "") -> Fulfilment:
    """The same with the word of the other side."""
    other = Side.ASZ if fulfilment.side is Side.MUNICIPALITY else Side.MUNICIPALITY
    return replace(fulfilment, reviews=(*fulfilment.reviews, Review(verdict, other, noon(on), reason)))


def decided(kind: DecisionKind, day: date, *, new_due: date | None = None, replaced_by: str | None = None) -> Decision:
    """A decision made and recorded on ``day``."""
    return Decision(kind, "lp/2023", day, "povodně", "rada", noon(day), new_due=new_due, replaced_by=replaced_by)
