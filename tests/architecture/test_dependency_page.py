"""The page on dependencies speaks of exactly what is asked for, in the locked versions."""

import re
import tomllib

from packaging.requirements import Requirement

from tests.architecture.sources import ROOT

PAGE = (ROOT / "docs/decisions/dependencies.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_every_dependency_is_explained_in_its_locked_version() -> None:
    asked = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["test"]]
    lock = (ROOT / "requirements-test.lock").read_text(encoding="utf-8")
    locked = dict(re.findall(r"^([a-z0-9._-]+)(?:\[[^]]+])?==(\S+)", lock, re.MULTILINE))

    assert explained() == {name: locked[name] for name in (Requirement(text).name for text in asked)}


def explained() -> dict[str, str]:
    """Package to version, from the first two columns of the tables."""
    rows = re.findall(r"^\| ([a-z][^|]*) \| ([^|]*\d[^|]*) \|", PAGE, re.MULTILINE)
    return {
        name: version
        for names, versions in rows
        for name, version in zip(names.split(", "), versions.split(", "), strict=True)
    }
