"""Every report of the catalogue is a command with the options it asks for."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from tracker.cli import cli
from tracker.operations.reports.report_catalogue import OFFERS


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INSTANCE_DIR", str(tmp_path))
    told = CliRunner().invoke(cli, ["report", "plans", "--format", "csv", "--output", str(tmp_path / "tu/neni.csv")])
    assert told.exit_code == 1
    assert "nelze zapsat" in told.output


def test_every_report_explains_itself() -> None:
    told = {key: CliRunner().invoke(cli, ["report", key, "--help"]) for key in OFFERS}
    assert {key: answer.exit_code for key, answer in told.items()} == dict.fromkeys(OFFERS, 0)
    assert "--question" in told["request"].output
    assert "--year" in told["compliance"].output


def test_a_table_that_the_report_lacks_is_refused_with_those_it_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INSTANCE_DIR", str(tmp_path))
    told = CliRunner().invoke(cli, ["report", "plans", "--format", "csv", "--table", "neni"])
    assert told.exit_code == 1
    assert "Má: approvals, by_office." in told.output
    alone = CliRunner().invoke(cli, ["report", "plans", "--format", "csv", "--table", "by_office"])
    assert alone.output.lstrip("\ufeff").splitlines()[0] == "Pracoviště;Lokalit;Schválení"
