"""A frozen report as a file says how it can be checked: its checksum, and where the journal stood."""

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.factories import a_lived_in_ground
from tracker.app import create_app
from tracker.operations.reports.publish_report import Published, draft_report, publish_report, published_report
from tracker.people.actor import SYSTEM
from tracker.reports.frozen import checksum, from_json
from tracker.timeline.clock import on_day

DAY = date(2027, 1, 14)


@pytest.fixture
def published(sqlite_url: str, tmp_path: Path) -> tuple[FlaskClient, Published]:
    ground, agreed = a_lived_in_ground(sqlite_url, tmp_path, DAY)
    publish_report(ground, SYSTEM, draft_report(ground, SYSTEM, agreed.municipality, 2026))
    client = create_app(ground.config, on_day(DAY)).test_client()
    return client, published_report(ground, agreed.municipality, 2026)


@pytest.mark.parametrize("form", ["html", "docx"])
def test_what_is_printed_ends_with_checksum_and_journal_head(
    published: tuple[FlaskClient, Published], form: str
) -> None:
    client, public = published
    data = client.get(f"/zverejneno/{public.town.id}/2026/1/zprava.{form}").data
    if form == "docx":
        with zipfile.ZipFile(io.BytesIO(data)) as document:
            data = document.read("word/document.xml")
    said = f"Otisk obsahu {public.row.checksum}. Hlava deníku změn {public.row.journal_head}."
    assert said in data.decode()
    assert len(public.row.journal_head) == 64


def test_what_programs_read_is_the_frozen_content_alone(published: tuple[FlaskClient, Published]) -> None:
    client, public = published
    form = client.get(f"/zverejneno/{public.town.id}/2026/1/zprava.json").json
    assert form is not None
    assert checksum(from_json(form)) == public.row.checksum
