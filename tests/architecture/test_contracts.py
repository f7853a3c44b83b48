"""Who imports whom: the contracts of ``pyproject.toml`` hold."""

import pytest
from importlinter.cli import lint_imports

from tests.architecture.sources import ROOT


def test_floors_and_siblings_keep_their_contracts(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)

    broken = lint_imports(config_filename="pyproject.toml", no_cache=True, no_logo=True)

    assert broken == 0, capsys.readouterr().out
