"""The board, its matrix and the list of municipalities: a page read from the snapshots tells what the facts tell."""

import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.factories import a_person, a_town, an_agreement, an_office, ground_on
from tests.support.databases import BOTH, postgres_database
from tracker.fulfilment.event import DecisionKind
from tracker.fulfilment.standing import Status
from tracker.obligations.deadline import Dated
from tracker.obligations.obligation import Act
from tracker.operations.agreements.decide import decide, state_reason
from tracker.operations.ground import Ground, looking, working
from tracker.operations.overviews.board import Board, board
from tracker.operations.overviews.overdue import PAGE, Asked, Order
from tracker.operations.overviews.town_matrix import matrix
from tracker.operations.overviews.towns import LISTED, town_list, town_options
from tracker.people.actor import SYSTEM, Actor, Role
from tracker.reports.town_matrix import Square

DAY = date(2026, 11, 20)
QUIET = 60
"""Municipalities without any duty, so that lists have more than one page."""


@pytest.fixture(scope="module")
def sqlite_region(tmp_path_factory: pytest.TempPathFactory, _sqlite_template: Path) -> tuple[Ground, Actor]:
    folder = tmp_path_factory.mktemp("board")
    return a_region(f"sqlite:///{shutil.copyfile(_sqlite_template, folder / 'board.db')}", folder)


@pytest.fixture(scope="module")
def postgres_region(
    tmp_path_factory: pytest.TempPathFactory, postgres_server: str, _postgres_template: str
) -> Iterator[tuple[Ground, Actor]]:
    with postgres_database(postgres_server, _postgres_template) as url:
        yield a_region(url, tmp_path_factory.mktemp("board"))


@pytest.fixture(params=BOTH)
def region(request: pytest.FixtureRequest) -> tuple[Ground, Actor]:
    """The region on each database, made once; nobody changes it."""
    made: tuple[Ground, Actor] = request.getfixturevalue(f"{request.param}_region")
    return made


def a_region(database_url: str, folder: Path) -> tuple[Ground, Actor]:
    """Three towns with late terms, many with none, one of another office; and the head of the region."""
    ground = ground_on(database_url, folder, DAY)
    with working(ground, SYSTEM) as work:
        office, other = an_office(work.session, "RCZ"), an_office(work.session, "RCV")
        towns = {name: a_town(work.session, office, name) for name in ("Žatec", "Aš", "Cheb")}
        far = a_town(work.session, other, "Dálava")
        for number in range(QUIET):
            a_town(work.session, office, f"Tichá {number:02d}")
        reasoned = an_agreement(work, towns["Aš"], Dated("2026-11-10"), title="Nové").occurrences[0]
        an_agreement(work, towns["Aš"], Dated("2026-10-01"), title="Školení", act=Act.TRAINING)
        an_agreement(work, towns["Žatec"], Dated("2026-09-30"), title="Staré")
        an_agreement(work, towns["Žatec"], Dated("2026-09-30"), title="Stejně staré")
        an_agreement(work, towns["Cheb"], Dated("2026-12-01"), title="Brzy")
        an_agreement(work, far, Dated("2026-01-31"), title="Cizí")
        head = a_person(work.session, Role.REGIONAL_HEAD, office)
    state_reason(ground, SYSTEM, reasoned, "Volby")
    return ground, head


def shown(region: tuple[Ground, Actor], asked: Asked, page: int | None = None, *, snapshots: bool = True) -> Board:
    ground, head = region
    with looking(replace(ground, snapshots_hold=snapshots), head) as work:
        return board(work, asked, page)


def titles(told: Board) -> list[str]:
    return [late.item.obligation.title for late in told.rows]


@pytest.mark.parametrize(
    "asked, expected",
    [
        (Asked(), ["Staré", "Stejně staré", "Školení", "Nové"]),
        (Asked(order=Order.TOWN), ["Školení", "Nové", "Staré", "Stejně staré"]),
        (Asked(municipality=2), ["Školení", "Nové"]),
        (Asked(act=Act.TRAINING), ["Školení"]),
        (Asked(without_reason=True), ["Staré", "Stejně staré", "Školení"]),
        (Asked(long=True, order=Order.TOWN), ["Školení", "Staré", "Stejně staré"]),
        (Asked(municipality=4), []),
    ],
    ids=["all", "by town", "of a town", "of a kind", "without reason", "long", "of a foreign town"],
)
def test_the_database_chooses_and_orders_as_the_rules_do(
    region: tuple[Ground, Actor], asked: Asked, expected: list[str]
) -> None:
    stored, judged = shown(region, asked, 1), shown(region, asked, 1, snapshots=False)
    assert titles(stored) == titles(judged) == expected
    assert (stored.wanted, stored.total, stored.towns, stored.without_reason) == (len(expected), 4, 2, 3)
    assert replace(stored, rows=(), since=judged.since) == replace(judged, rows=())


def test_a_board_beyond_a_page_goes_on_where_it_stopped_and_comes_whole_when_asked(
    sqlite_url: str, tmp_path: Path
) -> None:
    region = a_region(sqlite_url, tmp_path)
    with working(region[0], SYSTEM) as work:
        town = work.municipality(1)
        for number in range(PAGE - 1):
            an_agreement(work, town, Dated("2026-11-15"), title=f"Další {number}")
    for snapshots in (True, False):
        pages = [titles(shown(region, Asked(), page, snapshots=snapshots)) for page in (1, 2, 3)]
        whole = shown(region, Asked(), snapshots=snapshots)
        assert [len(page) for page in pages] == [PAGE, 3, 0]
        assert [*pages[0], *pages[1]] == titles(whole)
        assert (whole.pages, whole.wanted) == (2, PAGE + 3)


def test_a_term_shifted_to_an_earlier_day_is_on_the_board_of_any_day(sqlite_url: str, tmp_path: Path) -> None:
    ground = ground_on(sqlite_url, tmp_path, DAY)
    with working(ground, SYSTEM) as work:
        town = a_town(work.session, an_office(work.session))
        number = an_agreement(work, town, Dated("2026-12-31"), title="Dřív").occurrences[0]
    decide(ground, SYSTEM, number, DecisionKind.SHIFT, reason="Volby", approver="Rada", new_due=date(2026, 11, 25))
    with looking(ground.as_of(date(2026, 11, 30)), SYSTEM) as work:
        assert titles(board(work, Asked())) == ["Dřív"]


@pytest.mark.parametrize("snapshots", [True, False])
def test_the_matrix_puts_trouble_on_top_and_the_quiet_ones_by_name(
    region: tuple[Ground, Actor], snapshots: bool
) -> None:
    ground, head = region
    with looking(replace(ground, snapshots_hold=snapshots), head) as work:
        first, second = matrix(work), matrix(work, 2)
    names = [town.name for found in (first, second) for town, _squares in found.rows]
    assert names == ["Aš", "Žatec", "Cheb", *(f"Tichá {number:02d}" for number in range(QUIET))]
    assert [dict(squares) for _town, squares in first.rows[:4]] == [
        {Act.PARTNERSHIP_MEETING: Square(Status.OVERDUE, 1), Act.TRAINING: Square(Status.OVERDUE, 1)},
        {Act.PARTNERSHIP_MEETING: Square(Status.OVERDUE, 2)},
        {Act.PARTNERSHIP_MEETING: Square(Status.DUE_SOON, 1)},
        {},
    ]
    assert (first.acts, first.troubled, first.total, first.towns, first.pages) == (
        (Act.PARTNERSHIP_MEETING, Act.TRAINING), 3, 4, QUIET + 3, 2,
    )  # fmt: skip


@pytest.mark.parametrize("snapshots", [True, False])
def test_the_list_of_municipalities_comes_in_pages_of_the_czech_order(
    region: tuple[Ground, Actor], snapshots: bool
) -> None:
    ground, head = region
    with looking(replace(ground, snapshots_hold=snapshots), head) as work:
        first, second = town_list(work), town_list(work, 2)
    named = [(row.municipality.name, row.counts) for row in (*first.rows, *second.rows)]
    assert named == [
        ("Aš", Counter({Status.OVERDUE: 2})),
        ("Cheb", Counter({Status.DUE_SOON: 1})),
        *((f"Tichá {number:02d}", Counter()) for number in range(QUIET)),
        ("Žatec", Counter({Status.OVERDUE: 2})),
    ]
    assert (first.total, first.pages, len(first.rows)) == (QUIET + 3, 2, PAGE)


def test_a_municipality_is_found_in_the_list_by_a_part_of_its_name_or_by_its_office(
    region: tuple[Ground, Actor],
) -> None:
    ground, _head = region
    with looking(ground, SYSTEM) as work:
        found = [town_list(work, name="ticha 0"), town_list(work, name="nikde"), town_list(work, office=2)]
    assert [(listing.total, listing.rows[0].municipality.name if listing.rows else "") for listing in found] == [
        (10, "Tichá 00"),
        (0, ""),
        (1, "Dálava"),
    ]


def test_a_choice_of_too_many_offers_no_list_but_knows_the_chosen_one(region: tuple[Ground, Actor]) -> None:
    ground, head = region
    with looking(ground, head) as work:
        none, chosen, foreign = town_options(work), town_options(work, 1), town_options(work, 4)
    assert (len(none), chosen[LISTED + 1 :], foreign) == (LISTED + 1, [(1, "Žatec")], none)
