"""What a person decides about a draft, kept between visits, until the draft is confirmed.

The decisions lie in ``DraftRow.choices``: ``doubts`` (id → reading), ``skipped``, ``seen`` (findings looked at),
``titles``, ``deadlines`` and ``outputs`` (id → the words typed), ``reasons`` (id → why a finding is no obligation),
``added`` (``{id, title, words, outputs, start, end}``), and of the document as a whole ``year``, ``partial``,
``supported``, ``starts``, ``ends`` and ``whole``, as ``Review`` takes them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from tracker.drafts.draft import At, Draft, Finding, draft_from_json
from tracker.drafts.grammar import Context, read
from tracker.obligations.act import act_of
from tracker.obligations.deadline import Deadline
from tracker.obligations.obligation import PartialPeriod, Validity, YearKind
from tracker.operations.agreements.amended import amended_agreement, running_agreements
from tracker.operations.documents.confirm_draft import Review
from tracker.operations.documents.draft_pieces import Account, Piece, accounts_of, pieces_of
from tracker.operations.ground import Ground, Refused, Work, working
from tracker.people.actor import Actor
from tracker.people.permissions import Permission
from tracker.store.agreements import AgreementRow, VersionRow
from tracker.store.documents import DocumentRow, DraftRow, DraftState
from tracker.store.territory import MunicipalityRow
from tracker.timeline.folding import folded


@dataclass(frozen=True, slots=True)
class Decisions:
    """What has been decided so far, as typed."""

    doubts: Mapping[str, int] = field(default_factory=dict)
    skipped: Sequence[str] = ()
    seen: Sequence[str] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    deadlines: Mapping[str, str] = field(default_factory=dict)
    outputs: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    added: Sequence[Mapping[str, Any]] = ()
    year: str = ""
    partial: str = ""
    supported: Mapping[str, int] = field(default_factory=dict)
    starts: str = ""
    ends: str = ""
    whole: bool | None = None


_OF_THE_WHOLE = ("year", "partial", "supported", "starts", "ends", "whole")
"""What is decided about the document as a whole, on the page of the summary."""


@dataclass(frozen=True, slots=True)
class DraftPage:
    """A draft with its document in pieces, the decisions so far, and the agreements it could revise.

    ``accounts`` tell what became of the places that made no duty; ``agreement`` is the one that came of the draft,
    ``amended`` the one that it changes by its own words.
    """

    row: DraftRow
    draft: Draft
    document: DocumentRow
    municipality: MunicipalityRow | None
    pieces: tuple[Piece, ...]
    decisions: Decisions
    agreements: tuple[AgreementRow, ...]
    accounts: tuple[Account, ...]
    agreement: int | None
    amended: AgreementRow | None

    def read(self, words: str) -> Deadline | None:
        """What typed words mean in this document; ``None`` when they mean no one term, or nothing was typed."""
        return _one_reading(words, self.draft.document.day) if words.strip() else None


def draft_page(work: Work, draft_id: int) -> DraftPage:
    """Everything that the review of a draft shows."""
    row = work.get(DraftRow, draft_id, Permission.READ)
    document = work.session.get(DocumentRow, row.document_id)
    assert document is not None
    draft = draft_from_json(row.findings)
    town = work.session.get(MunicipalityRow, row.municipality_id) if row.municipality_id else None
    agreements = tuple(running_agreements(work, row.municipality_id)) if town else ()
    version = work.session.get(VersionRow, row.version_id) if row.version_id else None
    pieces = pieces_of(document.text, draft)
    return DraftPage(
        row=row,
        draft=draft,
        document=document,
        municipality=town,
        pieces=pieces,
        decisions=Decisions(**_stored(row)),
        agreements=agreements,
        accounts=accounts_of(draft, pieces),
        agreement=version.agreement_id if version else None,
        amended=amended_agreement(work, draft, agreements),
    )


def save_decisions(ground: Ground, actor: Actor, draft_id: int, decisions: Decisions) -> None:
    """Keep what has been decided, finished or not; raises ``Refused`` for a draft that is settled already."""
    with working(ground, actor) as work:
        row = work.get(DraftRow, draft_id, Permission.CONFIRM_DRAFT)
        if row.state is not DraftState.OPEN:
            raise Refused("Tento návrh už byl vyřízen.")
        row.choices = {
            **{name: row.choices[name] for name in _OF_THE_WHOLE if name in row.choices},
            "doubts": dict(decisions.doubts),
            "skipped": list(decisions.skipped),
            "seen": list(decisions.seen),
            "titles": dict(decisions.titles),
            "deadlines": dict(decisions.deadlines),
            "outputs": dict(decisions.outputs),
            "reasons": dict(decisions.reasons),
            "added": [dict(told) for told in decisions.added],
        }


def save_readings(ground: Ground, actor: Actor, draft_id: int, decisions: Decisions) -> None:
    """Keep what has been decided about the document as a whole; the rest of ``decisions`` is not looked at."""
    with working(ground, actor) as work:
        row = work.get(DraftRow, draft_id, Permission.CONFIRM_DRAFT)
        if row.state is not DraftState.OPEN:
            raise Refused("Tento návrh už byl vyřízen.")
        row.choices = {**row.choices, **{name: getattr(decisions, name) for name in _OF_THE_WHOLE}}


def discard_draft(ground: Ground, actor: Actor, draft_id: int) -> None:
    """Put a draft away without confirming it; its document stays."""
    with working(ground, actor) as work:
        row = work.get(DraftRow, draft_id, Permission.CONFIRM_DRAFT)
        if row.state is not DraftState.OPEN:
            raise Refused("Tento návrh už byl vyřízen.")
        row.state = DraftState.DISCARDED


def review_of(page: DraftPage) -> Review:
    """The decisions as the confirmation takes them; raises ``Refused`` naming the first words that are no deadline."""
    day = page.draft.document.day
    decisions = page.decisions
    return Review(
        doubts=decisions.doubts,
        skipped=tuple(decisions.skipped),
        titles={key: title for key, title in decisions.titles.items() if title},
        deadlines={key: deadline_of(words, day, key) for key, words in decisions.deadlines.items() if words},
        outputs={key: outputs_of(words) for key, words in decisions.outputs.items() if words},
        added=tuple(_added(page, told, day) for told in decisions.added),
        validity=_validity(decisions),
        year=YearKind(decisions.year) if decisions.year else None,
        partial=PartialPeriod(decisions.partial) if decisions.partial else None,
        supported=decisions.supported,
        whole=decisions.whole,
    )


def _validity(decisions: Decisions) -> Validity | None:
    """The validity typed where the document states none."""
    if not (decisions.starts and decisions.ends):
        return None
    return Validity(date.fromisoformat(decisions.starts), date.fromisoformat(decisions.ends))


def undecided(page: DraftPage) -> list[tuple[str, str]]:
    """What still has to be decided: the id of its field and what to do, in the order of the page."""
    decisions, skipped = page.decisions, set(page.decisions.skipped)
    missing = [
        (f"nalez-{finding.id}", f"Rozhodněte o návrhu „{finding.title}“.")
        for finding in page.draft.obligations
        if finding.id not in decisions.seen
    ]
    missing += [
        (f"duvod-{finding.id}", f"Napište, proč „{finding.title}“ není závazek.")
        for finding in page.draft.obligations
        if finding.id in skipped and not decisions.reasons.get(finding.id)
    ]
    missing += [
        (f"pochybnost-{doubt.id}", f"Vyberte čtení: {doubt.words[:80]}")
        for doubt, owner in page.draft.all_doubts
        if doubt.readings and doubt.id not in decisions.doubts and owner not in skipped
    ]
    return missing


def with_proposals(page: DraftPage, decisions: Decisions) -> Decisions:
    """The decisions with everything still open taken as proposed; what a person decided stays."""
    proposed = {d.id: d.proposed for d, _ in page.draft.all_doubts if d.readings and d.proposed is not None}
    findings = [finding.id for finding in page.draft.obligations]
    return replace(decisions, doubts={**proposed, **decisions.doubts}, seen=findings)


def with_sure_ones(page: DraftPage, decisions: Decisions) -> Decisions:
    """The decisions with every finding watched about which there is nothing to decide."""
    sure = [f.id for f in page.draft.obligations if not any(doubt.readings for doubt in f.doubts)]
    return replace(decisions, seen=[*decisions.seen, *(name for name in sure if name not in decisions.seen)])


def deadline_of(words: str, day: date | None, name: str) -> Deadline:
    """The one deadline that typed words mean; raises ``Refused`` when they mean none or several."""
    deadline = _one_reading(words, day)
    if deadline is None:
        raise Refused(
            "Termínu „%(words)s“ nerozumíme. Napište třeba „4x ročně“ nebo „do 30. 9. 2026“.", name, words=words
        )
    return deadline


def outputs_of(words: str) -> tuple[str, ...]:
    """The outputs that typed words name, parted by semicolons; "žádný" names none."""
    named = [part for part in (" ".join(one.split()) for one in words.split(";")) if part]
    return () if [folded(part) for part in named] == ["zadny"] else tuple(named)


def _one_reading(words: str, day: date | None) -> Deadline | None:
    readings = read(words, Context(ref_date=day)).readings
    return readings[0].deadline if len(readings) == 1 else None


def _added(page: DraftPage, told: Mapping[str, Any], day: date | None) -> Finding:
    start, end = told.get("start") or 0, told.get("end") or 0
    quote = page.document.text[start:end] or told["words"]
    outputs = outputs_of(told.get("outputs", ""))
    return Finding(
        id=told["id"],
        title=told["title"],
        quote=quote,
        deadline=deadline_of(told["words"], day, told["id"]),
        passage=At(start, end),
        outputs=outputs,
        act=act_of(told["title"], quote, outputs),
    )


def _stored(row: DraftRow) -> dict[str, Any]:
    known = Decisions.__dataclass_fields__
    return {name: value for name, value in row.choices.items() if name in known}
