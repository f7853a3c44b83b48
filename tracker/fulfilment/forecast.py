"""What will probably be missed in the coming days, each point with its reasons (not a status: nothing is late yet).

A reason alone is a hint; the forecast lists the occurrence with all of them, the soonest term first, so that a person
judges.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tracker.fulfilment.facts import Facts
from tracker.fulfilment.pace import Tempo
from tracker.fulfilment.standing import Status
from tracker.fulfilment.status import Standing
from tracker.obligations.obligation import Obligation
from tracker.occurrences.occurrence import Occurrence
from tracker.timeline.czech import counted, say_day, say_number

HORIZON = 90
SILENCE = 60
"""Days without a record after which the owner of a duty counts as silent."""

_OPEN = frozenset({Status.PLANNED, Status.OPEN, Status.DUE_SOON, Status.RETURNED, Status.AWAITING_EVIDENCE})


class Sign(StrEnum):
    """Why a term is in danger."""

    PACE = "pace"
    NO_DATE = "no_date"
    SILENT_OWNER = "silent_owner"
    LATE_BEFORE = "late_before"
    EXPIRING_DOCUMENT = "expiring_document"


@dataclass(frozen=True, slots=True)
class Reason:
    """One sign with its Czech sentence."""

    sign: Sign
    words: str


@dataclass(frozen=True, slots=True)
class Threat:
    """An occurrence that will probably be missed, and every reason to think so."""

    obligation: Obligation
    occurrence: Occurrence
    standing: Standing
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Expiry:
    """A document on which duties rest, and its last day; ``obligations`` are the keys of those that name it."""

    name: str
    day: date
    obligations: frozenset[str]


@dataclass(frozen=True, slots=True)
class Watched:
    """A duty with its occurrences, how each stands, and what is known of it; ``planned`` are days already set for
    events.
    """

    obligation: Obligation
    occurrences: tuple[tuple[Occurrence, Standing, Facts], ...]
    planned: tuple[date, ...] = ()


def forecast(
    duties: Sequence[Watched], on: date, expiries: Sequence[Expiry] = (), horizon: int = HORIZON
) -> tuple[Threat, ...]:
    """The occurrences due within ``horizon`` days of ``on`` that show a sign of danger, the soonest first."""
    threats = (threat for duty in duties for threat in _threats(duty, on, expiries, horizon))
    return tuple(sorted(threats, key=lambda threat: (threat.standing.due or date.max, threat.occurrence.key)))


def _threats(duty: Watched, on: date, expiries: Sequence[Expiry], horizon: int) -> Iterator[Threat]:
    for occurrence, standing, _ in duty.occurrences:
        due = standing.due
        if due and on <= due <= on + timedelta(days=horizon) and standing.status in _OPEN:
            reasons = tuple(_reasons(duty, occurrence, standing, on, expiries))
            if reasons:
                yield Threat(duty.obligation, occurrence, standing, reasons)


def _reasons(
    duty: Watched, occurrence: Occurrence, standing: Standing, on: date, expiries: Sequence[Expiry]
) -> Iterator[Reason]:
    yield from _pace(standing)
    yield from _no_date(duty, occurrence, standing, on)
    yield from _silence(duty, occurrence, standing, on)
    yield from _late_before(duty, occurrence)
    yield from _expiring(duty.obligation, expiries, on, standing)


def _pace(standing: Standing) -> Iterator[Reason]:
    pace = standing.pace
    if pace and pace.tempo is Tempo.BEHIND:
        words = f"Za tempem: {say_number(pace.reached)} z {say_number(pace.expected)}, které už mají být hotovy."
        yield Reason(Sign.PACE, words)


def _no_date(duty: Watched, occurrence: Occurrence, standing: Standing, on: date) -> Iterator[Reason]:
    """Nothing is planned between today and the due day, and something is still owed."""
    planned = [day for day in duty.planned if on <= day <= (standing.due or on) and day >= occurrence.opens]
    left = standing.quota - standing.counted
    if left > 0 and not planned:
        yield Reason(
            Sign.NO_DATE, f"Zbývá {say_number(left)} z {say_number(standing.quota)} a žádný den není naplánován."
        )


def _silence(duty: Watched, occurrence: Occurrence, standing: Standing, on: date) -> Iterator[Reason]:
    """Nothing has been recorded of the duty for long, although its window is open."""
    if standing.status is Status.PLANNED:
        return
    days = [f.event.day for _, _, facts in duty.occurrences for f in facts.fulfilments if f.event.day <= on]
    last = max(days, default=None)
    silent = (on - (last or occurrence.opens)).days
    if silent > SILENCE:
        words = f"Poslední záznam je z {say_day(last)}" if last else "K závazku zatím není žádný záznam"
        yield Reason(Sign.SILENT_OWNER, f"{words}, odpovědná strana mlčí {counted(silent, 'den')}.")


def _late_before(duty: Watched, occurrence: Occurrence) -> Iterator[Reason]:
    """The window before this one was late, short or missed."""
    earlier = [(o, s) for o, s, _ in duty.occurrences if s.due and occurrence.due and s.due < occurrence.due]
    if not earlier:
        return
    last, standing = max(earlier, key=lambda pair: pair[1].due or date.min)
    if standing.status is Status.FULFILLED_LATE:
        words = f"Minulé období {last.label} bylo splněno o {counted(standing.days_late, 'den')} později."
        yield Reason(Sign.LATE_BEFORE, words)
    elif standing.status in (Status.OVERDUE, Status.MISSED, Status.PARTLY):
        done = f"{say_number(standing.counted)} z {say_number(standing.quota)}"
        yield Reason(Sign.LATE_BEFORE, f"Minulé období {last.label} není splněno: {done}.")


def _expiring(obligation: Obligation, expiries: Sequence[Expiry], on: date, standing: Standing) -> Iterator[Reason]:
    """A document that the duty rests on ends before the duty is due."""
    for expiry in expiries:
        if obligation.key in expiry.obligations and standing.due and expiry.day < standing.due:
            verb = "končí" if expiry.day >= on else "skončil"
            yield Reason(
                Sign.EXPIRING_DOCUMENT, f"Dokument „{expiry.name}“ {verb} {say_day(expiry.day)}, dřív než termín."
            )
