"""A key opens what its owner may do, no more: every route for every role, with the towns' names as canaries."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import select
from werkzeug.routing import Rule

from tests.api.conftest import key_of, program
from tests.web.world import FAR, MISSING, OWN, SISTER, World
from tracker.api.application import create_api
from tracker.operations.ground import Refused, working
from tracker.operations.people.api_tokens import issue_token, revoke_token
from tracker.people.actor import SYSTEM, Role
from tracker.store.api_tokens import TokenScope
from tracker.store.people import MandateRow, PersonRow
from tracker.timeline.clock import on_day

TOWNS = (OWN, SISTER, FAR)


def rules(world: World) -> list[Rule]:
    return [rule for rule in create_api(world.ground).url_map.iter_rules() if rule.endpoint != "openapi"]


def addresses(world: World, rule: Rule, town: str | None) -> str:
    """The address of ``rule`` for the things of a town."""
    things = {**world.things[town], "report_id": MISSING} if town else {}
    path = rule.rule
    for name in rule.arguments:
        path = path.replace(f"<int(min=1, max=9007199254740991):{name}>", str(things.get(name, MISSING)))
    return f"/api/v1{path}"


SENT: dict[str, dict[str, Any]] = {
    "events.record": {"act": "training", "day": "2026-11-02", "title": "Školení"},
    "events.add_evidence": {"evidence": [{"name": "zapis.txt", "content": "WmFwaXM="}]},
    "events.withdraw": {"reason": "omylem"},
    "occurrences.give_reason": {"reason": "nemoc"},
    "reviews.review": {"verdict": "acknowledged"},
}
"""A body that each changing route takes."""


@pytest.mark.parametrize("role", list(Role))
def test_a_key_never_tells_of_a_town_out_of_its_owners_reach(shared_world: World, role: Role) -> None:
    world = shared_world
    client, reached, wrong = program(world, key_of(world, role)), world.reached(role), []
    for rule in rules(world):
        method = "POST" if "POST" in (rule.methods or ()) else "GET"
        for town in (*TOWNS, None):
            body = SENT.get(rule.endpoint, {})
            if rule.endpoint == "events.record":
                body = {**body, "municipality": world.things[town]["town_id"] if town else MISSING}
            answer = client.open(addresses(world, rule, town), method=method, json=body if method == "POST" else None)
            leaked = [name for name in TOWNS if name not in reached and name in answer.text]
            hidden = bool(rule.arguments or body.get("municipality")) and town not in reached
            refusals = {404} if hidden and not rule.rule.endswith("/report") else {404, 422} if hidden else set()
            if leaked or (refusals and answer.status_code not in refusals) or answer.status_code >= 500:
                wrong.append((rule.endpoint, town, answer.status_code, leaked))
    assert wrong == []


def test_without_a_key_nothing_is_told(shared_world: World) -> None:
    client = shared_world.app.test_client()
    paths = {addresses(shared_world, rule, OWN) for rule in rules(shared_world) if "GET" in (rule.methods or ())}
    assert {path: client.get(path).status_code for path in paths} == dict.fromkeys(paths, 401)


def test_a_session_of_a_browser_opens_nothing_here(shared_world: World) -> None:
    assert shared_world.browser(Role.MANAGER).get("/api/v1/municipalities").status_code == 401


def test_a_key_for_reading_changes_nothing(world: World) -> None:
    client = program(world, key_of(world, Role.MANAGER, TokenScope.READ))
    body = {"municipality": world.things[OWN]["town_id"], "act": "training", "day": "2026-11-02"}
    answer = client.post("/api/v1/events", json=body)
    assert (answer.status_code, answer.json) == (
        403,
        {
            "type": "about:blank",
            "title": "Forbidden",
            "status": 403,
            "detail": "Tento klíč smí jen číst. Vydejte si klíč pro zápis.",
            "errors": [],
        },
    )


def test_a_key_ends_when_it_is_revoked_runs_out_or_its_owner_is_gone(world: World) -> None:
    issued = [issue_token(world.ground, SYSTEM, world.people[role], "x", TokenScope.READ, 10) for role in Role]
    by_role = dict(zip(Role, issued, strict=True))
    revoke_token(world.ground, SYSTEM, by_role[Role.MANAGER].token_id)
    with working(world.ground, SYSTEM) as work:
        work.session.get_one(PersonRow, world.people[Role.CONSULTANT]).active = False
        mandates = select(MandateRow).where(MandateRow.person_id == world.people[Role.METHODIST])
        work.session.exec(mandates).one().ends = date(2026, 11, 19)

    def status(role: Role) -> Any:
        return program(world, by_role[role].token).get("/api/v1/municipalities").status_code

    assert [status(role) for role in (Role.MANAGER, Role.CONSULTANT, Role.METHODIST, Role.HEADQUARTERS)] == [
        401,
        401,
        403,
        200,
    ]


def test_a_key_holds_to_its_last_moment(world: World) -> None:
    key = issue_token(world.ground, SYSTEM, world.people[Role.MANAGER], "x", TokenScope.READ, 10).token
    api = create_api(world.ground)
    answers = []
    for day in (date(2026, 11, 29), date(2026, 11, 30)):
        api.extensions["tracker.ground"] = world.ground.as_of(day)
        answers.append(api.test_client().get("/municipalities", headers={"Authorization": f"Bearer {key}"}).status_code)
    assert (on_day(date(2026, 11, 30)).now() - world.ground.clock.now()).days == 10
    assert answers == [200, 401]


def test_only_somebody_with_a_mandate_gets_a_key(world: World) -> None:
    with working(world.ground, SYSTEM) as work:
        stranger = PersonRow(name="Bez pověření", email="bez@obec.example")
        work.session.add(stranger)
        work.session.flush()
        number = stranger.id
    with pytest.raises(Refused, match="pověření"):
        issue_token(world.ground, SYSTEM, number, "x", TokenScope.READ)
