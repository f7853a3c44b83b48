"""``serve``: the web server and the job runner side by side, as ``make run`` starts them."""

import os
import signal
import subprocess
import sys
import time
from types import FrameType

import click

from tracker.config import from_environment
from tracker.fulfilment.labels import label
from tracker.operations.sample.load_sample import PASSWORD, sample_accounts

_PATIENCE = 70
"""Seconds that the job runner may take to finish the mail it is sending."""


@click.command()
def serve() -> None:
    """Spustí webový server a úlohy na pozadí; ukončíte klávesami Ctrl+C."""
    config = from_environment(os.environ)
    click.echo(f"Hlídač závazků běží na http://{config.host}:{config.port}/  (konec: Ctrl+C)")
    if config.mode == "local":
        click.echo(f"Ukázkové účty, heslo {PASSWORD}:")
        for account in sample_accounts():
            click.echo(f"  {account.email:<28} {label(account.role)}")
    parts = [subprocess.Popen([sys.executable, "-m", "tracker", part]) for part in ("web", "jobs")]
    signal.signal(signal.SIGTERM, _stop)
    try:
        while all(part.poll() is None for part in parts):
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


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _wait(part: subprocess.Popen[bytes]) -> None:
    try:
        part.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        part.kill()
        part.wait()
