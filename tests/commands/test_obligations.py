"""``tracker status``, ``why``, ``forecast``, ``slips`` and ``end`` answer people and programs, for any day."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from tests.factories import Agreed, a_lived_in_ground
from tracker.commands.changes import end, slips_
from tracker.commands.obligations import forecast_, status, why
from tracker.fulfilment.event import DecisionKind
from tracker.obligations.obligation import Act
from tracker.operations.agreements.council_days import add_days
from tracker.operations.agreements.decide import decide
from tracker.operations.events.record_event import NewEvent, record_event
from tracker.operations.ground import Ground
from tracker.people.actor import SYSTEM

DAY = date(2026, 12, 10)


@pytest.fixture
def lived(sqlite_url: str, tmp_path: Path) -> tuple[Ground, Agreed]:
    """Four meetings a year, two of them held and counted, one held and not counted."""
    ground, agreed = a_lived_in_ground(sqlite_url, tmp_path, DAY)
    for month, counts_for in ((2, None), (5, None), (9, [])):
        new = NewEvent(agreed.municipality, Act.PARTNERSHIP_MEETING, date(2026, month, 4), f"Jednání {month}")
        record_event(ground, SYSTEM, new, counts_for=counts_for)
    return ground, agreed


def told(ground: Ground, command: click.Command, *arguments: str) -> list[str]:
    answer = CliRunner().invoke(command, arguments, obj=lambda day: ground.as_of(day) if day else ground)
    assert answer.exit_code == 0, answer.output
    return [line.replace("\u00a0", " ") for line in answer.output.splitlines()]


def form(ground: Ground, command: click.Command, *arguments: str) -> Any:
    return json.loads("\n".join(told(ground, command, *arguments, "--json")))


def test_the_status_of_a_town_counts_and_names_what_calls(lived: tuple[Ground, Agreed]) -> None:
    ground, _ = lived
    lines = told(ground, status, "Lipová")
    assert lines[0] == "Splněno 0 z 0 termínů, které už měly být, podíl –."
    assert lines[1].split() == ["1", "Blíží", "se", "termín"]
    assert lines[-1].split("  ")[0] == "31. 12. 2026"
    assert form(ground, status, "Lipová")["counts"] == {"due_soon": 1}


def test_the_status_is_told_for_any_day(lived: tuple[Ground, Agreed]) -> None:
    ground, _ = lived
    assert form(ground, status, "Lipová", "--today", "2027-01-20")["counts"] == {"partly": 1}


def test_without_a_town_offices_and_the_country_add_up(lived: tuple[Ground, Agreed]) -> None:
    ground, _ = lived
    rows = form(ground, status, "--today", "2027-01-20")
    assert [(row["office"], row["municipality"], row["due"], row["share"]) for row in rows] == [
        ("Pracoviště RCZ", "celkem", 1, 0.0),
        ("", "Lipová", 1, 0.0),
        ("Celá ČR", "", 1, 0.0),
    ]


def test_why_names_what_counts_and_what_does_not(lived: tuple[Ground, Agreed]) -> None:
    ground, _ = lived
    assert told(ground, why, "1/jednani/2026") == [
        "Jednání lokálního partnerství, rok 2026: Blíží se termín",
        "  – Dohodnuto: nejméně 4× ročně.",
        "  – Období 1. 1.–31. 12. 2026, splnit do 31. 12. 2026.",
        "  – Počítá se 1: 4. 2. 2026 Jednání 2 – čeká na potvrzení druhou stranou.",
        "  – Počítá se 1: 4. 5. 2026 Jednání 5 – čeká na potvrzení druhou stranou.",
        "  – Započteno: 2 události, sjednáno: 4 události.",
        "  – Stav k 10. 12. 2026: Blíží se termín.",
        "  – Nezapočteno: 4. 9. 2026 Jednání 9 – Splnit ho může, nikdo ji k němu ale nezapočetl.",
    ]
    assert [one["title"] for one in form(ground, why, "1/jednani/2026")["not_counted"]] == ["Jednání 9"]


def test_the_forecast_gives_every_reason_on_a_line_of_its_own(lived: tuple[Ground, Agreed]) -> None:
    ground, agreed = lived
    add_days(ground, SYSTEM, agreed.municipality, "14. 12. 2026")
    assert told(ground, forecast_, "Lipová") == [
        "31. 12. 2026  Jednání lokálního partnerství, rok 2026",
        "    – Za tempem: 2 z 3.",
        "    – Zbývá 2 z 4 a žádný den není naplánován.",
        "    – ASZ už 343 dní nic nezapsala.",
    ]


def test_slips_tell_who_moved_what_and_how_far(lived: tuple[Ground, Agreed]) -> None:
    ground, agreed = lived
    assert told(ground, slips_, "Lipová") == ["Žádný termín se neposunul."]
    decide(
        ground,
        SYSTEM,
        agreed.occurrences[0],
        DecisionKind.SHIFT,
        new_due=date(2027, 1, 31),
        reason="Volby",
        approver="Rada",
    )
    assert re.split(r"\s{2,}", told(ground, slips_, "Lipová")[1]) == [
        "10. 12. 2026", "Jednání lokálního partnerství, rok 2026", "31. 12. 2026", "31. 12. 2026", "31. 1. 2027",
        "+31", "Rada", "Volby",
    ]  # fmt: skip


def test_an_end_is_settled_in_words(lived: tuple[Ground, Agreed]) -> None:
    ground, _ = lived
    assert told(ground, end, "1", "--on", "2026-06-30", "--reason", "Dohoda stran") == [
        "Vypořádání ke dni 30. 6. 2026",
        "Splněno: 0",
        "Po termínu v den ukončení: 0",
        "Rozběhnuté období: 1",
        "  Jednání lokálního partnerství, rok 2026: 2 z 4, poměrně 2 (splněno)",
        "Uvolněno: 0",
        "Mimo platnost už před ukončením: 0",
    ]
