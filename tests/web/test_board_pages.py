"""The board of a head, its matrix and the list of municipalities in a browser."""

from pathlib import Path

import pytest
from sqlmodel import select

from tests.factories import a_town, an_agreement
from tests.web.test_daily_pages import queries
from tests.web.world import OWN, World, a_copy
from tracker.obligations.deadline import Dated
from tracker.operations.ground import looking, working
from tracker.people.actor import SYSTEM, Role
from tracker.store.outbox import MailKind, MailRow
from tracker.store.territory import MunicipalityRow, OfficeRow


@pytest.fixture
def world(common_world: World, tmp_path: Path) -> World:
    return a_copy(common_world, tmp_path)


def late_terms(world: World, count: int) -> None:
    with working(world.ground, SYSTEM) as work:
        town = work.session.get_one(MunicipalityRow, world.things[OWN]["town_id"])
        for number in range(count):
            an_agreement(work, town, Dated("2026-09-30"), title=f"Revize {number}")


def test_the_board_tells_what_is_late_and_gives_it_as_a_sheet(world: World) -> None:
    late = world.browser(Role.REGIONAL_HEAD)
    page = late.get("/po-terminu?stav_k=2027-02-01").text
    assert "Proč Kanárkov" in page
    sheet = late.get("/po-terminu.csv?stav_k=2027-02-01").data.decode("utf-8-sig").splitlines()
    assert sheet[0] == "Obec;Závazek;Období;Termín;Dní po termínu;Důvod;Nový odhad;Kdo řeší"
    assert sheet[1].startswith("Kanárkov;Jednání Kanárkov;2026;2026-12-31;32;Proč Kanárkov;;")


def test_a_head_ticks_what_lacks_its_reason_reads_the_mail_and_sends_it(world: World) -> None:
    with working(world.ground, SYSTEM) as work:
        town = work.session.get_one(MunicipalityRow, world.things[OWN]["town_id"])
        late = an_agreement(work, town, Dated("2026-09-30"), title="Revize plánu").occurrences[0]
    head = world.browser(Role.REGIONAL_HEAD)
    assert f'value="{late}"' in head.get("/po-terminu").text
    shown = head.post("/po-terminu/vyzva", data={"vybrano": str(late)}).text
    assert "Napište prosím důvod: 1 závazek je po termínu" in shown.replace("\xa0", " ")
    assert head.post("/po-terminu/vyzva/odeslat", data={"vybrano": str(late)}).status_code == 303
    with looking(world.ground, SYSTEM) as work:
        asked = work.session.exec(select(MailRow).where(MailRow.kind == MailKind.REASON_CALL)).all()
    assert [mail.content["terms"] for mail in asked] == [[late]] * len(asked)
    assert asked
    nothing = head.post("/po-terminu/vyzva/odeslat", data={"vybrano": "x"})
    assert (nothing.status_code, "Vyberte závazky po termínu" in nothing.text) == (422, True)


def test_a_long_board_comes_in_pages_and_its_sheet_whole(world: World) -> None:
    late_terms(world, 51)
    head = world.browser(Role.REGIONAL_HEAD)
    first, second = (head.get(f"/po-terminu?strana={page}").text for page in (1, 2))
    assert ("Strana 1 z 2" in first.replace("\xa0", " "), first.count("<tr>"), second.count("<tr>")) == (True, 51, 2)
    assert len(head.get("/po-terminu.csv").data.splitlines()) == 52


@pytest.mark.parametrize("path", ["/po-terminu", "/po-terminu?bez_duvodu=1", "/po-terminu/matice", "/obce"])
def test_thirty_late_terms_cost_as_many_queries_as_one(world: World, path: str) -> None:
    head = world.browser(Role.REGIONAL_HEAD)
    late_terms(world, 1)
    few = queries(world, head, path)
    late_terms(world, 30)
    assert queries(world, head, path) == few


def test_a_list_longer_than_a_page_can_be_searched(world: World) -> None:
    with working(world.ground, SYSTEM) as work:
        office = work.session.exec(select(OfficeRow)).first()
        assert office is not None
        for number in range(50):
            a_town(work.session, office, f"Úžice {number:02d}")
    head = world.browser(Role.REGIONAL_HEAD)
    first, found = head.get("/obce").text.replace("\xa0", " "), head.get("/obce?jmeno=uzice 07").text
    assert ("Strana 1 z 2" in first, "52 obcí" in first, 'name="jmeno"' in first) == (True, True, True)
    assert ("Úžice 07" in found, "Úžice 08" in found) == (True, False)
    assert "Takovou obec tu nemáte." in head.get("/obce?jmeno=nikde").text
