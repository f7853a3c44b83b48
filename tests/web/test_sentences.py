"""What the floors below say, in English and as a piece of a page."""

from datetime import date

import pytest
from flask import Flask
from flask_babel import force_locale

from tests.web.gallery_app import gallery_app
from tracker.obligations.deadline import (
    Cap,
    Conditional,
    Continuous,
    Dated,
    Deadline,
    Missing,
    Offset,
    Period,
    Precision,
    Quota,
    Recurring,
    Relative,
    Window,
)
from tracker.timeline.czech import NBSP
from tracker.timeline.sentences import Phrase, Written
from tracker.web.sentences import kept, say_deadline, say_term, say_until


@pytest.fixture(scope="module")
def app() -> Flask:
    return gallery_app()


@pytest.mark.parametrize(
    "rule, words",
    [
        (Recurring(4, Period.YEAR, minimum=True), "at least 4× a year"),
        (Recurring(1, Period.YEAR, every=2), "1× in 2 years"),
        (Recurring(2, Period.WEEK, on=("mon", "thu")), "2× a week, always on Mondays and on Thursdays"),
        (Recurring(1, Period.MONTH, on=("first-wed",)), "1× a month, always first Wednesday"),
        (Recurring(1, Period.MONTH, on=("month-04..10",)), "1× a month, always from April to October"),
        (
            Recurring(1, Period.QUARTER, due_offset=Offset(25, "day")),
            "1× per quarter, within 25 days of the end of the period",
        ),
        (Dated("2022-09-30", Precision.MONTH), "by the end of September 2022"),
        (Dated("2023-12-31", Precision.HALF_YEAR), "by the end of half-year 2 of 2023"),
        (Dated("XXXX-11-30"), "by 30 November (the year is not stated)"),
        (Window(date(2017, 1, 1), date(2020, 12, 31)), "in 2017–2020"),
        (Relative(offset=Offset(1, "month"), anchor="podpis"), "within 1 month of the event “podpis”"),
        (
            Relative("before", Offset(5, "workday"), "jednání"),
            "no later than 5 working days before the event “jednání”",
        ),
        (Quota(40, "hodina", caps=(Cap(20, "hodina", "distance"),)), "40 hours, at most 20 remotely"),
        (Continuous(start=date(2022, 5, 1)), "continuously from 1 May 2022"),
        (Conditional("dle potřeby"), "dle potřeby"),
        (Missing(), "no term stated"),
    ],
)
def test_a_rule_is_read_in_english(app: Flask, rule: Deadline, words: str) -> None:
    with app.test_request_context("/"), force_locale("en"):
        assert say_deadline(rule).replace(NBSP, " ") == words


def test_due_days_and_names_of_terms_are_read_in_english(app: Flask) -> None:
    with app.test_request_context("/"), force_locale("en"):
        assert [
            say_until(date(2026, 12, 14)).replace(NBSP, " "),
            say_until(date(2024, 6, 30), Precision.QUARTER).replace(NBSP, " "),
            say_term("2026-Q3"),
            say_term("on-condition.2"),
        ] == ["by 14 Dec 2026", "by the end of quarter 2 of 2024", "quarter 3 of 2026", "as needed, call 2"]


@pytest.mark.parametrize(
    "locale, shown",
    [
        ("cs", "Strop: 20 &lt;hodin&gt;. Jen obec a ASZ Ústředí"),
        (
            "en",
            'Cap: <span lang="cs">20 &lt;hodin&gt;</span>. Municipality and ASZ only <span lang="cs">Ústředí</span>',
        ),
    ],
)
def test_what_somebody_wrote_is_marked_where_the_page_is_not_czech(app: Flask, locale: str, shown: str) -> None:
    template = app.jinja_env.from_string("{{ cap | said }} {{ ours | kept }} {{ theirs | as_written }}")
    told = {"cap": Phrase("Strop: %(cap)s.", cap=Written("20 <hodin>")), "ours": "Jen obec a ASZ", "theirs": "Ústředí"}
    with app.test_request_context("/"), force_locale(locale):
        assert template.render(told) == shown


def test_of_nothing_nothing_is_kept(app: Flask) -> None:
    with app.test_request_context("/"), force_locale("en"):
        assert kept(None) == kept("") == ""
