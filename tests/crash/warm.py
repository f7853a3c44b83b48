"""Lives once before any victim is born, in the process that they are forked from.

So a victim finds compiled what every life compiles: statements, templates, classes of rows. It is half of its life.
"""

import tempfile
from pathlib import Path

import pytest

from tests.crash.victim import MORNING, live, six_towns
from tests.support.compiled import compile_once
from tests.support.smtp import ScriptedSMTP
from tracker.store.migrating import upgrade

compile_once(pytest.MonkeyPatch())
with tempfile.TemporaryDirectory() as _folder, ScriptedSMTP() as _server:
    _url = f"sqlite:///{_folder}/tracker.db"
    upgrade(_url)
    six_towns(_url, Path(_folder))
    live(_url, _folder, MORNING, _server.port)
