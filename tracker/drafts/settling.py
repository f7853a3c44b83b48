"""What choosing a reading of a doubt does to a draft.

The value of a reading may hold: ``deadline`` (the rule to take), ``outputs``, ``party``, ``start`` and ``end`` (the
validity: of the finding, or of the whole agreement for a doubt of the document), ``drop`` (the finding is no duty),
``quotas`` (further amounts owed, in the form of deadlines), ``per`` (whom hours count for), ``document`` with ``end``
(a referenced document to watch), ``state`` (how far the agreement has come). An empty value leaves everything as it
was read.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from tracker.drafts.doubt import Doubt
from tracker.drafts.draft import Draft
from tracker.drafts.finding import Finding
from tracker.obligations.agreement import AgreementState
from tracker.obligations.deadline import from_json
from tracker.obligations.obligation import Party, Validity


def proposed_choices(draft: Draft) -> dict[str, int]:
    """The proposed reading of every doubt that has one, by the doubt's id: what ``--accept-all`` takes."""
    return {doubt.id: doubt.proposed for doubt, _ in draft.all_doubts if doubt.proposed is not None}


def settle(draft: Draft, choices: Mapping[str, int]) -> Draft:
    """The draft with the chosen readings applied; settled doubts are gone from it, the others stay.

    Raises ``KeyError`` for a doubt that the draft does not have, ``IndexError`` for a reading that it does not offer.
    """
    known = {doubt.id: doubt for doubt, _ in draft.all_doubts}
    values = {id_: known[id_].readings[choice].value for id_, choice in choices.items()}
    validity = _agreed_validity(draft, values)
    findings = tuple(_settled(finding, values, validity) for finding in draft.obligations)
    return replace(
        draft,
        obligations=tuple(finding for finding in findings if finding is not None),
        doubts=tuple(doubt for doubt in draft.doubts if doubt.id not in values),
    )


def agreed_validity(draft: Draft, choices: Mapping[str, int]) -> Validity | None:
    """The validity of the agreement: the one chosen for its conflict, else the only one that the document states."""
    known = {doubt.id: doubt for doubt, _ in draft.all_doubts}
    chosen = _agreed_validity(draft, {id_: known[id_].readings[choice].value for id_, choice in choices.items()})
    if chosen:
        return chosen
    whole = [span for span in draft.header.validity if span.start and span.end]
    return Validity(whole[0].start, whole[0].end) if whole and whole[0].start and whole[0].end else None


def agreed_state(draft: Draft, choices: Mapping[str, int]) -> AgreementState:
    """How far the agreement has come: in force, unless a reading was chosen that says otherwise."""
    values = (doubt.readings[choices[doubt.id]].value for doubt in draft.doubts if doubt.id in choices)
    return next((AgreementState(v["state"]) for v in values if "state" in v), AgreementState.IN_FORCE)


def _agreed_validity(draft: Draft, values: Mapping[str, Mapping[str, Any]]) -> Validity | None:
    for doubt in draft.doubts:
        value = values.get(doubt.id, {})
        if value.get("start") and value.get("end"):
            return Validity(date.fromisoformat(value["start"]), date.fromisoformat(value["end"]))
    return None


def _settled(finding: Finding, values: Mapping[str, Mapping[str, Any]], validity: Validity | None) -> Finding | None:
    open_doubts: list[Doubt] = []
    settled = replace(finding, validity=finding.validity or validity)
    for doubt in finding.doubts:
        if doubt.id not in values:
            open_doubts.append(doubt)
            continue
        value = values[doubt.id]
        if value.get("drop"):
            return None
        settled = _changed(settled, value)
    return replace(settled, doubts=tuple(open_doubts))


def _changed(finding: Finding, value: Mapping[str, Any]) -> Finding:
    if "deadline" in value:
        finding = replace(finding, deadline=from_json(value["deadline"]))
    if "outputs" in value:
        finding = replace(finding, outputs=tuple(value["outputs"]))
    if "party" in value:
        finding = replace(finding, party=Party(value["party"]))
    if value.get("start") and value.get("end"):
        own = Validity(date.fromisoformat(value["start"]), date.fromisoformat(value["end"]))
        finding = replace(finding, validity=own)
    return finding
