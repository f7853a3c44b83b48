"""Who may open what: every route with every method, for every role, on things of every reach, made from the URL map.

The towns' names are canaries: whatever a role does not reach must not be named in any answer it gets.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import pytest
from sqlmodel import select
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.factories import a_person
from tests.web.world import FAR, MISSING, OWN, SISTER, World, a_copy
from tracker.operations.ground import working
from tracker.operations.people.sign_in import open_session
from tracker.people.actor import SYSTEM, Role
from tracker.people.permissions import GRANTS
from tracker.store.people import MandateRow
from tracker.store.territory import MunicipalityRow
from tracker.web.access import policy_of
from tracker.web.security import cookie_name

WORDS = {"key": "r1", "form": "csv", "token": "x" * 43, "filename": "css/app.css"}
"""What stands for the words of addresses."""
TENANT = {
    "partner_id", "link_id", "paper_id", "message_id", "body_id", "meeting_id",
    "town_id", "municipality_id", "agreement_id", "obligation_id", "occurrence_id", "document_id",
    "draft_id", "event_id", "evidence_id", "fulfilment_id", "person_id", "mandate_id",
    "council_day_id", "task_id",
}  # fmt: skip
"""The parameters that name a thing of a town; tests/web/world.py makes one of each for every town."""


class Call(NamedTuple):
    """One request: the rule, the method, and the town whose things are named (``None``: things that do not exist)."""

    rule: Rule
    method: str
    town: str | None


@pytest.fixture(scope="module")
def world(common_world: World, tmp_path_factory: pytest.TempPathFactory) -> World:
    return a_copy(common_world, tmp_path_factory.mktemp("world"))


def calls(world: World) -> Iterator[Call]:
    """Every rule and method but those that end the reader's own session; reading ones before changing ones."""
    rules = [rule for rule in world.app.url_map.iter_rules() if rule.endpoint != "signing.sign_out"]
    for changing in (False, True):
        for rule in rules:
            for method in sorted((rule.methods or set()) - {"OPTIONS", "HEAD"}):
                if (method == "POST") is changing:
                    yield from (Call(rule, method, town) for town in (FAR, SISTER, None, OWN) if rule.arguments or town)


def ask(world: World, role: Role | None, call: Call) -> TestResponse:
    """The answer that somebody holding ``role`` gets."""
    things = world.things[call.town] if call.town else {}
    values = {name: WORDS.get(name, things.get(name, MISSING)) for name in call.rule.arguments}
    with world.app.test_request_context():
        address = world.app.url_map.bind("localhost").build(call.rule.endpoint, values, method=call.method)
    return world.browser(role).open(address, method=call.method)


@pytest.mark.parametrize("role", list(Role))
def test_a_role_gets_what_it_reaches_and_never_hears_of_the_rest(world: World, role: Role) -> None:
    reached = world.reached(role)
    wrong = []
    for call in calls(world):
        policy = policy_of(world.app, call.rule.endpoint)
        assert policy is not None
        answer = ask(world, role, call)
        told = answer.get_data().decode(errors="replace")
        leaked = [town for town in (OWN, SISTER, FAR) if town not in reached and town in told]
        barred = policy.permission is not None and role not in GRANTS[policy.permission]
        foreign = bool(call.rule.arguments & TENANT) and call.town not in reached
        wanted = {403} if barred else {404} if foreign and not policy.public else set()
        if leaked or (wanted and answer.status_code not in wanted) or answer.status_code == 500:
            wrong.append((call.method, call.rule.rule, call.town, answer.status_code, leaked))
    assert wrong == []


def test_a_stranger_is_sent_to_sign_in_and_may_change_nothing(world: World) -> None:
    wrong: list[tuple[str, str | int]] = []
    for call in calls(world):
        policy = policy_of(world.app, call.rule.endpoint)
        assert policy is not None
        answer = ask(world, None, call)
        told = answer.get_data().decode(errors="replace")
        if any(town in told for town in (OWN, SISTER, FAR)) and not policy.public:
            wrong.append((call.rule.rule, 0))
        if not policy.public and answer.status_code not in ((302,) if call.method == "GET" else (302, 401)):
            wrong.append((call.rule.rule, answer.status_code))
    assert wrong == []


def test_an_ended_mandate_opens_nothing_of_the_days_when_it_held(world: World) -> None:
    with working(world.ground, SYSTEM) as work:
        town = work.session.get(MunicipalityRow, world.things[FAR]["town_id"])
        person = a_person(work.session, Role.MANAGER, town, "byvaly@obec.example")
        mandate = work.session.exec(select(MandateRow).where(MandateRow.person_id == person.person)).one()
        mandate.ends = date(2026, 6, 30)
        token = open_session(work.session, person.person or 0, work.now, "test")
    client = world.app.test_client()
    client.set_cookie(cookie_name(world.app), token)
    answers = [client.get(f"{path}?stav_k=2026-03-01") for path in ("/", "/zavazky", "/obce", "/zaznamy")]
    assert [answer.status_code for answer in answers] == [403] * 4
    assert not any(FAR in answer.text for answer in answers)
