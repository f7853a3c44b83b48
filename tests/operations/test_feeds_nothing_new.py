"""A client that has everything: no body, one look, and never the old calendar after a change."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.feeds.region import TODAY, Region, a_region, answer, mandate_of, of_town, seen
from tracker.fulfilment.event import DecisionKind
from tracker.operations.agreements.decide import decide
from tracker.operations.calendars.publish_feed import BODIES_AN_HOUR, Asked, Fetched, fetch, unchanged
from tracker.operations.calendars.subscriptions import Issued, renew, revoke
from tracker.operations.ground import Ground, working
from tracker.people.actor import SYSTEM
from tracker.store.agreements import ObligationRow
from tracker.store.people import PersonRow


@pytest.fixture
def region(database_url: str, tmp_path: Path) -> Region:
    return a_region(database_url, tmp_path)


def test_a_client_that_has_everything_gets_no_body_until_something_changes(region: Region) -> None:
    issued = of_town(region)
    first = answer(region.ground, issued)

    asked = Asked(tags=["W/ignored", first.tag])
    assert fetch(region.ground, issued.token, asked) == replace(first, body=None)

    decide(
        region.ground,
        SYSTEM,
        region.lipova.occurrences[1],
        DecisionKind.SHIFT,
        new_due=date(2027, 3, 31),
        reason="Volby",
        approver="Rada",
    )
    assert seen(answer(region.ground, issued, asked)) == [("2027-03-31", "Lipová"), ("2027-12-31", "Lipová")]


def test_a_change_elsewhere_or_a_repeated_fetch_changes_no_tag(region: Region) -> None:
    issued = of_town(region)
    first = answer(region.ground, issued)
    decide(region.ground, SYSTEM, region.kamenna.occurrences[1], DecisionKind.WAIVE, reason="Dohoda", approver="Rada")

    assert fetch(region.ground, issued.token, Asked()) == first


def test_the_next_day_has_another_tag(region: Region) -> None:
    issued = of_town(region)
    today, tomorrow = (answer(region.ground.as_of(day), issued) for day in (TODAY, TODAY + timedelta(days=1)))

    assert today.tag != tomorrow.tag
    assert today.changed_at is not None
    assert tomorrow.changed_at is not None
    assert today.changed_at < tomorrow.changed_at


def test_a_date_stands_in_for_a_tag_only_where_the_state_last_given_still_holds(region: Region) -> None:
    issued = of_town(region)
    first = answer(region.ground, issued)
    assert first.changed_at is not None
    old, known = first.changed_at - timedelta(seconds=1), first.changed_at

    bodies = [answer(region.ground, issued, Asked(since=since)).body is None for since in (old, known)]
    assert bodies == [False, True]

    with working(region.ground, SYSTEM) as work:
        mandate_of(work.session, region.manager).ends = TODAY - timedelta(days=1)
    assert seen(answer(region.ground, issued, Asked(since=known))) == []


def test_a_client_that_asks_for_everything_too_often_is_told_to_wait_and_may_still_ask_for_news(region: Region) -> None:
    issued = of_town(region)
    first = answer(region.ground, issued)
    for _ in range(BODIES_AN_HOUR - 1):
        fetch(region.ground, issued.token, Asked())

    assert fetch(region.ground, issued.token, Asked()) == Fetched(wait=3600)
    assert fetch(region.ground, issued.token, Asked(tags=[first.tag])) == replace(first, body=None)
    assert seen(answer(region.ground.as_of(TODAY + timedelta(days=1)), issued)) != []


def test_nothing_new_reads_one_counter_row_and_writes_nothing(region: Region) -> None:
    issued = of_town(region)
    first = answer(region.ground, issued)

    with statements_on(region.ground.engine) as told:
        fetch(region.ground, issued.token, Asked(tags=[first.tag]))

    assert [statement.split()[0] for statement in told] == ["SELECT"] * 4
    assert sum("feed_state" in statement for statement in told) == 1
    assert not any("ics_fragment" in statement or "occurrence" in statement for statement in told)


def test_one_look_tells_that_nothing_has_changed(region: Region) -> None:
    issued = of_town(region)
    tag = answer(region.ground, issued).tag

    with statements_on(region.ground.engine) as told:
        assert unchanged(region.ground, issued.token, {tag}) == tag

    assert len(told) == 1
    assert unchanged(region.ground, issued.token, {"other"}) is None
    assert unchanged(region.ground, "x" * 43, {tag}) is None


def _end_mandate(region: Region, _: Issued) -> Ground:
    with working(region.ground, SYSTEM) as work:
        mandate_of(work.session, region.manager).ends = TODAY - timedelta(days=1)
    return region.ground


def _deactivate(region: Region, _: Issued) -> Ground:
    with working(region.ground, SYSTEM) as work:
        work.session.get_one(PersonRow, region.manager.person).active = False
    return region.ground


def _pass_on(region: Region, _: Issued) -> Ground:
    with working(region.ground, SYSTEM) as work:
        work.session.get_one(ObligationRow, region.lipova.obligation).owner_id = region.head.person
    return region.ground


def _waive(region: Region, _: Issued) -> Ground:
    occurrence = region.lipova.occurrences[1]
    decide(region.ground, SYSTEM, occurrence, DecisionKind.WAIVE, reason="Dohoda", approver="Rada")
    return region.ground


def _revoke(region: Region, issued: Issued) -> Ground:
    revoke(region.ground, region.manager, issued.subscription_id)
    return region.ground


def _renew(region: Region, issued: Issued) -> Ground:
    renew(region.ground, region.manager, issued.subscription_id)
    return region.ground


def _sleep(region: Region, _: Issued) -> Ground:
    return region.ground.as_of(TODAY + timedelta(days=1))


def _move(region: Region, _: Issued) -> Ground:
    config = region.ground.config.model_copy(update={"public_base_url": "https://jinde.example.cz"})
    return replace(region.ground, config=config)


@pytest.mark.parametrize("happens", [_end_mandate, _deactivate, _pass_on, _waive, _revoke, _renew, _sleep, _move])
def test_one_look_never_holds_on_to_what_has_changed(
    region: Region, happens: Callable[[Region, Issued], Ground]
) -> None:
    issued = of_town(region)
    tag = answer(region.ground, issued).tag

    after = happens(region, issued)

    assert unchanged(after, issued.token, {tag}) is None


@contextmanager
def statements_on(engine: sa.Engine) -> Iterator[list[str]]:
    """Collects the statements that an engine carries out."""
    told: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith("BEGIN"):
            told.append(statement)

    sa.event.listen(engine, "before_cursor_execute", note)
    yield told
    sa.event.remove(engine, "before_cursor_execute", note)
