"""A program that never heard the answer asks again, and nothing is recorded twice."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from tests.api.conftest import key_of, program
from tests.web.world import OWN, World
from tracker.operations.ground import looking
from tracker.operations.people.once import begin_once, end_once, forget_answers
from tracker.people.actor import SYSTEM, Role
from tracker.store.events import EventRow
from tracker.timeline.clock import FixedClock


@pytest.fixture
def manager(world: World) -> Any:
    return program(world, key_of(world, Role.MANAGER))


def training(world: World, title: str = "Školení") -> dict[str, object]:
    return {"municipality": world.things[OWN]["town_id"], "act": "training", "day": "2026-11-10", "title": title}


def recorded(world: World, title: str = "Školení") -> int:
    with looking(world.ground, SYSTEM) as work:
        return len(work.session.exec(select(EventRow).where(EventRow.title == title)).all())


def test_the_same_request_under_the_same_name_is_told_the_same_answer_and_done_once(world: World, manager: Any) -> None:
    named = {"Idempotency-Key": "import-7/12"}
    first, again = (manager.post("/api/v1/events", json=training(world), headers=named) for _ in range(2))
    assert (again.status_code, again.json, again.headers["Location"]) == (201, first.json, first.headers["Location"])
    assert (first.headers.get("Idempotency-Replayed"), again.headers["Idempotency-Replayed"]) == (None, "true")
    assert recorded(world) == 1


def test_another_request_under_the_same_name_is_refused(world: World, manager: Any) -> None:
    named = {"Idempotency-Key": "import-7/13"}
    statuses = [
        manager.post("/api/v1/events", json=training(world, title), headers=named).status_code for title in ("A", "B")
    ]
    assert (statuses, recorded(world, "A"), recorded(world, "B")) == ([201, 422], 1, 0)


def test_a_name_belongs_to_its_key(world: World, manager: Any) -> None:
    other = program(world, key_of(world, Role.MANAGER))
    named = {"Idempotency-Key": "1"}
    statuses = [
        each.post("/api/v1/events", json=training(world), headers=named).status_code for each in (manager, other)
    ]
    assert (statuses, recorded(world)) == ([201, 201], 2)


def test_a_refusal_is_told_again_too_and_a_name_that_is_none_is_refused(world: World, manager: Any) -> None:
    wrong = training(world) | {"day": "2026-13-40"}
    named = {"Idempotency-Key": "2"}
    told = [manager.post("/api/v1/events", json=wrong, headers=named) for _ in range(2)]
    assert [(answer.status_code, answer.mimetype) for answer in told] == [(422, "application/problem+json")] * 2
    assert manager.post("/api/v1/events", json=wrong, headers={"Idempotency-Key": "x" * 256}).status_code == 422


def test_while_the_first_has_no_answer_the_second_is_not_carried_out(world: World, manager: Any) -> None:
    path, named = "/api/v1/events", {"Idempotency-Key": "3"}
    asked = manager.post(path, json=training(world, "Před"), headers={"Idempotency-Key": "other"})
    with looking(world.ground, SYSTEM) as work:
        token = work.session.connection().exec_driver_sql("SELECT token_id, asked FROM api_answer").one()
    begin_once(world.ground, token.token_id, "3", token.asked)
    waiting = manager.post(path, json=training(world, "Před"), headers=named).status_code
    end_once(world.ground, token.token_id, "3", None)
    assert (asked.status_code, waiting) == (201, 409)
    assert manager.post(path, json=training(world, "Před"), headers=named).status_code == 201


def test_after_a_day_a_name_is_free_again(world: World, manager: Any) -> None:
    manager.post("/api/v1/events", json=training(world), headers={"Idempotency-Key": "4"})
    now = world.ground.clock.now()
    later = [replace(world.ground, clock=FixedClock(now + timedelta(hours=hours))) for hours in (24, 25)]
    assert [forget_answers(ground) for ground in later] == [0, 1]
