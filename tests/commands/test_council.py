"""``tracker council`` takes days from a file and tells the way of what has to go to the council."""

from datetime import date
from pathlib import Path

from click.testing import CliRunner

from tests.factories import a_town, an_agreement, an_office, ground_on
from tracker.commands.council import council
from tracker.obligations.deadline import Period, Recurring
from tracker.obligations.obligation import Act
from tracker.operations.ground import working
from tracker.people.actor import SYSTEM


def test_days_of_a_file_are_set_and_planned_back(sqlite_url: str, tmp_path: Path) -> None:
    ground = ground_on(sqlite_url, tmp_path, date(2026, 9, 1))
    with working(ground, SYSTEM) as work:
        town = a_town(work.session, an_office(work.session))
        an_agreement(work, town, Recurring(1, Period.YEAR), act=Act.COUNCIL_REPORT, title="Zpráva o plnění")
    listed = tmp_path / "dny.txt"
    listed.write_text("14. 9. 2026\n14. 12. 2026\n", encoding="utf-8")

    def asked(*more: str) -> list[str]:
        answer = CliRunner().invoke(council, ["Lipová", *more], obj=lambda day: ground)
        assert answer.exit_code == 0, answer.output
        return answer.output.replace("\u00a0", " ").splitlines()

    assert asked() == [
        "Dny jednání: žádný není zapsán.",
        "Zpráva o plnění, rok 2026, splnit do 31. 12. 2026",
        "    – Dny jednání pro toto období nejsou zapsány.",
    ]
    assert asked("--days", str(listed)) == [
        "Dny jednání: 14. 9. 2026, 14. 12. 2026.",
        "Zpráva o plnění, rok 2026, splnit do 31. 12. 2026",
        "    – 23. 10. 2026  Začít psát návrh",
        "    – 23. 11. 2026  Projednat v lokálním partnerství",
        "    – 30. 11. 2026  Odevzdat podklady pro zastupitelstvo",
        "    – 14. 12. 2026  Jednání zastupitelstva",
    ]
