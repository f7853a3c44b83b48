"""How well duties were met: counts first, then a share in which every duty weighs the same (domain law 12).

Ten consultations a year do not drown the one yearly report: each duty has its own share of what fell due, and the
share of an agreement, a municipality, an office or the country is their mean. Counts and scores add up, so a whole
agrees with its parts.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from fractions import Fraction
from operator import attrgetter

from tracker.fulfilment.standing import GROUP_OF, Group, Status
from tracker.fulfilment.status import Standing
from tracker.obligations.obligation import Obligation
from tracker.occurrences.occurrence import Occurrence

MET = frozenset({Status.FULFILLED, Status.FULFILLED_LATE})
IN_FORCE = frozenset(status for status in Status if GROUP_OF[status] is not Group.OUT_OF_FORCE)
_CLOSED = MET | {Status.PARTLY, Status.MISSED, Status.OVERDUE}
_CONTESTED = frozenset({Status.AWAITING_EVIDENCE, Status.AWAITING_OTHER_SIDE, Status.RETURNED, Status.DISPUTED})
_PENDING = (Status.PLANNED, Status.OPEN, Status.DUE_SOON, Status.WAITING, Status.ONGOING)


@dataclass(frozen=True, slots=True)
class Compliance:
    """Counts of occurrences; each is in exactly one of the fields from ``on_time`` to ``cancelled``, so they sum to
    ``total``.

    ``due`` are those that may be judged: closed ones, and contested or unconfirmed ones whose day has passed.
    ``score`` is the sum of the shares of the ``obligations`` that have something due.
    """

    total: int = 0
    due: int = 0
    on_time: int = 0
    late: int = 0
    partly: int = 0
    missed: int = 0
    overdue: int = 0
    awaiting: int = 0
    disputed: int = 0
    pending: int = 0
    paused: int = 0
    waived: int = 0
    replaced: int = 0
    released: int = 0
    cancelled: int = 0
    obligations: int = 0
    score: Fraction | int = 0
    punctual_score: Fraction | int = 0

    @property
    def fulfilled(self) -> int:
        """Met, on time or late."""
        return self.on_time + self.late

    @property
    def share(self) -> Fraction | None:
        """The mean share of what was met of what fell due, each duty weighing the same; ``None`` when nothing fell
        due.
        """
        return Fraction(self.score) / self.obligations if self.obligations else None

    @property
    def punctual_share(self) -> Fraction | None:
        """The same for what was met on time."""
        return Fraction(self.punctual_score) / self.obligations if self.obligations else None


_IN_ORDER = attrgetter(*(field.name for field in fields(Compliance)))


def compliance(items: Sequence[tuple[Obligation, Sequence[tuple[Occurrence, Standing]]]]) -> Compliance:
    """The compliance of an agreement: its duties with the standings of their occurrences on one day."""
    return roll_up(_of_duty([standing for _, standing in occurrences]) for _, occurrences in items)


def roll_up(parts: Iterable[Compliance]) -> Compliance:
    """The whole of its parts: municipality, office, country. Sums agree with the parts, in any grouping."""
    values = list(parts)
    return values[0] if len(values) == 1 else Compliance(*map(sum, zip(*map(_IN_ORDER, values), strict=True)))


def fell_due(standing: Standing) -> bool:
    """Whether the occurrence may be judged: it is closed, or its claim is still open after the due day."""
    passed = standing.due is not None and standing.due < standing.on
    return standing.status in _CLOSED or (standing.status in _CONTESTED and passed)


def counted_by_status(sizes: Mapping[Status, int], passed: Mapping[Status, int]) -> Compliance:
    """The counts of occurrences of which so many stand so; ``passed`` are those of them with their due day behind.

    Whose they are is not told, so the shares of duties stay out.
    """
    of = defaultdict(int, sizes)
    return Compliance(
        total=sum(sizes.values()),
        due=sum(of[status] for status in _CLOSED) + sum(passed.get(status, 0) for status in _CONTESTED),
        on_time=of[Status.FULFILLED],
        late=of[Status.FULFILLED_LATE],
        partly=of[Status.PARTLY],
        missed=of[Status.MISSED],
        overdue=of[Status.OVERDUE],
        awaiting=of[Status.AWAITING_EVIDENCE] + of[Status.AWAITING_OTHER_SIDE] + of[Status.RETURNED],
        disputed=of[Status.DISPUTED],
        pending=sum(of[status] for status in _PENDING),
        paused=of[Status.PAUSED],
        waived=of[Status.WAIVED],
        replaced=of[Status.REPLACED],
        released=of[Status.RELEASED],
        cancelled=of[Status.CANCELLED],
    )


def _of_duty(standings: Sequence[Standing]) -> Compliance:
    passed = Counter(standing.status for standing in standings if fell_due(standing))
    counts = counted_by_status(Counter(standing.status for standing in standings), passed)
    return replace(
        counts,
        obligations=1 if counts.due else 0,
        score=Fraction(counts.fulfilled, counts.due or 1),
        punctual_score=Fraction(counts.on_time, counts.due or 1),
    )
