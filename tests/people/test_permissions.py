"""Who may do what, where and when."""

from datetime import date

import pytest

from tracker.people.actor import Actor, Mandate, Place, Role
from tracker.people.permissions import GRANTS, Permission, may

CHOMUTOV, JIRKOV, BRNO = Place(1, 10), Place(2, 10), Place(3, 20)
DAY = date(2026, 9, 30)


def _holding(role: Role, **territory: int) -> Actor:
    return Actor(1, "někdo", (Mandate(role, date(2026, 1, 1), date(2026, 12, 31), **territory),))


@pytest.mark.parametrize(
    "actor, reached",
    [
        (_holding(Role.MANAGER, municipality=1), [CHOMUTOV]),
        (_holding(Role.CONSULTANT, municipality=2), [JIRKOV]),
        (_holding(Role.METHODIST, office=10), [CHOMUTOV, JIRKOV]),
        (_holding(Role.REGIONAL_HEAD, office=20), [BRNO]),
        (_holding(Role.HEADQUARTERS), [CHOMUTOV, JIRKOV, BRNO]),
        (Actor(2, "nikdo"), []),
    ],
)
def test_a_mandate_reaches_its_territory_and_no_further(actor: Actor, reached: list[Place]) -> None:
    assert [p for p in (CHOMUTOV, JIRKOV, BRNO) if may(actor, Permission.READ, p, DAY)] == reached


def test_a_mandate_holds_on_its_first_and_last_day_and_not_outside() -> None:
    manager = _holding(Role.MANAGER, municipality=1)
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1)]
    assert [may(manager, Permission.READ, CHOMUTOV, day) for day in days] == [False, True, True, False]


def test_a_role_held_elsewhere_gives_no_right_here() -> None:
    """A regional head of one office who is a manager in a town of another decides only in the office."""
    both = Actor(
        1, "oba", (*_holding(Role.REGIONAL_HEAD, office=20).mandates, *_holding(Role.MANAGER, municipality=1).mandates)
    )
    assert [may(both, Permission.DECIDE, place, DAY) for place in (CHOMUTOV, BRNO)] == [False, True]


def test_only_heads_decide_and_only_a_municipality_or_its_consultant_records() -> None:
    assert GRANTS[Permission.DECIDE] == {Role.REGIONAL_HEAD, Role.HEADQUARTERS}
    recorders = {Role.MANAGER, Role.DEPARTMENT_HEAD, Role.CONSULTANT, Role.REGIONAL_HEAD}
    assert GRANTS[Permission.RECORD_EVENT] == recorders


def test_a_mandate_without_its_territory_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="one municipality"):
        Mandate(Role.MANAGER, DAY)
    with pytest.raises(ValueError, match="one regional office"):
        Mandate(Role.REGIONAL_HEAD, DAY)
