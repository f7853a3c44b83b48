import csv
from datetime import date
from decimal import Decimal

import pytest

from tracker.fulfilment.standing import Status
from tracker.reports.csv_form import guarded, to_csv
from tracker.reports.table import Column, Kind, Link, Said, Table


def test_a_table_as_czech_offices_open_it() -> None:
    columns = (
        Column("name", "Název"),
        Column("day", "Den", Kind.DAY),
        Column("hours", "Hodin", Kind.NUMBER),
        Column("money", "Kč", Kind.MONEY),
        Column("status", "Stav", Kind.STATUS),
    )
    row = (Link("Jednání; mimořádné", "event", 3), date(2026, 9, 30), 2.5, Decimal("50910144.70"), Status.OVERDUE)
    table = Table(
        "sample", "Ukázka", columns, (row, ("=1+1", None, -4, None, None)), ("Celkem", None, -1.5, None, None)
    )
    assert to_csv(table).decode("utf-8-sig") == (
        "Název;Den;Hodin;Kč;Stav\r\n"
        '"Jednání; mimořádné";2026-09-30;2,5;50910144,70;Po termínu\r\n'
        "'=1+1;;-4;;\r\n"
        "Celkem;;-1,5;;\r\n"
    )
    assert to_csv(table).startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+420 600", "-5", "@SUM(A1)", "\t=1", "\r=1", "  =1+1", "\uff1d1", '=HYPERLINK("http://x")', "\n=1"],
)
def test_no_free_text_becomes_a_formula(text: str) -> None:
    table = Table("t", "T", (Column("a", "A"),), ((Said("k", text),),))
    (_, (told,)) = csv.reader(to_csv(table).decode("utf-8-sig").splitlines(keepends=True), delimiter=";")
    assert told == f"'{text}"


def test_ordinary_words_stay_as_they_are() -> None:
    assert [guarded(words) for words in ("2x ročně", "– pomlčka", "a=b", "")] == ["2x ročně", "– pomlčka", "a=b", ""]
