"""Doubts: what only a person can decide. The kinds are one list; ``doubts.py`` makes them."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from tracker.drafts.at import At


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
