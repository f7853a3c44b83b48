"""What was known on a past day: nothing recorded later leaks into it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.duties import FOUR_A_YEAR, a_duty, an_event, counted, decided, noon, reviewed
from tracker.fulfilment.event import DecisionKind, DelayReason, Evidence, EvidenceKind, ReviewVerdict
from tracker.fulfilment.facts import NO_FACTS, Facts, known_on
from tracker.fulfilment.status import standing
from tracker.occurrences.expansion import expand

MARCH, APRIL, MAY, JUNE = (date(2023, month, 10) for month in (3, 4, 5, 6))
MEETING = counted(an_event(MARCH, papers=[EvidenceKind.RECORD]))
RECORDED_IN_MAY = counted(an_event(MARCH, recorded=MAY))


def test_a_meeting_recorded_in_may_was_unknown_in_april():
    facts = Facts((MEETING, RECORDED_IN_MAY))
    assert known_on(facts, APRIL) == Facts((MEETING,))
    assert known_on(facts, MAY) == facts


def test_a_review_a_paper_and_a_withdrawal_are_known_from_their_day():
    late_paper = Evidence("0", "listina.pdf", EvidenceKind.ATTENDANCE, noon(MAY))
    event = replace(MEETING.event, evidence=(*MEETING.event.evidence, late_paper), withdrawn_at=noon(JUNE))
    lived = reviewed(replace(MEETING, event=event, withdrawn_at=noon(JUNE)), ReviewVerdict.ACKNOWLEDGED, MAY)
    assert known_on(Facts((lived,)), APRIL) == Facts((MEETING,))
    assert known_on(Facts((lived,)), JUNE) == Facts((lived,))


def test_a_decision_a_revocation_and_a_reason_are_known_from_their_record():
    waived = replace(decided(DecisionKind.WAIVE, MARCH), revoked_at=noon(MAY))
    reason = DelayReason("lp/2023", "volby", noon(APRIL))
    assert known_on(Facts(decisions=(waived,), reasons=(reason,)), MARCH) == Facts(
        decisions=(replace(waived, revoked_at=None),)
    )
    assert known_on(Facts(decisions=(waived,), reasons=(reason,)), date(2023, 3, 9)) == NO_FACTS


def test_a_decision_that_takes_effect_later_is_known_when_it_is_made():
    pause = replace(decided(DecisionKind.PAUSE, JUNE), recorded_at=noon(APRIL))
    assert known_on(Facts(decisions=(pause,)), APRIL) == Facts(decisions=(pause,))


@pytest.mark.parametrize(
    "instant, known",
    [
        (datetime(2023, 3, 25, 22, 59, tzinfo=UTC), True),  # 23:59 in Prague, winter time
        (datetime(2023, 3, 25, 23, 0, tzinfo=UTC), False),  # midnight: summer time begins on that day
        (datetime(2023, 3, 26, 21, 59, tzinfo=UTC), False),
    ],
)
def test_a_day_ends_at_midnight_in_prague(instant: datetime, known: bool):
    event = replace(an_event(date(2023, 3, 25)), recorded_at=instant)
    fulfilment = replace(counted(event), recorded_at=instant)
    assert (known_on(Facts((fulfilment,)), date(2023, 3, 25)) == Facts((fulfilment,))) is known


def test_the_day_on_which_summer_time_begins_ends_after_23_hours():
    event = replace(an_event(date(2023, 3, 26)), recorded_at=datetime(2023, 3, 26, 22, 0, tzinfo=UTC))
    assert known_on(Facts((counted(event),)), date(2023, 3, 26)) == NO_FACTS


DAYS = st.dates(date(2023, 1, 1), date(2024, 12, 31))


@given(st.lists(st.tuples(DAYS, DAYS), max_size=6), DAYS, DAYS)
def test_the_answer_for_a_past_day_is_the_same_whatever_is_recorded_later(days, asked, later):
    facts = Facts(tuple(counted(an_event(day, recorded=max(day, recorded))) for day, recorded in days))
    new = counted(an_event(min(later, asked), recorded=date(2025, 1, 1)))
    grown = replace(facts, fulfilments=(*facts.fulfilments, new))
    duty = a_duty(FOUR_A_YEAR)
    occurrence = expand(duty)[1]
    assert known_on(grown, asked) == known_on(facts, asked)
    assert standing(duty, occurrence, known_on(grown, asked), asked) == standing(
        duty, occurrence, known_on(facts, asked), asked
    )
