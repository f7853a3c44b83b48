"""Why an occurrence stands as it does, in words."""

from datetime import date

from tests.duties import FORTY_HOURS, FOUR_A_YEAR, a_duty, an_event, counted, decided, meetings, reviewed
from tracker.fulfilment.event import DecisionKind, ReviewVerdict
from tracker.fulfilment.facts import NO_FACTS, Facts
from tracker.fulfilment.status import standing
from tracker.obligations.deadline import Continuous, Relative
from tracker.occurrences.expansion import expand

LP = a_duty(FOUR_A_YEAR)


def _told(facts: Facts, on: date) -> list[tuple[str, str]]:
    trace = standing(LP, expand(LP)[1], facts, on).trace
    return [(step.rule, step.words.replace("\u00a0", " ")) for step in trace]


def test_an_overdue_year_is_explained_from_the_rule_to_the_verdict():
    returned = reviewed(counted(an_event(date(2023, 9, 12))), ReviewVerdict.RETURNED, date(2023, 10, 1))
    facts = Facts((*meetings(date(2023, 2, 7)), returned))
    assert _told(facts, date(2024, 1, 11)) == [
        ("rule", "Dohodnuto: nejméně 4× ročně."),
        ("window", "Období 1. 1.–31. 12. 2023, splnit do 31. 12. 2023."),
        ("counted", "Počítá se 1: 7. 2. 2023 Jednání – doloženo a uznáno."),
        ("not_counted", "Nepočítá se: 12. 9. 2023 Jednání – druhá strana jej vrátila k doplnění."),
        ("quota", "Započteno: 1 událost, sjednáno: 4 události."),
        ("verdict", "Stav k 11. 1. 2024: Po termínu, 11 dní po termínu."),
    ]


def test_decisions_and_a_shift_that_came_too_late_are_told():
    facts = Facts(
        decisions=(
            decided(DecisionKind.SHIFT, date(2023, 11, 2), new_due=date(2024, 1, 31)),
            decided(DecisionKind.SHIFT, date(2024, 2, 5), new_due=date(2024, 6, 30)),
        )
    )
    assert _told(facts, date(2024, 2, 6)) == [
        ("rule", "Dohodnuto: nejméně 4× ročně."),
        ("window", "Období 1. 1.–31. 12. 2023, splnit do 31. 1. 2024, původně 31. 12. 2023."),
        ("decision", "Posun termínu na 31. 1. 2024 od 2. 11. 2023: povodně (rada)."),
        ("decision", "Posun termínu na 30. 6. 2024 od 5. 2. 2024: povodně (rada)."),
        ("late_shift", "Posun z 5. 2. 2024 přišel až po termínu, zpoždění nemaže."),
        ("quota", "Započteno: 0 událostí, sjednáno: 4 události."),
        ("verdict", "Stav k 6. 2. 2024: Po termínu, 6 dní po termínu."),
    ]


def test_what_goes_on_tells_its_last_activity_and_the_silence_since():
    duty = a_duty(Continuous())
    occurrence = expand(duty)[0]
    quiet, active = (
        [s.words.replace("\u00a0", " ") for s in standing(duty, occurrence, facts, date(2023, 6, 1)).trace]
        for facts in (NO_FACTS, Facts(meetings(date(2023, 2, 7), date(2023, 5, 2))))
    )
    assert "Zatím bez záznamu činnosti." in quiet
    assert "Poslední činnost 2. 5. 2023, před 30 dny." in active


def test_a_cap_an_end_and_an_awaited_event_are_told():
    hours, waiting = a_duty(FORTY_HOURS), a_duty(Relative(anchor="podpis smlouvy"))
    ended = standing(hours, expand(hours)[0], Facts(ended=date(2024, 6, 20)), date(2024, 6, 20)).trace
    assert [(step.rule, step.words) for step in ended[-3:]] == [
        ("cap", "Strop: nejvýše 20 distančně."),
        ("ended", "Dokument byl ukončen k 20.\u00a06.\u00a02024."),
        ("verdict", "Stav k 20.\u00a06.\u00a02024: Uvolněno."),
    ]
    awaited = standing(waiting, expand(waiting)[0], NO_FACTS, date(2023, 1, 1)).trace
    assert (awaited[1].rule, awaited[1].words) == (
        "window",
        "Žádný den splnění není dán. Čeká na událost: podpis smlouvy.",
    )
