"""What docs/api.md says is done here as it is written."""

import json
import os
import re
import shlex
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from werkzeug.serving import make_server

from tests.support.sample import SAMPLE_DAY
from tracker.api.application import create_api
from tracker.app import create_app
from tracker.cli import cli
from tracker.config import Config
from tracker.installation import ground_for
from tracker.timeline.clock import on_day

PAGE = (Path(__file__).parents[2] / "docs/api.md").read_text(encoding="utf-8")


@pytest.fixture
def served(sample_instance: Path) -> Iterator[str]:
    """The sample, served on a free port of this machine."""
    app = create_app(Config(instance_dir=sample_instance), on_day(SAMPLE_DAY))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def commands() -> list[list[str]]:
    """The arguments of every command on the page, without the program."""
    blocks = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
    return [shlex.split(line)[3:] for block in blocks for line in block.strip().splitlines()]


def run(instance: Path, arguments: list[str]) -> str:
    result = CliRunner().invoke(cli, arguments, env={"INSTANCE_DIR": str(instance)})
    assert result.exit_code == 0, result.output
    return result.output


def test_every_command_runs(sample_instance: Path) -> None:
    told = [run(sample_instance, arguments) for arguments in commands()]
    assert [len(text) > 0 for text in told] == [True] * 4
    assert json.loads(told[0])["openapi"] == "3.1.0"


def test_the_example_runs(served: str, sample_instance: Path, tmp_path: Path) -> None:
    key = run(sample_instance, [*commands()[1], "--json", "--today", SAMPLE_DAY.isoformat()])
    minutes = tmp_path / "zapis-z-jednani.txt"
    minutes.write_text("Zápis z jednání", encoding="utf-8")
    program = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)[0]
    surroundings = {"TRACKER_ADDRESS": served, "TRACKER_KEY": json.loads(key)["token"], "MINUTES": str(minutes)}
    done = subprocess.run(
        [sys.executable, "-c", program], env={**os.environ, **surroundings}, capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert re.match(r"Lipová nad Ohří: .+, \d+ z \d+, \w+", done.stdout)


def test_the_table_names_every_resource(sample_instance: Path) -> None:
    api = create_api(ground_for(Config(instance_dir=sample_instance), on_day(SAMPLE_DAY)))
    served = {re.sub(r"<.*?>", "{id}", rule.rule) for rule in api.url_map.iter_rules()} - {"/openapi.json"}
    assert served == set(re.findall(r"`(?:(?:GET|POST) )?(/[a-z]+(?:/{id}(?:/[a-z]+)?)?)[?`]", PAGE))
