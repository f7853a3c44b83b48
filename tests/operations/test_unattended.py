"""What nobody looks after: counted on the home of administration, listed in pages."""

from datetime import date
from pathlib import Path

from sqlmodel import col, select

from tests.factories import a_person, a_town, an_agreement, an_office, ground_on
from tracker.operations.ground import Ground, looking, working
from tracker.operations.upkeep.administration import (
    PAGE,
    Unattended,
    ownerless_obligations,
    unattended,
    unmanaged_towns,
)
from tracker.people.actor import SYSTEM, Role
from tracker.store.agreements import ObligationRow, TermRow, VersionRow

DAY = date(2026, 3, 2)


def a_region(database_url: str, folder: Path) -> Ground:
    """Two towns, one with its manager and one agreement of ``PAGE`` duties and one; none of them has an owner."""
    ground = ground_on(database_url, folder, DAY)
    with working(ground, SYSTEM) as work:
        office = an_office(work.session)
        town = a_town(work.session, office, "Lipová")
        a_town(work.session, office, "Aš")
        assert town.id is not None
        a_person(work.session, Role.MANAGER, town)
        agreed = an_agreement(work, town, title="Úkol 0")
        first = work.session.exec(select(TermRow)).one()
        for number in range(1, PAGE + 1):
            duty = ObligationRow(municipality_id=town.id, agreement_id=agreed.agreement, key=f"u/{number}")
            work.session.add(duty)
            work.session.flush()
            own = {"obligation_id": duty.id, "position": number, "title": f"Úkol {number}"}
            work.session.add(TermRow(**first.model_dump(exclude={"id"}) | own))
    return ground


def listed(ground: Ground, page: int) -> list[str]:
    with looking(ground, SYSTEM) as work:
        return [row.title for row in ownerless_obligations(work, page)]


def test_what_has_no_owner_is_counted_and_comes_in_pages(database_url: str, tmp_path: Path) -> None:
    ground = a_region(database_url, tmp_path)
    with looking(ground, SYSTEM) as work:
        counted, towns = unattended(work), unmanaged_towns(work, 1)
    assert counted == Unattended(without_mandate=0, towns=1, obligations=PAGE + 1)
    assert [town.name for town in towns] == ["Aš"]
    assert [listed(ground, 1), listed(ground, 2)] == [[f"Úkol {n}" for n in range(PAGE)], [f"Úkol {PAGE}"]]


def test_an_obligation_is_told_in_its_last_words_and_not_at_all_when_dropped_or_owned(
    sqlite_url: str, tmp_path: Path
) -> None:
    ground = a_region(sqlite_url, tmp_path)
    with working(ground, SYSTEM) as work:
        owner = a_person(work.session, Role.CONSULTANT, work.municipality(1)).person
        reworded, dropped, owned, over = work.session.exec(select(ObligationRow).order_by(col(ObligationRow.id))).all()[
            :4
        ]
        words = work.session.exec(select(TermRow).where(TermRow.obligation_id == reworded.id)).one()
        version = work.session.get_one(VersionRow, words.version_id)
        newer = VersionRow(**version.model_dump(exclude={"id"}) | {"number": 2})
        work.session.add(newer)
        work.session.flush()
        work.session.add(TermRow(**words.model_dump(exclude={"id"}) | {"title": "Nová slova", "version_id": newer.id}))
        dropped.dropped_on, owned.owner_id = DAY, owner
        work.session.exec(select(TermRow).where(TermRow.obligation_id == over.id)).one().ends = date(2026, 3, 1)
    assert listed(ground, 1) == ["Nová slova", *(f"Úkol {number}" for number in range(4, PAGE + 1))]
