"""How a program reads, records and goes on where it ended."""

import base64
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.api.conftest import key_of, program
from tests.web.world import OWN, World
from tracker.api.application import create_api
from tracker.people.actor import Role


@pytest.fixture
def manager(world: World) -> Any:
    return program(world, key_of(world, Role.MANAGER))


def test_a_list_goes_on_where_the_part_before_ended(world: World) -> None:
    headquarters = program(world, key_of(world, Role.HEADQUARTERS))
    first = headquarters.get("/api/v1/municipalities?limit=2").json
    second = headquarters.get(f"/api/v1/municipalities?limit=2&cursor={first['next']}").json
    names = [town["name"] for part in (first, second) for town in part["items"]]
    assert (names, second["next"]) == (["Kanárkov", "Sousedov", "Dálavice"], None)


def test_what_is_recorded_counts_as_it_would_on_the_page(world: World, manager: Any) -> None:
    paper = {"name": "zapis.txt", "content": base64.b64encode(b"Zapis").decode()}
    meeting = {
        "municipality": world.things[OWN]["town_id"],
        "act": "partnership_meeting",
        "day": "2026-11-10",
        "title": "Listopadové jednání",
        "evidence": [paper],
    }
    answer = manager.post("/api/v1/events", json=meeting)
    event = manager.get(answer.headers["Location"]).json
    occurrence = manager.get(f"/api/v1/occurrences/{event['counted'][0]['occurrence']}").json
    content = manager.get(f"/api/v1/evidence/{event['evidence'][0]['id']}/content")
    assert (answer.status_code, answer.json) == (201, event)
    assert (event["title"], event["side"], event["counted"][0]["key"]) == (
        "Listopadové jednání",
        "municipality",
        "1/jednani/2026",
    )
    assert (occurrence["counted"], occurrence["quota"], occurrence["status"]) == (2, 4, "open")
    assert (content.data, content.headers["Content-Disposition"]) == (
        b"Zapis",
        "attachment; filename*=UTF-8''zapis.txt",
    )


def test_a_mistake_is_taken_back_and_stays_on_record(world: World, manager: Any) -> None:
    path = f"/api/v1/events/{world.things[OWN]['event_id']}"
    event = manager.post(f"{path}/withdrawal", json={"reason": "Zapsáno dvakrát"}).json
    again = manager.post(f"{path}/withdrawal", json={"reason": "Zapsáno dvakrát"})
    assert (event["withdrawn_reason"], event["counted"][0]["withdrawn"]) == ("Zapsáno dvakrát", True)
    assert (again.status_code, again.json["detail"]) == (409, "Tento záznam už byl vzat zpět.")


def test_the_other_side_acknowledges(world: World) -> None:
    consultant = program(world, key_of(world, Role.CONSULTANT))
    path = f"/api/v1/fulfilments/{world.things[OWN]['fulfilment_id']}/reviews"
    answer = consultant.post(path, json={"verdict": "acknowledged"})
    event = consultant.get(f"/api/v1/events/{world.things[OWN]['event_id']}").json
    assert (answer.status_code, event["counted"][0]["verdict"]) == (201, "acknowledged")


def test_a_day_of_the_past_is_answered_as_it_was_known_then(world: World, manager: Any) -> None:
    path = f"/api/v1/occurrences/{world.things[OWN]['occurrence_id']}"
    now, then = manager.get(path).json, manager.get(f"{path}?as_of=2026-11-19").json
    assert (now["counted"], then["counted"]) == (1, 0)


def test_whoever_has_an_answer_already_is_told_so(manager: Any) -> None:
    tag = manager.get("/api/v1/obligations").headers["ETag"]
    again = manager.get("/api/v1/obligations", headers={"If-None-Match": tag})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)


def test_what_does_not_fit_the_description_is_refused_field_by_field(manager: Any) -> None:
    answer = manager.post("/api/v1/events", json={"municipality": "1", "act": "nic", "day": 0, "extra": True})
    assert (answer.status_code, answer.content_type) == (422, "application/problem+json")
    assert [fault["field"] for fault in answer.json["errors"]] == ["municipality", "act", "day", "extra"]


@pytest.mark.parametrize(
    "body, media_type, status",
    [
        ("x=1", "application/x-www-form-urlencoded", 415),
        ("[]", "application/json", 400),
        ("{", "application/json", 400),
    ],
)
def test_only_a_json_object_is_taken(manager: Any, body: str, media_type: str, status: int) -> None:
    assert manager.post("/api/v1/events", data=body, content_type=media_type).status_code == status


def test_the_limit_holds_over_all_processes(world: World) -> None:
    key = {"Authorization": f"Bearer {key_of(world, Role.MANAGER)}"}
    few = replace(world.ground, config=world.ground.config.model_copy(update={"api_per_minute": 3}))
    processes = [create_api(few).test_client() for _ in range(2)]
    answers = [processes[n % 2].get("/municipalities", headers=key) for n in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    assert answers[-1].headers["Retry-After"] == "60"
    later = create_api(few.as_of(date(2026, 11, 21))).test_client()
    assert later.get("/municipalities", headers=key).status_code == 200
