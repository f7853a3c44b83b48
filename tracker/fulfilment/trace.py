"""Why an occurrence stands as it does, step by step, in sentences: rule, window, what counted, decisions, verdict."""

from collections.abc import Iterator
from dataclasses import dataclass

from tracker.fulfilment.case import Case
from tracker.fulfilment.counting import Counted as Entry
from tracker.fulfilment.counting import Firmness
from tracker.fulfilment.event import Decision, DecisionKind
from tracker.fulfilment.labels import label
from tracker.fulfilment.standing import Status
from tracker.obligations.wording import cap_phrase, deadline_phrase
from tracker.timeline.sentences import Counted, Distance, Phrase, Span, Written

_WHY_NOT = {
    Firmness.TAKEN_BACK: Phrase("záznam byl vzat zpět"),
    Firmness.OUTSIDE: Phrase("den události leží mimo dobu, ve které se počítá"),
    Firmness.DISPUTED: Phrase("druhá strana jej rozporuje"),
    Firmness.RETURNED: Phrase("druhá strana jej vrátila k doplnění"),
}
_HOW_FAR = {
    Firmness.CLAIMED: Phrase("chybí doklad"),
    Firmness.PROVED: Phrase("čeká na potvrzení druhou stranou"),
    Firmness.SETTLED: Phrase("doloženo a uznáno"),
}
_NOTHING = Phrase("")


@dataclass(frozen=True, slots=True)
class Step:
    """One reason: ``rule`` is a stable code."""

    rule: str
    phrase: Phrase

    @property
    def words(self) -> str:
        """The sentence in Czech."""
        return str(self.phrase)


def explain(case: Case, status: Status, days_late: int) -> tuple[Step, ...]:
    """All reasons in the order in which a person would ask for them; the verdict is the last."""
    return (
        Step("rule", Phrase("Dohodnuto: %(rule)s.", rule=deadline_phrase(case.obligation.deadline))),
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
        awaited = occurrence.waits_for
        event = Phrase(" Čeká na událost: %(event)s.", event=Written(awaited)) if awaited else _NOTHING
        return Step("window", Phrase("Žádný den splnění není dán.%(event)s", event=event))
    span = Span(occurrence.start, max(occurrence.end, occurrence.start))
    shifted = term.first_due and term.first_due != term.due
    moved = Phrase(", původně %(day)s", day=term.first_due) if shifted else _NOTHING
    return Step("window", Phrase("Období %(span)s, splnit do %(due)s%(moved)s.", span=span, due=term.due, moved=moved))


def _decision(decision: Decision) -> Step:
    replaced = decision.kind is DecisionKind.REPLACE and decision.replaced_by
    return Step(
        "decision",
        Phrase(
            "%(kind)s%(until)s%(instead)s od %(day)s: %(reason)s (%(approver)s%(document)s).",
            kind=Phrase(label(decision.kind)),
            until=Phrase(" na %(day)s", day=decision.new_due) if decision.new_due else _NOTHING,
            instead=Phrase(" závazkem %(title)s", title=Written(decision.replaced_by or "")) if replaced else _NOTHING,
            day=decision.day,
            reason=Written(decision.reason),
            approver=decision.approver,
            document=Phrase(", %(name)s", name=Written(decision.document)) if decision.document else _NOTHING,
        ),
    )


def _powerless(decision: Decision) -> Step:
    if decision.kind is DecisionKind.CALL:
        return Step("second_call", Phrase("Vyžádání z %(day)s běžící lhůtu nemění.", day=decision.day))
    return Step("late_shift", Phrase("Posun z %(day)s přišel až po termínu, zpoždění nemaže.", day=decision.day))


def _entry(entry: Entry) -> Step:
    event, firmness = entry.fulfilment.event, entry.firmness
    what = {"day": event.day, "title": Written(event.title)}
    if firmness in _WHY_NOT:
        return Step("not_counted", Phrase("Nepočítá se: %(day)s %(title)s – %(why)s.", **what, why=_WHY_NOT[firmness]))
    return Step(
        "counted",
        Phrase(
            "Počítá se %(amount)s: %(day)s %(title)s – %(how)s.",
            amount=entry.fulfilment.amount,
            **what,
            how=_HOW_FAR[firmness],
        ),
    )


def _counted(case: Case) -> Iterator[Step]:
    """The sum against the quota; number and noun stand apart from the sentence, so that none has to be inflected."""
    if case.goes_on:
        yield _activity(case)
        return
    unit, supported = case.occurrence.unit, case.tally.supported
    counted, quota = Counted(case.counted, unit), Counted(case.tally.quota, unit)
    yield Step("quota", Phrase("Započteno: %(counted)s, sjednáno: %(quota)s.", counted=counted, quota=quota))
    for cap in case.tally.caps:
        yield Step("cap", Phrase("Strop: %(cap)s.", cap=cap_phrase(cap, unit)))
    if supported is not None:
        people = Counted(supported, "osoba")
        yield Step(
            "reading",
            Phrase("Hodiny platí pro každou podpořenou osobu, počítá se průměr na %(people)s.", people=people),
        )


def _activity(case: Case) -> Step:
    """What goes on all the time falls due on no day: its last activity and the silence since are watched instead."""
    days = [entry.fulfilment.event.day for entry in case.tally.entries if entry.firmness >= Firmness.CLAIMED]
    if not days:
        return Step("activity", Phrase("Zatím bez záznamu činnosti."))
    last = max(days)
    return Step(
        "activity", Phrase("Poslední činnost %(day)s, %(distance)s.", day=last, distance=Distance(last, case.on))
    )


def _ends(case: Case) -> Iterator[Step]:
    if case.facts.cancelled and case.facts.cancelled <= case.on:
        yield Step("cancelled", Phrase("Revize závazek zrušila od %(day)s.", day=case.facts.cancelled))
    if case.facts.ended and case.facts.ended <= case.on:
        yield Step("ended", Phrase("Dokument byl ukončen k %(day)s.", day=case.facts.ended))


def _verdict(case: Case, status: Status, days_late: int) -> Step:
    on, done = case.on, case.fulfilled_on
    return Step(
        "verdict",
        Phrase(
            "Stav k %(on)s: %(status)s%(done)s%(late)s.",
            on=on,
            status=Phrase(label(status)),
            done=Phrase(" událostí ze dne %(day)s", day=done) if done else _NOTHING,
            late=Phrase(", %(days)s po termínu", days=Counted(days_late, "den")) if days_late else _NOTHING,
        ),
    )
