"""A deadline that counts from an event waits until somebody says when it happened; the past stays as it was told."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import col

from tests.factories import Agreed, a_town, an_agreement, an_office, ground_on
from tracker.fulfilment.slips import slips
from tracker.fulfilment.standing import Status
from tracker.obligations.deadline import Offset, Recurring, Relative
from tracker.obligations.deadline import Period as Per
from tracker.operations.events.record_anchor import anchor_of, record_anchor
from tracker.operations.ground import Ground, Refused, looking, working
from tracker.operations.standings import Item, items
from tracker.people.actor import SYSTEM
from tracker.store.agreements import ObligationRow
from tracker.store.occurrences import OccurrenceRow

APPROVAL = Relative(offset=Offset(30, "day"), anchor="schválení")
FEBRUARY, MARCH, APRIL = date(2026, 2, 10), date(2026, 3, 2), date(2026, 4, 20)


@pytest.fixture
def waiting(database_url: str, tmp_path: Path) -> tuple[Ground, Agreed]:
    """A duty due 30 days after the approval, which nobody has told of yet."""
    ground = ground_on(database_url, tmp_path, FEBRUARY)
    with working(ground, SYSTEM) as work:
        return ground, an_agreement(work, a_town(work.session, an_office(work.session)), APPROVAL)


def the_term(ground: Ground, agreed: Agreed, day: date) -> Item:
    with looking(ground.as_of(day), SYSTEM) as work:
        (item,) = items(work, col(OccurrenceRow.obligation_id) == agreed.obligation)
        return item


def test_the_clock_starts_with_the_event(waiting: tuple[Ground, Agreed]) -> None:
    ground, agreed = waiting
    assert the_term(ground, agreed, FEBRUARY).standing.status is Status.WAITING

    assert record_anchor(ground.as_of(MARCH), SYSTEM, agreed.obligation, date(2026, 2, 20)) == 1

    now = the_term(ground, agreed, MARCH)
    assert (now.standing.status, now.standing.due, now.standing.first_due) == (
        Status.DUE_SOON,
        date(2026, 3, 22),
        date(2026, 3, 22),
    )


def test_the_day_before_it_was_told_the_duty_was_still_waiting(waiting: tuple[Ground, Agreed]) -> None:
    ground, agreed = waiting
    record_anchor(ground.as_of(APRIL), SYSTEM, agreed.obligation, date(2026, 2, 20))

    before, after = the_term(ground, agreed, MARCH), the_term(ground, agreed, APRIL)

    assert (before.standing.status, before.standing.due) == (Status.WAITING, None)
    assert (after.standing.status, after.standing.days_late) == (Status.OVERDUE, 29)


def test_a_day_corrected_later_keeps_the_first_date_and_stands_among_the_slips(
    waiting: tuple[Ground, Agreed],
) -> None:
    ground, agreed = waiting
    record_anchor(ground.as_of(FEBRUARY), SYSTEM, agreed.obligation, date(2026, 2, 10))
    record_anchor(ground.as_of(MARCH), SYSTEM, agreed.obligation, date(2026, 2, 27), "usnesení 12/2026")

    now = the_term(ground, agreed, MARCH)

    assert (now.standing.first_due, now.standing.due) == (date(2026, 3, 12), date(2026, 3, 29))
    (slip,) = slips([(now.occurrence, now.facts)], MARCH)
    assert (slip.days, slip.decision.reason, slip.decision.document) == (
        17,
        "Den události „schválení“ opraven na 27.\N{NO-BREAK SPACE}2.\N{NO-BREAK SPACE}2026",
        "usnesení 12/2026",
    )


def test_an_event_may_be_told_for_one_duty_alone(waiting: tuple[Ground, Agreed]) -> None:
    ground, agreed = waiting
    record_anchor(ground, SYSTEM, agreed.obligation, date(2026, 2, 1), only_here=True)

    with looking(ground, SYSTEM) as work:
        duty = work.get(ObligationRow, agreed.obligation)
        told = anchor_of(work, duty)

    assert told is not None
    assert told.known is not None
    assert (told.words, told.known.name, told.known.day) == ("schválení", duty.key, date(2026, 2, 1))


def test_a_duty_that_counts_from_nothing_takes_no_event(database_url: str, tmp_path: Path) -> None:
    ground = ground_on(database_url, tmp_path, FEBRUARY)
    with working(ground, SYSTEM) as work:
        agreed = an_agreement(work, a_town(work.session, an_office(work.session)), Recurring(1, Per.YEAR))

    with pytest.raises(Refused, match="na žádnou událost nečeká"):
        record_anchor(ground, SYSTEM, agreed.obligation, MARCH)


def test_an_event_without_a_day_is_refused(waiting: tuple[Ground, Agreed]) -> None:
    with pytest.raises(Refused, match="Zadejte den"):
        record_anchor(waiting[0], SYSTEM, waiting[1].obligation, None)
