"""Counts first; then a share in which each duty weighs the same."""

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tests.duties import FOUR_A_YEAR, ONCE_A_YEAR, a_duty, an_event, chomutov, counted, meetings, reviewed
from tracker.fulfilment.compliance import Compliance, compliance, roll_up
from tracker.fulfilment.event import ReviewVerdict
from tracker.fulfilment.facts import NO_FACTS, Facts
from tracker.fulfilment.status import Standing, standing
from tracker.obligations.deadline import Period, Recurring
from tracker.obligations.obligation import Obligation, Side
from tracker.occurrences.expansion import expand
from tracker.occurrences.occurrence import Occurrence

TEN = a_duty(Recurring(10, Period.YEAR), key="individual")
MONTHLY = a_duty(Recurring(1, Period.MONTH), key="monthly")
REPORT = a_duty(ONCE_A_YEAR, key="report")
Item = tuple[Obligation, list[tuple[Occurrence, Standing]]]


def _item(duty: Obligation, on: date, facts: dict[str, Facts] | None = None) -> Item:
    known = facts or {}
    return duty, [(o, standing(duty, o, known.get(o.label, NO_FACTS), on)) for o in expand(duty)]


def test_a_duty_of_twelve_windows_does_not_drown_the_one_report():
    months = {f"2023-{m:02}": Facts(meetings(date(2023, m, 5))) for m in range(1, 13)}
    months |= {f"2022-{m:02}": Facts(meetings(date(2022, m, 5))) for m in range(5, 13)}
    whole = compliance([_item(MONTHLY, date(2024, 1, 1), months), _item(REPORT, date(2024, 1, 1))])
    assert whole == Compliance(
        total=57,
        due=22,
        on_time=20,
        overdue=2,
        pending=35,
        obligations=2,
        score=Fraction(1),
        punctual_score=Fraction(1),
    )
    assert whole.share == Fraction(1, 2)


def test_late_is_met_but_not_punctual():
    late = compliance([_item(REPORT, date(2024, 1, 1), {"2022": Facts(meetings(date(2023, 1, 9)))})])
    assert (late.fulfilled, late.on_time, late.late, late.overdue) == (1, 0, 1, 1)
    assert (late.share, late.punctual_share) == (Fraction(1, 2), Fraction(0))


def test_a_claim_is_judged_only_once_its_day_has_passed():
    claimed = {"2023": Facts((counted(an_event(date(2023, 6, 6)), side=Side.MUNICIPALITY),))}
    before, after = (compliance([_item(REPORT, on, claimed)]) for on in (date(2023, 12, 31), date(2024, 1, 1)))
    assert (before.awaiting, before.due, after.awaiting, after.due) == (1, 1, 1, 2)


def test_released_and_cancelled_are_counted_and_never_in_the_denominator():
    ended = {o.label: Facts(ended=date(2023, 6, 1)) for o in expand(REPORT)}
    cancelled = {o.label: Facts(cancelled=date(2023, 6, 1)) for o in expand(TEN)}
    on = date(2023, 7, 1)
    assert compliance([_item(REPORT, on, ended), _item(TEN, on, cancelled)]) == Compliance(
        total=10, due=2, missed=1, overdue=1, released=4, cancelled=4, obligations=2
    )


def test_where_nothing_fell_due_there_is_no_share():
    assert compliance([_item(REPORT, date(2022, 5, 1))]).share is None


DAYS = st.dates(date(2022, 1, 1), date(2027, 6, 30))


@given(st.lists(DAYS, max_size=8), DAYS, st.integers(0, 15))
def test_counts_add_up_and_a_whole_agrees_with_its_parts(days, on, cut):
    facts = {label: Facts(meetings(*days)) for label in ("2022", "2023", "once", "until-end", "ongoing")}
    items = [_item(duty, on, facts) for duty in chomutov().values()]
    whole = compliance(items)
    kinds = (
        whole.on_time, whole.late, whole.partly, whole.missed, whole.overdue, whole.awaiting, whole.disputed,
        whole.pending, whole.paused, whole.waived, whole.replaced, whole.released, whole.cancelled,
    )  # fmt: skip
    assert sum(kinds) == whole.total == sum(len(occurrences) for _, occurrences in items)
    assert roll_up([compliance(items[:cut]), compliance(items[cut:])]) == whole
    assert 0 <= (whole.punctual_share or 0) <= (whole.share or 0) <= 1


def test_an_agreement_of_nothing_is_the_neutral_part():
    whole = compliance([_item(a_duty(FOUR_A_YEAR), date(2024, 1, 1))])
    assert roll_up([Compliance(), whole]) == whole


def test_returned_and_unproved_claims_are_awaited_together_with_unconfirmed_ones():
    entered = counted(an_event(date(2023, 6, 6)), side=Side.MUNICIPALITY)
    returned = reviewed(entered, ReviewVerdict.RETURNED, date(2023, 7, 1))
    unproved = a_duty(ONCE_A_YEAR, key="unproved", outputs=("Zápis",))
    items = [
        _item(REPORT, date(2024, 1, 1), {"2023": Facts((entered,))}),
        _item(a_duty(ONCE_A_YEAR, key="returned"), date(2024, 1, 1), {"2023": Facts((returned,))}),
        _item(unproved, date(2024, 1, 1), {"2023": Facts((entered,))}),
    ]
    assert [compliance([item]).awaiting for item in items] == [1, 1, 1]
    assert compliance(items).awaiting == 3
