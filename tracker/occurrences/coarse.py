"""The window that a date stands for: "září 2022" is the whole month, "podzim 2019" three months (domain law 4).

A coarse date is given by its last day (``Dated.due``) and its precision; the window reaches back to the first day
that the words allow. Half-years and years that end with a school term are those of a school year (Act 561/2004 Sb. §
24: it lasts from 1 September to 31 August, its first term until 31 January).
"""

from datetime import date

from tracker.obligations.deadline import Precision
from tracker.timeline.periods import Span, add_months

_MONTHS = {Precision.MONTH: 1, Precision.QUARTER: 3, Precision.SEASON: 3, Precision.HALF_YEAR: 6, Precision.YEAR: 12}
_FIRST_SCHOOL_TERM = (1, 5)
"""It ends in January after five months."""


def window_of(due: date, precision: Precision) -> Span:
    """The days, both ends included, that a date with its last day ``due`` may mean."""
    if precision is Precision.DAY:
        return Span(due, due)
    if precision is Precision.HALF_MONTH:
        return Span(due.replace(day=1 if due.day <= 15 else 16), due)
    months = _MONTHS[precision]
    if precision is Precision.HALF_YEAR and due.month == _FIRST_SCHOOL_TERM[0]:
        months = _FIRST_SCHOOL_TERM[1]
    return Span(add_months(due.replace(day=1), 1 - months), due)
