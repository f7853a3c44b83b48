"""What will probably be missed, and why."""

from dataclasses import replace
from datetime import date

import pytest

from tests.duties import FOUR_A_YEAR, ONCE_A_YEAR, a_duty, an_event, counted, meetings, noon, reviewed
from tracker.fulfilment.event import DelayReason, ReviewVerdict
from tracker.fulfilment.expiring import Expiry
from tracker.fulfilment.facts import NO_FACTS, Facts
from tracker.fulfilment.forecast import Sign, Threat, Watched, forecast
from tracker.fulfilment.status import standing
from tracker.obligations.obligation import Obligation, Side
from tracker.occurrences.backplanning import plan_back
from tracker.occurrences.expansion import expand

LP, REPORT = a_duty(FOUR_A_YEAR), a_duty(ONCE_A_YEAR, key="report")
OCTOBER, DECEMBER = date(2023, 10, 10), date(2023, 12, 5)


def _watched(duty: Obligation, on: date, facts: dict[str, Facts], planned: tuple[date, ...] = ()) -> Watched:
    known = [(o, facts.get(o.label, NO_FACTS)) for o in expand(duty)]
    return Watched(duty, tuple((o, standing(duty, o, f, on), f) for o, f in known), planned)


def _by_the_town(*days: date) -> Facts:
    return Facts(tuple(replace(fulfilment, side=Side.MUNICIPALITY) for fulfilment in meetings(*days)))


def _said(threat: Threat) -> list[tuple[Sign, str]]:
    return [(reason.sign, reason.words.replace("\u00a0", " ")) for reason in threat.reasons]


def test_every_sign_of_danger_is_said_in_words():
    facts = {
        "2022": Facts(meetings(date(2022, 5, 9), date(2022, 9, 9), date(2023, 1, 9))),
        "2023": _by_the_town(date(2023, 6, 6)),
    }
    plan = Expiry("Strategie prevence", date(2023, 11, 30), frozenset({"lp"}))
    (threat,) = forecast([_watched(LP, DECEMBER, facts)], DECEMBER, [plan])
    assert (threat.occurrence.key, threat.standing.due) == ("lp/2023", date(2023, 12, 31))
    assert _said(threat) == [
        (Sign.PACE, "Za tempem: 1 z 3."),
        (Sign.NO_DATE, "Zbývá 3 z 4 a žádný den není naplánován."),
        (Sign.SILENT_OWNER, "Obec už 182 dní nic nezapsala."),
        (Sign.LATE_BEFORE, "Minulé období (rok 2022) bylo splněno o 9 dní později."),
        (Sign.EXPIRING_DOCUMENT, "Dokument „Strategie prevence“ skončil 30. 11. 2023, dřív než termín."),
    ]


def test_a_year_on_pace_with_a_day_set_is_in_no_danger():
    facts = {
        "2022": Facts(meetings(date(2022, 5, 9), date(2022, 9, 9), date(2022, 11, 9))),
        "2023": _by_the_town(date(2023, 2, 6), date(2023, 5, 6), date(2023, 11, 6)),
    }
    assert forecast([_watched(LP, DECEMBER, facts, planned=(date(2023, 12, 12),))], DECEMBER) == ()
    reason = DelayReason("lp/2023", "nemoc", noon(DECEMBER), expected=date(2023, 12, 19))
    facts["2023"] = replace(facts["2023"], reasons=(reason,))
    assert forecast([_watched(LP, DECEMBER, facts)], DECEMBER) == ()


def test_a_side_that_works_on_another_duty_is_not_silent():
    report = _watched(REPORT, OCTOBER, {"2022": Facts(meetings(date(2022, 12, 1)))})
    meeting = _watched(LP, OCTOBER, {"2023": _by_the_town(date(2023, 9, 30))})
    signs = [reason.sign for threat in forecast([report, meeting], OCTOBER) for reason in threat.reasons]
    assert Sign.SILENT_OWNER not in signs


def test_a_side_that_reviews_is_not_silent():
    reviewed_now = reviewed(counted(an_event(date(2023, 6, 6))), ReviewVerdict.ACKNOWLEDGED, date(2023, 10, 1))
    watched = _watched(LP, OCTOBER, {"2023": Facts((reviewed_now,))})
    assert [sign for sign, _ in _said(forecast([watched], OCTOBER)[0])] == [Sign.PACE, Sign.LATE_BEFORE]


def test_only_what_falls_due_within_the_horizon_is_forecast():
    watched = [_watched(LP, date(2023, 9, 1), {})]
    assert forecast(watched, date(2023, 9, 1)) == ()
    assert [t.occurrence.label for t in forecast(watched, date(2023, 9, 1), horizon=121)] == ["2023"]


def test_what_is_overdue_or_fulfilled_is_no_forecast():
    facts = {"2023": Facts(meetings(date(2023, 9, 9)))}
    assert forecast([_watched(REPORT, date(2023, 12, 1), facts)], date(2023, 12, 1)) == ()


def test_the_soonest_term_comes_first_and_a_missed_year_before_is_a_sign():
    threats = forecast([_watched(REPORT, OCTOBER, {}), _watched(LP, OCTOBER, {})], OCTOBER)
    assert [t.occurrence.key for t in threats] == ["lp/2023", "report/2023"]
    assert _said(threats[1])[-1] == (Sign.LATE_BEFORE, "Minulé období (rok 2022) není splněno: 0 z 1.")


def test_a_term_due_today_or_on_the_last_day_of_the_horizon_is_forecast():
    for on in (date(2023, 12, 31), date(2023, 10, 2)):
        assert [t.occurrence.label for t in forecast([_watched(LP, on, {})], on)] == ["2023"]


def test_a_side_is_silent_only_after_sixty_days_and_a_record_of_today_is_heard():
    for last, silent in ((date(2023, 8, 11), False), (date(2023, 8, 10), True), (OCTOBER, False)):
        threats = forecast([_watched(LP, OCTOBER, {"2023": _by_the_town(last)})], OCTOBER)
        assert (Sign.SILENT_OWNER in [reason.sign for reason in threats[0].reasons]) is silent


def test_a_day_set_for_today_is_a_day_set():
    planned = _watched(REPORT, DECEMBER, {}, planned=(DECEMBER,))
    assert Sign.NO_DATE not in [reason.sign for reason in forecast([planned], DECEMBER)[0].reasons]


@pytest.mark.parametrize(
    "planned, words",
    [
        ((date(2023, 12, 12), date(2023, 12, 31)), "Zbývá 4 z 4 a naplánováno je jen 2."),
        ((date(2024, 1, 9), date(2023, 11, 7)), "Zbývá 4 z 4 a první naplánovaný den je až 9. 1. 2024."),
    ],
)
def test_days_that_are_too_few_or_too_late_are_told(planned: tuple[date, ...], words: str):
    (threat,) = forecast([_watched(LP, DECEMBER, {}, planned)], DECEMBER)
    assert (Sign.NO_DATE, words) in _said(threat)


def test_a_report_whose_draft_should_have_been_begun_is_in_danger():
    session = date(2023, 12, 18)
    watched = _watched(REPORT, DECEMBER, {}, planned=(session,))
    occurrence = expand(REPORT)[1]
    plan = plan_back(occurrence, [session], DECEMBER)
    assert plan is not None
    (threat,) = forecast([replace(watched, plans={occurrence.key: plan})], DECEMBER)
    assert (Sign.LATE_START, "Na jednání zastupitelstva 18. 12. 2023 se mělo začít psát už 27. 10. 2023.") in _said(
        threat
    )


def test_a_document_that_lasts_until_the_due_day_or_belongs_to_others_is_no_sign():
    expiries = [
        Expiry("Do termínu", date(2023, 12, 31), frozenset({"lp"})),
        Expiry("Cizí", date(2023, 11, 1), frozenset({"report"})),
    ]
    signs = [reason.sign for reason in forecast([_watched(LP, OCTOBER, {})], OCTOBER, expiries)[0].reasons]
    assert Sign.EXPIRING_DOCUMENT not in signs


def test_a_document_that_ends_today_is_said_to_be_ending():
    expiry = Expiry("Strategie", OCTOBER, frozenset({"lp"}))
    (threat,) = forecast([_watched(LP, OCTOBER, {})], OCTOBER, [expiry])
    assert _said(threat)[-1] == (Sign.EXPIRING_DOCUMENT, "Dokument „Strategie“ končí 10. 10. 2023, dřív než termín.")
