"""How an amount takes its period, its end and its cap from the part beside it."""

from dataclasses import replace

from tracker.drafts.grammar.nouns import EVENT_NAMES
from tracker.drafts.grammar.parts import Part
from tracker.obligations.deadline import Dated, Deadline, Precision, Quota, Recurring

_WORDS_OF_A_THING = 4
"""So many words may tell what an amount is of before its period comes."""
_LONG = (Precision.QUARTER, Precision.HALF_YEAR, Precision.YEAR)


def amount_per(left: Part, right: Part) -> Deadline | None:
    """„24 hodin vzdělávání za rok“, „4 vydání zpravodaje ročně“: an amount in every period."""
    amount, rate = left.deadline, right.deadline
    if not isinstance(amount, Quota) or not isinstance(rate, Recurring) or amount.per or not right.is_period:
        return None
    if right.start - left.end > _WORDS_OF_A_THING:
        return None
    if amount.unit in EVENT_NAMES:
        return replace(rate, count=int(amount.amount), minimum=amount.minimum, maximum=amount.maximum)
    return replace(amount, per=rate.period) if rate.every == 1 else None


def period_amount(left: Part, right: Part) -> Deadline | None:
    """„ročně bude podpořeno 25 rodin“"""
    return amount_per(right, left) if left.is_period else None


def amount_by(left: Part, right: Part) -> Quota | None:
    amount = left.deadline
    if isinstance(amount, Quota) and amount.per is None and isinstance(right.deadline, Dated):
        return replace(amount, due=right.deadline.day)
    return None


def by_amount(left: Part, right: Part) -> Quota | None:
    return amount_by(right, left)


def amount_in(left: Part, right: Part) -> Quota | None:
    """„8 dílen v roce 2018“: due when the year is over; on a day or in a month it is only held."""
    return amount_by(left, right) if right.moment and right.moment.precision in _LONG else None


def in_amount(left: Part, right: Part) -> Quota | None:
    return amount_in(right, left)


def amount_cap(left: Part, right: Part) -> Quota | None:
    amount, cap = left.deadline, right.deadline
    return replace(amount, caps=cap.caps) if isinstance(amount, Quota) and isinstance(cap, Quota) else None
