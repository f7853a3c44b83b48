"""Whose a document is that names its municipality in its header, when nobody said so at the upload."""

from datetime import date
from pathlib import Path

import pytest

from tests.drafts.samples import MEETING, description
from tests.factories import a_person, a_town, an_office, ground_on
from tracker.operations.documents.import_document import import_document
from tracker.operations.ground import Ground, NotFound, looking, working
from tracker.people.actor import SYSTEM, Actor, Role
from tracker.store.documents import DocumentRow

OF_KAMENICE = description(MEETING).encode()


@pytest.fixture
def ground(sqlite_url: str, tmp_path: Path) -> Ground:
    return ground_on(sqlite_url, tmp_path, date(2030, 1, 5))


@pytest.fixture
def managers(ground: Ground) -> tuple[Actor, Actor]:
    """Those of Kamenice and of Jinde."""
    with working(ground, SYSTEM) as work:
        office = an_office(work.session)
        kamenice, elsewhere = (
            a_person(work.session, Role.MANAGER, a_town(work.session, office, name), f"{name}@example.cz")
            for name in ("Kamenice", "Jinde")
        )
    return kamenice, elsewhere


def test_the_header_says_whose_a_document_is(ground: Ground, managers: tuple[Actor, Actor]) -> None:
    kamenice, _ = managers
    found = import_document(ground, kamenice, OF_KAMENICE, "popis.txt")
    with looking(ground, kamenice) as work:
        assert work.session.get_one(DocumentRow, found.document_id).municipality_id == 1


def test_a_header_that_names_a_foreign_municipality_leaves_it_to_whoever_uploaded(
    ground: Ground, managers: tuple[Actor, Actor]
) -> None:
    kamenice, elsewhere = managers
    found = import_document(ground, elsewhere, OF_KAMENICE, "popis.txt")
    with looking(ground, elsewhere) as work:
        assert work.get(DocumentRow, found.document_id).municipality_id is None
    with looking(ground, kamenice) as work, pytest.raises(NotFound):
        work.get(DocumentRow, found.document_id)
