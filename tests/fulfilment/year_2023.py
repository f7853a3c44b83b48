"""The partnership meetings of one year, four of them due on its last day: what most stories of a status are about."""

from datetime import date

from tests.duties import (
    FOUR_A_YEAR,
    a_duty,
    meetings,
)
from tracker.fulfilment.facts import Facts
from tracker.fulfilment.standing import Status
from tracker.fulfilment.status import standing
from tracker.obligations.obligation import Obligation
from tracker.occurrences.expansion import expand

LP = a_duty(FOUR_A_YEAR)
YEAR_2023 = expand(LP)[1]
DUE = date(2023, 12, 31)
THREE = (date(2023, 2, 7), date(2023, 5, 16), date(2023, 9, 12))


def status_on(facts: Facts, on: date, duty: Obligation = LP) -> Status:
    """The status of the partnership meetings of 2023, or of the first window of another duty."""
    occurrence = YEAR_2023 if duty.deadline == LP.deadline else expand(duty)[0]
    return standing(duty, occurrence, facts, on).status


def held(*days: date) -> Facts:
    """Partnership meetings on these days and nothing else."""
    return Facts(meetings(*days))
