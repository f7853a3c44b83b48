"""What ``make`` offers: everything is explained, and CI runs what people run."""

import os
import re
import subprocess

from tests.architecture.sources import ROOT

MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def test_make_alone_explains_every_command() -> None:
    offered = re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)
    told = subprocess.run(["make"], cwd=ROOT, check=True, capture_output=True, text=True).stdout

    assert offered is not None
    assert re.findall(r"^  make (\w+) +\S.*$", told, re.MULTILINE) == offered[1].split()


def test_every_module_that_make_runs_is_there() -> None:
    run = set(re.findall(r"python -m ((?:tracker|benchmarks|tools)[\w.]*)", MAKEFILE))

    assert [name for name in run if not _there(name)] == []


def _there(module: str) -> bool:
    path = ROOT / module.replace(".", "/")
    return path.with_suffix(".py").is_file() or (path / "__main__.py").is_file()


def test_ci_runs_the_test_command_of_the_readme() -> None:
    ci = ROOT / ".ci/run"

    assert os.access(ci, os.X_OK)
    assert "make --silent test" in ci.read_text(encoding="utf-8")
