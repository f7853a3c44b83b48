"""Runs what units and containers start, as written but for the folder of the program, the port and the settings."""

import configparser
import os
import shlex
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs/deployment"
PROGRAM = "/opt/hlidac"


def unit(name: str) -> dict[str, dict[str, list[str]]]:
    """The sections of a unit; a key that comes again adds a value."""

    class Adding(dict[str, Any]):
        def __setitem__(self, key: str, value: Any) -> None:
            if isinstance(value, list) and key in self:
                self[key].extend(value)
            else:
                super().__setitem__(key, value)

    parser = configparser.RawConfigParser(dict_type=Adding, strict=False, delimiters="=")
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(FOLDER / "systemd" / name, encoding="utf-8")
    return {section: {key: value.split("\n") for key, value in parser.items(section)} for section in parser.sections()}


def commands() -> dict[str, list[str]]:
    """Every command that a unit, the image or the compose file starts."""
    found = {
        file.name: shlex.split(unit(file.name)["Service"]["ExecStart"][0])
        for file in sorted((FOLDER / "systemd").glob("*.service"))
    }
    services = yaml.safe_load((FOLDER / "compose.yaml").read_text(encoding="utf-8"))["services"]
    found |= {f"compose {name}": part["command"] for name, part in services.items() if "command" in part}
    last = (FOLDER / "Dockerfile").read_text(encoding="utf-8").strip().splitlines()[-1]
    return {**found, "image": yaml.safe_load(last.removeprefix("CMD "))}


def as_run(command: list[str], port: int) -> list[str]:
    """A command as it runs here: of this environment, heard on this machine only."""
    here = [part.replace(f"{PROGRAM}/.venv/bin", str(Path(sys.executable).parent)) for part in command]
    if here[0].endswith("/gunicorn"):
        here[here.index("--bind") + 1] = f"127.0.0.1:{port}"
    return [part.replace("//127.0.0.1:8080/", f"//127.0.0.1:{port}/") for part in here]


@dataclass
class Installation:
    """A folder with the settings of a service."""

    folder: Path
    port: int
    settings: dict[str, str]

    def run(self, command: list[str]) -> "subprocess.Popen[str]":
        """Start a command of a unit here."""
        plain = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        return subprocess.Popen(
            as_run(command, self.port),
            cwd=ROOT,
            env={**plain, **self.settings},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def status(self, path: str) -> int:
        """What the web answers at ``path``; 0 while nobody does."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return int(error.code)
        except OSError:
            return 0


def installation(folder: Path, **settings: str) -> Installation:
    """The example settings of a service with what an operator fills in."""
    lines = (FOLDER / "hlidac.env").read_text(encoding="utf-8").splitlines()
    example = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    port = free_port()
    counts = folder / "counts"
    counts.mkdir()
    own = {"SECRET_KEY": "k" * 48, "INSTANCE_DIR": str(folder), "PROMETHEUS_MULTIPROC_DIR": str(counts)}
    return Installation(folder, port, {**example, **own, **settings})


def free_port() -> int:
    """A port at which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@contextmanager
def running(here: Installation, command: list[str]) -> Iterator["subprocess.Popen[str]"]:
    """A started command; killed where it has not ended by itself."""
    process = here.run(command)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()


def until(true: Any, patience: float = 60) -> bool:
    """Wait until ``true()``; whether it came."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.1)
    return False
