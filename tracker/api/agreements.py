"""Agreements: the documents in force with obligations in them."""

from datetime import date

from flask import Blueprint

from tracker.api.access import reader
from tracker.api.described import KEY, described
from tracker.api.values import Answered, OfMunicipality
from tracker.obligations.agreement import AgreementKind, AgreementState
from tracker.operations.registers import extracts
from tracker.store.agreements import AgreementRow

blueprint = Blueprint("agreements", __name__)


class Agreement(Answered):
    """An agreement; ``ended_on`` is the day of an end before the agreed one."""

    id: int
    municipality: int
    kind: AgreementKind
    title: str
    state: AgreementState
    starts: date
    ends: date
    ended_on: date | None
    end_reason: str


class Agreements(Answered):
    """A part of the list."""

    items: list[Agreement]
    next: int | None


@blueprint.get("/agreements")
@described(Agreements)
def agreements(query: OfMunicipality) -> Agreements:
    """List the agreements in reach."""
    with reader() as work:
        part = extracts.agreements(work, extracts.Stretch(query.cursor, query.limit), query.municipality)
        return Agreements(items=[_shown(row) for row in part.told], next=part.next)


@blueprint.get(f"/agreements/<{KEY}:agreement_id>")
@described(Agreement)
def agreement(agreement_id: int) -> Agreement:
    """Read an agreement."""
    with reader() as work:
        return _shown(work.get(AgreementRow, agreement_id))


def _shown(row: AgreementRow) -> Agreement:
    return Agreement.model_validate({**row.model_dump(), "municipality": row.municipality_id})
