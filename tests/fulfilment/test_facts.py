"""What was known on a past day: nothing recorded later leaks into it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.duties import FORTY_HOURS, FOUR_A_YEAR, ONCE_A_YEAR, a_duty, an_event, counted, decided, noon, reviewed
from tracker.fulfilment.event import (
    Decision,
    DecisionKind,
    DelayReason,
    Evidence,
    EvidenceKind,
    Fulfilment,
    Review,
    ReviewVerdict,
)
from tracker.fulfilment.facts import NO_FACTS, Facts, known_on
from tracker.fulfilment.status import standing
from tracker.obligations.obligation import Party, Side
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


def test_an_end_and_a_revision_are_known_from_their_record():
    known = Facts(ended=JUNE, cancelled=MAY, ended_at=noon(MAY), cancelled_at=noon(APRIL))
    assert known_on(known, MARCH) == NO_FACTS
    assert known_on(known, APRIL) == Facts(cancelled=MAY, cancelled_at=noon(APRIL))
    assert known_on(known, MAY) == known


FIRST, LAST = date(2023, 1, 1), date(2024, 12, 31)


def days(first: date = FIRST, last: date = LAST) -> st.SearchStrategy[date]:
    return st.dates(first, last)


@st.composite
def lives(draw: st.DrawFn, first: date, last: date, before: Facts = NO_FACTS) -> Facts:
    """``before`` and whatever else was recorded from ``first`` to ``last``: facts are added, none is overwritten."""
    instants = days(first, last).map(noon)
    grown = tuple(_lived_on(draw, fulfilment, instants) for fulfilment in before.fulfilments)
    new = tuple(
        _recorded(draw(days()), draw(instants), draw(st.sampled_from(Side))) for _ in range(draw(st.integers(0, 4)))
    )
    decisions = tuple(
        d if d.revoked_at or draw(st.booleans()) else replace(d, revoked_at=draw(instants)) for d in before.decisions
    )
    made = st.builds(
        lambda kind, day, due, at: Decision(kind, "x", day, "důvod", "rada", at, new_due=due),
        st.sampled_from(DecisionKind),
        days(),
        st.none() | days(),
        instants,
    )
    facts = replace(before, fulfilments=(*grown, *new), decisions=(*decisions, *draw(st.lists(made, max_size=2))))
    if facts.ended is None and draw(st.booleans()):
        facts = replace(facts, ended=draw(days()), ended_at=draw(instants))
    if facts.cancelled is None and draw(st.booleans()):
        facts = replace(facts, cancelled=draw(days()), cancelled_at=draw(instants))
    return facts


def _recorded(day: date, at: datetime, side: Side) -> Fulfilment:
    return replace(counted(replace(an_event(day), recorded_at=at), side=side), recorded_at=at)


def _lived_on(draw: st.DrawFn, fulfilment: Fulfilment, instants: st.SearchStrategy[datetime]) -> Fulfilment:
    """The same fulfilment, perhaps reviewed, proved or taken back at one of the instants."""
    match draw(st.sampled_from(["nothing", "review", "paper", "withdrawal"])):
        case "review":
            verdict, side = draw(st.sampled_from(ReviewVerdict)), draw(st.sampled_from(Side))
            return replace(fulfilment, reviews=(*fulfilment.reviews, Review(verdict, side, draw(instants), "důvod")))
        case "paper":
            paper = Evidence("1", "listina.pdf", EvidenceKind.ATTENDANCE, draw(instants))
            return replace(fulfilment, event=replace(fulfilment.event, evidence=(*fulfilment.event.evidence, paper)))
        case "withdrawal" if fulfilment.withdrawn_at is None:
            return replace(fulfilment, withdrawn_at=draw(instants))
        case _:
            return fulfilment


@st.composite
def pasts(draw: st.DrawFn) -> tuple[date, Facts, Facts]:
    """A day, all that was recorded by it, and the same with what was recorded since."""
    asked = draw(days(FIRST, LAST - timedelta(days=1)))
    then = draw(lives(FIRST, asked))
    return asked, then, draw(lives(asked + timedelta(days=1), LAST, then))


@given(pasts(), st.sampled_from([FOUR_A_YEAR, FORTY_HOURS, ONCE_A_YEAR]), st.sampled_from(Party))
@settings(max_examples=200)
def test_the_answer_for_a_past_day_is_the_one_given_then_whatever_was_recorded_since(past, rule, party):
    asked, then, now = past
    duty = a_duty(rule, party=party, outputs=("Prezenční listina",))
    for occurrence in expand(duty):
        assert standing(duty, occurrence, known_on(now, asked), asked) == standing(
            duty, occurrence, known_on(then, asked), asked
        )
