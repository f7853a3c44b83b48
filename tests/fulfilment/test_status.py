"""How an occurrence stands: real days, one story for each status."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.duties import (
    FORTY_HOURS,
    FOUR_A_YEAR,
    ONCE_A_YEAR,
    SEPTEMBER_2022,
    a_duty,
    an_event,
    counted,
    decided,
    meetings,
    noon,
    reviewed,
)
from tracker.fulfilment.event import DecisionKind, DelayReason, EventForm, EvidenceKind, ReviewVerdict
from tracker.fulfilment.facts import NO_FACTS, Facts
from tracker.fulfilment.pace import Pace, Tempo
from tracker.fulfilment.standing import Status
from tracker.fulfilment.status import Standing, next_change, standing
from tracker.obligations.deadline import (
    Cap,
    Conditional,
    Continuous,
    Missing,
    Offset,
    Period,
    Recurring,
    Relative,
    Window,
)
from tracker.obligations.obligation import Obligation, Party, Side, Validity
from tracker.occurrences.expansion import expand

LP = a_duty(FOUR_A_YEAR)
YEAR_2023 = expand(LP)[1]
DUE = date(2023, 12, 31)
THREE = (date(2023, 2, 7), date(2023, 5, 16), date(2023, 9, 12))


def _status(facts: Facts, on: date, duty: Obligation = LP) -> Status:
    occurrence = YEAR_2023 if duty.deadline == LP.deadline else expand(duty)[0]
    return standing(duty, occurrence, facts, on).status


def _held(*days: date) -> Facts:
    return Facts(meetings(*days))


@pytest.mark.parametrize(
    "on, status",
    [
        (date(2022, 12, 31), Status.PLANNED),
        (date(2023, 1, 1), Status.OPEN),
        (date(2023, 11, 30), Status.OPEN),
        (date(2023, 12, 1), Status.DUE_SOON),
        (date(2023, 12, 31), Status.DUE_SOON),
        (date(2024, 1, 1), Status.OVERDUE),
        (date(2026, 8, 31), Status.OVERDUE),
        (date(2026, 9, 1), Status.MISSED),
    ],
)
def test_a_year_without_meetings_passes_from_planned_to_missed(on: date, status: Status):
    assert _status(NO_FACTS, on) is status


def test_the_fourth_meeting_on_the_due_day_is_in_time():
    assert standing(LP, YEAR_2023, _held(*THREE, DUE), date(2024, 1, 1)) == Standing(
        status=Status.FULFILLED,
        on=date(2024, 1, 1),
        due=DUE,
        first_due=DUE,
        counted=4,
        quota=4,
        fulfilled_on=DUE,
        claimed_on=DUE,
        pace=Pace(Tempo.ON_PACE, 4, 4),
    )


def test_the_fourth_meeting_three_days_later_is_late_by_three_days():
    late = standing(LP, YEAR_2023, _held(*THREE, date(2024, 1, 3)), date(2024, 2, 1))
    assert (late.status, late.days_late, late.fulfilled_on) == (Status.FULFILLED_LATE, 3, date(2024, 1, 3))


def test_late_is_decided_by_the_day_of_the_event_not_of_its_record():
    event = an_event(date(2023, 12, 20), recorded=date(2024, 2, 10))
    facts = Facts((*meetings(*THREE), counted(event)))
    assert _status(facts, date(2024, 3, 1)) is Status.FULFILLED


def test_a_fifth_meeting_does_not_move_the_day_of_fulfilment():
    days = (*THREE, date(2023, 11, 7), date(2023, 12, 12))
    assert standing(LP, YEAR_2023, _held(*days), DUE).fulfilled_on == date(2023, 11, 7)


def test_what_will_happen_tomorrow_does_not_count_today():
    facts = _held(*THREE, date(2023, 12, 12))
    assert standing(LP, YEAR_2023, facts, date(2023, 12, 11)).counted == 3


def test_meetings_on_the_first_day_of_the_window_and_on_the_day_asked_about_count():
    assert standing(LP, YEAR_2023, _held(date(2023, 1, 1), date(2023, 6, 6)), date(2023, 6, 6)).counted == 2


def test_where_one_report_is_enough_there_is_no_pace():
    report = a_duty(ONCE_A_YEAR)
    assert standing(report, expand(report)[1], NO_FACTS, date(2023, 6, 6)).pace is None


def test_a_meeting_of_the_year_before_does_not_count():
    assert standing(LP, YEAR_2023, _held(date(2022, 12, 31)), DUE).counted == 0


def test_a_short_year_is_partly_met_only_when_it_can_no_longer_be_met():
    assert _status(_held(*THREE), date(2026, 8, 31)) is Status.OVERDUE
    assert _status(_held(*THREE), date(2026, 9, 1)) is Status.PARTLY


def test_overdue_counts_its_days_and_shows_the_words_of_the_owner():
    reason = DelayReason("lp/2023", "volby", noon(date(2024, 1, 8)), date(2024, 2, 1))
    late = standing(LP, YEAR_2023, Facts(reasons=(reason,)), date(2024, 1, 10))
    assert (late.status, late.days_late, late.reason) == (Status.OVERDUE, 10, reason)


@pytest.mark.parametrize(
    "on, pace",
    [
        (date(2023, 3, 31), Pace(Tempo.AHEAD, 1, 0)),
        (date(2023, 4, 1), Pace(Tempo.ON_PACE, 1, 1)),
        (date(2023, 7, 1), Pace(Tempo.ON_PACE, 2, 2)),
        (date(2023, 12, 31), Pace(Tempo.ON_PACE, 3, 3)),
        (date(2024, 1, 1), Pace(Tempo.BEHIND, 3, 4)),
    ],
)
def test_pace_follows_the_quarters_and_leaves_the_status_alone(on: date, pace: Pace):
    assert standing(LP, YEAR_2023, _held(*THREE), on).pace == pace


def test_falling_behind_is_no_status():
    behind = standing(LP, YEAR_2023, _held(THREE[0]), date(2023, 7, 1))
    assert (behind.pace, behind.status) == (Pace(Tempo.BEHIND, 1, 2), Status.OPEN)


# Papers and the other side


def test_a_meeting_without_its_attendance_sheet_waits_for_it():
    duty = a_duty(ONCE_A_YEAR, outputs=("Záznam z jednání", "Prezenční listina"))
    occurrence, day = expand(duty)[1], date(2023, 6, 6)
    bare = Facts((counted(an_event(day, papers=[EvidenceKind.MINUTES])),))
    whole = Facts((counted(an_event(day, papers=[EvidenceKind.RECORD, EvidenceKind.ATTENDANCE])),))
    assert standing(duty, occurrence, bare, DUE).status is Status.AWAITING_EVIDENCE
    assert standing(duty, occurrence, whole, DUE).status is Status.FULFILLED


def test_what_the_town_enters_waits_for_the_agency_and_keeps_its_day():
    entered = counted(an_event(date(2023, 12, 20)), 4, side=Side.MUNICIPALITY)
    waiting = standing(LP, YEAR_2023, Facts((entered,)), date(2024, 2, 1))
    assert (waiting.status, waiting.claimed_on, waiting.days_late) == (
        Status.AWAITING_OTHER_SIDE, date(2023, 12, 20), 0,
    )  # fmt: skip
    acknowledged = reviewed(entered, ReviewVerdict.ACKNOWLEDGED, date(2024, 2, 2))
    assert _status(Facts((acknowledged,)), date(2024, 2, 2)) is Status.FULFILLED


@pytest.mark.parametrize(
    "party, side, status",
    [
        (Party.MUNICIPALITY, Side.MUNICIPALITY, Status.AWAITING_OTHER_SIDE),
        (Party.MUNICIPALITY, Side.ASZ, Status.FULFILLED),
        (Party.ASZ, Side.ASZ, Status.AWAITING_OTHER_SIDE),
        (Party.ASZ, Side.MUNICIPALITY, Status.FULFILLED),
        (Party.BOTH, Side.MUNICIPALITY, Status.AWAITING_OTHER_SIDE),
        (Party.BOTH, Side.ASZ, Status.AWAITING_OTHER_SIDE),
    ],
)
def test_nobody_is_the_judge_of_a_duty_of_their_own(party: Party, side: Side, status: Status):
    duty = a_duty(FOUR_A_YEAR, party=party)
    assert _status(Facts((counted(an_event(THREE[0]), 4, side=side),)), DUE, duty) is status


def test_nobody_acknowledges_their_own_entry():
    entered = counted(an_event(THREE[0]), 4, side=Side.MUNICIPALITY)
    own_word = replace(reviewed(entered, ReviewVerdict.ACKNOWLEDGED, THREE[1]))
    own_word = replace(own_word, reviews=tuple(replace(r, side=Side.MUNICIPALITY) for r in own_word.reviews))
    assert _status(Facts((own_word,)), DUE) is Status.AWAITING_OTHER_SIDE


@pytest.mark.parametrize(
    "verdict, status",
    [(ReviewVerdict.RETURNED, Status.RETURNED), (ReviewVerdict.DISPUTED, Status.DISPUTED)],
)
def test_a_returned_or_disputed_meeting_does_not_count_and_says_so(verdict: ReviewVerdict, status: Status):
    contested = reviewed(counted(an_event(date(2023, 11, 7))), verdict, date(2023, 11, 20), "chybí podpisy")
    facts = Facts((*meetings(*THREE), contested))
    now = standing(LP, YEAR_2023, facts, date(2024, 2, 1))
    assert (now.status, now.counted) == (status, 3)


def test_a_paper_added_after_the_return_puts_the_meeting_before_the_other_side_again():
    duty = a_duty(ONCE_A_YEAR, outputs=("Prezenční listina",))
    event = an_event(THREE[0], papers=[EvidenceKind.ATTENDANCE], recorded=date(2023, 3, 1))
    returned = reviewed(counted(event, side=Side.MUNICIPALITY), ReviewVerdict.RETURNED, date(2023, 2, 20))
    assert standing(duty, expand(duty)[1], Facts((returned,)), DUE).status is Status.AWAITING_OTHER_SIDE


def test_a_record_taken_back_does_not_count():
    taken_back = replace(counted(an_event(THREE[0]), 4), withdrawn_at=noon(date(2023, 3, 1)))
    assert _status(Facts((taken_back,)), DUE) is Status.DUE_SOON


# Hours with a cap


def test_26_distance_hours_count_as_20():
    duty = a_duty(FORTY_HOURS)
    distance = [counted(an_event(day, form=EventForm.DISTANCE, hours=13), 13) for day in THREE[:2]]
    now = standing(duty, expand(duty)[0], Facts(tuple(distance)), date(2024, 1, 1))
    assert (now.status, now.counted, now.quota) == (Status.OPEN, 20, 40)
    there = counted(an_event(THREE[2], hours=20), 20)
    assert _status(Facts((*distance, there)), date(2024, 1, 1), duty) is Status.FULFILLED


@pytest.mark.parametrize("cap", [Cap(20, "hodina", "in_person"), Cap(20, "osoba", "distance")])
def test_a_cap_on_something_else_does_not_cut_distance_hours(cap: Cap):
    duty = a_duty(replace(FORTY_HOURS, caps=(cap,)))
    held = Facts((counted(an_event(THREE[0], form=EventForm.DISTANCE), 40),))
    assert _status(held, DUE, duty) is Status.FULFILLED


def test_tenths_of_an_hour_add_up_to_the_quota():
    duty = a_duty(replace(FORTY_HOURS, amount=0.3))
    assert _status(Facts(tuple(counted(an_event(day), 0.1) for day in THREE)), DUE, duty) is Status.FULFILLED


# Decisions


def test_a_shift_decided_in_time_moves_the_term_and_keeps_the_first_date():
    facts = Facts(decisions=(decided(DecisionKind.SHIFT, date(2023, 11, 2), new_due=date(2024, 3, 31)),))
    moved = standing(LP, YEAR_2023, facts, date(2024, 2, 1))
    assert (moved.status, moved.due, moved.first_due) == (Status.OPEN, date(2024, 3, 31), DUE)
    assert _status(facts, date(2024, 4, 1)) is Status.OVERDUE


def test_moving_a_date_never_turns_red_to_green():
    facts = Facts(decisions=(decided(DecisionKind.SHIFT, date(2024, 1, 2), new_due=date(2024, 3, 31)),))
    assert standing(LP, YEAR_2023, facts, date(2024, 2, 1)).status is Status.OVERDUE
    late = replace(facts, fulfilments=meetings(*THREE, date(2024, 3, 1)))
    assert standing(LP, YEAR_2023, late, date(2024, 4, 1)).days_late == 61


def test_a_shift_is_unknown_before_its_day():
    facts = Facts(decisions=(decided(DecisionKind.SHIFT, date(2023, 11, 2), new_due=date(2024, 3, 31)),))
    assert standing(LP, YEAR_2023, facts, date(2023, 11, 1)).due == DUE


def test_a_pause_stops_the_clock_and_resuming_adds_the_days_it_stood():
    pause = decided(DecisionKind.PAUSE, date(2023, 10, 1))
    resume = decided(DecisionKind.RESUME, date(2024, 1, 1))
    assert _status(Facts(decisions=(pause,)), date(2024, 6, 1)) is Status.PAUSED
    resumed = standing(LP, YEAR_2023, Facts(decisions=(pause, resume)), date(2024, 1, 1))
    assert (resumed.due, resumed.status) == (DUE + timedelta(days=92), Status.OPEN)


def test_a_date_set_during_a_pause_is_moved_only_by_the_rest_of_it():
    pause = decided(DecisionKind.PAUSE, date(2023, 10, 1))
    shift = decided(DecisionKind.SHIFT, date(2023, 12, 1), new_due=date(2024, 6, 30))
    resume = decided(DecisionKind.RESUME, date(2024, 1, 1))
    assert standing(LP, YEAR_2023, Facts(decisions=(pause, shift, resume)), date(2024, 1, 1)).due == date(2024, 7, 31)


def test_a_pause_after_the_term_has_passed_excuses_nothing():
    pause, resume = decided(DecisionKind.PAUSE, date(2024, 1, 5)), decided(DecisionKind.RESUME, date(2024, 4, 5))
    assert standing(LP, YEAR_2023, Facts(decisions=(pause, resume)), date(2024, 5, 1)).days_late == 122


@pytest.mark.parametrize(
    "kind, status",
    [
        (DecisionKind.WAIVE, Status.WAIVED),
        (DecisionKind.REPLACE, Status.REPLACED),
        (DecisionKind.DISPUTE, Status.DISPUTED),
    ],
)
def test_a_decision_says_the_status_from_its_day(kind: DecisionKind, status: Status):
    facts = Facts(decisions=(decided(kind, date(2024, 1, 20)),))
    assert _status(facts, date(2024, 1, 19)) is Status.OVERDUE
    assert _status(facts, date(2024, 1, 20)) is status


def test_what_was_fulfilled_on_the_day_of_the_waiver_stays_fulfilled():
    facts = Facts(meetings(*THREE, date(2023, 11, 7)), (decided(DecisionKind.WAIVE, date(2023, 11, 7)),))
    assert _status(facts, DUE) is Status.FULFILLED


def test_a_shift_to_no_day_moves_nothing():
    facts = Facts(decisions=(decided(DecisionKind.SHIFT, date(2023, 11, 2)),))
    assert standing(LP, YEAR_2023, facts, DUE).due == DUE


def test_only_a_dispute_speaks_against_what_was_fulfilled_before():
    done = meetings(*THREE, date(2023, 11, 7))
    waived = Facts(done, (decided(DecisionKind.WAIVE, date(2023, 12, 1)),))
    disputed = Facts(done, (decided(DecisionKind.DISPUTE, date(2023, 12, 1)),))
    assert (_status(waived, DUE), _status(disputed, DUE)) == (Status.FULFILLED, Status.DISPUTED)


def test_a_revoked_decision_is_none():
    revoked = replace(decided(DecisionKind.WAIVE, date(2023, 12, 1)), revoked_at=noon(date(2023, 12, 5)))
    assert _status(Facts(decisions=(revoked,)), date(2024, 1, 1)) is Status.OVERDUE


# The end and a revision


def test_an_early_end_releases_what_was_not_yet_due_and_closes_what_was():
    ended = Facts(ended=date(2024, 6, 20))
    year_2024 = expand(LP)[2]
    assert standing(LP, year_2024, ended, date(2024, 6, 19)).status is Status.OPEN
    assert standing(LP, year_2024, ended, date(2024, 6, 20)).status is Status.RELEASED
    assert _status(ended, date(2024, 6, 20)) is Status.OVERDUE
    assert _status(ended, date(2024, 6, 21)) is Status.MISSED


def test_a_window_due_on_the_very_day_of_an_early_end_was_open_and_is_released():
    assert _status(Facts(ended=DUE), DUE) is Status.RELEASED
    assert _status(Facts(ended=DUE), date(2024, 1, 1)) is Status.RELEASED


def test_a_term_beyond_the_end_of_the_agreement_can_be_met_until_it_passes():
    duty = a_duty(Recurring(1, Period.QUARTER, due_offset=Offset(25, "day")))
    last = expand(duty)[-1]
    assert standing(duty, last, NO_FACTS, date(2026, 9, 25)).status is Status.DUE_SOON
    assert standing(duty, last, NO_FACTS, date(2026, 9, 26)).status is Status.MISSED


def test_a_fulfilled_year_stays_fulfilled_after_the_end_and_a_later_meeting_counts_for_nothing():
    done, short = _held(*THREE, date(2023, 11, 7)), _held(*THREE, date(2024, 7, 1))
    assert _status(replace(done, ended=date(2024, 6, 20)), date(2025, 1, 1)) is Status.FULFILLED
    assert _status(replace(short, ended=date(2024, 6, 20)), date(2025, 1, 1)) is Status.PARTLY


def test_a_revision_cancels_open_windows_and_never_closed_ones():
    assert _status(Facts(cancelled=date(2023, 7, 1)), date(2023, 7, 1)) is Status.CANCELLED
    assert _status(Facts(cancelled=date(2024, 7, 1)), date(2024, 7, 1)) is Status.OVERDUE


def test_a_meeting_on_the_day_a_revision_drops_the_duty_no_longer_counts():
    facts = replace(_held(date(2023, 6, 30), date(2023, 7, 1)), cancelled=date(2023, 7, 1))
    assert standing(LP, YEAR_2023, facts, date(2023, 7, 2)).counted == 1


def test_a_year_that_closed_before_the_revision_can_still_be_met_late():
    facts = replace(_held(*THREE, date(2024, 9, 1)), cancelled=date(2024, 7, 1))
    assert _status(facts, date(2024, 9, 1)) is Status.FULFILLED_LATE


def test_a_report_after_the_end_of_the_validity_is_late_but_counted():
    duty = a_duty(ONCE_A_YEAR)
    last = expand(duty)[4]
    facts = _held(date(2026, 9, 10))
    assert standing(duty, last, facts, date(2026, 9, 5)).status is Status.MISSED
    assert standing(duty, last, facts, date(2026, 9, 10)).days_late == 10


# Windows of a single act, and what has no day


def test_a_dated_duty_may_be_met_before_its_month():
    duty = a_duty(SEPTEMBER_2022)
    assert _status(NO_FACTS, date(2022, 6, 1), duty) is Status.PLANNED
    assert _status(NO_FACTS, date(2022, 8, 31), duty) is Status.DUE_SOON
    assert _status(_held(date(2022, 6, 15)), date(2022, 6, 15), duty) is Status.FULFILLED


@pytest.mark.parametrize(
    "rule, status",
    [
        (Continuous(), Status.ONGOING),
        (Conditional("dle potřeby"), Status.WAITING),
        (Missing(), Status.WAITING),
        (Recurring(None, Period.YEAR), Status.WAITING),
        (Relative(anchor="podpis"), Status.WAITING),
        (Window(date(2023, 1, 1), None), Status.OPEN),
    ],
)
def test_what_has_no_day_waits_goes_on_or_is_open_until_the_agreement_releases_it(rule, status):
    duty = a_duty(rule)
    assert _status(NO_FACTS, date(2023, 6, 1), duty) is status
    assert _status(NO_FACTS, date(2026, 9, 1), duty) is Status.RELEASED


def test_a_continuous_duty_with_any_activity_was_done_in_the_end():
    duty = a_duty(Continuous())
    assert _status(_held(THREE[0]), date(2023, 6, 1), duty) is Status.ONGOING
    assert _status(_held(THREE[0]), date(2026, 9, 1), duty) is Status.FULFILLED


def test_a_conditional_duty_once_called_for_has_a_day_and_old_events_do_not_meet_it():
    duty = a_duty(Conditional("dle potřeby"))
    call = decided(DecisionKind.CALL, date(2023, 6, 1), new_due=date(2023, 6, 30))
    facts = Facts(meetings(date(2023, 3, 3)), (call,))
    called = standing(duty, expand(duty)[0], facts, date(2023, 7, 1))
    assert (called.status, called.first_due) == (Status.OVERDUE, date(2023, 6, 30))
    assert _status(replace(facts, fulfilments=meetings(date(2023, 6, 30))), date(2023, 7, 1), duty) is Status.FULFILLED


def test_a_second_call_does_not_start_the_clock_of_the_first_anew():
    duty = a_duty(Conditional("dle potřeby"))
    calls = (
        decided(DecisionKind.CALL, date(2023, 6, 1), new_due=date(2023, 6, 30)),
        decided(DecisionKind.CALL, date(2023, 6, 20), new_due=date(2023, 9, 30)),
    )
    now = standing(duty, expand(duty)[0], Facts(decisions=calls), date(2023, 7, 10))
    assert (now.status, now.due, now.days_late) == (Status.OVERDUE, date(2023, 6, 30), 10)
    assert "Vyžádání z 20.\u00a06.\u00a02023 běžící lhůtu nemění." in [step.words for step in now.trace]


def test_a_gap_that_was_given_a_date_may_be_met_by_what_had_been_done():
    duty = a_duty(Missing())
    fixed = decided(DecisionKind.CALL, date(2023, 6, 1), new_due=date(2023, 6, 30))
    assert _status(Facts(meetings(date(2023, 3, 3)), (fixed,)), date(2023, 6, 2), duty) is Status.FULFILLED


# When to look again


def _looks(facts: Facts, after: date, until: date) -> list[date]:
    days = []
    day = next_change(YEAR_2023, facts, after)
    while day and day <= until:
        days.append(day)
        day = next_change(YEAR_2023, facts, day)
    return days


def test_an_open_year_is_looked_at_on_its_lead_days_milestones_and_days_of_delay():
    assert _looks(NO_FACTS, date(2022, 12, 1), date(2030, 1, 1)) == [
        date(2023, 1, 1),
        date(2023, 3, 31),
        date(2023, 6, 30),
        date(2023, 9, 30),
        date(2023, 11, 1),
        date(2023, 12, 1),
        date(2023, 12, 17),
        date(2023, 12, 24),
        date(2023, 12, 31),
        date(2024, 1, 1),
        date(2024, 1, 15),
        date(2024, 3, 1),
        date(2026, 9, 1),
    ]


def test_a_fulfilled_waived_or_ended_year_is_not_looked_at_again():
    day = date(2024, 1, 1)
    for facts in (
        _held(*THREE, date(2023, 11, 7)),
        Facts(decisions=(decided(DecisionKind.WAIVE, date(2023, 12, 1)),)),
        Facts(ended=date(2023, 12, 20)),
        Facts(cancelled=date(2023, 12, 20)),
        Facts(ended=day - timedelta(days=1)),
        Facts(cancelled=day - timedelta(days=1)),
    ):
        assert next_change(YEAR_2023, facts, day) is None


def test_from_the_very_day_of_the_end_or_the_revision_nothing_is_looked_at():
    assert next_change(YEAR_2023, Facts(ended=DUE), DUE) is None
    assert next_change(YEAR_2023, Facts(cancelled=DUE), DUE) is None


def test_returned_meetings_do_not_end_the_watch():
    returned = tuple(
        reviewed(fulfilment, ReviewVerdict.RETURNED, date(2023, 11, 20))
        for fulfilment in meetings(*THREE, date(2023, 11, 7))
    )
    assert next_change(YEAR_2023, Facts(returned), date(2023, 11, 30)) == date(2023, 12, 1)


def test_the_day_of_a_decision_still_to_come_is_a_day_to_look():
    pause = decided(DecisionKind.PAUSE, date(2023, 2, 10))
    assert next_change(YEAR_2023, Facts(decisions=(pause,)), date(2023, 1, 31)) == date(2023, 2, 10)
    assert next_change(YEAR_2023, Facts(ended=date(2023, 2, 10)), date(2023, 1, 31)) == date(2023, 2, 10)


def test_distance_hours_never_stop_the_watch_because_a_cap_may_cut_them():
    hours = expand(a_duty(FORTY_HOURS))[0]
    facts = Facts((counted(an_event(date(2022, 6, 1), form=EventForm.DISTANCE), 45),))
    assert next_change(hours, facts, date(2026, 8, 25)) == date(2026, 8, 31)


def test_every_change_of_status_by_time_alone_happens_on_a_day_that_is_looked_at():
    duties = [
        LP,
        a_duty(ONCE_A_YEAR),
        a_duty(SEPTEMBER_2022),
        a_duty(FORTY_HOURS),
        a_duty(Continuous()),
        a_duty(Missing()),
    ]
    for duty in duties:
        for occurrence in expand(duty):
            looked = date(2022, 1, 1)
            seen = standing(duty, occurrence, NO_FACTS, looked).status
            for day in (date(2022, 1, 1) + timedelta(days=n) for n in range(1, 1900)):
                status = standing(duty, occurrence, NO_FACTS, day).status
                if day == next_change(occurrence, NO_FACTS, looked):
                    looked, seen = day, status
                assert status is seen, (occurrence.key, day)


def test_the_validity_of_a_single_day_is_judged_too():
    day = date(2024, 2, 29)
    duty = a_duty(ONCE_A_YEAR, validity=Validity(day, day))
    occurrence = expand(duty)[0]
    assert standing(duty, occurrence, NO_FACTS, day).status is Status.DUE_SOON
    assert standing(duty, occurrence, NO_FACTS, day + timedelta(days=1)).status is Status.MISSED
