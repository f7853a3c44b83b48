"""The laws that hold for any duty, any facts and any day."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.duties import FORTY_HOURS, a_duty, an_event, chomutov, counted, noon
from tracker.fulfilment.event import Decision, DecisionKind, EventForm, Fulfilment, Review, ReviewVerdict
from tracker.fulfilment.facts import NO_FACTS, Facts, known_on
from tracker.fulfilment.standing import GROUP_OF, Group, Status
from tracker.fulfilment.status import next_change, standing
from tracker.obligations.deadline import (
    Conditional,
    Continuous,
    Deadline,
    Offset,
    Period,
    Recurring,
    Relative,
    Window,
)
from tracker.obligations.obligation import Obligation, Party, Side
from tracker.occurrences.expansion import expand
from tracker.occurrences.occurrence import Occurrence

DAYS = st.dates(date(2021, 6, 1), date(2027, 12, 31))
OTHERS: tuple[Deadline, ...] = (
    Recurring(1, Period.MONTH),
    Recurring(1, Period.QUARTER, due_offset=Offset(25, "day")),
    Recurring(None, Period.YEAR),
    Window(date(2023, 1, 1), date(2024, 6, 30)),
    Window(date(2023, 1, 1), None),
    Relative(anchor="podpis"),
    Continuous(),
    Conditional("dle potřeby"),
)
DUTIES = (*chomutov().values(), *(a_duty(rule, key=f"other-{n}") for n, rule in enumerate(OTHERS)))
WINDOWS = [(duty, occurrence) for duty in DUTIES for occurrence in expand(duty)]
Pair = tuple[Obligation, Occurrence]
WINDOW = st.sampled_from(WINDOWS)
PARTY = st.sampled_from(Party)


@st.composite
def fulfilments(draw: st.DrawFn) -> Fulfilment:
    """Any event, claimed by either side, perhaps reviewed, perhaps taken back."""
    event = an_event(draw(DAYS), form=draw(st.sampled_from(EventForm)))
    fulfilment = counted(event, draw(st.sampled_from([1, 4, 26.5])), side=draw(st.sampled_from(Side)))
    reviews = st.builds(Review, st.sampled_from(ReviewVerdict), st.sampled_from(Side), DAYS.map(noon), st.just("důvod"))
    return replace(
        fulfilment,
        reviews=tuple(draw(st.lists(reviews, max_size=2))),
        withdrawn_at=draw(st.none() | DAYS.map(noon)),
    )


DECISIONS = st.builds(
    lambda kind, day, new_due: Decision(kind, "x", day, "důvod", "rada", noon(day), new_due=new_due),
    st.sampled_from(DecisionKind),
    DAYS,
    st.none() | DAYS,
)
FACTS = st.builds(
    Facts,
    st.lists(fulfilments(), max_size=5).map(tuple),
    st.lists(DECISIONS, max_size=3).map(tuple),
    st.just(()),
    st.none() | DAYS,
    st.none() | DAYS,
)


@given(WINDOW, PARTY, FACTS, DAYS)
@settings(max_examples=300)
def test_every_occurrence_has_exactly_one_status_on_any_day_and_can_say_why(window: Pair, party, facts, on):
    duty, occurrence = replace(window[0], party=party), window[1]
    now = standing(duty, occurrence, facts, on)
    assert isinstance(now.status, Status)
    assert now == standing(duty, occurrence, facts, on)
    assert [step.rule for step in now.trace if step.rule in ("rule", "verdict")] == ["rule", "verdict"]


@given(WINDOW, FACTS, DAYS)
def test_on_the_due_day_nothing_is_late_and_only_a_passed_term_is(window: Pair, facts, on):
    now = standing(*window, facts, on)
    if now.status in (Status.OVERDUE, Status.MISSED, Status.PARTLY):
        assert now.due is not None
        assert now.due < on
    if now.status is Status.FULFILLED_LATE:
        assert now.fulfilled_on is not None
        assert now.due is not None
        assert (now.fulfilled_on - now.due).days == now.days_late > 0


@given(WINDOW, FACTS, DAYS, DAYS, st.sampled_from([1, 4, 26.5]), st.sampled_from(EventForm))
def test_one_more_event_never_lowers_what_is_counted_nor_undoes_a_fulfilment(
    window: Pair, facts, on, day, amount, form
):
    before = standing(*window, facts, on)
    more = replace(facts, fulfilments=(*facts.fulfilments, counted(an_event(day, form=form), amount)))
    after = standing(*window, more, on)
    assert after.counted >= before.counted - 1e-9
    if GROUP_OF[before.status] is Group.COMPLETE:
        assert GROUP_OF[after.status] is Group.COMPLETE
        assert after.days_late <= before.days_late


@given(st.lists(fulfilments(), max_size=8), DAYS)
def test_distance_hours_never_exceed_their_cap(held, on):
    duty = a_duty(FORTY_HOURS)
    distance = tuple(replace(f, event=replace(f.event, form=EventForm.DISTANCE)) for f in held)
    assert standing(duty, expand(duty)[0], Facts(distance), on).counted <= 20


@given(WINDOW, FACTS, DAYS, st.permutations(range(5)))
def test_the_order_of_records_does_not_matter(window: Pair, facts, on, order):
    mixed = tuple(facts.fulfilments[n] for n in order if n < len(facts.fulfilments))
    assert standing(*window, replace(facts, fulfilments=mixed), on) == standing(*window, facts, on)


@given(WINDOW, FACTS, DAYS)
def test_what_is_known_on_a_day_is_a_state_of_rest(window: Pair, facts, on):
    known = known_on(facts, on)
    assert known_on(known, on) == known
    assert standing(*window, known, on) == standing(*window, known_on(facts, on), on)


@given(WINDOW, DAYS, st.lists(fulfilments(), max_size=3))
@settings(max_examples=60)
def test_time_alone_changes_a_status_only_on_a_day_that_was_foreseen(window: Pair, start, held):
    duty, occurrence = window
    facts = Facts(tuple(f for f in held if f.event.day <= start))
    foreseen = next_change(occurrence, facts, start)
    seen = standing(duty, occurrence, facts, start).status
    last = (foreseen or start + timedelta(days=800)) - timedelta(days=1)
    days = range((last - start).days + 1)
    assert {standing(duty, occurrence, facts, start + timedelta(days=n)).status for n in days} <= {seen}


@given(WINDOW, DAYS, DAYS)
def test_a_shift_never_makes_late_work_punctual(window: Pair, decided_on, new_due):
    duty, occurrence = window
    if occurrence.due is None or decided_on <= occurrence.due:
        return
    shift = Decision(DecisionKind.SHIFT, "x", decided_on, "důvod", "rada", noon(decided_on), new_due=new_due)
    on = date(2027, 12, 31)
    assert (
        standing(duty, occurrence, Facts(decisions=(shift,)), on).status
        is standing(duty, occurrence, NO_FACTS, on).status
    )
