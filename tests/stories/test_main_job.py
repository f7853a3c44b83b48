"""The whole way of the data on the real cooperation description: import, confirm, occurrences, facts."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jsonschema import validate

from tracker.cli import cli

ROOT = Path(__file__).parents[2]
CHOMUTOV = ROOT.parent / "shared/seeds/003_9a68c780b79cd955.txt"
SAMPLE = ROOT / "tracker/samples/chomutov.txt"

GOLDEN = {
    "Jednání lokálního partnerství": [3, 4, 4, 4, 3],
    "Jednání konzultanta ASZ, manažera a pověřeného zástupce": [2, 2, 2, 2, 2],
    "Individuální odborná podpora": [7, 10, 10, 10, 7],
    "Zpráva o plnění popisu spolupráce": [1, 1, 1, 1, 1],
    "Skupinová vzdělávací akce": [2, 2, 2, 2, 2],
}


class Tracker:
    """The command line on an installation of its own."""

    def __init__(self, folder: Path) -> None:
        self.environment = {"INSTANCE_DIR": str(folder), "DATABASE_URL": ""}

    def run(self, *arguments: object) -> Result:
        return CliRunner().invoke(cli, [str(a) for a in arguments], env=self.environment)

    def ask(self, *arguments: object) -> Any:
        """The machine-readable answer; the command must succeed."""
        result = self.run(*arguments, "--json")
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)


def conforms(answer: Any, schema: str) -> None:
    """The answer has the documented form."""
    validate(answer, json.loads((ROOT / f"docs/schemas/{schema}.json").read_text(encoding="utf-8")))


@pytest.fixture
def tracker(tmp_path: Path) -> Tracker:
    return Tracker(tmp_path / "instance")


@pytest.fixture(params=["seed", "sample"])
def description(request: pytest.FixtureRequest) -> Path:
    """The real description where it is at hand, and the sample with the same form and figures."""
    if request.param == "seed" and not CHOMUTOV.exists():
        pytest.skip("the real documents are not beside this checkout")
    return CHOMUTOV if request.param == "seed" else SAMPLE


def test_the_description_becomes_fifteen_obligations_with_the_agreed_numbers(
    tracker: Tracker, description: Path
) -> None:
    draft = tracker.ask("import", description, "--today", "2022-04-30")
    conforms(draft, "draft")
    assert len(draft["obligations"]) == 15
    header = draft["header"]
    assert (header["municipality"], header["ico"]) == ("Chomutov", "00261891")
    approval = {"municipality": "Chomutov", "day": "2022-04-19", "resolution": "ZaMě 343/22"}
    assert header["approvals"] == [approval]
    kinds = {doubt["kind"] for doubt in draft["doubts"]}
    assert kinds >= {"validity_conflict", "past_deadline", "missing_deadline", "document_expiring"}

    confirmed = tracker.ask("confirm", draft["id"], "--accept-all", "--today", "2022-04-30")
    conforms(confirmed, "confirmed")
    assert confirmed == {"agreement": 1, "version": 1, "obligations": 15, "occurrences": 39}

    occurrences = tracker.ask("occurrences", 1, "--today", "2022-04-30")
    conforms(occurrences, "occurrences")
    quotas = {title: [o["quota"] for o in occurrences if o["title"] == title] for title in GOLDEN}
    assert quotas == GOLDEN
    assert [sum(quotas[title]) for title in GOLDEN] == [18, 10, 44, 5, 10]
    assert {o["status"] for o in occurrences if o["due"] and o["due"] > "2022-12-31"} == {"planned"}


def test_quotes_are_exact_parts_of_the_document(tracker: Tracker, description: Path) -> None:
    draft = tracker.ask("import", description)
    text = description.read_text(encoding="utf-8").replace("\r\n", "\n")
    assert [o["title"] for o in draft["obligations"] if o["quote"] not in text] == []


def test_one_meeting_counts_for_the_year_and_distance_hours_are_capped(tracker: Tracker, description: Path) -> None:
    draft = tracker.ask("import", description, "--today", "2022-04-30")
    tracker.ask("confirm", draft["id"], "--accept-all", "--today", "2022-04-30")
    meeting = ("--act", "partnership_meeting", "--day", "2022-06-15", "--persons", 14, "--today", "2022-06-16")
    recorded = tracker.ask("record", "Chomutov", *meeting)
    conforms(recorded, "recorded")
    assert "1/jednani-lokalniho-partnerstvi/2022" in recorded["counted"]
    hours = next(o["key"] for o in tracker.ask("occurrences", 1) if o["unit"].startswith("hodin"))
    for day, length in (("2022-09-01", 14), ("2022-10-01", 12)):
        training = ("--act", "training", "--day", day, "--hours", length, "--form", "distance", "--for", hours)
        tracker.ask("record", "chomutov", *training, "--today", day)
    counted = {o["key"]: o["counted"] for o in tracker.ask("occurrences", 1, "--today", "2022-12-01")}
    assert (counted[hours], counted["1/jednani-lokalniho-partnerstvi/2022"]) == (20, 1)


def test_a_draft_is_confirmed_once(tracker: Tracker) -> None:
    draft = tracker.ask("import", SAMPLE)
    tracker.ask("confirm", draft["id"], "--accept-all")
    again = tracker.run("confirm", draft["id"], "--accept-all", "--json")
    assert again.exit_code == 1
    assert json.loads(again.stdout)["error"]["message"].startswith("Tento návrh už byl vyřízen.")


def test_doubts_that_nobody_settled_stop_the_confirmation(tracker: Tracker) -> None:
    draft = tracker.ask("import", SAMPLE)
    refused = tracker.run("confirm", draft["id"])
    assert refused.exit_code == 1
    assert refused.stderr.startswith("Zbývá rozhodnout: d1")
    assert tracker.run("occurrences", 1).stderr.startswith("Nic takového tu není.")


def test_choices_are_kept_with_who_and_when(tracker: Tracker) -> None:
    draft = tracker.ask("import", SAMPLE)
    chosen = tracker.ask("confirm", draft["id"], "--accept-all", "--choose", "d1=3", "--today", "2022-04-30")
    assert chosen["occurrences"] > 0
    (agreement,) = tracker.ask("agreements")
    assert (agreement["starts"], agreement["ends"]) == ("2022-01-01", date(2026, 12, 31).isoformat())


def test_what_falls_due_is_mailed_once_and_never_to_nobody(tracker: Tracker) -> None:
    draft = tracker.ask("import", SAMPLE, "--today", "2022-04-30")
    tracker.ask("confirm", draft["id"], "--accept-all", "--today", "2022-04-30")
    conforms(tracker.ask("sweep", "--today", "2022-05-02"), "sweep")
    autumn = tracker.ask("sweep", "--today", "2022-11-01")
    assert autumn["queued"] == sum(autumn["by_kind"].values()) > 0
    assert tracker.ask("sweep", "--today", "2022-11-01") == {"queued": 0, "by_kind": {}}
    sent = tracker.ask("send", "--today", "2022-11-01")
    conforms(sent, "send")
    assert sent["sent"] > 0
    assert tracker.ask("send", "--today", "2022-11-01") == {"sent": 0, "deferred": 0, "failed": 0, "uncertain": 0}


def test_every_real_document_becomes_a_draft_of_the_documented_form(tracker: Tracker) -> None:
    if not CHOMUTOV.exists():
        pytest.skip("the real documents are not beside this checkout")
    drafts = [tracker.ask("import", seed) for seed in sorted(CHOMUTOV.parent.glob("*.txt"))]
    for draft in drafts:
        conforms(draft, "draft")
    kinds = [draft["kind"] for draft in drafts]
    assert kinds == ["summary", "advisory_programme", "answer", "cooperation_description", "summary"]
