"""What a rule makes of its words: a deadline with the part it plays among its neighbours."""

from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from tracker.drafts.grammar.almanac import Almanac, Day, Moment
from tracker.obligations.deadline import Dated, Deadline, Window


class Role(Enum):
    """What a deadline is in its sentence; neighbours are joined and traps are left out by it."""

    ON = auto()
    """A plain date: „květen 2022“."""
    BY = auto()
    """A limit: „do 30. 6.“, „nejpozději…“."""
    FROM = auto()
    """An open start: „od 1. 4.“."""
    SPAN = auto()
    """From – to, or a validity: „2018–2024“."""
    SUBJECT = auto()
    """The period that a paper is about: „za III. čtvrtletí“; never due by itself."""
    STAND = auto()
    """A reporting day, „k 31. 12.“; due only where nothing else is."""
    RATE = auto()
    LAG = auto()
    """So long after a period: „do 25. dne po jeho skončení“."""
    CLOCK = auto()
    """Counts from an anchor."""
    AMOUNT = auto()
    CAP = auto()
    """At most so much of the amount before it."""
    STATE = auto()
    """A label such as „průběžně“; a definite deadline beside it wins."""
    LASTING = auto()
    """„na dobu neurčitou“, „po dobu realizace“: stands beside other deadlines."""
    WAIT = auto()
    GAP = auto()
    ELLIPSIS = auto()
    """„každý čtvrtý“, with the unit of the rate before it."""
    HEAD = auto()
    """A count in the head of a column: „1x za …“."""
    EXCEPT = auto()
    NOTHING = auto()
    """Read on purpose and set aside; ``why`` tells the reason."""


WORKDAYS = ("mon", "tue", "wed", "thu", "fri")
"""The days of a week as a recurrence names them, without its end."""

DATES = (Role.ON, Role.BY, Role.SPAN, Role.FROM)
"""The roles of a definite time."""


@dataclass(frozen=True, slots=True)
class Question:
    """A doubt before its words are known."""

    kind: str
    readings: tuple[Deadline, ...] = ()
    proposed: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A deadline said by tokens ``start``:``end``."""

    start: int
    end: int
    deadline: Deadline
    role: Role
    moment: Moment | None = None
    questions: tuple[Question, ...] = ()
    why: str = ""
    is_period: bool = False
    """Whether it only names a period („ročně“, „za rok“), with no count of its own."""
    year_said: bool = False
    """Whether the words themselves name the year."""


def dated(start: int, end: int, moment: Moment, almanac: Almanac, role: Role = Role.ON, why: str = "") -> Part:
    """A date, due on the last day of its moment."""
    settled = almanac.settle(moment)
    deadline = _due(settled.last.iso, settled.precision)
    return Part(start, end, deadline, role, settled, questions_of(settled), why, year_said=moment.year_known)


_due = lru_cache(maxsize=4096)(Dated)
_YEAR_UNKNOWN = (Question("year_meaning"),)


def questions_of(moment: Moment) -> tuple[Question, ...]:
    """The doubts that a moment brings along: a damaged or impossible date, a year that nothing tells."""
    if not moment.fault:
        return () if moment.year_known else _YEAR_UNKNOWN
    readings = tuple(Dated(day.iso, moment.precision) for day in moment.choices or (moment.last,))
    asked = (Question(moment.fault, readings, 0),)
    return asked if moment.year_known else (*asked, *_YEAR_UNKNOWN)


def window(start: Day | None, end: Day | None) -> Window:
    """A window; a side whose year is unknown keeps its month and day."""
    return Window(
        start.date if start else None,
        end.date if end else None,
        start_day=start.iso[5:] if start and start.year is None else None,
        end_day=end.iso[5:] if end and end.year is None else None,
    )
