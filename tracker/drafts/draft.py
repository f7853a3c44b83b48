"""What was read from a document, for a person to confirm: findings, doubts, and how much of the text they cover.

A draft watches nothing (domain law 2). Its values have the shape of the machine-readable form in ``docs/formats.md``;
``draft_to_json`` and ``draft_from_json`` are the only way in and out.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from tracker.documents.passages import Passage, Place
from tracker.drafts.amendments import AmendedAgreement
from tracker.drafts.registers import Registers
from tracker.obligations.deadline import Deadline
from tracker.obligations.obligation import Act, Party, Side, Source, Validity
from tracker.people.actor import Role


class DraftKind(StrEnum):
    """What sort of document was read."""

    COOPERATION_DESCRIPTION = "cooperation_description"
    AMENDMENT = "amendment"
    MEMORANDUM = "memorandum"
    PLAN = "plan"
    ADVISORY_PROGRAMME = "advisory_programme"
    MINUTES = "minutes"
    ANSWER = "answer"
    SUMMARY = "summary"
    OTHER = "other"


class DoubtKind(StrEnum):
    """The one list of doubts of domain, "Deadline rules"."""

    VALIDITY_CONFLICT = "validity_conflict"
    VALIDITY_AMBIGUOUS = "validity_ambiguous"
    YEAR_MEANING = "year_meaning"
    INCLUSIVE_YEAR = "inclusive_year"
    FIRST_OCCURRENCE = "first_occurrence"
    MISSING_DEADLINE = "missing_deadline"
    PLACEHOLDER = "placeholder"
    SCOPE_NOT_DATE = "scope_not_date"
    VAGUE_DEADLINE = "vague_deadline"
    DAMAGED_DATE = "damaged_date"
    IMPOSSIBLE_DATE = "impossible_date"
    NO_LATEST_DAY = "no_latest_day"
    PAST_DEADLINE = "past_deadline"
    OUTSIDE_PERIOD = "outside_period"
    APPROVAL_AFTER_START = "approval_after_start"
    ORDER_CONFLICT = "order_conflict"
    MOVED_AFTER_DUE = "moved_after_due"
    START_NOT_DUE = "start_not_due"
    ANCHOR_UNKNOWN = "anchor_unknown"
    ANCHOR_AMBIGUOUS = "anchor_ambiguous"
    HOURS_SCOPE = "hours_scope"
    PER_UNIT = "per_unit"
    AMOUNT_WITHOUT_DATE = "amount_without_date"
    ESTIMATE_OR_TARGET = "estimate_or_target"
    COUNT_RANGE = "count_range"
    CAP_AS_SHARE = "cap_as_share"
    CAP_CONFLICT = "cap_conflict"
    EXCEPTION = "exception"
    PARTY_MISSING = "party_missing"
    ROLE_MISSING = "role_missing"
    OUTPUT_MAPPING = "output_mapping"
    RESOLUTION_MISSING = "resolution_missing"
    APPROVAL_MISSING = "approval_missing"
    ICO_DAMAGED = "ico_damaged"
    DOCUMENT_EXPIRING = "document_expiring"
    COUNT_MISMATCH = "count_mismatch"
    TRACKED_CHANGE = "tracked_change"
    OCR_QUALITY = "ocr_quality"


@dataclass(frozen=True, slots=True)
class At:
    """Where words stand: their offsets in the document's text, and the place of the passage they lie in."""

    start: int
    end: int
    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    paragraph: int | None = None

    @classmethod
    def of(cls, passage: Passage, start: int | None = None, end: int | None = None) -> "At":
        """A passage, or the part of it from ``start`` to ``end``."""
        place = passage.place
        return cls(
            passage.start if start is None else start,
            passage.end if end is None else end,
            place.page,
            place.table,
            place.row,
            place.column,
            place.paragraph,
        )

    @property
    def place(self) -> Place:
        """The place of the passage."""
        return Place(self.page, self.table, self.row, self.column, self.paragraph)

    @property
    def source(self) -> Source:
        """The same as a confirmed obligation keeps it."""
        return Source(self.place, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to read doubtful words. ``value`` says what choosing it changes, see ``settling``."""

    words: str
    value: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something only a person can decide: its words, the possible readings, and the number of the proposed one."""

    kind: DoubtKind
    words: str
    readings: tuple[Choice, ...] = ()
    proposed: int | None = None
    passages: tuple[At, ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class Mended:
    """Damaged characters and how they were read; the page marks them "opraveno"."""

    was: str
    now: str
    passage: At


@dataclass(frozen=True, slots=True)
class Finding:
    """A proposed obligation. ``validity`` is that of its own row, ``None`` where the whole agreement's holds.

    ``quote`` is an exact part of the document's text and ``passage`` selects exactly it. ``step`` is the number that
    the document itself gives the duty.
    """

    id: str
    title: str
    quote: str
    deadline: Deadline
    passage: At
    outputs: tuple[str, ...] = ()
    party: Party = Party.BOTH
    halves: dict[Side, str] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()
    validity: Validity | None = None
    act: Act = Act.OTHER
    step: str | None = None
    mended: tuple[Mended, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """The file: its name, format and fingerprint, and the day from which the document counts."""

    name: str
    kind: str
    fingerprint: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class RoleName:
    """A person named in a role; ``label`` keeps the document's words for the role."""

    role: Role
    name: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A validity as the document words it; an end it does not give is ``None``."""

    words: str
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Topics:
    """The topics of the cooperation, *prioritně* and *dále*."""

    priority: tuple[str, ...] = ()
    further: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Opinion:
    """The day on which the local partnership discussed the document."""

    day: date | None = None


@dataclass(frozen=True, slots=True)
class Approval:
    """A council's decision on the document."""

    municipality: str | None
    day: date | None
    resolution: str | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """Who agreed, for how long, on what, and how it was approved."""

    municipality: str | None = None
    ico: str | None = None
    seat: str | None = None
    office: str | None = None
    roles: tuple[RoleName, ...] = ()
    validity: tuple[Span, ...] = ()
    topics: Topics = Topics()
    lp_opinion: Opinion = Opinion()
    approvals: tuple[Approval, ...] = ()


class State(StrEnum):
    """What became of words that hold a deadline, a frequency or an amount (domain law 3)."""

    OBLIGATION = "obligation"
    SET_ASIDE = "set_aside"
    UNHANDLED = "unhandled"


@dataclass(frozen=True, slots=True)
class Covered:
    """Words that hold a deadline, a frequency or an amount, what became of them, and in Czech why."""

    words: str
    state: State
    reason: str
    passage: At
    obligation: str | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """Every such place of the document, in its order."""

    spans: tuple[Covered, ...] = ()

    def count(self, state: State) -> int:
        """How many places ended in ``state``."""
        return sum(1 for span in self.spans if span.state is state)


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything read from one document. ``doubts`` are those of the document as a whole, findings keep their own."""

    id: str
    document: DocumentInfo
    kind: DraftKind
    header: Header
    obligations: tuple[Finding, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    coverage: Coverage = Coverage()
    registers: Registers = field(default_factory=Registers)
    notices: tuple[str, ...] = ()
    amends: AmendedAgreement | None = None
    """The agreement that an amendment changes."""

    @property
    def all_doubts(self) -> Iterator[tuple[Doubt, str | None]]:
        """Every doubt with the id of the finding it belongs to; first those of the whole document."""
        yield from ((doubt, None) for doubt in self.doubts)
        yield from ((doubt, finding.id) for finding in self.obligations for doubt in finding.doubts)


def numbered(draft: Draft) -> Draft:
    """The draft with its doubts numbered, so that a decision can name the doubt it settles."""
    doubts = tuple(replace(doubt, id=f"d{n}") for n, doubt in enumerate(draft.doubts, start=1))
    obligations = tuple(
        replace(
            finding,
            doubts=tuple(replace(doubt, id=f"{finding.id}.d{n}") for n, doubt in enumerate(finding.doubts, start=1)),
        )
        for finding in draft.obligations
    )
    return replace(draft, doubts=doubts, obligations=obligations)


@cache
def _adapter() -> TypeAdapter[Draft]:
    return TypeAdapter(Draft)


@cache
def _doubt_adapter() -> TypeAdapter[Doubt]:
    return TypeAdapter(Doubt)


def draft_to_json(draft: Draft) -> dict[str, Any]:
    """The machine-readable form. ``doubts`` lists every doubt, each with the ``obligation`` it belongs to, if any."""
    form: dict[str, Any] = _adapter().dump_python(draft, mode="json")
    form["doubts"] = [
        {**_doubt_adapter().dump_python(doubt, mode="json"), "obligation": owner} for doubt, owner in draft.all_doubts
    ]
    form["coverage"] = {state.value: draft.coverage.count(state) for state in State} | form["coverage"]
    return form


def draft_from_json(form: dict[str, Any]) -> Draft:
    """Read a stored draft; raises ``pydantic.ValidationError`` that names the wrong field."""
    own = [
        {key: value for key, value in doubt.items() if key != "obligation"}
        for doubt in form["doubts"]
        if doubt.get("obligation") is None
    ]
    return _adapter().validate_python({**form, "doubts": own, "coverage": {"spans": form["coverage"]["spans"]}})
