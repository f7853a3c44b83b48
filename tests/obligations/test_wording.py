from datetime import date

import pytest

from tracker.obligations.deadline import (
    Cap,
    Conditional,
    Continuous,
    Dated,
    Deadline,
    Missing,
    Nothing,
    Offset,
    Period,
    Precision,
    Quota,
    Recurring,
    Relative,
    Window,
)
from tracker.obligations.wording import say_deadline, say_until
from tracker.timeline.czech import NBSP


def said(deadline: Deadline) -> str:
    return say_deadline(deadline).replace(NBSP, " ")


@pytest.mark.parametrize(
    "deadline, words",
    [
        (Recurring(4, Period.YEAR, minimum=True), "nejméně 4× ročně"),
        (Recurring(2, Period.YEAR, maximum=True), "nejvýše 2× ročně"),
        (Recurring(1, Period.HALF_YEAR), "1× za pololetí"),
        (Recurring(1, Period.YEAR, every=2), "1× za 2 roky"),
        (Recurring(1, Period.QUARTER, every=2), "1× za 6 měsíců"),
        (Recurring(None, Period.YEAR), "ročně, kolikrát není uvedeno"),
        (Recurring(1, Period.MONTH, on=("first-wed",)), "1× měsíčně, vždy první středu"),
        (Recurring(2, Period.WEEK, on=("mon", "thu")), "2× týdně, vždy v pondělí a ve čtvrtek"),
        (Recurring(1, Period.YEAR, on=("03-15",)), "1× ročně, vždy 15. března"),
        (Recurring(1, Period.MONTH, on=("month-04..10",)), "1× měsíčně, vždy od dubna do října"),
        (Recurring(1, Period.QUARTER, due_offset=Offset(25, "day")), "1× za čtvrtletí, do 25 dnů po skončení období"),
        (
            Recurring(1, Period.MONTH, start=date(2022, 5, 1), end=date(2026, 8, 31)),
            "1× měsíčně, od 1. 5. 2022 do 31. 8. 2026",
        ),
    ],
)
def test_a_recurrence(deadline: Deadline, words: str) -> None:
    assert said(deadline) == words


@pytest.mark.parametrize(
    "due, precision, words",
    [
        ("2022-04-19", Precision.DAY, "do 19. 4. 2022"),
        ("2022-09-30", Precision.MONTH, "do konce září 2022"),
        ("2024-03-15", Precision.HALF_MONTH, "do poloviny března 2024"),
        ("2024-06-30", Precision.QUARTER, "do konce 2. čtvrtletí 2024"),
        ("2023-12-31", Precision.HALF_YEAR, "do konce 2. pololetí 2023"),
        ("2024-01-31", Precision.HALF_YEAR, "do konce 1. pololetí školního roku 2023/2024"),
        ("2019-11-30", Precision.SEASON, "do konce podzimu 2019"),
        ("2019-02-28", Precision.SEASON, "do konce zimy 2019"),
        ("2025-12-31", Precision.YEAR, "do konce roku 2025"),
        ("XXXX-11-30", Precision.DAY, "do 30. listopadu (rok není uveden)"),
        ("XXXX-02-29", Precision.MONTH, "do konce února (rok není uveden)"),
    ],
)
def test_a_date_is_said_as_exactly_as_it_was_agreed(due: str, precision: Precision, words: str) -> None:
    assert said(Dated(due, precision)) == words


@pytest.mark.parametrize(
    "deadline, words",
    [
        (Window(date(2016, 8, 1), date(2019, 7, 31)), "1. 8. 2016–31. 7. 2019"),
        (Window(date(2017, 1, 1), date(2020, 12, 31)), "v letech 2017–2020"),
        (Window(date(2023, 1, 1), date(2023, 12, 31)), "v roce 2023"),
        (Window(date(2023, 4, 1), None), "od 1. 4. 2023"),
        (Window(None, date(2023, 4, 1)), "do 1. 4. 2023"),
        (Window(None, None), "bez uvedených mezí"),
    ],
)
def test_a_window(deadline: Deadline, words: str) -> None:
    assert said(deadline) == words


@pytest.mark.parametrize(
    "deadline, words",
    [
        (Relative(offset=Offset(30, "day"), anchor="schválení"), "do 30 dnů od události „schválení“"),
        (Relative(offset=Offset(1, "month"), anchor="podpis"), "do 1 měsíce od události „podpis“"),
        (Relative(offset=Offset(0, "day"), anchor="zjištění"), "neprodleně po události „zjištění“"),
        (
            Relative("before", Offset(7, "day"), "jednání", "at_least"),
            "nejméně 7 dní před událostí „jednání“",
        ),
        (
            Relative(offset=Offset(5, "workday"), anchor="výzva", bound="exact"),
            "přesně 5 pracovních dní po události „výzva“",
        ),
        (Relative(offset=Offset(5, "year"), anchor="podpis", bound="duration"), "po dobu 5 let od události „podpis“"),
        (Relative(offset=Offset(2, "week")), "do 2 týdnů od události (dokument neuvádí které)"),
        (
            Relative(month_day="02-05", year_shift=1, anchor="konec akce"),
            "do 5. února následujícího roku po události „konec akce“",
        ),
    ],
)
def test_a_clock_that_starts_with_an_event_quotes_the_event(deadline: Deadline, words: str) -> None:
    assert said(deadline) == words


@pytest.mark.parametrize(
    "deadline, words",
    [
        (Quota(40, "hodina", caps=(Cap(20, "hodina", "distance"),)), "40 hodin, nejvýše 20 distančně"),
        (Quota(100, "osoba", minimum=True, due=date(2024, 12, 31)), "nejméně 100 osob, do 31. 12. 2024"),
        (Quota(2.5, "hodina", per=Period.MONTH), "2,5 hodiny měsíčně"),
        (Quota(6, "beseda", caps=(Cap(2, "den", "mimo obec"),)), "6× beseda, nejvýše 2 dny mimo obec"),
    ],
)
def test_an_amount_with_its_caps(deadline: Deadline, words: str) -> None:
    assert said(deadline) == words


def test_rules_without_a_due_day() -> None:
    rules = (Continuous(), Continuous(date(2023, 1, 1)), Conditional("dle potřeby"), Missing(), Nothing())
    assert [said(rule) for rule in rules] == [
        "průběžně",
        "průběžně od 1. 1. 2023",
        "dle potřeby",
        "termín chybí",
        "bez termínu",
    ]


def test_a_due_day_is_a_plain_day_unless_told_otherwise() -> None:
    assert say_until(date(2026, 12, 14)) == f"do{NBSP}14.{NBSP}12.{NBSP}2026"
