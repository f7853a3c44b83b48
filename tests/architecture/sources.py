"""The sources of the project as the architecture tests read them."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


@cache
def modules(folder: str = "tracker") -> tuple[Path, ...]:
    """Every Python file under ``folder``."""
    return tuple(sorted((ROOT / folder).rglob("*.py")))


@cache
def tree(module: Path) -> ast.Module:
    """The module, parsed."""
    return ast.parse(module.read_text(encoding="utf-8"))


def name(path: Path) -> str:
    """How a message names a file."""
    return path.relative_to(ROOT).as_posix()


def tracked(*patterns: str) -> Iterator[Path]:
    """The files in the repository, or about to be, that fit."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return (ROOT / line for line in listed.splitlines() if (ROOT / line).is_file())
