"""Every command in the operator's pages runs as it is written, as far as one machine without root can show it."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.deployment.service import FOLDER, ROOT, unit
from tracker.cli import cli

OTHERS = ("sudo", "make", "cd", "git", "export")
"""Commands of the machine; that the files they name are there is what a test can see."""


def commands(page: str) -> list[str]:
    """The lines of every ``sh`` block, comments left out."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    return [line.split("  #")[0].strip() for block in blocks for line in block.splitlines() if line.strip()]


def run(line: str, settings: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    """Run a line as a shell would read it: settings in front, then a command of this environment."""
    words = shlex.split(line)
    own = dict(words.pop(0).split("=", 1) for _ in range(len(words)) if re.match(r"^[A-Z_]+=", words[0]))
    assert words[0] == ".venv/bin/python"
    return subprocess.run(
        [sys.executable, *words[1:]],
        cwd=ROOT,
        env={**os.environ, **settings, **own},
        capture_output=True,
        text=True,
        timeout=110,
    )


@pytest.mark.slow
def test_an_archive_goes_out_and_in_as_the_page_says(sample_instance: Path, tmp_path: Path) -> None:
    lines = [line.replace("/tmp/", f"{tmp_path}/") for line in commands("archive.md")]
    told = [run(line, {"INSTANCE_DIR": str(sample_instance)}) for line in lines]
    assert [(done.returncode, done.stderr) for done in told] == [(0, "")] * 2
    assert told[1].stdout.startswith("Přijato: ")


@pytest.mark.slow
def test_a_backup_is_tried_and_restored_as_the_page_says(sample_instance: Path, tmp_path: Path) -> None:
    here = {"INSTANCE_DIR": str(sample_instance)}
    made = run(".venv/bin/python -m tracker backup", here)
    (archive,) = (sample_instance / "backups").glob("hlidac-*.tar")
    drill, restore, verify = commands("restore.md")
    elsewhere = {"INSTANCE_DIR": str(tmp_path / "elsewhere")}
    restore = re.sub(r"hlidac-\S+\.tar", str(archive), restore)
    told = [made, run(drill, here), run(restore, elsewhere), run(verify, elsewhere)]
    assert [(done.returncode, done.stderr) for done in told] == [(0, "")] * 4
    assert re.match(r"hlidac-\S+\.tar: obnoveno a ověřeno za [\d.]+ s ", told[1].stdout)
    assert told[3].stdout.startswith("V pořádku: ")
    assert list(sample_instance.glob("tmp*")) == []


def test_what_the_deployment_page_installs_is_there() -> None:
    lines = commands("deployment/README.md")
    strange = [line for line in lines if not line.startswith(OTHERS)]
    named = re.findall(r"docs/deployment/[\w./*-]+", " ".join(lines))
    units = {unit for line in lines if "systemctl" in line for unit in re.findall(r"hlidac-\w+", line)}
    assert (strange, [path for path in named if not list(ROOT.glob(path))]) == ([], [])
    assert units == {path.stem for path in (FOLDER / "systemd").glob("*.service")}


def test_the_command_of_an_operator_runs(sample_instance: Path) -> None:
    (line,) = (line for line in commands("deployment/README.md") if "systemd-run" in line)
    command = line[line.index(".venv/bin/python") :]
    done = run(command, {"INSTANCE_DIR": str(sample_instance)})
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Úlohy vykonává: nikdo")


def test_every_line_of_the_operations_page_is_a_command_that_is_tried(sqlite_url: str, tmp_path: Path) -> None:
    lines = commands("operations.md")
    begins = ".venv/bin/python -m tracker "
    served = [line for line in lines if line.startswith(".venv/bin/gunicorn ")]
    ours = [shlex.split(line.removeprefix(begins)) for line in lines if line.startswith(begins)]
    assert [line for line in lines if not line.startswith((begins, ".venv/bin/gunicorn ", "make setup"))] == []
    unit_options = set(shlex.split(unit("hlidac-web.service")["Service"]["ExecStart"][0])[1:])
    assert [set(shlex.split(line)[1:]) - unit_options for line in served] == [set()]
    tried = {"migrate", "jobs", "move", "backup", "drill"}  # by test_parts, tests/commands and the tests above
    people = [words for words in ours if words[0] not in tried]
    told = [CliRunner().invoke(cli, words, env={"INSTANCE_DIR": str(tmp_path)}) for words in people]
    assert {words[0] for words in people} == {"person"}
    assert [(done.exit_code, "/prihlaseni/odkaz/" in done.output) for done in told] == [(0, True)] * 2
