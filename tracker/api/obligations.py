"""Obligations as the newest version of their agreement words them."""

from datetime import date
from typing import Any

from flask import Blueprint

from tracker.api.access import reader
from tracker.api.described import KEY, described
from tracker.api.values import Answered, Key, OfMunicipality
from tracker.obligations.obligation import Act, Party
from tracker.operations.registers import extracts
from tracker.store.agreements import ObligationRow, TermRow

blueprint = Blueprint("obligations", __name__)


class Obligation(Answered):
    """A duty with the words it came from (``quote``). ``deadline`` is the rule as agreed, in its machine form."""

    id: int
    key: str
    municipality: int
    agreement: int
    title: str
    quote: str
    deadline: dict[str, Any]
    starts: date
    ends: date
    party: Party
    halves: dict[str, str]
    outputs: list[str]
    act: Act
    dropped_on: date | None


class Obligations(Answered):
    """A part of the list."""

    items: list[Obligation]
    next: int | None


class ObligationsAsked(OfMunicipality):
    """A part of the obligations, of one agreement or of all."""

    agreement: Key | None = None


@blueprint.get("/obligations")
@described(Obligations)
def obligations(query: ObligationsAsked) -> Obligations:
    """List the obligations in reach."""
    stretch = extracts.Stretch(query.cursor, query.limit)
    with reader() as work:
        part = extracts.obligations(work, stretch, query.municipality, query.agreement)
        return Obligations(items=[_shown(duty, term) for duty, term in part.told], next=part.next)


@blueprint.get(f"/obligations/<{KEY}:obligation_id>")
@described(Obligation)
def obligation(obligation_id: int) -> Obligation:
    """Read an obligation."""
    with reader() as work:
        return _shown(*extracts.obligation(work, obligation_id))


def _shown(duty: ObligationRow, term: TermRow) -> Obligation:
    told = {**term.model_dump(), **duty.model_dump()}
    return Obligation.model_validate({**told, "municipality": duty.municipality_id, "agreement": duty.agreement_id})
