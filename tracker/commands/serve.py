"""``serve``: the web server and the job runner side by side, as ``make run`` starts them."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from types import FrameType

import click
from sqlalchemy.exc import OperationalError

from tracker.commands.accounts import account_lines
from tracker.commands.answers import FAILURES, Ground, unreachable
from tracker.config import Config
from tracker.operations.ground import Refused
from tracker.operations.sample.places import SampleAccount, accounts_here

_PATIENCE = 70
"""Seconds that the job runner may take to finish the mail it is sending."""

Part = subprocess.Popen[bytes]


@click.command()
@click.pass_context
def serve(context: click.Context) -> None:
    """Spustí webový server a úlohy na pozadí; ukončíte klávesami Ctrl+C."""
    try:
        ground: Ground = context.obj(None)
        _refuse_taken(ground.config)
    except FAILURES as error:
        sys.exit(str(error))
    except OperationalError as error:
        sys.exit(unreachable(error))
    accounts = accounts_here(ground) if ground.config.mode == "local" else []
    ground.engine.dispose()
    click.echo("Spouštím Hlídač závazků…")
    parts = [subprocess.Popen([sys.executable, "-m", "tracker", part]) for part in ("web", "jobs")]
    signal.signal(signal.SIGTERM, _stop)
    try:
        _tell(ground.config, parts, accounts)
        while _alive(parts):
            time.sleep(0.5)
    except KeyboardInterrupt:
        click.echo("Končím…")
    finally:
        for part in parts:
            part.send_signal(signal.SIGTERM)
        for part in parts:
            _wait(part)
    failed = [part.returncode for part in parts if part.returncode not in (0, -signal.SIGTERM)]
    raise SystemExit(1 if failed else 0)


def _refuse_taken(config: Config) -> None:
    try:
        socket.create_server((config.host, config.port)).close()
    except OSError as error:
        place = f"{config.host}:{config.port}"
        raise Refused(f"Na {place} nelze naslouchat ({error.strerror}). Jiný port: PORT=8090 make run") from error


def _tell(config: Config, parts: Sequence[Part], accounts: Sequence[SampleAccount]) -> None:
    """The address as soon as somebody listens there, and who may sign in."""
    host = "127.0.0.1" if config.host == "0.0.0.0" else config.host  # noqa: S104  only compared
    while _alive(parts):
        with suppress(OSError), socket.create_connection((host, config.port), timeout=10):
            click.echo(f"Běží na http://{config.host}:{config.port}/  (konec: Ctrl+C)")
            for line in account_lines(accounts):
                click.echo(line)
            return
        time.sleep(0.1)


def _alive(parts: Sequence[Part]) -> bool:
    return all(part.poll() is None for part in parts)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _wait(part: Part) -> None:
    try:
        part.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        part.kill()
        part.wait()
