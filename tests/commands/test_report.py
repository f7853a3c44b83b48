"""Every report of the catalogue is a command with the options it asks for."""

from click.testing import CliRunner

from tracker.cli import cli
from tracker.operations.report_catalogue import OFFERS


def test_every_report_explains_itself() -> None:
    told = {key: CliRunner().invoke(cli, ["report", key, "--help"]) for key in OFFERS}
    assert {key: answer.exit_code for key, answer in told.items()} == dict.fromkeys(OFFERS, 0)
    assert "--question" in told["request"].output
    assert "--year" in told["compliance"].output
