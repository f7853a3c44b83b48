"""The numbers of an installation: for whoever holds the token, and on one page for the administrator."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from tests.factories import ground_on
from tests.web.world import DAY, World, a_world
from tracker.app import create_app
from tracker.people.actor import Role
from tracker.timeline.clock import on_day

TOKEN = "t" * 32


@pytest.fixture
def client(sqlite_url: str, tmp_path: Path) -> FlaskClient:
    config = ground_on(sqlite_url, tmp_path, DAY).config.model_copy(update={"metrics_token": TOKEN})
    return create_app(config, on_day(DAY)).test_client()


def samples(client: FlaskClient) -> dict[tuple[str, ...], float]:
    """Every number by its name and labels."""
    text = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).text
    families = text_string_to_metric_families(text)
    return {(s.name, *s.labels.values()): s.value for family in families for s in family.samples}


def test_strangers_do_not_even_learn_that_there_are_numbers(client: FlaskClient) -> None:
    wrong = client.get("/metrics", headers={"Authorization": "Bearer ttt"})
    assert (client.get("/metrics").status_code, wrong.status_code) == (404, 404)


def test_requests_are_counted_by_route_and_the_installation_tells_how_it_stands(client: FlaskClient) -> None:
    before = samples(client).get(("tracker_requests_total", "GET", "/healthz", "200"), 0)
    for _ in range(3):
        client.get("/healthz")
    client.get("/api/v1/municipalities/7")
    found = samples(client)
    assert found["tracker_requests_total", "GET", "/healthz", "200"] - before == 3
    assert (
        found[
            "tracker_requests_total",
            "GET",
            "/api/v1/municipalities/<int(min=1, max=9007199254740991):municipality_id>",
            "401",
        ]
        >= 1
    )
    assert (found["tracker_check", "schema"], found["tracker_check", "jobs"]) == (1, 0)
    assert (found["tracker_mails", "pending"], found["tracker_unswept_occurrences",]) == (0, 0)
    assert found["tracker_disk_total_bytes",] > 0


COUNTING = """
import sys
from tracker.web.request_diary import REQUESTS, counted
REQUESTS.labels("GET", "/x", "200").inc(int(sys.argv[1]))
from prometheus_client import generate_latest
print(generate_latest(counted()).decode())
"""


def test_several_processes_count_together(tmp_path: Path) -> None:
    surroundings = {**os.environ, "PROMETHEUS_MULTIPROC_DIR": str(tmp_path)}
    root = Path(__file__).parents[2]
    told = ""
    for number in ("2", "5"):
        run = [sys.executable, "-c", COUNTING, number]
        told = subprocess.run(run, env=surroundings, cwd=root, capture_output=True, text=True, check=True).stdout
    assert re.search(r'tracker_requests_total{.*route="/x".*} 7.0', told)


def test_the_administrator_sees_what_is_wrong_on_one_page(sqlite_url: str, tmp_path: Path) -> None:
    world: World = a_world(sqlite_url, tmp_path)
    page = world.browser(Role.ADMINISTRATOR).get("/sprava/stav").text
    assert "Úlohy na pozadí ještě nikdy neběžely." in page
    assert "Poslední záloha" in page
    assert world.browser(Role.HEADQUARTERS).get("/sprava/stav").status_code == 403
