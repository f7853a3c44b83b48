"""Turn a reviewed draft into a version of an agreement: from here on its obligations are watched.

A draft never becomes an agreement by itself (domain law 2). Every doubt with readings is settled by a named choice, and
the choice is stored with who took it and when.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlmodel import select

from tracker.drafts.doubt import DoubtKind
from tracker.drafts.draft import Doubt, Draft, DraftKind, Finding, Header, draft_from_json
from tracker.drafts.settling import agreed_state, agreed_validity, proposed_choices, settle
from tracker.drafts.targets import targets
from tracker.obligations.agreement import AgreementKind
from tracker.obligations.deadline import Deadline
from tracker.obligations.obligation import Obligation, PartialPeriod, Validity, YearKind
from tracker.operations.agreements.fix_reading import store_reading
from tracker.operations.documents.store_version import close_draft, new_duty, store_term, store_version
from tracker.operations.ground import Ground, Refused, Work, working
from tracker.operations.refresh import expand_term, refresh
from tracker.operations.registers.named_towns import UNASSIGNED, office_of_code, town_of_header
from tracker.people.actor import Actor, Role
from tracker.people.localities import region_of_locality
from tracker.people.permissions import Permission
from tracker.store.agreements import AgreementRow, ObligationRow
from tracker.store.documents import DocumentRow, DraftRow, DraftState
from tracker.store.people import MandateRow, PersonRow
from tracker.store.territory import MunicipalityRow
from tracker.timeline.czech_order import sort_key

_KINDS = {
    DraftKind.PLAN: AgreementKind.PLAN,
    DraftKind.ADVISORY_PROGRAMME: AgreementKind.ADVISORY,
    DraftKind.MEMORANDUM: AgreementKind.MEMORANDUM,
}
_NAMES = {
    DraftKind.PLAN: "Plán sociálního začleňování",
    DraftKind.ADVISORY_PROGRAMME: "Poradenský program",
    DraftKind.MEMORANDUM: "Memorandum o spolupráci",
    DraftKind.AMENDMENT: "Dodatek k popisu spolupráce",
    DraftKind.MINUTES: "Úkoly z jednání",
}


@dataclass(frozen=True, slots=True)
class Review:
    """What a person decided about a draft.

    ``doubts`` maps the id of a doubt to the number of the reading taken; with ``accept_all`` the rest take the proposed
    one. ``skipped`` are findings that are no obligation; ``titles``, ``deadlines`` and ``outputs`` replace what was
    read, by the id of the finding; ``added`` are duties that the reading missed.

    ``year`` and ``partial`` say how the parties read "ročně" and a period in force only in part; ``partials`` say it
    for single findings. ``supported`` tells, by the id of a finding whose hours are owed to each person, for how many.

    ``whole`` tells whether a revision is the whole new wording, so that what it leaves out ends; where nobody says so,
    an amendment lists only what it changes.
    """

    accept_all: bool = False
    doubts: Mapping[str, int] = field(default_factory=dict)
    skipped: Collection[str] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    deadlines: Mapping[str, Deadline] = field(default_factory=dict)
    outputs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    added: Sequence[Finding] = ()
    validity: Validity | None = None
    year: YearKind | None = None
    partial: PartialPeriod | None = None
    partials: Mapping[str, PartialPeriod] = field(default_factory=dict)
    supported: Mapping[str, int] = field(default_factory=dict)
    whole: bool | None = None


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The version that came of a draft, with the numbers of what is watched now."""

    agreement: int
    version: int
    obligations: int
    occurrences: int


def confirm_draft(
    ground: Ground, actor: Actor, draft_id: int, review: Review, municipality_id: int | None = None
) -> Confirmed:
    """Confirm an open draft as the first version of a new agreement.

    Raises ``Refused`` that lists the doubts still open, or says that the municipality or the validity is not known.
    """
    with working(ground, actor) as work:
        row = work.get(DraftRow, draft_id, Permission.CONFIRM_DRAFT)
        if row.state is not DraftState.OPEN:
            raise Refused("Tento návrh už byl vyřízen. Novou verzi založíte nahráním dodatku.")
        draft = draft_from_json(row.findings)
        choices = chosen_readings(draft, review)
        validity = review.validity or agreed_validity(draft, choices)
        if validity is None:
            raise Refused("Dokument neuvádí dobu platnosti. Doplňte ji, teprve pak lze závazky hlídat.")
        municipality = _municipality(work, row, draft, municipality_id)
        assert municipality.id is not None
        agreement = AgreementRow(
            municipality_id=municipality.id,
            kind=_KINDS.get(draft.kind, AgreementKind.COOPERATION),
            title=_title(draft, municipality, validity),
            state=agreed_state(draft, choices),
            starts=validity.start,
            ends=validity.end,
        )
        work.session.add(agreement)
        work.session.flush()
        version = store_version(work, agreement, 1, row, draft, choices, validity)
        findings = reviewed_findings(draft, choices, review, validity)
        taken: set[str] = set()
        watched: list[int] = []
        for position, finding in enumerate(findings, start=1):
            duty = new_duty(work, agreement, finding, taken)
            term = store_term(work, duty, version, position, finding, validity, *periods_of(review, finding.id))
            watched += [o.id for o in expand_term(work, duty, term) if o.id is not None]
            keep_reading(work, duty, draft, finding.id, review)
        refresh(work, watched)
        close_draft(row, version, municipality, review.skipped, choices)
        assert agreement.id is not None
        return Confirmed(agreement.id, version.number, len(findings), len(watched))


def chosen_readings(draft: Draft, review: Review) -> dict[str, int]:
    """The reading taken of every doubt; raises ``Refused`` naming what is open or does not exist."""
    known = {doubt.id: doubt for doubt, _ in draft.all_doubts}
    proposed = proposed_choices(draft) if review.accept_all else {}
    choices = {**proposed, **review.doubts}
    for name, number in choices.items():
        if name not in known or not 0 <= number < len(known[name].readings):
            raise Refused("Pochybnost %(name)s takové čtení nenabízí.", name=name)
    skipped = set(review.skipped)
    open_ones = [
        doubt
        for doubt, owner in draft.all_doubts
        if doubt.id not in choices and doubt.readings and doubt.proposed is not None and owner not in skipped
    ]
    if open_ones:
        raise Refused("Zbývá rozhodnout: %(doubts)s", doubts="; ".join(_named(doubt) for doubt in open_ones))
    return choices


def reviewed_findings(draft: Draft, choices: Mapping[str, int], review: Review, validity: Validity) -> list[Finding]:
    """The findings to watch, with the chosen readings and the person's own changes applied."""
    return [
        replace(
            finding,
            title=review.titles.get(finding.id) or finding.title,
            deadline=review.deadlines.get(finding.id, finding.deadline),
            outputs=review.outputs.get(finding.id, finding.outputs),
            validity=finding.validity or validity,
        )
        for finding in (*settle(draft, choices).obligations, *targets(draft, choices), *review.added)
        if finding.id not in review.skipped
    ]


def periods_of(review: Review, finding: str, before: Obligation | None = None) -> tuple[YearKind, PartialPeriod]:
    """How the years and partial periods of a duty are read: as chosen, else as ``before``, else as is usual."""
    year = review.year or (before.year if before else YearKind.CALENDAR)
    usual = before.partial if before else PartialPeriod.ROUNDED_UP
    return year, review.partials.get(finding) or review.partial or usual


def keep_reading(work: Work, duty: ObligationRow, draft: Draft, finding: str, review: Review) -> None:
    """Store how hours are meant, where somebody chose it; taking what was proposed fixes nothing (domain, "Hours")."""
    for doubt, owner in draft.all_doubts:
        if owner != finding or doubt.kind is not DoubtKind.HOURS_SCOPE or doubt.id not in review.doubts:
            continue
        reading = doubt.readings[review.doubts[doubt.id]]
        persons = review.supported.get(finding)
        if reading.value.get("per") == "municipality" or persons:
            each = persons if reading.value.get("per") == "person" else None
            store_reading(work, duty, each, f"Zvoleno při potvrzení dokumentu: {reading.words}")


def _municipality(work: Work, row: DraftRow, draft: Draft, municipality_id: int | None) -> MunicipalityRow:
    known = municipality_id or row.municipality_id
    if known is not None:
        return work.municipality(known, Permission.CONFIRM_DRAFT)
    if not draft.header.municipality:
        raise Refused("Dokument neuvádí obec. Vyberte ji a potvrďte návrh znovu.")
    work.require(Permission.CONFIRM_DRAFT)
    here = town_of_header(work.session, draft.header)
    municipality = work.municipality(here.id, Permission.CONFIRM_DRAFT) if here else _founded(work, draft.header)
    document = work.session.get(DocumentRow, row.document_id)
    assert document is not None
    document.municipality_id = municipality.id
    return municipality


def _founded(work: Work, header: Header) -> MunicipalityRow:
    """A municipality that the header names and that is not here yet."""
    name = header.municipality or ""
    _ensure_reader(work)
    row = MunicipalityRow(
        name=name,
        sort_key=sort_key(name),
        ico=header.ico,
        seat=header.seat or "",
        region=region_of_locality(name),
        office_id=office_of_code(work, UNASSIGNED),
    )
    work.session.add(row)
    work.session.flush()
    return row


def _ensure_reader(work: Work) -> None:
    """Where nobody has an account yet, whoever runs the installation hears the reminders: they are never for nobody."""
    if work.session.exec(select(PersonRow.id).limit(1)).first() is not None:
        return
    operator = PersonRow(name="Správa instalace", email=work.ground.config.mail_from)
    work.session.add(operator)
    work.session.flush()
    assert operator.id is not None
    work.session.add(MandateRow(person_id=operator.id, role=Role.ADMINISTRATOR, starts=work.today))
    work.session.flush()


def _title(draft: Draft, municipality: MunicipalityRow, validity: Validity) -> str:
    name = _NAMES.get(draft.kind, "Popis spolupráce")
    return f"{name} {municipality.name} {validity.start.year}–{validity.end.year}"


def _named(doubt: Doubt) -> str:
    return f"{doubt.id} („{doubt.words[:60]}“)"
