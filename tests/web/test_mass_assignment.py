"""Fields that a form does not have change nothing, whatever they are called (ASVS 15.3.3)."""

from pathlib import Path

import pytest
from sqlmodel import select

from tests.web.world import OWN, World, a_copy
from tracker.operations.ground import looking
from tracker.operations.people.passwords import password_hash
from tracker.people.actor import SYSTEM, Role
from tracker.store.agreements import ObligationRow
from tracker.store.people import MandateRow, PersonRow
from tracker.store.territory import MunicipalityRow

STRANGE = {
    **{column: "1" for kind in (PersonRow, MandateRow, MunicipalityRow) for column in kind.model_fields},
    "password_hash": password_hash("čtyři zelené hrnce"),
    "totp_secret": "JBSWY3DPEHPK3PXP",
    "active": "",
    "role": "administrator",
    "is_admin": "1",
    "municipality_id": "3",
}
"""Every column of people, mandates and municipalities, under its own name."""


@pytest.fixture
def world(common_world: World, tmp_path: Path) -> World:
    return a_copy(common_world, tmp_path)


def stored(world: World, number: int) -> tuple[dict[str, object], list[dict[str, object]]]:
    """The person without what the form of a contact changes, and the mandates."""
    with looking(world.ground, SYSTEM) as work:
        person = work.session.get_one(PersonRow, number).model_dump(exclude={"name", "email", "phone", "sort_key"})
        mandates = work.session.exec(select(MandateRow).where(MandateRow.person_id == number)).all()
        return person, [mandate.model_dump() for mandate in mandates]


def test_changing_a_contact_changes_nothing_else(world: World) -> None:
    number = world.things[OWN]["person_id"]
    before = stored(world, number)
    form = {**STRANGE, "name": "Nové jméno", "email": "nova@obec.example", "phone": "601"}
    answer = world.browser(Role.REGIONAL_HEAD).post(f"/sprava/lide/{number}/upravit", data=form)
    assert (answer.status_code, stored(world, number)) == (303, before)


@pytest.mark.parametrize("path", ["/upozorneni", "/ucet/heslo", "/ucet/overeni", "/ucet/overeni/potvrdit"])
def test_ones_own_pages_give_nobody_a_role(world: World, path: str) -> None:
    number = world.people[Role.MANAGER]
    before = stored(world, number)[1]
    world.browser(Role.MANAGER).post(path, data=STRANGE)
    assert stored(world, number)[1] == before


def test_naming_an_owner_moves_the_obligation_nowhere(world: World) -> None:
    things = world.things[OWN]
    form = {**STRANGE, "owner": str(things["person_id"]), "agreement_id": "3", "key": "jiny"}
    answer = world.browser(Role.MANAGER).post(f"/zavazky/{things['obligation_id']}/vlastnik", data=form)
    with looking(world.ground, SYSTEM) as work:
        duty = work.session.get_one(ObligationRow, things["obligation_id"])
    told = (duty.owner_id, duty.municipality_id, duty.agreement_id, duty.key)
    assert (answer.status_code, *told) == (
        303, things["person_id"], things["town_id"], things["agreement_id"], f"{things['agreement_id']}/jednani"
    )  # fmt: skip
