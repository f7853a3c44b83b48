"""The description and the answers agree: schemathesis asks everything that it allows, and what it does not."""

import itertools
import re
from collections.abc import Iterable, Iterator
from wsgiref.types import StartResponse, WSGIEnvironment

import jsonschema
import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, settings
from schemathesis import Case
from schemathesis.specs.openapi.definitions import OPENAPI_31

from tests.api.conftest import key_of
from tests.web.world import DAY, World
from tracker.api.application import create_api
from tracker.api.described import description
from tracker.api.once import HEADER, LONGEST
from tracker.config import Config
from tracker.installation import ground_for
from tracker.people.actor import Role
from tracker.timeline.clock import on_day

_number = itertools.count()
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
    name = case.headers.get(HEADER)
    if isinstance(name, str) and re.fullmatch("[ -~]{1,255}", name):
        # a second request under one name would rightly be refused
        case.headers[HEADER] = f"{next(_number)}-{name}"[:LONGEST]
    case.call_and_validate(headers={"Authorization": f"Bearer {key}"})


def test_the_description_fits_the_rules_of_openapi_and_every_recording_request_can_be_named() -> None:
    """The rules are the schema that the OpenAPI Initiative publishes; schemathesis carries a copy."""
    told = description(create_api(ground_for(Config(database_url="sqlite://"), on_day(DAY))))
    jsonschema.Draft202012Validator(OPENAPI_31).validate(told)
    recording = {
        f"{method} {path}": [parameter["name"] for parameter in operation["parameters"] if parameter["in"] == "header"]
        for path, operations in told["paths"].items()
        for method, operation in operations.items()
        if method != "get"
    }
    assert list(recording.values()) == [[HEADER]] * 5
