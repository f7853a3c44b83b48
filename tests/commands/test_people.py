"""The first administrator of an empty installation comes in by the link that the command prints."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tracker.app import create_app
from tracker.cli import cli
from tracker.config import Config


@pytest.fixture
def tracker(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    monkeypatch.setenv("INSTANCE_DIR", str(tmp_path))
    return CliRunner()


def test_an_empty_installation_gets_its_administrator(tracker: CliRunner, sqlite_url: str, tmp_path: Path) -> None:
    answer = tracker.invoke(
        cli, ["person", "add", "Jana Nová", "Jana@urad.example", "--role", "administrator", "--invite", "--json"]
    )
    told = json.loads(answer.output)
    app = create_app(Config(database_url=sqlite_url, instance_dir=tmp_path))
    app.config["WTF_CSRF_ENABLED"] = False
    browser = app.test_client()
    assert told["person"] == 1
    assert browser.post(told["link"].removeprefix("http://127.0.0.1:8080")).status_code == 303
    assert browser.get("/sprava").status_code == 200


@pytest.mark.parametrize(
    "arguments, words",
    [
        (["add", "Jana", "jana", "--role", "administrator"], "Zadejte e-mail"),
        (["add", "Jana", "jana@urad.example", "--role", "manager"], "Vyberte obec"),
        (["add", "Jana", "jana@urad.example", "--role", "methodist", "--office", "RCX"], "Pracoviště „RCX“ tu není"),
        (["invite", "nikdo@urad.example"], "tracker person add"),
    ],
)
def test_a_wish_that_cannot_be_met_says_why(tracker: CliRunner, arguments: list[str], words: str) -> None:
    answer = tracker.invoke(cli, ["person", *arguments])
    assert (answer.exit_code, words in answer.output) == (1, True)
