"""Decisions about an occurrence: each with its reason, and the first date stays."""

from datetime import date
from functools import partial
from pathlib import Path

import pytest

from tests.factories import Agreed, a_lived_in_ground, a_town, an_agreement, an_office, ground_on
from tracker.fulfilment.event import DecisionKind
from tracker.fulfilment.standing import Status
from tracker.obligations.deadline import Conditional
from tracker.operations.agreements.decide import decide, decisions_of, revoke_decision, state_reason
from tracker.operations.ground import Ground, Refused, looking, working
from tracker.operations.standings import items
from tracker.people.actor import SYSTEM

JANUARY = date(2027, 1, 20)


@pytest.fixture
def late(database_url: str, tmp_path: Path) -> tuple[Ground, Agreed]:
    """Four meetings were due by the end of 2026, none was held, and it is January."""
    return a_lived_in_ground(database_url, tmp_path, JANUARY)


def test_a_shift_in_time_moves_the_due_day_and_keeps_the_first_one(late: tuple[Ground, Agreed]) -> None:
    ground, agreed = late[0].as_of(date(2026, 12, 10)), late[1]
    (occurrence,) = agreed.occurrences
    decide(
        ground,
        SYSTEM,
        occurrence,
        DecisionKind.SHIFT,
        new_due=date(2027, 3, 31),
        reason="Volby",
        approver="Rada 5/2027",
    )
    with looking(ground, SYSTEM) as work:
        (item,) = items(work)
    assert (item.row.first_due, item.row.due, item.standing.due) == (
        date(2026, 12, 31),
        date(2027, 3, 31),
        date(2027, 3, 31),
    )
    assert item.standing.first_due == date(2026, 12, 31)


def test_a_shift_after_the_due_day_never_turns_late_into_in_time(late: tuple[Ground, Agreed]) -> None:
    ground, agreed = late
    decide(
        ground,
        SYSTEM,
        agreed.occurrences[0],
        DecisionKind.SHIFT,
        new_due=date(2027, 3, 31),
        reason="Volby",
        approver="Rada 5/2027",
    )
    with looking(ground, SYSTEM) as work:
        (item,) = items(work)
    assert (item.row.due, item.standing.status) == (date(2026, 12, 31), Status.MISSED)


def test_a_waived_occurrence_is_out_of_force(late: tuple[Ground, Agreed]) -> None:
    ground, agreed = late
    decide(ground, SYSTEM, agreed.occurrences[0], DecisionKind.WAIVE, reason="Povodeň", approver="Ředitel ASZ")
    with looking(ground, SYSTEM) as work:
        (item,) = items(work)
    assert item.standing.status is Status.WAIVED


@pytest.mark.parametrize(
    "kind, words, wanted",
    [
        (DecisionKind.WAIVE, {"reason": " ", "approver": "Rada"}, "důvod"),
        (DecisionKind.WAIVE, {"reason": "Povodeň", "approver": ""}, "kdo rozhodnutí schválil"),
        (DecisionKind.SHIFT, {"reason": "Volby", "approver": "Rada"}, "nový termín"),
        (DecisionKind.REPLACE, {"reason": "Nový plán", "approver": "Rada"}, "čím se závazek nahrazuje"),
    ],
)
def test_a_decision_without_what_it_needs_is_refused(
    late: tuple[Ground, Agreed], kind: DecisionKind, words: dict[str, str], wanted: str
) -> None:
    ground, agreed = late
    with pytest.raises(Refused, match=wanted):
        decide(ground, SYSTEM, agreed.occurrences[0], kind, reason=words["reason"], approver=words["approver"])


def test_a_reason_for_the_delay_does_not_move_the_due_day(late: tuple[Ground, Agreed]) -> None:
    ground, agreed = late
    state_reason(ground, SYSTEM, agreed.occurrences[0], "Onemocněl svolavatel", date(2027, 2, 10))
    with looking(ground, SYSTEM) as work:
        (item,) = items(work)
    assert item.standing.reason is not None
    told = (item.standing.reason.reason, item.standing.reason.expected, item.standing.due)
    assert told == ("Onemocněl svolavatel", date(2027, 2, 10), date(2026, 12, 31))


def test_a_shift_written_down_after_the_term_has_passed_names_its_document(late: tuple[Ground, Agreed]) -> None:
    ground, agreed = late
    shift = partial(
        decide,
        ground,
        SYSTEM,
        agreed.occurrences[0],
        DecisionKind.SHIFT,
        new_due=date(2027, 3, 31),
        reason="Volby",
        approver="Rada",
        day=date(2026, 12, 10),
    )
    with pytest.raises(Refused, match="posunut včas"):
        shift()
    shift(document="zápis rady 10. 12.")
    with looking(ground, SYSTEM) as work:
        (item,) = items(work)
    assert item.standing.status is Status.OPEN


def test_what_is_called_for_once_more_has_a_window_of_its_own(database_url: str, tmp_path: Path) -> None:
    ground = ground_on(database_url, tmp_path, date(2026, 3, 2))
    with working(ground, SYSTEM) as work:
        agreed = an_agreement(work, a_town(work.session, an_office(work.session)), Conditional("dle potřeby"))
    first = agreed.occurrences[0]
    for day, due in ((date(2026, 3, 2), date(2026, 3, 31)), (date(2026, 6, 1), date(2026, 6, 30))):
        decide(
            ground.as_of(day), SYSTEM, first, DecisionKind.CALL, reason="Potřeba města", approver="Rada", new_due=due
        )
    with looking(ground.as_of(date(2026, 6, 10)), SYSTEM) as work:
        told = [(i.occurrence.label, i.standing.first_due, i.standing.status) for i in items(work)]
    assert told == [
        ("on-condition", date(2026, 3, 31), Status.OVERDUE),
        ("on-condition.2", date(2026, 6, 30), Status.DUE_SOON),
    ]


def test_a_term_with_a_day_of_its_own_is_shifted_not_called_for(late: tuple[Ground, Agreed]) -> None:
    ground, agreed = late
    with pytest.raises(Refused, match="posunem"):
        decide(
            ground,
            SYSTEM,
            agreed.occurrences[0],
            DecisionKind.CALL,
            reason="Spěchá",
            approver="Rada",
            new_due=date(2027, 2, 1),
        )


def test_a_decision_taken_back_says_nothing_more_but_did_until_then(late: tuple[Ground, Agreed]) -> None:
    ground, agreed = late
    (occurrence,) = agreed.occurrences
    number = decide(ground, SYSTEM, occurrence, DecisionKind.WAIVE, reason="Povodeň", approver="Ředitel ASZ")
    later = ground.as_of(date(2027, 2, 1))

    revoke_decision(later, SYSTEM, occurrence, number)

    told = []
    for day in (JANUARY, date(2027, 2, 1)):
        with looking(ground.as_of(day), SYSTEM) as work:
            told += [item.standing.status for item in items(work)]
    assert told == [Status.WAIVED, Status.MISSED]
    with looking(later, SYSTEM) as work:
        assert decisions_of(work, occurrence) == ()
    with pytest.raises(Refused, match="neplatí"):
        revoke_decision(later, SYSTEM, occurrence, number)
