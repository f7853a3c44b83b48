"""Papers that are missing, and the word of the other side."""

from dataclasses import replace
from datetime import date

import pytest

from tests.duties import (
    FOUR_A_YEAR,
    ONCE_A_YEAR,
    a_duty,
    an_event,
    counted,
    meetings,
    noon,
    reviewed,
)
from tests.fulfilment.year_2023 import DUE, LP, THREE, YEAR_2023, status_on
from tracker.fulfilment.event import EvidenceKind, ReviewVerdict
from tracker.fulfilment.facts import Facts
from tracker.fulfilment.standing import Status
from tracker.fulfilment.status import standing
from tracker.obligations.obligation import Party, Side
from tracker.occurrences.expansion import expand


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
    assert status_on(Facts((acknowledged,)), date(2024, 2, 2)) is Status.FULFILLED


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
    assert status_on(Facts((counted(an_event(THREE[0]), 4, side=side),)), DUE, duty) is status


def test_nobody_acknowledges_their_own_entry():
    entered = counted(an_event(THREE[0]), 4, side=Side.MUNICIPALITY)
    own_word = replace(reviewed(entered, ReviewVerdict.ACKNOWLEDGED, THREE[1]))
    own_word = replace(own_word, reviews=tuple(replace(r, side=Side.MUNICIPALITY) for r in own_word.reviews))
    assert status_on(Facts((own_word,)), DUE) is Status.AWAITING_OTHER_SIDE


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
    assert status_on(Facts((taken_back,)), DUE) is Status.DUE_SOON
