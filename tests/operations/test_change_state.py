"""An agreement pauses and goes on: the clocks of what has still to be done stand still meanwhile."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from tests.factories import Agreed, a_lived_in_ground
from tracker.fulfilment.slips import slips
from tracker.fulfilment.standing import Status
from tracker.obligations.agreement import AgreementState, ForbiddenTransition
from tracker.operations.agreements.change_state import change_state
from tracker.operations.ground import Ground, Refused, looking
from tracker.operations.standings import Item, items
from tracker.people.actor import SYSTEM
from tracker.store.agreements import AgreementRow

MAY, JUNE = date(2026, 5, 4), date(2026, 6, 3)


@pytest.fixture
def lived(database_url: str, tmp_path: Path) -> tuple[Ground, Agreed]:
    """Four meetings a year, seen in May."""
    return a_lived_in_ground(database_url, tmp_path, MAY)


def the_year(ground: Ground, day: date) -> Item:
    with looking(ground.as_of(day), SYSTEM) as work:
        (item,) = items(work)
        return item


def test_a_pause_stops_the_clocks_and_the_end_of_it_adds_the_days(lived: tuple[Ground, Agreed]) -> None:
    ground, agreed = lived

    stopped = change_state(ground, SYSTEM, agreed.agreement, AgreementState.PAUSED, "Volby do zastupitelstva")
    started = change_state(ground.as_of(JUNE), SYSTEM, agreed.agreement, AgreementState.IN_FORCE, "Nové vedení")

    assert (stopped, started) == (1, 1)
    assert [the_year(ground, day).standing.status for day in (MAY, JUNE)] == [Status.PAUSED, Status.OPEN]
    now = the_year(ground, JUNE)
    assert (now.standing.due, now.standing.first_due) == (date(2027, 1, 30), date(2026, 12, 31))
    assert [slip.decision.reason for slip in slips([(now.occurrence, now.facts)], JUNE)] == ["Nové vedení"]


def test_low_activity_is_only_said(lived: tuple[Ground, Agreed]) -> None:
    ground, agreed = lived
    assert change_state(ground, SYSTEM, agreed.agreement, AgreementState.LOW_ACTIVITY, "Nikdo se neschází") == 0
    with looking(ground, SYSTEM) as work:
        assert work.session.exec(select(AgreementRow.state)).all() == [AgreementState.LOW_ACTIVITY]
    assert the_year(ground, MAY).standing.status is Status.OPEN


def test_a_step_that_the_lifecycle_does_not_know_is_refused(lived: tuple[Ground, Agreed]) -> None:
    ground, agreed = lived
    with pytest.raises(ForbiddenTransition, match="nelze přejít"):
        change_state(ground, SYSTEM, agreed.agreement, AgreementState.NEGOTIATED, "Omylem")


@pytest.mark.parametrize(
    "to, reason, day, field",
    [
        (AgreementState.EXPIRED, "Konec", None, "state"),
        (AgreementState.PAUSED, " ", None, "reason"),
        (AgreementState.PAUSED, "Volby", JUNE, "day"),
        (AgreementState.PAUSED, "Volby", date(2025, 12, 31), "day"),
    ],
)
def test_what_a_change_lacks_is_named(
    lived: tuple[Ground, Agreed], to: AgreementState, reason: str, day: date | None, field: str
) -> None:
    ground, agreed = lived
    with pytest.raises(Refused) as refused:
        change_state(ground, SYSTEM, agreed.agreement, to, reason, day)
    assert refused.value.field == field
