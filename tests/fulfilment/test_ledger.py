"""Hours with a cap on the distance form."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.duties import an_event, noon
from tracker.fulfilment.event import EventForm
from tracker.fulfilment.ledger import Balance, Readings, balance, readings

DAY = date(2023, 3, 3)


def test_26_distance_hours_count_as_20_and_6_do_not_count():
    events = [an_event(DAY, form=EventForm.DISTANCE, hours=hours) for hours in (16, 10)]
    ledger = balance(events, 40, 20)
    assert ledger == Balance(in_person=0, distance=26, target=40, cap=20)
    assert (ledger.counted_distance, ledger.uncounted, ledger.effective, ledger.remaining) == (20, 6, 20, 20)


def test_hours_in_person_are_never_capped():
    assert balance([an_event(DAY, hours=45)], 40, 20).effective == 45


def test_an_event_taken_back_holds_no_hours():
    assert balance([replace(an_event(DAY, hours=8), withdrawn_at=noon(DAY))], 40, 20).effective == 0


def test_both_readings_of_the_forty_hours():
    events = [
        an_event(DAY, hours=6, persons=10),
        an_event(DAY, form=EventForm.DISTANCE, hours=26, persons=5),
        an_event(DAY, hours=4),  # nobody counted the heads
    ]
    assert readings(events, 40, 20, persons=10) == Readings(
        per_town=Balance(in_person=10, distance=26, target=40, cap=20),
        per_person=Balance(in_person=6, distance=13, target=40, cap=20),
        persons=10,
    )


HELD = st.lists(st.tuples(st.sampled_from(EventForm), st.floats(0, 50)), max_size=12)


@given(HELD, st.floats(0, 100), st.sampled_from(EventForm), st.floats(0, 50))
def test_one_more_event_never_lowers_the_hours_and_never_breaks_the_cap(held, cap, form, hours):
    events = [an_event(DAY, form=f, hours=h) for f, h in held]
    before, after = balance(events, 40, cap), balance([*events, an_event(DAY, form=form, hours=hours)], 40, cap)
    assert before.effective <= after.effective <= after.in_person + cap
