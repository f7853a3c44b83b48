"""Fetching a calendar: who gets what, and that a right lost is a calendar emptied."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.factories import a_person, a_town, an_agreement
from tests.feeds.readers.python_readers import icalendar_sees
from tests.feeds.region import TODAY, WINDOW, Region, a_region, answer, mandate_of, of_town, seen
from tracker.obligations.obligation import Act, Party
from tracker.operations.calendars.publish_feed import Asked, fetch
from tracker.operations.calendars.subscriptions import Wish, subscribe
from tracker.operations.ground import working
from tracker.people.actor import SYSTEM, Role
from tracker.store.agreements import ObligationRow
from tracker.store.people import PersonRow
from tracker.store.subscriptions import FragmentRow, Scope
from tracker.store.territory import OfficeRow


@pytest.fixture
def region(database_url: str, tmp_path: Path) -> Region:
    return a_region(database_url, tmp_path)


def test_a_municipality_is_served_to_whoever_holds_the_address(region: Region) -> None:
    issued = of_town(region)

    assert (len(issued.token), issued.label) == (43, "Lipová: termíny")
    assert seen(answer(region.ground, issued)) == [(day, "Lipová") for day in WINDOW]


def test_every_scope_shows_its_own_towns(region: Region) -> None:
    both = sorted((day, town) for day in WINDOW for town in ("Lipová", "Kamenná"))
    wishes = {
        Wish(Scope.TOWNS): (region.head, both),
        Wish(Scope.OFFICE, office_id=region.office): (region.head, both),
        Wish(Scope.MEETINGS, region.kamenna.municipality, act=Act.PARTNERSHIP_MEETING): (
            region.consultant,
            [(day, "Kamenná") for day in WINDOW],
        ),
        Wish(Scope.MEETINGS, region.kamenna.municipality, act=Act.WORKING_GROUP): (region.consultant, []),
        Wish(Scope.MINE): (region.manager, [(day, "Lipová") for day in WINDOW]),
        Wish(Scope.OFFICE, office_id=region.office, only_mine=True): (region.head, []),
    }

    for wish, (actor, expected) in wishes.items():
        issued = subscribe(region.ground, actor, wish)
        assert sorted(seen(answer(region.ground, issued))) == expected, wish


def test_mine_is_what_i_own_and_what_nobody_owns_when_my_role_hears_first(region: Region) -> None:
    mine, of_consultant = (
        subscribe(region.ground, actor, Wish(Scope.MINE)) for actor in (region.manager, region.consultant)
    )
    tag = answer(region.ground, mine).tag
    with working(region.ground, SYSTEM) as work:
        work.session.get_one(ObligationRow, region.lipova.obligation).owner_id = region.head.person

    assert seen(answer(region.ground, mine, Asked(tags=[tag]))) == []
    assert seen(answer(region.ground, of_consultant)) == []


def test_what_asz_owes_and_nobody_owns_is_the_consultants(region: Region) -> None:
    with working(region.ground, SYSTEM) as work:
        office = work.session.get_one(OfficeRow, region.office)
        town = a_town(work.session, office, "Borová")
        an_agreement(work, town, party=Party.ASZ, start=date(2026, 1, 1), end=date(2026, 12, 31))
        consultant = a_person(work.session, Role.CONSULTANT, town, "druha@asz.example")
    issued = subscribe(region.ground, consultant, Wish(Scope.MINE))

    assert seen(answer(region.ground, issued)) == [("2026-12-31", "Borová")]


@pytest.mark.parametrize("token", ["", "x" * 43, "á" * 43, "../../etc/passwd"])
def test_a_token_that_nobody_has_gets_nothing(region: Region, token: str) -> None:
    assert fetch(region.ground, token, Asked()) is None


def test_a_manager_who_loses_the_municipality_loses_its_events_at_the_next_fetch(region: Region) -> None:
    issued = of_town(region)
    first = answer(region.ground, issued)
    with working(region.ground, SYSTEM) as work:
        mandate_of(work.session, region.manager).ends = TODAY - timedelta(days=1)

    assert seen(answer(region.ground, issued, Asked(tags=[first.tag]))) == []


def test_the_addresses_of_a_person_without_an_account_are_dead(region: Region) -> None:
    issued = of_town(region)
    with working(region.ground, SYSTEM) as work:
        work.session.get_one(PersonRow, region.manager.person).active = False

    assert fetch(region.ground, issued.token, Asked()) is None


def test_after_a_change_of_address_everything_is_rendered_once_more_and_nothing_has_moved(region: Region) -> None:
    issued = of_town(region)
    before = answer(region.ground, issued)
    moved = replace(
        region.ground, config=region.ground.config.model_copy(update={"public_base_url": "https://hlidac.example.cz"})
    )

    after = answer(moved, issued)

    assert (seen(after), after.tag != before.tag) == (seen(before), True)
    assert {e.uid for e in icalendar_sees(after.body or b"")} == {e.uid for e in icalendar_sees(before.body or b"")}
    assert b"https://hlidac.example.cz/z/" in (after.body or b"")
    assert fetch(moved, issued.token, Asked()) == after


def test_fragments_missing_after_an_update_are_made_at_the_first_fetch(region: Region) -> None:
    issued = of_town(region)
    with working(region.ground, SYSTEM) as work:
        work.session.execute(sa.delete(FragmentRow))
        work.session.execute(sa.text("UPDATE feed_state SET renderer = 'older'"))

    assert seen(answer(region.ground, issued)) == [(day, "Lipová") for day in WINDOW]
