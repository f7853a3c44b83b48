"""What will probably be missed in the coming days, each point with its reasons (not a status: nothing is late yet).

A reason alone is a hint; the forecast lists the occurrence with all of them, the soonest term first, so that a person
judges.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from tracker.fulfilment.expiring import Expiry
from tracker.fulfilment.facts import Facts
from tracker.fulfilment.labels import label
from tracker.fulfilment.pace import Tempo
from tracker.fulfilment.standing import Status
from tracker.fulfilment.status import Standing
from tracker.obligations.obligation import Obligation, Party, Side
from tracker.occurrences.backplanning import Plan
from tracker.occurrences.occurrence import EVENT_UNIT, Occurrence
from tracker.occurrences.wording import term_phrase
from tracker.timeline.clock import prague_day
from tracker.timeline.sentences import Counted, Phrase, Written

HORIZON = 90
SILENCE = 60
"""Days without any record after which a side counts as silent."""

_OPEN = frozenset({Status.PLANNED, Status.OPEN, Status.DUE_SOON, Status.RETURNED, Status.AWAITING_EVIDENCE})


class Sign(StrEnum):
    """Why a term is in danger."""

    PACE = "pace"
    NO_DATE = "no_date"
    LATE_START = "late_start"
    SILENT_OWNER = "silent_owner"
    LATE_BEFORE = "late_before"
    EXPIRING_DOCUMENT = "expiring_document"


@dataclass(frozen=True, slots=True)
class Reason:
    """One sign with its sentence."""

    sign: Sign
    phrase: Phrase

    @property
    def words(self) -> str:
        """The sentence in Czech."""
        return str(self.phrase)


@dataclass(frozen=True, slots=True)
class Threat:
    """An occurrence that will probably be missed, and every reason to think so."""

    obligation: Obligation
    occurrence: Occurrence
    standing: Standing
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Watched:
    """A duty with its occurrences, how each stands, and what is known of it.

    ``planned`` are days already set for events, ``plans`` the way to the council of occurrences by key.
    """

    obligation: Obligation
    occurrences: tuple[tuple[Occurrence, Standing, Facts], ...]
    planned: tuple[date, ...] = ()
    plans: Mapping[str, Plan] = field(default_factory=dict)


def forecast(
    duties: Sequence[Watched], on: date, expiries: Sequence[Expiry] = (), horizon: int = HORIZON
) -> tuple[Threat, ...]:
    """The occurrences due within ``horizon`` days of ``on`` that show a sign of danger, the soonest first.

    ``duties`` are all of an agreement or a municipality: whether a side is silent is seen from the whole.
    """
    heard = _last_heard(duties, on)
    threats = (threat for duty in duties for threat in _threats(duty, on, heard, expiries, horizon))
    return tuple(sorted(threats, key=lambda threat: (threat.standing.due or date.max, threat.occurrence.key)))


def _last_heard(duties: Sequence[Watched], on: date) -> dict[Side, date]:
    """The last day by ``on`` on which each side recorded or reviewed anything."""
    known = (fulfilment for duty in duties for _, _, facts in duty.occurrences for fulfilment in facts.fulfilments)
    heard: dict[Side, date] = {}
    for fulfilment in known:
        for side, instant in (
            (fulfilment.side, fulfilment.recorded_at),
            *((r.side, r.recorded_at) for r in fulfilment.reviews),
        ):
            day = prague_day(instant)
            if day <= on:
                heard[side] = max(day, heard.get(side, day))
    return heard


def _threats(
    duty: Watched, on: date, heard: Mapping[Side, date], expiries: Sequence[Expiry], horizon: int
) -> Iterator[Threat]:
    for occurrence, standing, facts in duty.occurrences:
        due = standing.due
        if due and on <= due <= on + timedelta(days=horizon) and standing.status in _OPEN:
            reasons = (
                *_pace(standing),
                *_no_date(duty, occurrence, facts, standing, on),
                *_late_start(duty, occurrence),
                *_silence(duty, standing, on, heard),
                *_late_before(duty, occurrence),
                *_expiring(duty.obligation, expiries, on, due),
            )
            if reasons:
                yield Threat(duty.obligation, occurrence, standing, reasons)


def _pace(standing: Standing) -> Iterator[Reason]:
    pace = standing.pace
    if pace and pace.tempo is Tempo.BEHIND:
        behind = Phrase("Za tempem: %(reached)s z %(expected)s.", reached=pace.reached, expected=pace.expected)
        yield Reason(Sign.PACE, behind)


def _no_date(duty: Watched, occurrence: Occurrence, facts: Facts, standing: Standing, on: date) -> Iterator[Reason]:
    """The term is near, something is still owed, and too few days are set for it, by a plan or by the owner's word."""
    left = standing.quota - standing.counted
    if standing.status is not Status.DUE_SOON or left <= 0 or standing.due is None:
        return
    named = {*duty.planned, *(reason.expected for reason in facts.reasons if reason.expected)}
    ahead = sorted(day for day in named if day >= on)
    in_time = [day for day in ahead if day <= standing.due]
    if len(in_time) >= (left if occurrence.unit == EVENT_UNIT else 1):
        return
    owed = {"left": left, "quota": standing.quota}
    if in_time:
        said = Phrase("Zbývá %(left)s z %(quota)s a naplánováno je jen %(set)s.", **owed, set=len(in_time))
    elif ahead:
        said = Phrase("Zbývá %(left)s z %(quota)s a první naplánovaný den je až %(day)s.", **owed, day=ahead[0])
    else:
        said = Phrase("Zbývá %(left)s z %(quota)s a žádný den není naplánován.", **owed)
    yield Reason(Sign.NO_DATE, said)


def _late_start(duty: Watched, occurrence: Occurrence) -> Iterator[Reason]:
    """What ends in the council should have been begun: the last session in time is planned back to the first line."""
    plan = duty.plans.get(occurrence.key)
    if plan and plan.late_by:
        days = {"session": plan.session, "draft": plan.draft}
        yield Reason(
            Sign.LATE_START, Phrase("Na jednání zastupitelstva %(session)s se mělo začít psát už %(draft)s.", **days)
        )


def _silence(duty: Watched, standing: Standing, on: date, heard: Mapping[Side, date]) -> Iterator[Reason]:
    """A side that owes the duty has recorded nothing at all for long, although the window is open."""
    if standing.status is Status.PLANNED:
        return
    for side in Side:
        if duty.obligation.party in (Party.BOTH, Party(side.value)):
            silent = (on - heard.get(side, duty.obligation.validity.start)).days
            if silent > SILENCE:
                days = Counted(silent, "den")
                words = Phrase("%(side)s už %(days)s nic nezapsala.", side=Phrase(label(side)), days=days)
                yield Reason(Sign.SILENT_OWNER, words)


def _late_before(duty: Watched, occurrence: Occurrence) -> Iterator[Reason]:
    """The window before this one was late, short or missed."""
    earlier = [(o, s) for o, s, _ in duty.occurrences if s.due and occurrence.due and s.due < occurrence.due]
    if not earlier:
        return
    last, standing = max(earlier, key=lambda pair: pair[1].due or date.min)
    if standing.status is Status.FULFILLED_LATE:
        late = Counted(standing.days_late, "den")
        words = Phrase(
            "Minulé období (%(period)s) bylo splněno o %(late)s později.", period=term_phrase(last.label), late=late
        )
        yield Reason(Sign.LATE_BEFORE, words)
    elif standing.status in (Status.OVERDUE, Status.MISSED, Status.PARTLY):
        told = {"period": term_phrase(last.label), "counted": standing.counted, "quota": standing.quota}
        words = Phrase("Minulé období (%(period)s) není splněno: %(counted)s z %(quota)s.", **told)
        yield Reason(Sign.LATE_BEFORE, words)


def _expiring(obligation: Obligation, expiries: Sequence[Expiry], on: date, due: date) -> Iterator[Reason]:
    """A document that the duty rests on ends before the duty is due."""
    for expiry in expiries:
        if obligation.key in expiry.obligations and expiry.day < due:
            told = {"name": Written(expiry.name), "day": expiry.day}
            yield Reason(
                Sign.EXPIRING_DOCUMENT,
                Phrase("Dokument „%(name)s“ končí %(day)s, dřív než termín.", **told)
                if expiry.day >= on
                else Phrase("Dokument „%(name)s“ skončil %(day)s, dřív než termín.", **told),
            )
