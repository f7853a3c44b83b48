"""The bytes themselves: whole calendars by equality, the rules of RFC 5545 line by line, the same on every machine."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, time
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.feeds.thousand import ENTRIES
from tracker.feeds.entry import Entry, State
from tracker.feeds.ical import feed, fragment, head, invitation, publish, single, without_alarms
from tracker.feeds.zone import VTIMEZONE
from tracker.timeline.clock import PRAGUE

DEADLINE = Entry(
    uid_source="chomutov-2022/report/2026",
    day=date(2026, 12, 31),
    municipality="Chomutov",
    title="Zpráva o plnění, jednou ročně",
    description_lines=("Odpovídá: manažer sociálního začleňování", "Podle článku 4; termín 31. 12. 2026"),
    url="https://terminy.example.cz/terminy/17",
    categories=("Zprávy", "Chomutov"),
    changed_at=datetime(2026, 3, 2, 9, 15, tzinfo=PRAGUE),
    created_at=datetime(2026, 1, 5, 7, tzinfo=UTC),
    sequence=2,
    state="open",
)
MEETING = replace(
    DEADLINE,
    title="Jednání lokálního partnerství",
    day=date(2026, 10, 25),
    starts_at=datetime(2026, 10, 25, 13, 30, tzinfo=PRAGUE),
    ends_at=datetime(2026, 10, 25, 15, tzinfo=PRAGUE),
    location="Radnice, zasedací síň",
)
DEADLINE_LINES = """\
BEGIN:VEVENT
UID:fa70aab9-faa9-5035-8a2e-38b0f78f82c8@hlidac-zavazku.invalid
DTSTAMP:20260302T081500Z
LAST-MODIFIED:20260302T081500Z
CREATED:20260105T070000Z
SEQUENCE:2
DTSTART;VALUE=DATE:20261231
DTEND;VALUE=DATE:20270101
SUMMARY:Chomutov: Zpráva o plnění\\, jednou ročně
STATUS:CONFIRMED
DESCRIPTION:Odpovídá: manažer sociálního začleňování\\nPodle člá
 nku 4\\; termín 31. 12. 2026\\nhttps://terminy.example.cz/terminy/17
URL:https://terminy.example.cz/terminy/17
LOCATION:Chomutov
CATEGORIES:Zprávy,Chomutov
TRANSP:TRANSPARENT
X-MICROSOFT-CDO-BUSYSTATUS:FREE
"""
ALARM_LINES = """\
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Za 7 dní: Chomutov: Zpráva o plnění\\, jednou ročně
TRIGGER:-P6DT16H
END:VALARM
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Zítra: Chomutov: Zpráva o plnění\\, jednou ročně
TRIGGER:-PT16H
END:VALARM
"""
HEAD_LINES = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Hlidac zavazku//Kalendar terminu//CS
CALSCALE:GREGORIAN
NAME:Chomutov – termíny
X-WR-CALNAME:Chomutov – termíny
X-WR-CALDESC:Termíny\\, které si město a ASZ slíbily
COLOR:teal
LAST-MODIFIED:20260302T081500Z
REFRESH-INTERVAL;VALUE=DURATION:PT1H
X-PUBLISHED-TTL:PT1H
X-WR-TIMEZONE:Europe/Prague
URL:https://terminy.example.cz/
"""
HEAD = head(
    "Chomutov – termíny",
    "Termíny, které si město a ASZ slíbily",
    "https://terminy.example.cz/",
    DEADLINE.changed_at,
    "teal",
)


def _bytes(lines: str) -> bytes:
    return lines.replace("\n", "\r\n").encode()


def test_a_deadline_is_an_all_day_event_that_rings_twice() -> None:
    assert fragment(DEADLINE) == _bytes(DEADLINE_LINES + ALARM_LINES + "END:VEVENT\n")


def test_an_event_without_alarms_is_the_same_but_for_them() -> None:
    assert without_alarms(fragment(DEADLINE)) == _bytes(DEADLINE_LINES + "END:VEVENT\n")
    assert without_alarms(fragment(DEADLINE)) == fragment(replace(DEADLINE, alarms=False))


def test_a_feed_is_its_head_its_events_and_an_end() -> None:
    whole = HEAD_LINES + (DEADLINE_LINES + ALARM_LINES + "END:VEVENT\n") * 2 + "END:VCALENDAR\n"

    assert feed(HEAD, [fragment(DEADLINE)] * 2) == _bytes(whole)


def test_an_empty_feed_carries_the_time_zone_once_however_it_was_begun() -> None:
    with_zone = head("A", "B", "https://a.cz/", DEADLINE.changed_at, with_timezone=True)

    assert feed(HEAD, []) == _bytes(HEAD_LINES) + VTIMEZONE + b"END:VCALENDAR\r\n"
    assert feed(with_zone, []).count(b"BEGIN:VTIMEZONE") == 1


@pytest.mark.parametrize(
    "state, summary, status, alarms",
    [
        ("open", "SUMMARY:Chomutov: Zpráva", "STATUS:CONFIRMED", 2),
        ("fulfilled", "SUMMARY:✓ Chomutov: Zpráva", "STATUS:CONFIRMED", 0),
        ("cancelled", "SUMMARY:Zrušeno: Chomutov: Zpráva", "STATUS:CANCELLED", 0),
    ],
)
def test_the_state_shows_in_the_title_in_the_status_and_in_the_alarms(
    state: State, summary: str, status: str, alarms: int
) -> None:
    lines = fragment(replace(DEADLINE, title="Zpráva", state=state)).decode().split("\r\n")

    assert (summary in lines, status in lines, lines.count("BEGIN:VALARM")) == (True, True, alarms)


@pytest.mark.parametrize(
    "starts, triggers",
    [
        (time(13, 30), ["TRIGGER:-P7DT5H30M", "TRIGGER:-P1DT5H30M"]),
        (time(8), ["TRIGGER:-P7D", "TRIGGER:-P1D"]),
        (time(0), ["TRIGGER:-P6DT16H", "TRIGGER:-PT16H"]),
    ],
)
def test_a_meeting_rings_at_eight_in_the_morning_a_week_and_a_day_ahead(starts: time, triggers: list[str]) -> None:
    meeting = replace(MEETING, starts_at=datetime.combine(MEETING.day, starts, PRAGUE), ends_at=None)

    assert [line for line in fragment(meeting).decode().split("\r\n") if line.startswith("TRIGGER")] == triggers


def test_a_meeting_on_the_night_of_the_changed_clocks_keeps_its_wall_time() -> None:
    lines = fragment(MEETING).decode().split("\r\n")

    assert [line for line in lines if line.startswith("DT")][1:] == [
        "DTSTART;TZID=Europe/Prague:20261025T133000",
        "DTEND;TZID=Europe/Prague:20261025T150000",
    ]


def test_a_downloaded_meeting_names_no_calendar_and_brings_its_time_zone() -> None:
    assert single(MEETING) == (
        _bytes("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Hlidac zavazku//Kalendar terminu//CS\nCALSCALE:GREGORIAN\n")
        + VTIMEZONE
        + fragment(MEETING)
        + b"END:VCALENDAR\r\n"
    )


def test_the_attachment_of_a_reminder_is_the_event_of_the_feed_published_by_an_organizer() -> None:
    published = publish(fragment(DEADLINE), "terminy@example.cz")

    assert published == _bytes(
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Hlidac zavazku//Kalendar terminu//CS\nCALSCALE:GREGORIAN\n"
        "METHOD:PUBLISH\n"
        + DEADLINE_LINES
        + "ORGANIZER:mailto:terminy@example.cz\n"
        + ALARM_LINES
        + "END:VEVENT\nEND:VCALENDAR\n"
    )


def test_an_invitation_asks_its_one_guest_and_blocks_the_time() -> None:
    lines = _unfolded(invitation(MEETING, "terminy@example.cz", "starosta@example.cz", "REQUEST"))

    assert {
        "METHOD:REQUEST",
        "TZID:Europe/Prague",
        "STATUS:CONFIRMED",
        "ORGANIZER:mailto:terminy@example.cz",
        "ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:starosta@example.cz",
        "TRANSP:OPAQUE",
    } <= set(lines)


def test_a_withdrawn_invitation_cancels_and_rings_no_more() -> None:
    lines = _unfolded(invitation(MEETING, "terminy@example.cz", "starosta@example.cz", "CANCEL"))

    assert {"METHOD:CANCEL", "STATUS:CANCELLED"} <= set(lines)
    assert "BEGIN:VALARM" not in lines


def test_an_address_cannot_bring_in_a_line_of_its_own() -> None:
    with pytest.raises(ValueError, match="CR or LF"):
        publish(fragment(DEADLINE), "a@example.cz\r\nATTENDEE:mailto:b@example.cz")


def test_a_title_of_several_lines_becomes_one() -> None:
    summaries = [line for line in _unfolded(fragment(replace(DEADLINE, title="A\nB"))) if line.startswith("SUMMARY")]

    assert summaries == ["SUMMARY:Chomutov: A B"]


TEXT = st.text(st.sampled_from('ař,;\\:"\n\r 👩‍👧€'), max_size=200)


@given(TEXT, TEXT)
def test_every_line_ends_in_crlf_holds_at_most_75_octets_and_whole_characters(title: str, description: str) -> None:
    rendered = fragment(replace(DEADLINE, title=title, description_lines=(description,), categories=(title, "x")))

    lines = rendered.split(b"\r\n")
    assert lines.pop() == b""
    assert all(len(line) <= 75 and b"\r" not in line and b"\n" not in line for line in lines)
    assert "".join(line.decode() for line in lines)


def test_the_calendar_promises_nothing_that_breaks_clients() -> None:
    names = {line.split(":")[0].split(";")[0] for line in _unfolded(feed(HEAD, [fragment(DEADLINE)]))}

    assert names.isdisjoint({"METHOD", "SOURCE", "CLASS", "ORGANIZER", "ATTENDEE", "ATTACH", "RRULE"})


def test_another_process_with_another_hash_seed_and_another_zone_renders_the_same_bytes() -> None:
    here = sha256(b"".join(map(fragment, ENTRIES))).hexdigest()
    program = (
        "from hashlib import sha256; from tests.feeds.thousand import ENTRIES; from tracker.feeds.ical import fragment;"
        "print(sha256(b''.join(map(fragment, ENTRIES))).hexdigest())"
    )

    for seed, zone in (("1", "Pacific/Auckland"), ("4242", "America/New_York")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        run = subprocess.run(
            [sys.executable, "-c", program], env=environment, capture_output=True, check=True, text=True
        )
        assert run.stdout.strip() == here


def _unfolded(rendered: bytes) -> list[str]:
    return rendered.replace(b"\r\n ", b"").decode().split("\r\n")
