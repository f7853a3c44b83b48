"""What a duty owes in all, under each reading of its partial periods, to be shown side by side before one is chosen."""

from dataclasses import dataclass, replace
from fractions import Fraction

from tracker.obligations.deadline import Quota, Recurring, length_of
from tracker.obligations.obligation import Obligation, PartialPeriod
from tracker.occurrences.expansion import expand
from tracker.occurrences.recurrence import bounded
from tracker.occurrences.shares import exactly_owed, shares


@dataclass(frozen=True, slots=True)
class Totals:
    """The sum of the quotas of one duty: three readings that the parties may choose, and the exact share they round."""

    rounded_up: float
    full: float
    exact: Fraction
    rounded_down: float


def totals(obligation: Obligation) -> Totals | None:
    """The totals of a duty that comes back; ``None`` for one that does not, or whose rate the words do not give."""
    exact = _exact(obligation)
    if exact is None:
        return None
    return Totals(
        rounded_up=_total(obligation, PartialPeriod.ROUNDED_UP),
        full=_total(obligation, PartialPeriod.FULL),
        exact=exact,
        rounded_down=_total(obligation, PartialPeriod.ROUNDED_DOWN),
    )


def _total(obligation: Obligation, reading: PartialPeriod) -> float:
    return sum(occurrence.quota for occurrence in expand(replace(obligation, partial=reading)))


def _exact(obligation: Obligation) -> Fraction | None:
    match obligation.deadline:
        case Recurring(count=int(amount), period=period, every=every, on=()) as rule if (
            rule.minimum or not rule.maximum
        ):
            validity, length = bounded(obligation.validity, rule), length_of(period, every)
        case Quota(amount=amount, per=per) as rule if per and (rule.minimum or not rule.maximum):
            validity, length = obligation.validity, length_of(per)
        case _:
            return None
    parts = shares(validity, length, obligation.year) if validity else ()
    return sum((exactly_owed(amount, share.fraction) for share in parts), Fraction())
