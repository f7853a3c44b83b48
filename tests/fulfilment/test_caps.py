"""Caps: whatever a text lets count only up to an amount, by form, by name, in the duty's own unit or in another."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.duties import FORTY_HOURS, a_duty, an_event, counted
from tracker.fulfilment.caps import covers
from tracker.fulfilment.event import Event, EventForm
from tracker.fulfilment.facts import Facts
from tracker.fulfilment.status import standing
from tracker.obligations.deadline import Cap
from tracker.occurrences.expansion import expand

MAY, JUNE, JULY = (date(2023, month, 10) for month in (5, 6, 7))


def a_course(day: date, title: str = "Kurz", *, form: EventForm = EventForm.IN_PERSON, hours: float = 8) -> Event:
    return replace(an_event(day, form=form, hours=hours, persons=6), title=title)


def counted_hours(caps: tuple[Cap, ...], *events: Event) -> float:
    duty = a_duty(replace(FORTY_HOURS, caps=caps))
    facts = Facts(tuple(counted(event, event.hours or 0) for event in events))
    return standing(duty, expand(duty)[0], facts, date(2024, 1, 1)).counted


@pytest.mark.parametrize(
    "scope, title, form, covered",
    [
        ("distance", "Kurz", EventForm.DISTANCE, True),
        ("formou online", "Kurz", EventForm.IN_PERSON, False),
        ("prezenčně", "Kurz", EventForm.IN_PERSON, True),
        ("exkurzí", "Exkurze do sociálního podniku", EventForm.IN_PERSON, True),
        ("exkurzí", "Kurz", EventForm.IN_PERSON, False),
        ("formou studijních cest", "Studijní cesta do Brna", EventForm.DISTANCE, True),
        ("", "Kurz", EventForm.IN_PERSON, True),
    ],
)
def test_a_cap_limits_what_it_speaks_of(scope: str, title: str, form: EventForm, covered: bool) -> None:
    assert covers(Cap(10, "hodina", scope), a_course(MAY, title, form=form)) is covered


def test_a_cap_on_excursions_cuts_only_excursions() -> None:
    held = (a_course(MAY, "Exkurze"), a_course(JUNE, "Exkurze"), a_course(JULY, hours=10))
    assert counted_hours((Cap(10, "hodina", "exkurzí"),), *held) == 10 + 10


def test_an_event_under_two_caps_counts_by_the_tighter_and_uses_both() -> None:
    online = [a_course(day, "Exkurze online", form=EventForm.DISTANCE, hours=12) for day in (MAY, JUNE)]
    caps = (Cap(20, "hodina", "distance"), Cap(16, "hodina", "exkurzí"))
    assert counted_hours(caps, *online) == 16


def test_a_cap_on_the_number_of_events_lets_whole_events_count() -> None:
    online = [a_course(day, form=EventForm.DISTANCE) for day in (MAY, JUNE, JULY)]
    assert counted_hours((Cap(2, "akce", "online"),), *online) == 16


def test_a_cap_on_heads_lets_a_part_of_the_event_count() -> None:
    assert counted_hours((Cap(3, "osoba", "distance"),), a_course(MAY, form=EventForm.DISTANCE)) == 4


COURSES = st.lists(
    st.builds(
        a_course,
        st.dates(date(2022, 5, 1), date(2023, 12, 31)),
        st.sampled_from(["Kurz", "Exkurze", "Studijní cesta"]),
        form=st.sampled_from(EventForm),
        hours=st.floats(0, 30),
    ),
    max_size=8,
)


@given(COURSES, st.floats(0, 60), st.sampled_from(["distance", "exkurzí", "prezenčně", "studijních cest"]))
def test_what_a_cap_speaks_of_never_counts_for_more(held: list[Event], amount: float, scope: str) -> None:
    cap = Cap(amount, "hodina", scope)
    covered = [event for event in held if covers(cap, event)]
    assert counted_hours((cap,), *covered) <= amount + 1e-9
    rest = sum(event.hours or 0 for event in held if event not in covered)
    assert counted_hours((cap,), *held) >= rest - 1e-9


CAPS = st.sampled_from(
    [
        (Cap(10, "hodina", "distance"), Cap(12, "hodina", "exkurzí")),
        (Cap(2, "akce", "online"),),
        (Cap(8, "osoba", "exkurzí"),),
    ]
)


@given(CAPS, COURSES, COURSES)
def test_one_more_event_never_lowers_what_is_counted_under_any_caps(
    caps: tuple[Cap, ...], held: list[Event], more: list[Event]
) -> None:
    assert counted_hours(caps, *held, *more[:1]) >= counted_hours(caps, *held) - 1e-9


def test_a_short_event_takes_no_room_from_a_longer_one() -> None:
    online = [a_course(day, form=EventForm.DISTANCE, hours=hours) for day, hours in ((MAY, 1), (JUNE, 8), (JULY, 8))]
    assert counted_hours((Cap(2, "akce", "online"),), *online) == 16


def test_hours_owed_to_each_person_count_by_the_heads_that_came() -> None:
    duty = replace(a_duty(FORTY_HOURS), supported=10)
    held = (
        replace(an_event(MAY, hours=30), persons=10),
        replace(an_event(JUNE, hours=26, form=EventForm.DISTANCE), persons=5),
        an_event(JULY, hours=8),  # nobody counted the heads
    )
    facts = Facts(tuple(counted(event, event.hours or 0) for event in held))

    now = standing(duty, expand(duty)[0], facts, date(2024, 1, 1))

    assert now.counted == 30 + 13
    assert "Hodiny platí pro každou podpořenou osobu, počítá se průměr na 10\u00a0osob." in [s.words for s in now.trace]
