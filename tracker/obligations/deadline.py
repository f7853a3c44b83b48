"""The rules by which a duty is due, exactly as agreed: the eight kinds and their one machine-readable form.

The form is documented in ``docs/formats.md`` (``Deadline``); ``to_json`` and ``from_json`` are the only way in and out.
Every kind is a frozen value; what cannot be known from the words is ``None``, never a guess.
"""

from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter


class Period(StrEnum):
    """A length of calendar time that a recurrence counts in."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"


class Precision(StrEnum):
    """How exactly a day was agreed; a coarse date stays a window (domain law 4)."""

    DAY = "day"
    HALF_MONTH = "half-month"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    SEASON = "season"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Offset:
    """A distance in time, ``n`` units of day, workday, week, month or year."""

    n: int
    unit: Literal["day", "workday", "week", "month", "year"]


@dataclass(frozen=True, slots=True)
class Cap:
    """At most ``amount`` ``unit`` may come from ``scope`` ("nejvýše 20 hodin distančně")."""

    amount: float
    unit: str
    scope: str


@dataclass(frozen=True, slots=True)
class Recurring:
    """``count`` times in every ``every`` × ``period``; a count of ``None`` is a rate that the words do not give."""

    count: int | None
    period: Period
    every: int = 1
    minimum: bool = False
    maximum: bool = False
    on: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    due_offset: Offset | None = None
    kind: Literal["recurring"] = "recurring"


@dataclass(frozen=True, slots=True)
class Dated:
    """One day, or a coarser date whose last day is ``due``: ISO ``YYYY-MM-DD``, or ``XXXX-MM-DD`` while the year is
    unknown.
    """

    due: Annotated[str, Field(pattern=r"^(\d{4}|XXXX)-\d{2}-\d{2}$")]
    precision: Precision = Precision.DAY
    kind: Literal["dated"] = "dated"

    @property
    def day(self) -> date | None:
        """The due day, or ``None`` while its year is unknown."""
        return None if self.due.startswith("XXXX") else date.fromisoformat(self.due)


@dataclass(frozen=True, slots=True)
class Window:
    """A span of days, both ends included; an end left open is ``None``.

    An end whose year nothing tells is ``None`` too and keeps its ``MM-DD`` in ``start_day`` or ``end_day``; the form
    then says ``XXXX-MM-DD`` in its place.
    """

    start: date | None
    end: date | None
    start_day: str | None = None
    end_day: str | None = None
    kind: Literal["window"] = "window"


@dataclass(frozen=True, slots=True)
class Relative:
    """A clock that starts with an event, the anchor: "do 30 dnů od schválení".

    ``month_day`` (``MM-DD``) with ``year_shift`` stands for "do 5. února následujícího roku".
    """

    direction: Literal["after", "before"] = "after"
    offset: Offset | None = None
    anchor: str | None = None
    bound: Literal["within", "at_least", "earliest", "duration", "exact"] = "within"
    month_day: str | None = None
    year_shift: int | None = None
    kind: Literal["relative"] = "relative"


@dataclass(frozen=True, slots=True)
class Quota:
    """An amount to be reached by the end of the validity, or by ``due``, or in each ``per``; ``caps`` limit its
    parts.
    """

    amount: float
    unit: str
    minimum: bool = False
    maximum: bool = False
    per: Period | None = None
    caps: tuple[Cap, ...] = ()
    due: date | None = None
    kind: Literal["quota"] = "quota"


@dataclass(frozen=True, slots=True)
class Continuous:
    """Goes on all the time and never falls due; silence is watched instead."""

    start: date | None = None
    end: date | None = None
    kind: Literal["continuous"] = "continuous"


@dataclass(frozen=True, slots=True)
class Conditional:
    """Nothing is due until somebody decides that the condition is met."""

    condition: str
    kind: Literal["conditional"] = "conditional"


@dataclass(frozen=True, slots=True)
class Missing:
    """The place for a deadline is there and empty: a gap to report, not a silence."""

    kind: Literal["missing"] = "missing"


@dataclass(frozen=True, slots=True)
class Nothing:
    """The words hold no deadline at all (a law number, money, a past event, a scope)."""

    kind: Literal["none"] = "none"


Deadline = Annotated[
    Recurring | Dated | Window | Relative | Quota | Continuous | Conditional | Missing | Nothing,
    Field(discriminator="kind"),
]
"""Any deadline rule, told apart by its ``kind``."""


@cache
def _adapter() -> TypeAdapter[Deadline]:
    return TypeAdapter(Deadline)


def from_json(form: dict[str, Any]) -> Deadline:
    """Read the machine-readable form; raises ``pydantic.ValidationError`` that names the wrong field."""
    return _adapter().validate_python(_without_yearless(form) if form.get("kind") == "window" else form)


def to_json(deadline: Deadline) -> dict[str, Any]:
    """The machine-readable form with every field of the kind, days as ISO text."""
    form: dict[str, Any] = _adapter().dump_python(deadline, mode="json")
    if isinstance(deadline, Window):
        form = _with_yearless(form)
    return {"kind": form.pop("kind"), **form}


def _with_yearless(form: dict[str, Any]) -> dict[str, Any]:
    for end in ("start", "end"):
        day = form.pop(f"{end}_day")
        if day is not None:
            form[end] = f"XXXX-{day}"
    return form


def _without_yearless(form: dict[str, Any]) -> dict[str, Any]:
    plain = dict(form)
    for end in ("start", "end"):
        day = plain.get(end)
        if isinstance(day, str) and day.startswith("XXXX-"):
            plain |= {end: None, f"{end}_day": day.removeprefix("XXXX-")}
    return plain


def same_rule(one: Deadline, other: Deadline) -> bool:
    """Whether two rules mean the same, once months and days are counted alike (quarter = 3 months, week = 7 days)."""
    return _canonical(one) == _canonical(other)


_LENGTHS = {
    Period.DAY: (1, "day"),
    Period.WEEK: (7, "day"),
    Period.MONTH: (1, "month"),
    Period.QUARTER: (3, "month"),
    Period.HALF_YEAR: (6, "month"),
    Period.YEAR: (12, "month"),
}


def length_of(period: Period, every: int = 1) -> tuple[int, str]:
    """The length of ``every`` periods as ``(n, "month")`` or ``(n, "day")``."""
    n, unit = _LENGTHS[period]
    return n * every, unit


def _canonical(deadline: Deadline) -> dict[str, Any]:
    form = asdict(deadline)
    if isinstance(deadline, Recurring):
        form["length"] = length_of(deadline.period, deadline.every)
        del form["period"], form["every"]
    return form
