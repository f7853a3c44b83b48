"""``tracker preview`` tells what will be sent, for people and for machines."""

import json
from datetime import date
from pathlib import Path

from click.testing import CliRunner

from tests.factories import a_person, a_town, an_agreement, an_office, ground_on
from tracker.commands.preview import preview
from tracker.operations.ground import working
from tracker.people.actor import SYSTEM, Role


def test_the_preview_is_told_to_people_and_to_machines(sqlite_url: str, tmp_path: Path) -> None:
    ground = ground_on(sqlite_url, tmp_path, date(2026, 10, 26))
    with working(ground, SYSTEM) as work:
        town = a_town(work.session, an_office(work.session))
        an_agreement(work, town)
        a_person(work.session, Role.MANAGER, town)

    def told(*options: str) -> str:
        return CliRunner().invoke(preview, options, obj=lambda today: ground.as_of(today) if today else ground).stdout

    line = "30. 10. 2026  Osoba manager <manager@obec.example>  připomínka (Lipová: Jednání lokálního partnerství)\n"
    assert told("--days", "14").replace("\N{NO-BREAK SPACE}", " ") == line
    assert told("--today", "2026-06-01") == "Nic nepůjde.\n"
    assert json.loads(told("--json", "--municipality", "lipova")) == [
        {
            "day": "2026-10-30",
            "person_id": 1,
            "name": "Osoba manager",
            "email": "manager@obec.example",
            "kind": "reminder",
            "before": [
                {
                    "occurrence_id": 1,
                    "municipality": "Lipová",
                    "title": "Jednání lokálního partnerství",
                    "due": "2026-12-31",
                }
            ],
            "overdue": [],
            "digest": {},
        }
    ]
