"""Spans, doubts, repairs and reasons: what a person sees beside the deadline itself."""

from datetime import date

import pytest

from tracker.drafts.grammar import Context, Doubt, Repair, SetAside, read
from tracker.obligations.deadline import (
    Continuous,
    Dated,
    Missing,
    Offset,
    Period,
    Quota,
    Recurring,
    Relative,
    Window,
    from_json,
    to_json,
)


def words(text: str) -> list[str]:
    return [reading.words for reading in read(text).readings]


def doubts(text: str) -> list[str]:
    return [doubt.kind for reading in read(text).readings for doubt in reading.doubts]


def reasons(text: str) -> list[tuple[str, str]]:
    return [(one.words, one.reason) for one in read(text).set_aside]


def test_three_rates_in_one_cell_each_keep_their_place() -> None:
    cell = "3x ročně porada týmu Projednání v radě 1x ročně Zpráva 1x ročně, dána na vědomí"
    assert [(r.start, r.end, r.words) for r in read(cell).readings] == [
        (0, 8, "3x ročně"),
        (39, 47, "1x ročně"),
        (55, 63, "1x ročně"),
    ]


def test_a_bound_in_brackets_belongs_to_the_rate_before_it() -> None:
    cell = "3x ročně společné školení (minimálně) 8x ročně konzultace (minimálně)"
    assert [reading.deadline for reading in read(cell).readings] == [
        Recurring(3, Period.YEAR, minimum=True),
        Recurring(8, Period.YEAR, minimum=True),
    ]


def test_an_empty_cell_is_a_gap_and_no_silence() -> None:
    assert [reading.deadline for text in ("", "  ", "– –") for reading in read(text).readings] == [Missing()] * 3


def test_a_date_that_does_not_exist_is_mended_and_asked() -> None:
    result = read("Termín: 31.06.2003")
    assert [reading.deadline for reading in result.readings] == [Dated("2003-06-30")]
    assert result.readings[0].doubts == (Doubt("impossible_date", "31.06.2003", (Dated("2003-06-30"),), 0),)
    assert result.repairs == (Repair(8, 18, "31.06.2003", "30. 6. 2003"),)


def test_an_end_with_a_lost_digit_stays_open_until_a_person_chooses() -> None:
    (reading,) = read("od 1. 3. 2018 do 28. 2. 202,").readings
    assert reading.deadline == Window(date(2018, 3, 1), None)
    assert [doubt.kind for doubt in reading.doubts] == ["damaged_date"]
    assert Window(date(2018, 3, 1), date(2021, 2, 28)) in reading.doubts[0].readings


@pytest.mark.parametrize(
    "text,kinds",
    [
        ("do 31. 1.", ["year_meaning"]),
        ("Termín: 12.05.20003", ["damaged_date"]),
        ("2–3x ročně", ["count_range"]),
        ("první úterý v měsíci kromě srpna", ["exception"]),
        ("začátkem května 2019", ["vague_deadline"]),
        ("10 x 60 minut", ["per_unit"]),
        ("pravidelně", ["vague_deadline"]),
        ("do 31. 1. 2019", []),
        ("nejméně 4x ročně", []),
    ],
)
def test_a_doubt_is_raised_where_there_is_one_and_nowhere_else(text: str, kinds: list[str]) -> None:
    assert doubts(text) == kinds


@pytest.mark.parametrize(
    "text,aside",
    [
        ("dne 7. 2. 2018 proběhla kontrola", [("dne 7. 2. 2018", "past event")]),
        ("12 500 Kč měsíčně", [("12 500 Kč měsíčně", "money")]),
        ("Projekty OPZ 2014-2020", [("OPZ 2014-2020", "scope_not_date")]),
        ("zpráva za rok 2018 do 31. 3. 2019", [("za rok 2018", "period of a paper")]),
        ("do 30. 4. 2019, nově do 30. 6. 2019", [("do 30. 4. 2019", "old value")]),
    ],
)
def test_what_is_no_deadline_is_set_aside_with_a_reason(text: str, aside: list[tuple[str, str]]) -> None:
    assert reasons(text) == aside


def test_only_the_verb_tells_a_plan_from_the_past() -> None:
    assert read("Schůze proběhla 5. 3. 2019.").readings == ()
    assert words("Schůze proběhne 5. 3. 2019.") == ["5. 3. 2019"]


def test_an_order_given_in_the_past_is_still_a_duty() -> None:
    assert words("Rada uložila tajemníkovi předložit zprávu do 30. 6. 2018.") == ["do 30. 6. 2018"]


def test_a_span_points_into_the_text_as_it_was_written() -> None:
    text = "Termín:&nbsp;nejpozději&nbsp;30.&nbsp;6.&nbsp;2018"
    assert words(text) == ["nejpozději&nbsp;30.&nbsp;6.&nbsp;2018"]


@pytest.mark.parametrize(
    "context,due",
    [
        (Context(), "XXXX-01-31"),
        (Context(ref_date=date(2018, 11, 20)), "2019-01-31"),
        (Context(ref_date=date(2018, 1, 31)), "2018-01-31"),
        (Context(heading="Plán práce na rok 2016"), "2016-01-31"),
        (Context(heading="Školní rok 2016/2017"), "2017-01-31"),
        (Context(heading="Zápis z porady 14. 12. 2016"), "2017-01-31"),
    ],
)
def test_the_surroundings_tell_the_year(context: Context, due: str) -> None:
    assert [reading.deadline for reading in read("do 31. 1.", context).readings] == [Dated(due)]


@pytest.mark.parametrize(
    "text,deadline",
    [
        ("průběžně do 31. 12. 2020", Continuous(None, date(2020, 12, 31))),
        ("měsíčně, do 5 pracovních dnů", Recurring(1, Period.MONTH, due_offset=Offset(5, "workday"))),
        ("každoročně do 15. března", Recurring(1, Period.YEAR, on=("03-15",))),
        ("Do roku 2025 získá podporu 400 osob", Quota(400, "osoba", due=date(2025, 12, 31))),
        ("neprodleně, nejdéle do 20 dnů", Relative("after", Offset(20, "day"))),
    ],
)
def test_neighbours_that_say_one_thing_become_one_deadline(text: str, deadline: object) -> None:
    assert [reading.deadline for reading in read(text).readings] == [deadline]


def test_set_aside_keeps_the_characters() -> None:
    assert read("§ 84 zákona").set_aside == (SetAside(0, 4, "§ 84", "code"),)


def test_a_window_of_an_unknown_year_says_so_in_its_form() -> None:
    (reading,) = read("od 3. února do 9. května").readings
    assert to_json(reading.deadline) == {"kind": "window", "start": "XXXX-02-03", "end": "XXXX-05-09"}
    assert from_json(to_json(reading.deadline)) == reading.deadline


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31)])
def test_a_day_that_no_document_has_tells_no_year(day: date) -> None:
    (reading,) = read("do 12. 7.", Context(ref_date=day)).readings
    assert reading.deadline == Dated("XXXX-07-12")


def test_a_year_said_apart_from_its_day_still_belongs_to_it() -> None:
    texts = ("do 30. 6. v roce 2030", "v roce 2030 v červnu", "příští rok v červnu")
    days = [read(text, Context(ref_date=date(2029, 3, 1))).readings[0].deadline for text in texts]
    assert [day.due for day in days if isinstance(day, Dated)] == ["2030-06-30"] * 3


def test_a_plain_day_before_the_document_is_over_unless_something_announces_it() -> None:
    written = date(2030, 6, 1)
    over = read("12. 3. 2030 jednání s úřadem práce", Context(ref_date=written))
    assert (over.readings, [aside.reason for aside in over.set_aside]) == ((), ["past event"])
    announced = [
        ("Termín: 12. 3. 2030", Context(written)),
        ("12. 3. 2030 předložit zprávu", Context(written)),
        ("zpráva o jednání 12. 3. 2030", Context(written, column="Termín")),
        ("12. 9. 2030 jednání s úřadem práce", Context(written)),
    ]
    assert [len(read(text, context).readings) for text, context in announced] == [1, 1, 1, 1]
