"""Tables as people read them, and as programs choose them."""

from dataclasses import replace
from datetime import date

from tests.reports.lipova import yearly
from tracker.reports.compliance_report import compliance_report
from tracker.reports.report import Part, Report
from tracker.reports.table import Table, day, number, words

MEETINGS = Table(
    "meetings",
    "Jednání",
    (words("what", "Co"), day("on", "Kdy"), number("persons", "Osob"), words("note", "Poznámka")),
    (("LP", date(2026, 3, 1), None, None), ("PS", None, 0, ())),
    ("Celkem", None, 0, "vše"),
)
FORM = Table("form", "K doplnění", (words("what", "Závěr"), words("who", "Kdo")), ((None, None), (None, None)))
REPORT = Report("r", "Zpráva", "", date(2026, 4, 1), date(2026, 4, 1), "", (), (Part("1", table=FORM), Part("2")))


def test_readers_see_no_column_in_which_nothing_stands() -> None:
    shown = MEETINGS.for_readers()
    assert [column.title for column in shown.columns] == ["Co", "Kdy", "Osob"]
    assert (shown.rows[1], shown.total) == (("PS", None, 0), ("Celkem", None, 0))


def test_a_form_to_be_filled_in_keeps_its_columns() -> None:
    assert FORM.for_readers() == FORM
    assert (FORM.blank, MEETINGS.blank) == (True, False)


def test_a_table_may_lead_and_may_stand_alone() -> None:
    report = replace(REPORT, parts=(*REPORT.parts, Part("3", table=MEETINGS)))
    alone = report.only("form")
    assert [table.key for table in report.led_by("meetings").tables] == ["meetings", "form"]
    assert alone is not None
    assert alone.tables == (FORM,)
    assert report.only("nothing") is None


def test_the_front_of_the_yearly_report_ends_before_its_obligations() -> None:
    assert [part.heading for part in compliance_report(yearly()).parts if part.new_page] == ["Závazky jeden po druhém"]
