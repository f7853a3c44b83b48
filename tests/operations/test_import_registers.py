"""What documents carry beside obligations comes into the registers once, with its place, and into the reports."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from shutil import copyfile

import pytest
from sqlmodel import col, select

from tests.factories import a_person, a_town, an_office, ground_on
from tracker.drafts.register_items import ItemKind
from tracker.obligations.obligation import Validity
from tracker.operations.documents.confirm_draft import Review, confirm_draft
from tracker.operations.documents.import_document import import_document
from tracker.operations.documents.review_draft import discard_draft
from tracker.operations.ground import Ground, Refused, Work, looking, working
from tracker.operations.registers.import_registers import Choice, Taken, import_registers, offered_registers
from tracker.operations.reports.report_catalogue import OFFERS
from tracker.operations.reports.report_wish import Wish
from tracker.people.actor import SYSTEM, Role
from tracker.reports.report import Report
from tracker.reports.table import Cell
from tracker.store.documents import DocumentRow, DraftRow, DraftState
from tracker.store.register_sources import RegisterSourceRow
from tracker.store.registers import ActionItemRow, CriterionRow, PlanRow, ProgrammeRow, ProjectRow
from tracker.store.territory import MunicipalityRow

SEEDS = Path(__file__).parents[2] / "../shared/seeds"
DAY = date(2018, 12, 3)
TOWNS = """Odpověď na žádost podle zákona č. 106/1999 Sb.

Lokalita\tPracoviště\tSchváleno
1. Lipová RCZ 5. 3. 2030
2. Sedmihoří RCV 7. 4. 2030 (Horní Lhota) 9. 4. 2030 (Dolní Lhota)

Projekty obce Lipová jsou z výzvy č. 12_34_567.

Název projektu\tRealizátor\tRealizace projektu\tZpůsobilé výdaje\tOsob
Dílna pod lípou\tSpolek Lípa\t1. 1. 2030 – 31. 12. 2031\t1 250 000,50\t12
Noční klub\tSpolek Lípa\t1. 6. 2029 – 31. 12. 2029\t80 000\t18 rodin

Dne 4. 2. 2030 proběhlo jednání s vedením města Lipová o klubu. Z jednání vzešly tyto úkoly:
- najít místnost
- spočítat nájem
"""


@pytest.fixture
def ground(sqlite_url: str, tmp_path: Path) -> Ground:
    return ground_on(sqlite_url, tmp_path, DAY)


@pytest.fixture(scope="module")
def answer(_sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Ground, Taken]:
    """All that the answer about Litvínov and Most carries, taken over once; nobody writes into it any more."""
    folder = tmp_path_factory.mktemp("answer")
    file = copyfile(_sqlite_template, folder / "tracker.db")
    ground = ground_on(f"sqlite:///{file}", folder, DAY)
    return ground, _taken(ground, "002")


def _seed(ground: Ground, number: str) -> int:
    if not SEEDS.is_dir():
        pytest.skip("the sample documents are not here")
    (file,) = SEEDS.glob(f"{number}_*.txt")
    return import_document(ground, SYSTEM, file.read_bytes(), file.name).draft_id


def _own(ground: Ground, text: str = TOWNS) -> int:
    return import_document(ground.as_of(date(2030, 6, 1)), SYSTEM, text.encode(), "Odpověď.txt").draft_id


def _taken(ground: Ground, number: str) -> Taken:
    return import_registers(ground, SYSTEM, _seed(ground, number))


def _report(ground: Ground, key: str, **wish: object) -> Report:
    with looking(ground, SYSTEM) as work:
        return OFFERS[key].compile(work, Wish(day=DAY, known=DAY, **wish))  # type: ignore[arg-type]


def _rows(report: Report, heading: str) -> list[tuple[Cell, ...]]:
    (table,) = (part.table for part in report.parts if part.heading == heading and part.table)
    return list(table.all_rows())


def _said(report: Report) -> list[str]:
    return [line.replace("\xa0", " ") for line in report.summary]


def _town(work: Work, name: str) -> int:
    return work.session.exec(select(MunicipalityRow.id).where(MunicipalityRow.name == name)).one() or 0


def test_the_answer_about_two_towns_fills_the_registers(answer: tuple[Ground, Taken]) -> None:
    ground, taken = answer
    assert taken.rows == {
        "plan": 36,
        "plan_approval": 40,
        "project": 15,
        "event": 15,
        "action_item": 5,
        "reported_total": 3,
    }
    assert [str(over.why) for over in taken.passed_over] == [
        "Dokument neuvádí den jednání. Zapište je ručně, až den zjistíte."
    ] * 3
    plans = _report(ground, "plans")
    assert _said(plans) == ["K 3. 12. 2018: lokalit 34, schválení 40."]
    assert _rows(plans, "Podle regionálních pracovišť") == [
        ("RCS", 12, 12),
        ("RCV", 11, 17),
        ("RCZ", 11, 11),
        ("Celkem", 34, 40),
    ]


def test_plans_that_the_answer_only_refers_to_are_taken_once(answer: tuple[Ground, Taken]) -> None:
    ground, _ = answer
    with looking(ground, SYSTEM) as work:
        plans = work.session.exec(select(PlanRow).where(col(PlanRow.starts).is_not(None))).all()
    assert {(plan.title, plan.kind, plan.ends) for plan in plans} == {
        ("Strategický plán sociálního začleňování Most 2017–2019", "SPSZ", date(2019, 12, 31)),
        ("Strategický plán sociálního začleňování Litvínov 2018–2021", "SPSZ", date(2021, 12, 31)),
    }
    assert len(plans) == 2


def test_the_documents_that_the_agreement_of_chomutov_refers_to_are_offered_as_plans(ground: Ground) -> None:
    with working(ground, SYSTEM) as work:
        a_town(work.session, an_office(work.session, "RCZ"), "Chomutov")
    _taken(ground, "003")
    with looking(ground, SYSTEM) as work:
        kinds = Counter(work.session.exec(select(PlanRow.kind)))
    assert kinds == {"SPSZ": 1, "TAP": 2, "strategie": 2, "KPSS": 1}


def test_the_projects_of_both_towns_keep_their_sums_goals_and_programmes(answer: tuple[Ground, Taken]) -> None:
    ground, _ = answer
    with looking(ground, SYSTEM) as work:
        towns = {name: _town(work, name) for name in ("Litvínov", "Most")}
        projects = work.session.exec(select(ProjectRow)).all()
        regions = Counter(work.session.exec(select(MunicipalityRow.region)))
    assert Counter((row.programme, row.call) for row in projects) == {
        ("OP Zaměstnanost", "03_15_042"): 7,
        ("OPZ", "052"): 8,
    }
    assert all(len(row.goals) > 60 for row in projects)
    assert (regions["CZ042"], regions[None], regions.total()) == (10, 0, 34)
    sums = {name: _rows(_report(ground, "projects", towns=(town,)), "Podle obce")[-1] for name, town in towns.items()}
    assert {name: (row[1], row[3]) for name, row in sums.items()} == {
        "Litvínov": (7, Decimal("50910144.70")),
        "Most": (8, Decimal(59335253)),
    }


def test_a_document_taken_twice_adds_nothing_the_second_time(ground: Ground) -> None:
    draft = _seed(ground, "002")
    import_registers(ground, SYSTEM, draft)
    again = import_registers(ground, SYSTEM, draft)
    copy = _taken(ground, "002")
    assert dict(again.rows) == {}
    assert {table: size for table, size in copy.rows.items() if size} == {"reported_total": 3}


def test_the_results_of_ten_localities_fill_the_matrix_and_are_kept_as_declared(ground: Ground) -> None:
    taken = _taken(ground, "004")
    assert taken.rows == {"topic": 102, "reported_total": 5}
    rows = _rows(_report(ground, "topics"), "Matice")
    columns = dict(zip(_columns(_report(ground, "topics")), rows[-1], strict=True))
    assert columns == {
        "Oblast": "Celkem",
        "Téma": None,
        "Bílina": 11,
        "Bruntál": 16,
        "Havířov": 10,
        "Chomutov": 4,
        "Jáchymov": 2,
        "Jirkov": 12,
        "Kutná Hora": 18,
        "Obrnice": 12,
        "Teplá a Toužim": 5,
        "Trmice": 12,
        "Celkem": 102,
    }


def _columns(report: Report) -> list[str]:
    (table,) = (part.table for part in report.parts if part.heading == "Matice" and part.table)
    return [column.title for column in table.columns]


def test_a_locality_founded_without_an_office_gets_it_from_the_register_of_plans(ground: Ground) -> None:
    _taken(ground, "004")
    _taken(ground, "002")
    assert _rows(_report(ground, "plans"), "Podle regionálních pracovišť")[-1] == ("Celkem", 34, 40)
    assert [row[0] for row in _rows(_report(ground, "plans"), "Podle regionálních pracovišť")] == [
        "RCS",
        "RCV",
        "RCZ",
        "Celkem",
    ]


def test_the_final_report_of_a_programme_gives_its_criteria_and_its_early_end(ground: Ground) -> None:
    draft = _seed(ground, "001")
    confirm_draft(ground, SYSTEM, draft, Review(accept_all=True))
    import_registers(ground, SYSTEM, draft)
    with looking(ground, SYSTEM) as work:
        programme = work.session.exec(select(ProgrammeRow)).one()
        answers = {c.number: (c.answer, c.met) for c in work.session.exec(select(CriterionRow))}
    assert (programme.title, programme.starts, programme.ends) == (
        "Poradenský program Sokolov 2023–2024",
        date(2023, 2, 1),
        date(2024, 5, 31),
    )
    assert programme.end_reason == "ukončena dohodou k 20.6. 2024"
    assert len(answers) == 24
    assert answers["4.4"] == ("NE", "yes")
    assert answers["2.5"] == ("NE", "no")


def test_every_row_points_at_the_words_it_was_read_from(ground: Ground) -> None:
    import_registers(ground, SYSTEM, _own(ground))
    with looking(ground, SYSTEM) as work:
        document = work.session.exec(select(DocumentRow)).one()
        sources = work.session.exec(select(RegisterSourceRow).order_by(col(RegisterSourceRow.id))).all()
        quotes = [(source.item, document.text[source.starts_at : source.ends_at]) for source in sources]
    assert list(dict.fromkeys(quotes)) == [
        ("plan-1", "Lipová RCZ 5. 3. 2030"),
        ("plan-2", "Sedmihoří RCV 7. 4. 2030 (Horní Lhota) 9. 4. 2030 (Dolní Lhota)"),
        ("project-1", "Dílna pod lípou"),
        ("project-2", "Noční klub"),
        (
            "meeting-1",
            "Dne 4. 2. 2030 proběhlo jednání s vedením města Lipová o klubu. Z jednání vzešly tyto úkoly:",
        ),
    ]


def test_what_a_project_is_follows_from_its_days_and_families_are_no_persons(ground: Ground) -> None:
    import_registers(ground.as_of(date(2030, 6, 1)), SYSTEM, _own(ground))
    with looking(ground, SYSTEM) as work:
        found = work.session.exec(select(ProjectRow).order_by(col(ProjectRow.id))).all()
        tasks = [(task.words, task.given_on) for task in work.session.exec(select(ActionItemRow))]
    assert [(p.name, p.state, p.money, p.persons, p.note) for p in found] == [
        ("Dílna pod lípou", "running", Decimal("1250000.50"), 12, "Osoby podle dokumentu: 12"),
        ("Noční klub", "finished", Decimal(80000), None, "Osoby podle dokumentu: 18 rodin"),
    ]
    assert tasks == [("najít místnost", date(2030, 2, 4)), ("spočítat nájem", date(2030, 2, 4))]


def test_a_person_says_what_to_leave_and_of_which_town_a_record_is(ground: Ground) -> None:
    draft = _own(ground)
    taken = import_registers(
        ground, SYSTEM, draft, Choice(towns={"project-1": "Sedmihoří"}, left=["project-2", "meeting-1", "plan-1"])
    )
    with looking(ground, SYSTEM) as work:
        owners = select(ProjectRow.name, MunicipalityRow.name).join(
            MunicipalityRow, col(MunicipalityRow.id) == ProjectRow.municipality_id
        )
        assert list(work.session.exec(owners)) == [("Dílna pod lípou", "Sedmihoří")]
    assert taken.rows == {"plan": 1, "plan_approval": 2, "project": 1}


def test_only_who_keeps_the_country_founds_towns_and_nobody_writes_into_foreign_ones(ground: Ground) -> None:
    with working(ground, SYSTEM) as work:
        near, far = an_office(work.session, "RCZ"), an_office(work.session, "RCV")
        town = a_town(work.session, near, "Lipová")
        a_town(work.session, far, "Sedmihoří")
        manager = a_person(work.session, Role.MANAGER, town)
    text = TOWNS.replace("2. Sedmihoří", "2. Sedmihoří RCV 7. 4. 2030\n3. Nová")
    ground = ground.as_of(date(2030, 6, 1))
    draft = import_document(ground, manager, text.encode(), "Odpověď.txt", town.id).draft_id
    taken = import_registers(ground, manager, draft)
    assert [(over.item.key, str(over.why)) for over in taken.passed_over] == [
        ("plan-2", "Evidenci této obce vést nemůžete."),
        ("plan-3", "Obec Nová tu není. Založí ji ústředí."),
    ]
    assert taken.rows == {"plan": 1, "plan_approval": 1, "project": 2, "event": 1, "action_item": 2}


@pytest.mark.parametrize(
    "settle, state",
    [(import_registers, DraftState.CONFIRMED), (discard_draft, DraftState.DISCARDED)],
)
def test_a_draft_without_obligations_is_settled_by_it(
    ground: Ground, settle: Callable[..., object], state: DraftState
) -> None:
    draft = _own(ground)
    settle(ground, SYSTEM, draft)
    with looking(ground, SYSTEM) as work:
        assert work.get(DraftRow, draft).state is state


def test_nothing_is_taken_from_a_draft_put_away(ground: Ground) -> None:
    draft = _own(ground)
    discard_draft(ground, SYSTEM, draft)
    with pytest.raises(Refused, match="odložen"):
        import_registers(ground, SYSTEM, draft)


def test_the_offer_proposes_the_town_named_last_before_a_record(ground: Ground) -> None:
    with looking(ground, SYSTEM) as work:
        offered = offered_registers(work, _own(ground))
    assert [(i.kind, [t.name for t in i.towns]) for i in offered.items if i.kind is not ItemKind.PLAN] == [
        (ItemKind.PROJECT, ["Lipová"]),
        (ItemKind.PROJECT, ["Lipová"]),
        (ItemKind.MEETING, ["Lipová"]),
    ]


def test_a_town_that_came_in_meanwhile_is_not_founded_again_by_a_draft(ground: Ground) -> None:
    head = "Popis spolupráce\nNázev obce: Lipová\nPlatnost: 1. 1. 2030 – 31. 12. 2030\n\nZpráva 1x ročně.\n"
    waiting = import_document(ground, SYSTEM, head.encode(), "Popis.txt").draft_id
    import_registers(ground, SYSTEM, _own(ground))
    confirm_draft(ground, SYSTEM, waiting, Review(accept_all=True, validity=Validity(DAY, date(2030, 12, 31))))
    with looking(ground, SYSTEM) as work:
        assert sorted(work.session.exec(select(MunicipalityRow.name))) == ["Lipová", "Sedmihoří"]


def test_what_documents_declare_stands_beside_what_can_be_counted(ground: Ground) -> None:
    _taken(ground, "002")
    _taken(ground, "004")
    rows = _rows(_report(ground, "projects"), "Co uvádějí dokumenty")
    assert [tuple(str(cell).replace("\xa0", " ") for cell in row[1:]) for row in rows] == [
        ("Maximální počet soc. bytů", "1", "50", "50", "řádky dokumentu", "souhlasí"),
        ("Aktuální počet soc. bytů", "1", "28", "28", "řádky dokumentu", "souhlasí"),
        ("Volná kapacita", "1", "22", "22", "řádky dokumentu", "souhlasí"),
        ("Připravených projektů", "10", "73", "0", "evidence projektů", "−73"),
        ("Schválených projektů", "10", "40", "0", "evidence projektů", "−40"),
        ("Získané prostředky", "10", "268 848 487 Kč", "0 Kč", "evidence projektů", "−268 848 487 Kč"),
        ("Prostředky v přípravě a hodnocení", "10", "47 532 800 Kč", "0 Kč", "evidence projektů", "−47 532 800 Kč"),
        ("Podpořených osob", "10", "10 286", "0", "evidence projektů", "−10 286"),
    ]
