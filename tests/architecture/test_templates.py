"""Pages bring everything along: nothing inline, nothing from another host. The security policy forbids it too."""

import re
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, name

PAGES = sorted(file for file in (ROOT / "templates").rglob("*.html") if "email" not in file.parts)
INLINE = re.compile(r"<style|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:|<script(?![^>]*\ssrc=)", re.IGNORECASE)
FOREIGN = re.compile(
    r"<(?:script|link|img|source|iframe|form|use|video)\b[^>]*(?:src|href|action)\s*=\s*[\"'](?:https?:)?//", re.I
)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_a_page_has_nothing_inline_and_asks_no_other_host(page: Path) -> None:
    text = page.read_text(encoding="utf-8")

    assert (INLINE.findall(text), FOREIGN.findall(text)) == ([], [])


def test_there_are_pages() -> None:
    assert PAGES
