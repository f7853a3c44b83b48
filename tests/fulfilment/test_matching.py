"""One event, many duties: what it can satisfy, what it cannot, and which papers are still missing."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.duties import FORTY_HOURS, FOUR_A_YEAR, a_duty, an_event, chomutov, counted, decided, meetings
from tracker.fulfilment.event import DecisionKind, EventForm, EvidenceKind
from tracker.fulfilment.facts import NO_FACTS, Facts
from tracker.fulfilment.matching import Match, matches, refusals
from tracker.obligations.obligation import Act, Obligation
from tracker.occurrences.expansion import expand
from tracker.occurrences.occurrence import Occurrence

IN_PERSON, DISTANCE = EventForm.IN_PERSON, EventForm.DISTANCE
LP = a_duty(FOUR_A_YEAR, outputs=("Záznam z jednání", "Prezenční listina"))
HOURS = a_duty(FORTY_HOURS, key="hours", act=Act.TRAINING)


def _windows(*duties: Obligation) -> list[tuple[Obligation, Occurrence]]:
    return [(duty, occurrence) for duty in duties for occurrence in expand(duty)]


def _keys(found: tuple[Match, ...]) -> list[str]:
    return [match.occurrence.key for match in found]


def test_a_partnership_meeting_serves_its_quota_and_the_yearly_discussion():
    found = matches(Act.PARTNERSHIP_MEETING, date(2022, 6, 7), IN_PERSON, 2.5, 14, (), _windows(*chomutov().values()))
    assert _keys(found) == ["discussion/2022", "lp/2022"]


def test_a_training_serves_the_group_sessions_the_events_and_the_hours():
    found = matches(Act.TRAINING, date(2022, 6, 7), IN_PERSON, 6, 12, (), _windows(*chomutov().values()))
    assert [(m.occurrence.key, m.amount) for m in found] == [
        ("group/2022", 1),
        ("hours/until-end", 6),
        ("training/once", 1),
    ]


def test_a_match_says_why_and_which_papers_are_missing():
    (found,) = matches(
        Act.PARTNERSHIP_MEETING, date(2022, 6, 7), IN_PERSON, None, None, [EvidenceKind.MINUTES], _windows(LP)
    )
    assert found == Match(expand(LP)[0], 1, found.reasons, (EvidenceKind.ATTENDANCE,), counts=1)
    assert [str(reason) for reason in found.reasons] == [
        "Druh události odpovídá závazku: Jednání lokálního partnerství.",
        "Den spadá do období 1.\u00a05.–31.\u00a012.\u00a02022.",
        "Bude započteno 1 z 3.",
    ]


def test_a_meeting_counts_for_its_own_year_and_an_older_debt_is_the_alternative():
    found = matches(Act.PARTNERSHIP_MEETING, date(2023, 1, 10), IN_PERSON, None, None, (), _windows(LP))
    assert [(m.occurrence.key, m.alternative) for m in found] == [("lp/2022", True), ("lp/2023", False)]
    assert str(found[0].reasons[1]) == "Období skončilo 31.\u00a012.\u00a02022: splnění o 10\u00a0dní později."


def test_a_year_that_is_full_is_owed_nothing_more_but_takes_a_meeting_of_its_own_days():
    facts = {"lp/2022": Facts(meetings(date(2022, 5, 9), date(2022, 9, 9), date(2022, 11, 9)))}
    windows = _windows(LP)
    later = matches(Act.PARTNERSHIP_MEETING, date(2023, 1, 10), IN_PERSON, None, None, (), windows, facts)
    fourth = matches(Act.PARTNERSHIP_MEETING, date(2022, 12, 10), IN_PERSON, None, None, (), windows, facts)
    assert (_keys(later), _keys(fourth)) == (["lp/2023"], ["lp/2022"])


def test_distance_hours_count_only_up_to_the_cap():
    held = counted(an_event(date(2022, 6, 1), act=Act.TRAINING, form=DISTANCE, hours=18), 18)
    facts = {"hours/until-end": Facts((held,))}
    (found,) = matches(Act.TRAINING, date(2022, 7, 1), DISTANCE, 8, 10, (), _windows(HOURS), facts)
    assert (found.amount, found.counts) == (8, 2)
    assert [str(reason) for reason in found.reasons[-2:]] == [
        "Započte se jen 2\u00a0hodiny z 8: nejvýše 20 distančně.",
        "Bude započteno 20 z 40.",
    ]


def test_when_the_cap_is_used_up_distance_hours_are_refused_and_hours_in_person_are_not():
    facts = {"hours/until-end": Facts((counted(an_event(date(2022, 6, 1), form=DISTANCE, hours=26), 26),))}
    asked = (Act.TRAINING, date(2022, 7, 1))
    (used_up,) = refusals(*asked, DISTANCE, 8, 10, _windows(HOURS), facts)
    assert (used_up.occurrence, str(used_up.reason)) == (
        expand(HOURS)[0],
        "Strop je vyčerpán: nejvýše 20 distančně.",
    )
    assert [m.counts for m in matches(*asked, IN_PERSON, 8, 10, (), _windows(HOURS), facts)] == [8]


def test_an_event_without_hours_is_asked_for_them():
    (unmeasured,) = refusals(Act.TRAINING, date(2022, 7, 1), IN_PERSON, None, 10, _windows(HOURS))
    assert (unmeasured.occurrence, str(unmeasured.reason)) == (
        expand(HOURS)[0],
        "Zadejte počet hodin, závazek je v nich počítá.",
    )


def test_every_refusal_has_its_reason():
    year_2023 = [(LP, expand(LP)[1])]
    held = Facts(meetings(*(date(2023, month, 9) for month in (2, 5, 9, 11))))

    def reason(day: date, facts: Facts = NO_FACTS, act: Act = Act.PARTNERSHIP_MEETING) -> str:
        (refusal,) = refusals(act, day, IN_PERSON, None, None, year_2023, {"lp/2023": facts})
        return str(refusal.reason).replace("\u00a0", " ")

    assert [
        reason(date(2023, 5, 5), act=Act.TRAINING),
        reason(date(2022, 12, 31)),
        reason(date(2024, 1, 10), held),
        reason(date(2023, 5, 5), Facts(ended=date(2023, 5, 4))),
        reason(date(2023, 5, 5), Facts(cancelled=date(2023, 5, 5))),
        reason(date(2023, 5, 5), Facts(decisions=(decided(DecisionKind.WAIVE, date(2023, 3, 1)),))),
    ] == [
        "Závazek žádá: Jednání lokálního partnerství. Událost je: Vzdělávání.",
        "Událost je starší než období, které začíná 1. 1. 2023.",
        "Už je splněno událostí ze dne 9. 11. 2023.",
        "Dokument byl ukončen už 4. 5. 2023.",
        "Závazek zrušila revize od 5. 5. 2023.",
        "Závazek není v platnosti: Prominutí od 1. 3. 2023.",
    ]


def test_a_working_group_counts_as_a_meeting_only_where_the_duty_names_the_groups():
    named = replace(LP, title="Lokální partnerství (vč. pracovních skupin)")
    asked = (Act.WORKING_GROUP, date(2022, 6, 7), IN_PERSON, None, None, ())
    assert (len(matches(*asked, _windows(named))), matches(*asked, _windows(LP))) == (1, ())


DAYS = st.dates(date(2022, 1, 1), date(2027, 12, 31))


@given(st.sampled_from(Act), DAYS, st.sampled_from(EventForm), st.floats(0.5, 60), st.integers(1, 50))
def test_every_window_is_either_matched_or_refused_and_each_duty_proposed_once(act, day, form, hours, persons):
    windows = _windows(*chomutov().values())
    found = matches(act, day, form, hours, persons, (), windows)
    refused = refusals(act, day, form, hours, persons, windows)
    answered = sorted([*_keys(found), *(refusal.occurrence.key for refusal in refused)])
    assert answered == sorted(occurrence.key for _, occurrence in windows)
    proposed = [m.occurrence.obligation for m in found if not m.alternative]
    assert sorted(set(proposed)) == sorted(proposed)
    assert all(0 < m.counts <= m.amount for m in found)


def _reach(day: date, facts: Facts) -> list[str]:
    window = [(LP, expand(LP)[1])]
    return _keys(matches(Act.PARTNERSHIP_MEETING, day, IN_PERSON, None, None, (), window, {"lp/2023": facts}))


def test_the_first_the_due_and_the_last_day_are_days_on_which_an_event_matches():
    full = Facts(meetings(*(date(2023, month, 9) for month in (2, 5, 9, 11))))
    assert _reach(date(2023, 1, 1), NO_FACTS) == ["lp/2023"]
    assert _reach(date(2023, 12, 31), full) == ["lp/2023"]
    assert _reach(date(2023, 5, 4), Facts(ended=date(2023, 5, 4))) == ["lp/2023"]


def test_an_event_on_the_due_day_is_not_called_late():
    (found,) = matches(Act.PARTNERSHIP_MEETING, date(2022, 12, 31), IN_PERSON, None, None, (), _windows(LP))
    assert str(found.reasons[1]) == "Den spadá do období 1.\u00a05.–31.\u00a012.\u00a02022."


def test_what_has_no_due_day_is_proposed_after_what_has_one():
    duties = (replace(chomutov()["revision"], act=Act.PARTNERSHIP_MEETING), LP)
    found = matches(Act.PARTNERSHIP_MEETING, date(2022, 6, 7), IN_PERSON, None, None, (), _windows(*duties))
    assert _keys(found) == ["lp/2022", "revision/undated"]


def test_distance_hours_whose_paper_is_missing_use_up_the_cap_too():
    duty = replace(HOURS, outputs=("Certifikát",))
    facts = {"hours/until-end": Facts((counted(an_event(date(2022, 6, 1), form=DISTANCE, hours=18), 18),))}
    (found,) = matches(Act.TRAINING, date(2022, 7, 1), DISTANCE, 8, 10, (), _windows(duty), facts)
    assert found.counts == 2
