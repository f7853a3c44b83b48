"""Fetching a calendar: who gets what, when nothing is sent, and that a right lost is a calendar emptied."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import Session, select

from tests.factories import Agreed, a_person, a_town, an_agreement, an_office, ground_on
from tests.feeds.readers.python_readers import icalendar_sees
from tracker.fulfilment.event import DecisionKind
from tracker.obligations.obligation import Act, Party
from tracker.operations.agreements.decide import decide
from tracker.operations.calendars.publish_feed import BODIES_AN_HOUR, Asked, Fetched, fetch, unchanged
from tracker.operations.calendars.subscriptions import MOST, Issued, Wish, listed, offers, renew, revoke, subscribe
from tracker.operations.ground import Ground, NotFound, Refused, looking, working
from tracker.people.actor import SYSTEM, Actor, Role
from tracker.store.agreements import ObligationRow
from tracker.store.database import reading
from tracker.store.people import MandateRow, PersonRow
from tracker.store.subscriptions import FragmentRow, Scope, SubscriptionRow
from tracker.store.territory import OfficeRow

TODAY = date(2026, 11, 25)
WINDOW = ("2026-12-31", "2027-12-31")
"""The days of an agreement of three years that stand in a feed on ``TODAY``."""


@dataclass(frozen=True)
class Region:
    """An office with two towns and the people who look at them."""

    ground: Ground
    lipova: Agreed
    kamenna: Agreed
    office: int
    manager: Actor
    consultant: Actor
    head: Actor


@pytest.fixture
def region(database_url: str, tmp_path: Path) -> Region:
    ground = ground_on(database_url, tmp_path, TODAY)
    with working(ground, SYSTEM) as work:
        office = an_office(work.session)
        towns = [a_town(work.session, office, name) for name in ("Lipová", "Kamenná")]
        lipova, kamenna = (an_agreement(work, town, start=date(2025, 1, 1), end=date(2027, 12, 31)) for town in towns)
        assert office.id is not None
        return Region(
            ground,
            lipova,
            kamenna,
            office.id,
            a_person(work.session, Role.MANAGER, towns[0]),
            a_person(work.session, Role.CONSULTANT, towns[1]),
            a_person(work.session, Role.REGIONAL_HEAD, office),
        )


EVERYTHING = Asked()


def answer(ground: Ground, issued: Issued, asked: Asked = EVERYTHING) -> Fetched:
    """What a living address answers."""
    fetched = fetch(ground, issued.token, asked)
    assert fetched is not None
    return fetched


def seen(answer: Fetched) -> list[tuple[str, str]]:
    """The day and the municipality of every event in the answer."""
    assert answer.body is not None
    return [(event.starts, event.location) for event in sorted(icalendar_sees(answer.body), key=lambda e: e.starts)]


def of_town(region: Region, *, alarms: bool = True) -> Issued:
    wish = Wish(Scope.MUNICIPALITY, region.lipova.municipality, alarms=alarms)
    return subscribe(region.ground, region.manager, wish)


def test_a_municipality_is_served_to_whoever_holds_the_address(region: Region) -> None:
    issued = of_town(region)

    assert (len(issued.token), issued.label) == (43, "Lipová: termíny")
    assert seen(answer(region.ground, issued)) == [(day, "Lipová") for day in WINDOW]


def test_only_the_hash_of_the_token_is_kept(region: Region) -> None:
    issued = of_town(region)

    with reading(region.ground.engine) as session:
        (row,) = session.exec(select(SubscriptionRow))
        assert issued.token not in repr(row)
        assert len(row.token_hash) == 64


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
        _mandate(work.session, region.manager).ends = TODAY - timedelta(days=1)
    assert seen(answer(region.ground, issued, Asked(since=known))) == []


def test_a_manager_who_loses_the_municipality_loses_its_events_at_the_next_fetch(region: Region) -> None:
    issued = of_town(region)
    first = answer(region.ground, issued)
    with working(region.ground, SYSTEM) as work:
        _mandate(work.session, region.manager).ends = TODAY - timedelta(days=1)

    assert seen(answer(region.ground, issued, Asked(tags=[first.tag]))) == []


def test_the_addresses_of_a_person_without_an_account_are_dead(region: Region) -> None:
    issued = of_town(region)
    with working(region.ground, SYSTEM) as work:
        work.session.get_one(PersonRow, region.manager.person).active = False

    assert fetch(region.ground, issued.token, Asked()) is None


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


def test_a_client_that_asks_for_everything_too_often_is_told_to_wait_and_may_still_ask_for_news(region: Region) -> None:
    issued = of_town(region)
    first = answer(region.ground, issued)
    for _ in range(BODIES_AN_HOUR - 1):
        fetch(region.ground, issued.token, Asked())

    assert fetch(region.ground, issued.token, Asked()) == Fetched(wait=3600)
    assert fetch(region.ground, issued.token, Asked(tags=[first.tag])) == replace(first, body=None)
    assert seen(answer(region.ground.as_of(TODAY + timedelta(days=1)), issued)) != []


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
        _mandate(work.session, region.manager).ends = TODAY - timedelta(days=1)
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


def _mandate(session: Session, actor: Actor) -> MandateRow:
    return session.exec(select(MandateRow).where(MandateRow.person_id == actor.person)).one()
