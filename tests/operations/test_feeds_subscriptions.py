"""Subscriptions: who may have which, and that a revoked or renewed one is dead at once."""

from pathlib import Path

import pytest
from sqlmodel import select

from tests.factories import ground_on
from tests.feeds.region import TODAY, WINDOW, Region, a_region, answer, of_town, seen
from tracker.fulfilment.event import DecisionKind
from tracker.obligations.obligation import Act
from tracker.operations.agreements.decide import decide
from tracker.operations.calendars.publish_feed import Asked, fetch
from tracker.operations.calendars.subscriptions import MOST, Wish, listed, offers, renew, revoke, subscribe
from tracker.operations.ground import NotFound, Refused, looking
from tracker.people.actor import SYSTEM
from tracker.store.database import reading
from tracker.store.subscriptions import Scope, SubscriptionRow


@pytest.fixture
def region(database_url: str, tmp_path: Path) -> Region:
    return a_region(database_url, tmp_path)


def test_only_the_hash_of_the_token_is_kept(region: Region) -> None:
    issued = of_town(region)

    with reading(region.ground.engine) as session:
        (row,) = session.exec(select(SubscriptionRow))
        assert issued.token not in repr(row)
        assert len(row.token_hash) == 64


def test_a_revoked_address_is_dead_on_every_worker_at_once_and_the_others_live(region: Region, tmp_path: Path) -> None:
    other_worker = ground_on(region.ground.config.database_url, tmp_path, TODAY)
    first, second = of_town(region), of_town(region)
    assert seen(answer(other_worker, first)) == [(day, "Lipová") for day in WINDOW]

    revoke(region.ground, region.manager, first.subscription_id)

    answers = [fetch(worker, first.token, Asked()) for worker in (region.ground, other_worker)]
    assert answers == [None, None]
    assert fetch(other_worker, second.token, Asked()) is not None
    other_worker.engine.dispose()


def test_a_renewed_subscription_has_another_address_and_the_old_one_is_dead(region: Region) -> None:
    issued = of_town(region)
    again = renew(region.ground, region.manager, issued.subscription_id)

    assert (again.subscription_id, again.label) == (issued.subscription_id, issued.label)
    assert fetch(region.ground, issued.token, Asked()) is None
    assert fetch(region.ground, again.token, Asked()) is not None


def test_nobody_touches_the_subscription_of_another(region: Region) -> None:
    issued = of_town(region)

    for act in (revoke, renew):
        with pytest.raises(NotFound):
            act(region.ground, region.consultant, issued.subscription_id)
    assert fetch(region.ground, issued.token, Asked()) is not None


def test_nobody_subscribes_to_what_they_do_not_reach(region: Region) -> None:
    for wish in (Wish(Scope.MUNICIPALITY, region.kamenna.municipality), Wish(Scope.OFFICE, office_id=region.office)):
        with pytest.raises(NotFound):
            subscribe(region.ground, region.manager, wish)


@pytest.mark.parametrize(
    "wish",
    [
        Wish(Scope.MUNICIPALITY),
        Wish(Scope.OFFICE),
        Wish(Scope.MEETINGS, 1),
        Wish(Scope.MEETINGS, 1, act=Act.TRAINING),
        Wish(Scope.MINE, 1),
    ],
)
def test_a_wish_that_names_too_little_or_too_much_is_refused(region: Region, wish: Wish) -> None:
    with pytest.raises(Refused, match="Vyberte"):
        subscribe(region.ground, region.manager, wish)


def test_one_person_has_so_many_subscriptions_and_no_more(region: Region) -> None:
    for _ in range(MOST):
        of_town(region)

    with pytest.raises(Refused, match="Nejdřív zrušte"):
        of_town(region)


def test_a_subscription_without_alarms_never_rings(region: Region) -> None:
    ringing, silent = (of_town(region, alarms=alarms) for alarms in (True, False))

    bodies = [answer(region.ground, issued).body or b"" for issued in (ringing, silent)]
    assert [body.count(b"BEGIN:VALARM") for body in bodies] == [4, 0]


def test_the_list_tells_the_client_the_last_fetch_and_whether_it_is_up_to_date(region: Region) -> None:
    never, old, fresh = of_town(region), of_town(region), of_town(region)
    fetch(region.ground, old.token, Asked(client="Thunderbird/153"))
    decide(region.ground, SYSTEM, region.lipova.occurrences[2], DecisionKind.WAIVE, reason="Dohoda", approver="Rada")
    fetch(region.ground, fresh.token, Asked(client="iOS/19"))

    with looking(region.ground, region.manager) as work:
        rows = [(one.subscription.id, one.use.client, one.use.fetched_at, one.current) for one in listed(work)]

    now = region.ground.clock.now()
    assert rows == [
        (fresh.subscription_id, "iOS/19", now, True),
        (old.subscription_id, "Thunderbird/153", now, False),
        (never.subscription_id, "", None, False),
    ]


def test_what_is_offered_is_what_is_reached(region: Region) -> None:
    found = {}
    for actor in (region.manager, region.consultant, region.head):
        with looking(region.ground, actor) as work:
            told = offers(work)
            found[actor.name] = ([town.name for town in told.municipalities], [office.id for office in told.offices])

    assert found == {
        "Osoba manager": (["Lipová"], []),
        "Osoba consultant": (["Kamenná"], []),
        "Osoba regional_head": (["Kamenná", "Lipová"], [region.office]),
    }
