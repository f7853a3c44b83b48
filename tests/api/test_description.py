"""The description and the answers agree: schemathesis asks everything that it allows, and what it does not."""

from collections.abc import Iterable, Iterator
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, settings
from schemathesis import Case

from tests.api.conftest import key_of
from tests.web.world import DAY, World
from tracker.api.application import create_api
from tracker.config import Config
from tracker.installation import ground_for
from tracker.people.actor import Role
from tracker.timeline.clock import on_day

_standing: list[Flask] = []


def installation(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Whichever application stands; tests are collected before there is one."""
    return _standing[-1](environ, start_response)


@pytest.fixture(scope="module", autouse=True)
def key(shared_world: World) -> Iterator[str]:
    """A key of somebody who may record and review in two towns."""
    _standing.append(shared_world.app)
    yield key_of(shared_world, Role.REGIONAL_HEAD)
    _standing.clear()


DESCRIBED = schemathesis.openapi.from_wsgi(
    "/openapi.json", create_api(ground_for(Config(database_url="sqlite://"), on_day(DAY)))
)
DESCRIBED.app = installation
SETTINGS = settings(max_examples=6, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@DESCRIBED.parametrize()
@SETTINGS
def test_every_answer_is_as_described(case: Case, key: str) -> None:
    case.call_and_validate(headers={"Authorization": f"Bearer {key}"})
