"""Why an occurrence stands as it does, step by step, in Czech sentences: rule, window, what counted, decisions,
verdict.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tracker.fulfilment.case import Case
from tracker.fulfilment.counting import Counted, Firmness
from tracker.fulfilment.event import Decision, DecisionKind
from tracker.fulfilment.labels import label
from tracker.fulfilment.standing import Status
from tracker.obligations.wording import say_cap, say_deadline
from tracker.timeline.czech import counted, say_day, say_distance, say_number, say_range

_WHY_NOT = {
    Firmness.TAKEN_BACK: "záznam byl vzat zpět",
    Firmness.OUTSIDE: "den události leží mimo dobu, ve které se počítá",
    Firmness.DISPUTED: "druhá strana jej rozporuje",
    Firmness.RETURNED: "druhá strana jej vrátila k doplnění",
}
_HOW_FAR = {
    Firmness.CLAIMED: "chybí doklad",
    Firmness.PROVED: "čeká na potvrzení druhou stranou",
    Firmness.SETTLED: "doloženo a uznáno",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One reason: ``rule`` is a stable code, ``words`` the Czech sentence."""

    rule: str
    words: str


def explain(case: Case, status: Status, days_late: int) -> tuple[Step, ...]:
    """All reasons in the order in which a person would ask for them; the verdict is the last."""
    return (
        Step("rule", f"Dohodnuto: {say_deadline(case.obligation.deadline)}."),
        _window(case),
        *map(_decision, case.term.decided),
        *map(_powerless, case.term.powerless),
        *map(_entry, case.tally.entries),
        *_counted(case),
        *_ends(case),
        _verdict(case, status, days_late),
    )


def _window(case: Case) -> Step:
    occurrence, term = case.occurrence, case.term
    if term.due is None:
        awaited = f" Čeká na událost: {occurrence.waits_for}." if occurrence.waits_for else ""
        return Step("window", f"Žádný den splnění není dán.{awaited}")
    span = say_range(occurrence.start, max(occurrence.end, occurrence.start))
    moved = f", původně {say_day(term.first_due)}" if term.first_due and term.first_due != term.due else ""
    return Step("window", f"Období {span}, splnit do {say_day(term.due)}{moved}.")


def _decision(decision: Decision) -> Step:
    until = f" na {say_day(decision.new_due)}" if decision.new_due else ""
    instead = (
        f" závazkem {decision.replaced_by}" if decision.kind is DecisionKind.REPLACE and decision.replaced_by else ""
    )
    document = f", {decision.document}" if decision.document else ""
    what = f"{label(decision.kind)}{until}{instead} od {say_day(decision.day)}"
    return Step("decision", f"{what}: {decision.reason} ({decision.approver}{document}).")


def _powerless(decision: Decision) -> Step:
    if decision.kind is DecisionKind.CALL:
        return Step("second_call", f"Vyžádání z {say_day(decision.day)} běžící lhůtu nemění.")
    return Step("late_shift", f"Posun z {say_day(decision.day)} přišel až po termínu, zpoždění nemaže.")


def _entry(entry: Counted) -> Step:
    event = entry.fulfilment.event
    what = f"{say_day(event.day)} {event.title}"
    if entry.firmness in _WHY_NOT:
        return Step("not_counted", f"Nepočítá se: {what} – {_WHY_NOT[entry.firmness]}.")
    return Step("counted", f"Počítá se {say_number(entry.fulfilment.amount)}: {what} – {_HOW_FAR[entry.firmness]}.")


def _counted(case: Case) -> Iterator[Step]:
    """The sum against the quota; number and noun stand apart from the sentence, so that none has to be inflected."""
    if case.goes_on:
        yield _activity(case)
        return
    unit, supported = case.occurrence.unit, case.tally.supported
    yield Step("quota", f"Započteno: {counted(case.counted, unit)}, sjednáno: {counted(case.tally.quota, unit)}.")
    for cap in case.tally.caps:
        yield Step("cap", f"Strop: {say_cap(cap, unit)}.")
    if supported is not None:
        people = counted(supported, "osoba")
        yield Step("reading", f"Hodiny platí pro každou podpořenou osobu, počítá se průměr na {people}.")


def _activity(case: Case) -> Step:
    """What goes on all the time falls due on no day: its last activity and the silence since are watched instead."""
    days = [entry.fulfilment.event.day for entry in case.tally.entries if entry.firmness >= Firmness.CLAIMED]
    if not days:
        return Step("activity", "Zatím bez záznamu činnosti.")
    return Step("activity", f"Poslední činnost {say_day(max(days))}, {say_distance(max(days), case.on)}.")


def _ends(case: Case) -> Iterator[Step]:
    if case.facts.cancelled and case.facts.cancelled <= case.on:
        yield Step("cancelled", f"Revize závazek zrušila od {say_day(case.facts.cancelled)}.")
    if case.facts.ended and case.facts.ended <= case.on:
        yield Step("ended", f"Dokument byl ukončen k {say_day(case.facts.ended)}.")


def _verdict(case: Case, status: Status, days_late: int) -> Step:
    late = f", {counted(days_late, 'den')} po termínu" if days_late else ""
    done = f" událostí ze dne {say_day(case.fulfilled_on)}" if case.fulfilled_on else ""
    return Step("verdict", f"Stav k {say_day(case.on)}: {label(status)}{done}{late}.")
