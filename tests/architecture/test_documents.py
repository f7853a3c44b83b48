"""Documents lead where they say: every relative link ends at a file that is there."""

import re
from pathlib import Path

import pytest

from tests.architecture.sources import name, tracked

DOCUMENTS = sorted(tracked("*.md"))
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_link_ends_at_a_file(document: Path) -> None:
    text = re.sub(r"```.*?```", "", document.read_text(encoding="utf-8"), flags=re.DOTALL)

    assert [link for link in LINK.findall(text) if not (document.parent / link).exists()] == []
