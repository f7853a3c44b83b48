"""Five independent readers, of Python, JavaScript and C, see the same thousand events as the entries say."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.feeds.readers import ical_js_reader as ical_js
from tests.feeds.readers import libical_reader as libical
from tests.feeds.readers.python_readers import icalendar_sees, recurring_sees, vobject_sees
from tests.feeds.thousand import ENTRIES, FIRST, LEAP_DAY, TODAY, Seen, expected
from tests.system_tools import require, require_library
from tracker.feeds.ical import feed, fragment, head, without_alarms
from tracker.feeds.text import shortened, tidy
from tracker.timeline.clock import PRAGUE

HEAD = head("Termíny – kraj", "Zkouška", "https://terminy.example.cz/", datetime(2027, 11, 1, tzinfo=UTC), "teal", True)
THOUSAND = feed(HEAD, map(fragment, ENTRIES))
TORTURE = (
    "Čárka, středník; dvojtečka: rovnítko = uvozovky \" apostrof ' procento % mříž # stříška ^",
    "S:\\Nakládání\\nové\\,\\;",
    "\\",
    "\\\\n \\N \\n",
    "První řádek\r\ndruhý\nčtvrtý\rpátý\u2028šestý\x85sedmý",
    "BEGIN:VEVENT",
    "Konec\nEND:VEVENT\nBEGIN:VALARM\nTRIGGER:PT0S\nEND:VALARM",
    "\r\nEND:VCALENDAR\r\n",
    "  mezery na krajích \t ",
    "nula\x00 zvonek\x07 escape\x1b[31m mazání\x7f",
    "👩‍👩‍👧‍👦🏳️‍🌈 rodina a vlajka",
    "e\u0301 rozložené, é složené",
    "žluťoučký " * 400,
    "😀" * 300,
    "a" * 5000,
    "עברית العربية 中文 ไทย",
    "\ufeffznačka na začátku",
    "%0D%0AX-INJECTED:1",
    "^n ^' ^^",
    "<b>tučně</b> &amp; <script>alert(1)</script>",
    ",;:,;",
    "\ud83d osamělá polovina znaku",
)


@pytest.fixture(scope="module")
def ical_js_library(pytestconfig: pytest.Config) -> Path:
    require("npm", "node")
    return ical_js.install(pytestconfig.cache.mkdir("ical_js"))


@pytest.fixture(
    params=[
        "icalendar",
        "vobject",
        pytest.param("libical", marks=pytest.mark.system),
        pytest.param("ical.js", marks=pytest.mark.system),
    ]
)
def sees(request: pytest.FixtureRequest) -> Callable[[bytes], list[Seen]]:
    match request.param:
        case "icalendar":
            return icalendar_sees
        case "vobject":
            return vobject_sees
        case "libical":
            require_library("ical")
            return libical.libical_sees
        case _:
            library = request.getfixturevalue("ical_js_library")
            return lambda feed: ical_js.ical_js_sees(library, feed)


def test_every_reader_sees_all_thousand_events_as_they_are(sees: Callable[[bytes], list[Seen]]) -> None:
    assert sees(THOUSAND) == sorted(map(expected, ENTRIES))


def test_every_reader_sees_no_alarm_where_alarms_were_cut_off(sees: Callable[[bytes], list[Seen]]) -> None:
    silent = feed(HEAD, (without_alarms(fragment(entry)) for entry in ENTRIES))

    assert sees(silent) == sorted(replace(expected(entry), alarms=()) for entry in ENTRIES)


def test_an_empty_feed_is_a_legal_calendar_without_events(sees: Callable[[bytes], list[Seen]]) -> None:
    assert sees(feed(HEAD, ())) == []


@pytest.mark.parametrize("text", TORTURE)
def test_nasty_text_comes_back_as_it_went_in_but_for_blanks_backslashes_and_control_characters(
    sees: Callable[[bytes], list[Seen]], text: str
) -> None:
    entry = replace(ENTRIES[1], title=text, description_lines=(text, "konec"), location=text, categories=(text, "x"))

    (seen,) = sees(feed(HEAD, (fragment(entry),)))

    assert (seen.description, seen.location, seen.categories) == (
        tidy("\n".join((text, "konec", entry.url))),
        tidy(text) or entry.municipality,
        (tidy(text).replace('"', "'"), "x"),
    )
    assert seen.summary == shortened(tidy(f"{entry.municipality}: {text}").replace("\n", " "), 120)


def test_a_calendar_program_shows_every_event_once_on_its_day() -> None:
    shown = recurring_sees(THOUSAND, FIRST, FIRST + timedelta(days=700))

    assert shown == sorted(replace(seen, ends=seen.ends or seen.starts) for seen in map(expected, ENTRIES))


@pytest.mark.parametrize("day", [LEAP_DAY, date(2028, 3, 26), date(2028, 10, 29), date(2027, 12, 31)])
def test_a_deadline_fills_exactly_its_day(day: date) -> None:
    deadline = replace(ENTRIES[1], day=day)
    one = feed(HEAD, (fragment(deadline),))

    shown = {other: len(recurring_sees(one, other, other)) for other in (day - timedelta(1), day, day + timedelta(1))}

    assert shown == {day - timedelta(1): 0, day: 1, day + timedelta(1): 0}


@pytest.mark.system
def test_the_time_zone_in_the_feed_is_right_in_every_half_hour_of_four_years(ical_js_library: Path) -> None:
    require_library("ical")
    start = datetime(TODAY.year, 1, 1, tzinfo=UTC)
    instants = [(start + timedelta(minutes=30 * step)).astimezone(PRAGUE) for step in range(4 * 365 * 48)]
    walls = [instant.replace(tzinfo=None) for instant in instants if _unambiguous(instant)]
    true = [(wall.replace(tzinfo=UTC) - wall.replace(tzinfo=PRAGUE)).seconds for wall in walls]

    assert libical.libical_offsets(HEAD + b"END:VCALENDAR\r\n", walls) == true
    assert ical_js.ical_js_offsets(ical_js_library, feed(HEAD, ()), walls) == true


def _unambiguous(instant: datetime) -> bool:
    return instant.replace(fold=0).utcoffset() == instant.replace(fold=1).utcoffset()
