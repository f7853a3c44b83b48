"""So long after a period: „za čtvrtletí do 25. dne po jeho skončení“, „měsíčně, do 5. dne následujícího měsíce“."""

from tracker.drafts.grammar.almanac import Almanac
from tracker.drafts.grammar.lengths import Length
from tracker.drafts.grammar.parts import Part, Role
from tracker.drafts.grammar.pattern import Found, Rule
from tracker.obligations.deadline import Offset, Period, Recurring, Relative


def lag(found: Found, _: Almanac) -> Part:
    """„do 25. dne po jeho skončení“: counted from the end of a period; which one, the words before it tell."""
    offset = found["offset"] or (Offset(1, "month") if found["end"] else Offset(found["ordinal"], "day"))
    length: Length | None = found["length"] or found["every"]
    if length is not None:
        return _rate(found, Recurring(1, length.period, length.n, due_offset=offset))
    return Part(found.start, found.end, Relative("after", offset, "skončení období"), Role.LAG)


def lag_of_month(found: Found, _: Almanac) -> Part:
    """„vždy do 15. dne následujícího měsíce“, „do 5. pracovního dne v měsíci“: counted from the end of a month."""
    return _rate(found, Recurring(1, Period.MONTH, due_offset=found["offset"] or Offset(found["ordinal"], "day")))


def _rate(found: Found, deadline: Recurring) -> Part:
    return Part(found.start, found.end, deadline, Role.RATE)


RULES = (
    Rule(
        "so long after the period",
        (
            "BY ORDINAL den? po jeho|jejim|jejich? skonceni|uplynuti|ukonceni",
            "BY ORDINAL den? NEXT_MONTH? po skonceni|uplynuti|ukonceni|konec kazdy|dany? LENGTH",
            "BY end=END_OF_NEXT po skonceni|uplynuti|ukonceni kazdy|dany? LENGTH",
            "BY end=END_OF_NEXT po skonceni|uplynuti|ukonceni kazdy|dany|vykazovaneho|sledovaneho? every=PERIOD_ADJECTIVE obdobi",
            "BY OFFSET po jeho|jejim|jejich skonceni|uplynuti|ukonceni",
            "BY OFFSET po skonceni|uplynuti|ukonceni|konec kazdy|dany? LENGTH",
            "po kazdy LENGTH ,? BY OFFSET",
            "vzdy? po skonceni|uplynuti|ukonceni kazdy|dany? LENGTH ,? BY OFFSET",
            "BY OFFSET od skonceni|uplynuti|ukonceni|konec kazdy|dany? LENGTH",
            "every=RATE ,? vzdy? BY ORDINAL den? NEXT_MONTH",
            "every=RATE ,? vzdy? BY offset=NTH_WORKDAY NEXT_MONTH",
            "kazdy every=LENGTH ,? vzdy? BY ORDINAL den? NEXT_MONTH",
            "every=PERIOD_ADJECTIVE name=SHORT_ANCHOR vzdy? BY ORDINAL den? NEXT_MONTH",
            "every=PERIOD_ADJECTIVE name=SHORT_ANCHOR vzdy? BY offset=NTH_WORKDAY NEXT_MONTH",
            "every=RATE ,? vzdy? BY ORDINAL den? prvni mesic nasledujici|dalsi|kazdy? LENGTH",
            "every=RATE ,? vzdy? BY offset=NTH_WORKDAY v? mesic?",
        ),
        lag,
    ),
    Rule("always in the next month", ("vzdy BY|k|ke ORDINAL den? NEXT_MONTH",), lag_of_month),
    Rule(
        "working day of every month",
        (
            "vzdy? BY|k|ke? offset=NTH_WORKDAY mesic",
            "vzdy? BY|k|ke? offset=NTH_WORKDAY SUCH_MONTH",
            "vzdy BY|k|ke? offset=NTH_WORKDAY NEXT_MONTH",
        ),
        lag_of_month,
    ),
)
