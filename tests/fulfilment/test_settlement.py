"""The early end: Sokolov, 20 June 2024, as the domain tells it, and quotas cut to the day."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.duties import (
    CHOMUTOV,
    FORTY_HOURS,
    FOUR_A_YEAR,
    ONCE_A_YEAR,
    a_duty,
    an_event,
    chomutov,
    counted,
    decided,
    meetings,
)
from tracker.fulfilment.event import DecisionKind
from tracker.fulfilment.facts import NO_FACTS, Facts
from tracker.fulfilment.settlement import Pile, settle
from tracker.fulfilment.standing import Status
from tracker.obligations.deadline import Conditional, Continuous, Dated, Deadline, Precision, Window
from tracker.obligations.obligation import Side, Validity
from tracker.occurrences.expansion import expand

END = date(2024, 6, 20)
PROGRAMME = Validity(date(2023, 8, 1), date(2025, 12, 31))


def _sokolov():
    """Steps and goals with the terms of the Sokolov programme, in words of our own."""
    rules: dict[str, Deadline] = {
        "mapping": Dated("2023-10-31", Precision.MONTH),
        "analysis": Dated("2024-06-30", Precision.MONTH),  # "06/24"
        "evaluation": Window(date(2024, 5, 1), date(2024, 6, 30)),  # "05/-06/23" of the next year
        "rules": Dated("2024-08-31", Precision.MONTH),  # "08/2024"
        "awareness": Dated("2025-12-31", Precision.YEAR),  # "do roku 2025"
        "training": Dated("2024-03-31", Precision.MONTH),
        "providers": Continuous(),
        "advice": Conditional("dle potřeby"),
    }
    return {key: a_duty(rule, key=key, validity=PROGRAMME) for key, rule in rules.items()}


def test_sokolov_on_20_june_2024():
    done = {"mapping": Facts(meetings(date(2023, 10, 12)))}
    lines = settle([(d, expand(d)[0], done.get(key, NO_FACTS)) for key, d in _sokolov().items()], END)
    assert {pile: [line.obligation.key for line in lines.pile(pile)] for pile in Pile} == {
        Pile.FULFILLED: ["mapping"],
        Pile.OVERDUE: ["training"],
        Pile.OPEN: ["analysis", "evaluation", "providers"],
        Pile.RELEASED: ["rules", "awareness", "advice"],
        Pile.SET_ASIDE: [],
    }


def test_quotas_of_open_windows_are_cut_to_the_day():
    duty, report, hours = a_duty(FOUR_A_YEAR), a_duty(ONCE_A_YEAR, key="report"), a_duty(FORTY_HOURS, key="hours")
    held = Facts(meetings(date(2024, 2, 6), date(2024, 5, 14)))
    settled = settle(
        [(duty, expand(duty)[2], held), (report, expand(report)[2], NO_FACTS), (hours, expand(hours)[0], NO_FACTS)], END
    )
    assert [(line.quota, line.owed, line.met_pro_rata) for line in settled.lines] == [
        (4, 2, True),  # 172 of 366 days: 1.88
        (1, 1, False),
        (40, 20, False),  # 782 of 1584 days: 19.75
    ]


def test_an_end_with_a_month_is_counted_in_months():
    duty = a_duty(FOUR_A_YEAR)
    (line,) = settle([(duty, expand(duty)[2], NO_FACTS)], date(2024, 6, 30)).lines
    assert line.owed == 2


def test_a_claim_that_nobody_confirmed_is_in_the_pile_of_the_fulfilled_and_marked():
    duty = a_duty(ONCE_A_YEAR)
    claim = Facts((counted(an_event(date(2024, 6, 1)), side=Side.MUNICIPALITY),))
    (line,) = settle([(duty, expand(duty)[2], claim)], END).lines
    assert (line.pile, line.unconfirmed, line.standing.status) == (Pile.FULFILLED, True, Status.AWAITING_OTHER_SIDE)


def test_what_was_waived_before_is_set_aside():
    duty = a_duty(ONCE_A_YEAR)
    waived = Facts(decisions=(decided(DecisionKind.WAIVE, date(2024, 3, 1)),))
    assert settle([(duty, expand(duty)[2], waived)], END).lines[0].pile is Pile.SET_ASIDE


def test_an_end_before_the_beginning_releases_everything():
    duty = a_duty(FOUR_A_YEAR)
    settled = settle([(duty, o, NO_FACTS) for o in expand(duty)], date(2022, 4, 1))
    assert {line.pile for line in settled.lines} == {Pile.RELEASED}


@given(st.dates(CHOMUTOV.start, CHOMUTOV.end), st.lists(st.dates(CHOMUTOV.start, CHOMUTOV.end), max_size=8))
def test_the_piles_add_up_and_no_cut_quota_exceeds_the_agreed_one(ended, days):
    items = [(duty, occurrence, Facts(meetings(*days))) for duty in chomutov().values() for occurrence in expand(duty)]
    settled = settle(items, ended)
    assert sum(len(settled.pile(pile)) for pile in Pile) == len(items)
    assert all(line.owed is None or 0 <= line.owed <= line.quota for line in settled.lines)
    assert all((line.owed is None) or line.pile is Pile.OPEN for line in settled.lines)


def test_a_window_due_or_opening_on_the_very_day_of_the_end_is_open_and_is_not_cut():
    due, opening = a_duty(Dated("2024-06-20"), key="due"), a_duty(Window(END, date(2024, 9, 30)), key="opening")
    year = a_duty(FOUR_A_YEAR)
    settled = settle([(due, expand(due)[0], NO_FACTS), (opening, expand(opening)[0], NO_FACTS)], END)
    assert [(line.pile, line.owed) for line in settled.lines] == [(Pile.OPEN, None), (Pile.OPEN, None)]
    whole = settle([(year, expand(year)[1], NO_FACTS)], date(2023, 12, 31)).lines[0]
    assert (whole.pile, whole.owed) == (Pile.OPEN, None)


def test_what_was_fulfilled_and_what_was_not_is_not_marked_as_unconfirmed():
    duty = a_duty(ONCE_A_YEAR)
    facts = (Facts(meetings(date(2024, 6, 1))), NO_FACTS)
    settled = settle([(duty, expand(duty)[2], known) for known in facts], END)
    assert [line.unconfirmed for line in settled.lines] == [False, False]
