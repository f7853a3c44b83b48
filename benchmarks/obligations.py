"""Status of every occurrence and compliance of an agreement for a past day, beside a bare loop over the same dates.

The first line is one agreement of ten years with 200 occurrences and 500 events. For the growth there are one, ten
and a hundred agreements of five years, each with 100 occurrences and 250 events. Half of the events count toward two
occurrences, some were recorded after the day asked about, and every duty asks for a paper. Ours leaves out what was
not known on that day, derives each standing and sums up the compliance. The reference goes for each occurrence
through the days of the agreement's events and counts those in its window: no caps, no papers, no other side, no
decisions, no words.
"""

import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from random import Random
from time import process_time

from benchmarks.comparison import Comparison, table
from tracker.fulfilment.compliance import Compliance, compliance, roll_up
from tracker.fulfilment.event import Event, Evidence, EvidenceKind, Fulfilment
from tracker.fulfilment.facts import NO_FACTS, Facts, known_on
from tracker.fulfilment.status import standing
from tracker.obligations.deadline import Period, Recurring
from tracker.obligations.obligation import Act, Obligation, Side, Validity
from tracker.occurrences.expansion import expand
from tracker.occurrences.occurrence import Occurrence

AGREEMENTS = (1, 10, 100)
MOST = 10.0
"""Our work may take so many times as long as the bare loop."""
GROWTH = 2.0
"""An occurrence may cost so many times as much in a hundred agreements as in one."""
ROUNDS = 5
ASKED = date(2024, 6, 30)
LAST_YEAR = 2025
RULES = (Recurring(1, Period.MONTH), Recurring(1, Period.QUARTER), Recurring(4, Period.YEAR), Recurring(1, Period.YEAR))
LAST_RULES = (Recurring(2, Period.YEAR), Recurring(10, Period.YEAR))
EVENTS_A_YEAR = 50
Window = tuple[date, date, float]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Duties with their occurrences, the facts by occurrence, and the bare dates of the same things."""

    duties: tuple[tuple[Obligation, tuple[Occurrence, ...]], ...]
    facts: dict[str, Facts]
    windows: tuple[Window, ...]
    days: tuple[date, ...]


def agreement(number: int, years: int) -> Agreement:
    """An agreement of 20 occurrences and 50 events a year; the same for the same number."""
    chance = Random(number)
    validity = Validity(date(LAST_YEAR + 1 - years, 1, 1), date(LAST_YEAR, 12, 31))
    length = (validity.end - validity.start).days
    duties = []
    for position, rule in enumerate((*RULES, *LAST_RULES)):
        duty = Obligation(f"{number}/{position}", "Povinnost", "", rule, validity, outputs=("Zápis",), act=Act.OTHER)
        duties.append((duty, expand(duty)))
    occurrences = [occurrence for _, windows in duties for occurrence in windows]
    numbers = count()
    facts: dict[str, list[Fulfilment]] = defaultdict(list)
    days = [validity.start + timedelta(days=chance.randrange(length)) for _ in range(EVENTS_A_YEAR * years)]
    for day in days:
        fitting = [occurrence for occurrence in occurrences if occurrence.start <= day <= occurrence.end]
        event = _event(next(numbers), day, late=chance.random() < 0.1)
        for occurrence in chance.sample(fitting, chance.choice((1, 2))):
            facts[occurrence.key].append(Fulfilment(event, occurrence.key, 1, event.recorded_at, Side.ASZ))
    return Agreement(
        tuple(duties),
        {key: Facts(tuple(fulfilments)) for key, fulfilments in facts.items()},
        tuple((o.start, o.end, o.quota) for o in occurrences),
        tuple(days),
    )


def _event(number: int, day: date, *, late: bool) -> Event:
    recorded = datetime.combine(day + timedelta(days=90 if late else 1), time(12), UTC)
    paper = Evidence("0" * 64, "zapis.pdf", EvidenceKind.MINUTES, recorded)
    return Event(number, Act.OTHER, day, "Jednání", recorded, Side.ASZ, evidence=(paper,))


def ours(agreements: Sequence[Agreement]) -> Compliance:
    """The compliance of all agreements by what was known on the day."""
    return roll_up(
        compliance(
            [
                (duty, [(o, standing(duty, o, known_on(a.facts.get(o.key, NO_FACTS), ASKED), ASKED)) for o in windows])
                for duty, windows in a.duties
            ]
        )
        for a in agreements
    )


def bare(agreements: Sequence[Agreement]) -> int:
    """How many windows hold as many events as their quota."""
    reached = 0
    for a in agreements:
        for start, end, quota in a.windows:
            held = 0
            for day in a.days:
                if start <= day <= end and day <= ASKED:
                    held += 1
            if held >= quota:
                reached += 1
    return reached


def compare(agreements: Sequence[Agreement]) -> Comparison:
    """The best of some rounds of each, by turns."""
    best_ours = best_bare = float("inf")
    for _ in range(ROUNDS):
        start = process_time()
        ours(agreements)
        best_ours = min(best_ours, process_time() - start)
        start = process_time()
        bare(agreements)
        best_bare = min(best_bare, process_time() - start)
    return Comparison(sum(len(a.windows) for a in agreements), best_ours, best_bare)


def main() -> int:
    one = compare([agreement(0, years=10)])
    many = [compare([agreement(number, years=5) for number in range(size)]) for size in AGREEMENTS]
    print(table("standing of every occurrence, and compliance", "a bare loop over the same dates", [one, *many]))
    each = [c.ours / c.size for c in many]
    print(f"the cost of one occurrence grows {each[-1] / each[0]:.2f} times from {many[0].size} to {many[-1].size}")
    return 0 if all(c.ratio <= MOST for c in (one, *many)) and each[-1] <= GROWTH * each[0] else 1


if __name__ == "__main__":
    sys.exit(main())
