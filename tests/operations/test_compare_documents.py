"""Two documents of one town are compared as people agreed to read them; those of different towns are not."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import validate

from tests.drafts.samples import MEETING, description
from tests.factories import a_person, a_town, an_office, ground_on
from tracker.commands.compare import compare
from tracker.operations.documents.compare_documents import Comparison, comparable, compare_drafts
from tracker.operations.documents.import_document import import_document
from tracker.operations.documents.review_draft import Decisions, save_decisions
from tracker.operations.ground import Ground, NotFound, Refused, looking, working
from tracker.people.actor import SYSTEM, Actor, Role

SCHEMA = Path(__file__).parents[2] / "docs/schemas/comparison.json"
OLD = description(MEETING, ("Spolupráce", "Revize plánu", "Plán", "Svolání", "Účast", "květen 2031"))
NEW = description(MEETING, ("Spolupráce", "Revize plánu", "Plán", "Svolání", "Účast", "říjen 2031"))


@pytest.fixture
def ground(sqlite_url: str, tmp_path: Path) -> Ground:
    return ground_on(sqlite_url, tmp_path, date(2030, 1, 5))


@pytest.fixture
def manager(ground: Ground) -> Actor:
    with working(ground, SYSTEM) as work:
        office = an_office(work.session)
        a_town(work.session, office, "Jinde")
        return a_person(work.session, Role.MANAGER, a_town(work.session, office, "Kamenice"))


def a_draft(ground: Ground, text: str, name: str, town: int = 2) -> int:
    return import_document(ground, SYSTEM, text.encode(), name, town).draft_id


def kinds(found: Comparison) -> list[tuple[str, str]]:
    return [(change.kind.value, change.new.title if change.new else "") for change in found.changes]


def test_what_moved_is_told_beside_what_stayed(ground: Ground, manager: Actor) -> None:
    old, new = a_draft(ground, OLD, "stary.txt"), a_draft(ground, NEW, "novy.txt")
    with looking(ground, manager) as work:
        found = compare_drafts(work, old, new)
        assert [draft.id for draft, _, _ in comparable(work)] == [new, old]
    assert (kinds(found), found.unchanged) == ([("moved_later", "Revize plánu")], 1)


def test_what_people_decided_about_a_draft_counts(ground: Ground, manager: Actor) -> None:
    old, new = a_draft(ground, OLD, "stary.txt"), a_draft(ground, NEW, "novy.txt")
    save_decisions(ground, manager, new, Decisions(deadlines={"o2": "do 31. 5. 2031"}, skipped=["o1"]))
    with looking(ground, manager) as work:
        found = compare_drafts(work, old, new)
    assert kinds(found) == [("dropped", ""), ("rule_changed", "Revize plánu")]


def test_other_towns_and_a_document_with_itself_are_refused(ground: Ground, manager: Actor) -> None:
    mine, foreign = a_draft(ground, OLD, "nas.txt"), a_draft(ground, NEW, "cizi.txt", 1)
    with looking(ground, manager) as work:
        with pytest.raises(NotFound):
            compare_drafts(work, mine, foreign)
        with pytest.raises(Refused, match="dva různé"):
            compare_drafts(work, mine, mine)
    with looking(ground, SYSTEM) as work, pytest.raises(Refused, match="téže obce"):
        compare_drafts(work, mine, foreign)


def test_the_command_compares_stored_drafts_and_files_alike(ground: Ground, manager: Actor, tmp_path: Path) -> None:
    assert manager.person is not None
    files = {"stary.txt": OLD, "novy.txt": NEW}
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    asked = ([str(a_draft(ground, text, name)) for name, text in files.items()], [str(tmp_path / n) for n in files])
    answers = [CliRunner().invoke(compare, [*pair, "--json"], obj=lambda today: ground) for pair in asked]
    stored, read = (json.loads(answer.stdout) for answer in answers)
    validate(stored, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert stored["changes"] == read["changes"]
    assert [(c["kind"], c["old"]["deadline"]["due"], c["new"]["deadline"]["due"]) for c in stored["changes"]] == [
        ("moved_later", "2031-05-31", "2031-10-31")
    ]
    assert (stored["counts"]["moved_later"], stored["unchanged"], stored["new"]["name"]) == (1, 1, "novy.txt")
    nothing = CliRunner().invoke(compare, ["neni.docx", "1"], obj=lambda today: ground)
    assert (nothing.exit_code, "zadejte dvě čísla návrhů" in nothing.stderr) == (1, True)
