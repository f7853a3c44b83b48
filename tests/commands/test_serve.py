"""What a person sees who starts the tracker: what happens, the address, the accounts once."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.deployment.service import free_port
from tracker.commands.accounts import account_lines
from tracker.operations.sample.places import PASSWORD, SampleAccount
from tracker.people.actor import Role

ROOT = Path(__file__).parents[2]


def settings(folder: Path, port: int) -> dict[str, str]:
    return {**os.environ, "INSTANCE_DIR": str(folder), "PORT": str(port)}


@pytest.mark.slow
@pytest.mark.timeout(240)
def test_an_installation_without_the_sample_tells_its_address_and_no_account(sqlite_url: str, tmp_path: Path) -> None:
    port = free_port()
    command = [sys.executable, "-u", "-m", "tracker", "serve"]
    with subprocess.Popen(
        command, cwd=ROOT, env=settings(tmp_path, port), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout is not None
        told = [process.stdout.readline(), process.stdout.readline()]
        process.send_signal(signal.SIGTERM)
        told += process.stdout.readlines()
    assert told == ["Spouštím Hlídač závazků…\n", f"Běží na http://127.0.0.1:{port}/  (konec: Ctrl+C)\n", "Končím…\n"]
    assert process.returncode == 0


def test_where_somebody_listens_already_nothing_is_started(sqlite_url: str, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        command = [sys.executable, "-m", "tracker", "serve"]
        env = settings(tmp_path, taken.getsockname()[1])
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.endswith("Jiný port: PORT=8090 make run\n")


def test_accounts_are_told_with_their_password_and_role() -> None:
    manager = SampleAccount(Role.MANAGER, "Jana Nová", "jana@obec.example")
    assert account_lines([manager]) == [
        f"Ukázkové účty, heslo {PASSWORD}:",
        "  jana@obec.example            Manažer/ka sociálního začleňování",
    ]
    assert account_lines([]) == []
