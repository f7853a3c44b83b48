"""What was read from a document, for a person to confirm: findings, doubts, and how much of the text they cover.

A draft watches nothing (domain law 2). Its values have the shape of the machine-readable form in ``docs/formats.md``;
``draft_to_json`` and ``draft_from_json`` are the only way in and out. The parts of a draft live in modules of their
own; this one is the door to them for the other packages.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from tracker.drafts.amendments import AmendedAgreement
from tracker.drafts.at import At
from tracker.drafts.covered import Coverage, State
from tracker.drafts.doubt import Doubt
from tracker.drafts.finding import Finding
from tracker.drafts.header_fields import Header
from tracker.drafts.registers import Registers

__all__ = [
    "At",
    "Coverage",
    "DocumentInfo",
    "Doubt",
    "Draft",
    "DraftKind",
    "Finding",
    "Header",
    "State",
    "draft_from_json",
    "draft_to_json",
    "numbered",
]  # fmt: skip


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


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """The file: its name, format and fingerprint, and the day from which the document counts."""

    name: str
    kind: str
    fingerprint: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything read from one document. ``doubts`` are those of the document as a whole, findings keep their own."""

    id: str
    document: DocumentInfo
    kind: DraftKind
    header: Header
    obligations: tuple[Finding, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    coverage: Coverage = field(default_factory=Coverage)
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
