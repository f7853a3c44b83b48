"""The matrix of municipalities and kinds of duty: the worst status in a field, most trouble on top."""

from datetime import date

from tests.reports.entries import LIPOVA, TWICE_A_YEAR, duty, entries
from tracker.fulfilment.standing import GROUP_OF, Group, Status
from tracker.obligations.deadline import Dated
from tracker.obligations.obligation import Act
from tracker.reports.entry import Town
from tracker.reports.regional_board import matrix
from tracker.reports.table import Link
from tracker.reports.town_matrix import CALLING, WORST, Square, squares_of, trouble

MEETING, TRAINING = Act.PARTNERSHIP_MEETING, Act.TRAINING
JIRKOV = Town(2, "Jirkov", "RCZ")
CERNICE = Town(3, "Černice", "RCZ")


def test_what_needs_action_is_worse_than_what_is_to_do_and_that_than_what_is_in_order_or_complete() -> None:
    groups = [GROUP_OF[status] for status in WORST]
    ordered = sorted(groups, key=[Group.NEEDS_ACTION, Group.TO_DO, Group.IN_ORDER, Group.COMPLETE].index)
    in_force = {status for status in Status if GROUP_OF[status] is not Group.OUT_OF_FORCE}
    assert (groups, set(WORST), len(WORST)) == (ordered, in_force, len(in_force))


def test_a_field_shows_its_worst_status_and_how_many_terms_stand_so() -> None:
    counted = {
        ("Jirkov", MEETING, Status.FULFILLED): 7,
        ("Jirkov", MEETING, Status.DUE_SOON): 2,
        ("Jirkov", MEETING, Status.AWAITING_OTHER_SIDE): 3,
        ("Jirkov", TRAINING, Status.MISSED): 1,
        ("Bílina", TRAINING, Status.OVERDUE): 4,
        ("Bílina", TRAINING, Status.MISSED): 5,
    }
    assert squares_of(counted) == {
        "Jirkov": {MEETING: Square(Status.DUE_SOON, 2), TRAINING: Square(Status.MISSED, 1)},
        "Bílina": {TRAINING: Square(Status.OVERDUE, 4)},
    }


def test_what_is_out_of_force_makes_no_field() -> None:
    out = [status for status in Status if GROUP_OF[status] is Group.OUT_OF_FORCE]
    assert squares_of({("Jirkov", MEETING, status): 3 for status in out}) == {}


def test_trouble_is_first_how_many_fields_are_overdue_and_then_how_many_call() -> None:
    fields = {
        "calm": [Square(Status.DUE_SOON, 9)],
        "calls twice": [Square(Status.MISSED, 1), Square(Status.RETURNED, 1)],
        "overdue": [Square(Status.OVERDUE, 1), Square(Status.FULFILLED, 5)],
        "overdue and calls": [Square(Status.OVERDUE, 1), Square(Status.PARTLY, 1)],
    }
    assert sorted(fields, key=lambda name: trouble(fields[name])) == [
        "overdue and calls",
        "overdue",
        "calls twice",
        "calm",
    ]
    assert WORST[:6] == CALLING


def test_the_report_of_a_region_shows_it_with_equal_trouble_in_the_czech_order() -> None:
    on = date(2026, 12, 1)
    late, ahead = Dated("2026-09-30"), Dated("2027-11-30")
    meetings = duty(1, "Jednání", TWICE_A_YEAR)
    found = [
        *entries(duty(2, "Školení", ahead, act=TRAINING), on, town=JIRKOV),
        *entries(duty(2, "Školení", ahead, act=TRAINING), on, town=CERNICE),
        *entries(duty(2, "Školení", late, act=TRAINING), on, town=LIPOVA),
        *(entry for entry in entries(meetings, on, town=LIPOVA) if entry.occurrence.label == "2026"),
    ]
    table = matrix(found)
    assert [column.title for column in table.columns] == ["Obec", "Jednání lokálního partnerství", "Vzdělávání"]
    assert table.rows == (
        (Link("Lipová", "town", 1), Status.DUE_SOON, Status.OVERDUE),
        (Link("Černice", "town", 3), None, Status.PLANNED),
        (Link("Jirkov", "town", 2), None, Status.PLANNED),
    )
