"""Every report of the catalogue from one small town in which something of everything is recorded."""

import io
import subprocess
from datetime import date
from decimal import Decimal
from pathlib import Path
from shutil import copyfile, copytree

import docx
import pikepdf
import pytest
from sqlmodel import col, select

from tests import system_tools
from tests.factories import a_lived_in_ground, a_person, a_town, an_agreement, ground_on
from tracker.obligations.deadline import Dated, Quota
from tracker.obligations.obligation import Act, Validity
from tracker.operations.agreements.revise_agreement import revise_agreement
from tracker.operations.documents.confirm_draft import Review
from tracker.operations.documents.import_document import import_document
from tracker.operations.events.record_event import NewEvent, record_event
from tracker.operations.ground import Forbidden, Ground, Refused, looking, working
from tracker.operations.registers.register_catalogue import register_of
from tracker.operations.registers.registers import write_row
from tracker.operations.reports.report_catalogue import OFFERS
from tracker.operations.reports.report_wish import Wish
from tracker.people.actor import SYSTEM, Role
from tracker.reports.file_forms import FORMS
from tracker.reports.report import Report
from tracker.reports.request_pack import QUESTIONS, Question
from tracker.reports.table import Cell
from tracker.reports.text import to_text
from tracker.store.events import EventRow
from tracker.store.territory import MunicipalityRow, OfficeRow

JULY = date(2026, 7, 20)
ROWS: tuple[tuple[str, dict[str, str], bool], ...] = (
    ("organy", {"name": "LP Lipová", "kind": "partnership", "starts": "1. 1. 2025"}, False),
    ("clenove", {"name": "J. Dub", "organisation": "Charita", "role": "členka", "starts": "1. 1. 2025"}, True),
    ("ukoly", {"words": "Svolat skupinu", "given_on": "3. 2. 2026", "owner": "J. Dub", "due": "1. 3. 2026"}, True),
    ("plany", {"title": "MPI Lipová", "kind": "MPI"}, False),
    ("schvaleni", {"approved_on": "21. 6. 2025", "resolution": "12/25"}, True),
    (
        "opatreni",
        {"number": "1.1", "level": "goal", "words": "Byty", "state": "replaced", "reason": "Jiná výzva"},
        True,
    ),
    ("projekty", {"name": "Terén", "state": "running", "hundredths": "100,10", "persons": "7"}, False),
    ("programy", {"title": "Dluhy", "starts": "1. 1. 2026", "ends": "31. 12. 2026", "goals": "Poradna"}, False),
    ("kriteria", {"number": "1.10", "words": "Obec neodmítá", "answer": "NE", "met": "yes"}, True),
    ("kriteria", {"number": "1.9", "words": "Obec sbírá data", "answer": "NE", "met": "no"}, True),
    ("temata", {"area": "bydlení", "topic": "krizové bydlení"}, False),
    ("vyzkumy", {"title": "Dluhy v obci", "finished_on": "1. 3. 2026"}, False),
    ("doporuceni", {"words": "Otevřít poradnu", "answer": "Otevřena.", "answered_on": "1. 5. 2026"}, True),
    ("doporuceni", {"words": "Zřídit fond"}, True),
    ("uvazky", {"role": "lokální konzultant", "persons": "2", "hundredths": "1,0", "starts": "1. 1. 2026"}, False),
)


@pytest.fixture
def ground(_lived_in: Path, tmp_path: Path) -> Ground:
    """Lipová in July: four meetings without Charita, tasks, a plan, a project, a programme."""
    return _copied(_lived_in, tmp_path)


def _copied(built: Path, folder: Path) -> Ground:
    """The town in July; what was written down in June stands in no snapshot of a later day."""
    return _at(Path(copytree(built, folder / "lipova")), JULY).as_of(JULY)


def _at(folder: Path, day: date) -> Ground:
    return ground_on(f"sqlite:///{folder / 'tracker.db'}", folder, day)


@pytest.fixture(scope="module")
def _lived_in(_sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of that installation, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("lived-in")
    copyfile(_sqlite_template, folder / "tracker.db")
    ground, agreed = a_lived_in_ground(f"sqlite:///{folder / 'tracker.db'}", folder, date(2026, 1, 5))
    for month in (2, 3, 4, 5):
        meeting = NewEvent(
            agreed.municipality,
            Act.PARTNERSHIP_MEETING,
            date(2026, month, 3),
            "Jednání s paní Novákovou",
            hours=2,
            persons=9,
        )
        record_event(ground.as_of(date(2026, month, 4)), SYSTEM, meeting)
    with working(ground.as_of(date(2026, 6, 1)), SYSTEM) as work:
        for event in work.session.exec(select(EventRow)):
            event.attendance = [{"organisation": "Úřad práce", "persons": 2}]
            event.outputs = [{"kind": "task", "words": "Paní Nováková zjistí ceny", "owner": "J. Dub"}]
        for key, given, child in ROWS:
            write_row(work, register_of(key), given, town=None if child else 1, parent=1 if child else None)
    ground.engine.dispose()  # the last connection empties the write-ahead log into the file
    return folder


def _compiled(ground: Ground, key: str, **wish: object) -> Report:
    asked = Wish(town=1, agreement=1, programme=1, first=date(2026, 1, 1), **wish)  # type: ignore[arg-type]
    with looking(ground, SYSTEM) as work:
        return OFFERS[key].compile(work, asked)


def _rows(report: Report, heading: str) -> list[tuple[Cell, ...]]:
    (table,) = (part.table for part in report.parts if part.heading == heading and part.table)
    return [tuple(getattr(cell, "words", cell) for cell in row) for row in table.all_rows()]


@pytest.mark.parametrize("key", [key for key in OFFERS if key != "change-sheet"])
def test_every_report_leaves_the_house_in_every_form(ground: Ground, key: str) -> None:
    report = _compiled(ground, key)
    assert report.day <= JULY
    assert report.counted
    assert all(form.write(report) for form in FORMS.values())
    keys = [table.key for table in report.tables]
    assert len(keys) == len(set(keys)), "a table is chosen by its key"


def test_a_document_never_revised_has_no_change_sheet(ground: Ground) -> None:
    with pytest.raises(Refused, match="zatím nemá žádnou revizi"):
        _compiled(ground, "change-sheet")


def test_the_pack_for_a_request_names_nobody_and_is_the_same_whenever_it_is_asked(ground: Ground) -> None:
    pack = _compiled(ground, "request")
    told = "\n".join(to_text(pack))
    assert "Nováko" not in told
    assert "J. Dub" not in told
    assert _rows(pack, f"3) {QUESTIONS[Question.MEETINGS]}")[-1] == ("Celkem", 4, 0, 0, 0, 0, 4)
    later = ground.as_of(date(2027, 7, 20))
    record_event(later, SYSTEM, NewEvent(1, Act.PARTNERSHIP_MEETING, date(2026, 6, 3), "Jednání", persons=1))
    assert _compiled(later, "request", day=JULY, last=JULY) == pack


def test_recommendations_are_told_with_their_answers_and_those_that_wait(ground: Ground) -> None:
    report = _compiled(ground, "research")
    assert [line.replace("\xa0", " ") for line in report.summary] == ["Výzkumů 1, zodpovězeno doporučení 1 z 2 (50 %)."]
    assert _rows(report, "Doporučení bez odpovědi") == [("Lipová", "Dluhy v obci", "Zřídit fond")]
    assert _rows(report, "Doporučení a odpovědi") == [
        ("Lipová", "Dluhy v obci", "Otevřít poradnu", "Otevřena.", date(2026, 5, 1))
    ]
    before = _compiled(ground.as_of(date(2026, 4, 30)), "research", known=JULY)
    assert len(_rows(before, "Doporučení bez odpovědi")) == 2


def test_a_request_is_answered_question_by_question_and_for_the_levels_it_asks_about(ground: Ground) -> None:
    asked = {"questions": (Question.MEETINGS, Question.WORKLOADS), "levels": (Act.THREE_PARTY_MEETING,)}
    pack = _compiled(ground, "request", **asked)
    assert [part.heading for part in pack.parts] == [
        f"1) {QUESTIONS[Question.MEETINGS]}",
        "Jednání po jednom",
        f"2) {QUESTIONS[Question.WORKLOADS]}",
        "Kontrolní součet",
    ]
    assert _rows(pack, f"1) {QUESTIONS[Question.MEETINGS]}")[-1] == ("Celkem", 0, 0)
    assert _rows(pack, f"2) {QUESTIONS[Question.WORKLOADS]}") == [
        ("Lipová", "lokální konzultant", 2, Decimal(1)),
        ("Celkem", None, 2, Decimal(1)),
    ]


def test_the_board_says_that_the_representative_stays_away(ground: Ground) -> None:
    with working(ground, SYSTEM) as work:
        first = work.session.exec(select(EventRow).order_by(col(EventRow.day))).first()
        assert first is not None
        first.attendance = [*first.attendance, {"organisation": "Pověřený zástupce", "persons": 1}]
    board = _compiled(ground, "board")
    assert "Obec Lipová: pověřený zástupce chybí 3. jednání za sebou." in board.summary
    absences = {row[1]: row[2:] for row in _rows(board, "Kdo chybí na jednáních")}
    assert absences["pověřený zástupce"] == (3, date(2026, 2, 3))


def test_the_board_tells_who_stays_away_and_where_it_is_silent(ground: Ground) -> None:
    board = _compiled(ground.as_of(date(2026, 9, 30)), "board")
    assert _rows(board, "Kdo chybí na jednáních") == [("Lipová", "Charita, členka (LP Lipová)", 4, None)]
    assert _rows(board, "Ticho") == [("Lipová", "poslední záznam o obci", date(2026, 5, 4), 149)]


def test_the_board_watches_only_towns_that_have_agreed_on_anything(ground: Ground) -> None:
    with working(ground, SYSTEM) as work:
        office = work.session.get(OfficeRow, work.session.exec(select(MunicipalityRow)).one().office_id)
        assert office is not None
        a_town(work.session, office, "Odry")
    board = _compiled(ground.as_of(date(2026, 9, 30)), "board")
    assert {row[0] for row in _rows(board, "Ticho")} == {"Lipová"}


def test_what_lacks_a_paper_tells_its_days_and_what_is_closed_asks_for_no_owner(ground: Ground) -> None:
    with working(ground.as_of(date(2026, 1, 5)), SYSTEM) as work:
        town = work.session.exec(select(MunicipalityRow)).one()
        for title, due in (("Koncepce", "2026-05-15"), ("Zpráva", "2026-06-30")):
            an_agreement(work, town, Dated(due), title=title, act=Act.DOCUMENT, outputs=("zpráva",))
    plan = NewEvent(1, Act.DOCUMENT, date(2026, 5, 10), "Koncepce")
    record_event(ground.as_of(date(2026, 5, 11)), SYSTEM, plan)
    board = _compiled(ground, "board")
    assert {(row[1], row[4]) for row in _rows(board, "Po termínu")} == {("Koncepce", 66), ("Zpráva", 20)}


def test_open_tasks_go_on_the_next_agenda_the_latest_first(ground: Ground) -> None:
    (task,) = _rows(_compiled(ground, "meetings"), "Úkoly na příští jednání")
    assert task[1:7] == ("LP Lipová", "Svolat skupinu", "J. Dub", date(2026, 3, 1), None, 141)


def test_a_criterion_is_met_by_judgement_and_not_by_its_answer(ground: Ground) -> None:
    programme = _compiled(ground, "programme")
    assert [row[0::4] for row in _rows(programme, "Vyhodnocení kritérií")] == [("1.9", "NE"), ("1.10", "NE")]
    assert programme.summary[0] == "Splněno 1 z 2 posouzených kritérií, částečně 0, nesplněno 1, neposouzeno 0."


def test_the_settlement_cuts_the_open_year_to_the_days_in_force(ground: Ground) -> None:
    settlement = _compiled(ground, "settlement", day=date(2026, 3, 31))
    assert _rows(settlement, "Součet")[-1] == ("Celkem", 1)
    (line,) = _rows(settlement, "Rozběhnuté období")
    assert line[5:9] == (2.0, 4.0, 1.0, "ano")


def test_a_report_asks_for_what_it_needs(ground: Ground) -> None:
    with looking(ground, SYSTEM) as work:
        for key in ("compliance", "hours", "programme", "settlement"):
            with pytest.raises(Refused, match="Vyberte"):
                OFFERS[key].compile(work, Wish())


def test_the_country_is_not_for_a_town(ground: Ground) -> None:
    with working(ground, SYSTEM) as work:
        manager = a_person(work.session, Role.MANAGER, work.session.exec(select(MunicipalityRow)).one())
    with looking(ground, manager) as work:
        for key in ("overview", "board"):
            with pytest.raises(Forbidden):
                OFFERS[key].compile(work, Wish())


def test_hours_of_an_agreement_that_no_longer_holds_are_told_for_its_time(ground: Ground) -> None:
    with working(ground.as_of(date(2024, 1, 1)), SYSTEM) as work:
        town = work.session.exec(select(MunicipalityRow)).one()
        hours = Quota(20, "hodina", due=date(2024, 12, 31))
        an_agreement(work, town, hours, start=date(2024, 1, 1), end=date(2024, 12, 31), act=Act.TRAINING, title="Kurzy")
    training = NewEvent(1, Act.TRAINING, date(2024, 3, 5), "Kurz", hours=6)
    record_event(ground.as_of(date(2024, 3, 6)), SYSTEM, training)
    asked = Wish(town=1, first=date(2024, 1, 1), last=date(2024, 12, 31))
    with looking(ground, SYSTEM) as work:
        report = OFFERS["hours"].compile(work, asked)
        now = OFFERS["hours"].compile(work, Wish(town=1, first=date(2026, 1, 1)))
    assert [(row[2], row[6], row[8]) for row in _rows(report, "Dohodnuté objemy hodin")] == [(20, 6, 14)]
    assert _rows(now, "Dohodnuté objemy hodin") == []


FOR_PAPER = ("compliance", "meeting-paper", "programme", "summary", "settlement", "request", "handover", "change-sheet")
"""The reports that leave as Word and as accessible PDF: R1, R2, R5, R6, R7, R8, R14, R15."""


@pytest.fixture
def revised(_amended: Path, tmp_path: Path) -> Ground:
    """The same town with a second version of its agreement, so that there is a change sheet."""
    return _copied(_amended, tmp_path)


@pytest.fixture(scope="module")
def _amended(_lived_in: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(copytree(_lived_in, tmp_path_factory.mktemp("amended") / "lipova"))
    ground = _at(folder, JULY)
    text = "Dodatek popisu spolupráce\nNázev obce: Lipová\nPlatnost: 1. 1. 2026 – 31. 12. 2026\n\nZpráva 1x ročně.\n"
    draft = import_document(ground, SYSTEM, text.encode(), "Dodatek.txt", 1).draft_id
    review = Review(accept_all=True, validity=Validity(date(2026, 1, 1), date(2026, 12, 31)))
    revise_agreement(ground, SYSTEM, 1, draft, review, JULY)
    ground.engine.dispose()
    return folder


@pytest.mark.parametrize("key", FOR_PAPER)
def test_the_reports_for_paper_are_accessible_archival_and_open_as_documents(revised: Ground, key: str) -> None:
    report = _compiled(revised, key)
    with pikepdf.open(io.BytesIO(FORMS["pdf"].write(report))) as pdf, pdf.open_metadata() as told:
        assert (told.pdfa_status, told["pdfuaid:part"], told["dc:title"]) == ("2A", "1", report.heading)
        assert (str(pdf.Root.Lang), bool(pdf.Root.MarkInfo.Marked)) == ("cs", True)
    document = docx.Document(io.BytesIO(FORMS["docx"].write(report)))
    headings = [p.text for p in document.paragraphs if p.style and p.style.name.startswith("Heading")]
    assert headings == [*(part.heading for part in report.parts), "Co se počítalo"]
    tables = [part.table for part in report.parts if part.table and part.table.rows]
    assert document.element.xml.count("w:tblHeader") == len(tables)


@pytest.mark.system
@pytest.mark.slow
def test_libreoffice_opens_all_of_them(revised: Ground, tmp_path: Path) -> None:
    system_tools.require("soffice", "pdftotext")
    files = []
    for key in FOR_PAPER:
        for ending in ("docx", "xlsx"):
            files.append(tmp_path / f"{key}-{ending}.{ending}")
            files[-1].write_bytes(FORMS[ending].write(_compiled(revised, key)))
    home = f"-env:UserInstallation=file://{tmp_path / 'office'}"
    convert = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *map(str, files)]
    subprocess.run(convert, check=True, capture_output=True, timeout=180)
    for file in files:
        shown = ["pdftotext", str(file.with_suffix(".pdf")), "-"]
        told = subprocess.run(shown, check=True, capture_output=True, timeout=20).stdout.decode()
        assert len(told.split()) > 30
