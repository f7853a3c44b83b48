"""``tracker inbox`` reads a mailbox and says what it made of the messages; the job does the same when one is set."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

from click.testing import CliRunner, Result

from tests.factories import ground_on
from tests.mailing.messages import message
from tracker.commands.inbox import inbox
from tracker.jobs.timetable import jobs_for
from tracker.operations.ground import Ground
from tracker.operations.upkeep.job_plan import JobName


def a_mailbox(folder: Path) -> Path:
    """A maildir with an absence and a question of somebody nobody knows."""
    for name in ("new", "cur", "tmp"):
        (folder / name).mkdir(parents=True)
    absence = message("out_of_office", sender="a@b.cz", to="hlidac@d.cz", ref="<x@y.cz>")
    question = message("html_only", sender="starosta@obec.example", to="hlidac@d.cz")
    (folder / "new" / "1.M.stroj").write_bytes(absence)
    (folder / "new" / "2.M.stroj").write_bytes(question)
    return folder


def asked(ground: Ground, *arguments: str) -> Result:
    return CliRunner().invoke(inbox, arguments, obj=lambda _: ground)


def test_it_says_what_came_and_then_that_nothing_is_new(sqlite_url: str, tmp_path: Path) -> None:
    ground = ground_on(sqlite_url, tmp_path, date(2026, 11, 25))
    folder = str(a_mailbox(tmp_path / "schranka"))

    assert asked(ground, "--maildir", folder).output.splitlines() == ["automatické odpovědi: 1", "k roztřídění: 1"]
    assert asked(ground, "--maildir", folder).output.splitlines() == ["Nic nového."]


def test_without_a_mailbox_it_says_what_to_set(sqlite_url: str, tmp_path: Path) -> None:
    ground = ground_on(sqlite_url, tmp_path, date(2026, 11, 25))
    answers = [asked(ground, "--json"), asked(ground, "--json", "--maildir", str(tmp_path / "neni"))]

    assert [answer.exit_code for answer in answers] == [1, 1]
    told = [json.loads(answer.output)["error"]["message"] for answer in answers]
    assert told[0] == "Schránka není nastavena. Nastavte INBOX_SERVER nebo INBOX_MAILDIR."
    assert told[1].startswith("Schránku nelze číst: schránka")


def test_the_job_is_there_when_a_mailbox_is_set_and_does_the_same(sqlite_url: str, tmp_path: Path) -> None:
    bare = ground_on(sqlite_url, tmp_path, date(2026, 11, 25))
    set_up = bare.config.model_copy(update={"inbox_maildir": str(a_mailbox(tmp_path / "schranka"))})
    ground = replace(bare, config=set_up)
    assert JobName.INBOX not in [job.name for job in jobs_for(bare)]

    (job,) = [job for job in jobs_for(ground) if job.name is JobName.INBOX]
    assert [job.run(ground, lambda: False) for _ in range(2)] == ["automatic: 1, unclear: 1", "nic nového"]
