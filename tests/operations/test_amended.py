"""An amendment finds its agreement, changes what it lists, and leaves everything else as agreed."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import col, select

from tests.factories import ground_on
from tracker.obligations.agreement import AgreementKind, AgreementState
from tracker.obligations.obligation import Party
from tracker.obligations.revision import sheet
from tracker.operations.agreements.amended import amended_agreement, running_agreements
from tracker.operations.agreements.revise_agreement import not_found, preview_revision, revise_agreement
from tracker.operations.documents.confirm_draft import Review
from tracker.operations.documents.import_document import import_document
from tracker.operations.documents.review_draft import draft_page
from tracker.operations.ground import Ground, looking, working
from tracker.operations.sample.scenes import begin
from tracker.people.actor import SYSTEM
from tracker.store.agreements import AgreementRow, ObligationRow, TermRow, VersionRow
from tracker.timeline.czech import NBSP

ALL = Review(accept_all=True)
JULY = date(2024, 7, 1)
HEADING = "Dodatek č. 1 k popisu spolupráce města Chomutov"
CHANGES = """
U činnosti „Lokální partnerství“ se termín „Minimálně 4x ročně“ nahrazuje termínem „Minimálně 3x ročně“.
Doplňuje se nová činnost: Obec předloží vyhodnocení koncepce bydlení do 31. 3. 2025.
Vypouští se činnost „Tematický výzkum“. Vypouští se činnost „Letní slavnost“.
"""


@pytest.fixture
def agreed(sqlite_url: str, tmp_path: Path) -> Ground:
    """The sample description of Chomutov in force since May 2022."""
    ground = ground_on(sqlite_url, tmp_path, date(2024, 6, 1))
    begin(ground, "chomutov", None, date(2022, 4, 30))
    return ground


def amendment(ground: Ground, text: str = HEADING + CHANGES) -> int:
    return import_document(ground, SYSTEM, text.encode(), "dodatek.txt", 1).draft_id


def told(ground: Ground, draft: int, review: Review = ALL) -> list[tuple[str, str]]:
    rows = sheet(preview_revision(ground, SYSTEM, 1, draft, review))
    return [(row.title, row.change) for row in rows]


def found(ground: Ground, heading: str) -> int | None:
    draft = amendment(ground, f"{heading}\n\nObec předloží zprávu do 31. 3. 2025.\n")
    with looking(ground, SYSTEM) as work:
        agreement = draft_page(work, draft).amended
        return agreement.id if agreement else None


def test_an_amendment_changes_what_it_lists_and_nothing_else(agreed: Ground) -> None:
    draft = amendment(agreed)
    assert told(agreed, draft) == [
        ("Jednání lokálního partnerství", "Pravidlo termínu"),
        ("Jednání lokálního partnerství", "Znění"),
        ("Obec předloží vyhodnocení koncepce bydlení", "Nový závazek"),
        ("Tematický výzkum", "Zrušený závazek"),
    ]
    with looking(agreed, SYSTEM) as work:
        assert not_found(work, 1, draft_page(work, draft).draft) == ("Letní slavnost",)


def test_the_new_version_is_whole_and_a_changed_duty_keeps_who_owes_it(agreed: Ground) -> None:
    revise_agreement(agreed, SYSTEM, 1, amendment(agreed), ALL, JULY)
    with looking(agreed, SYSTEM) as work:
        terms = work.session.exec(select(TermRow).join(VersionRow).where(VersionRow.number == 2)).all()
        first = work.session.exec(select(TermRow).join(VersionRow).where(VersionRow.number == 1)).all()
        dropped = work.session.exec(select(ObligationRow.key).where(col(ObligationRow.dropped_on) == JULY)).all()
    assert (len(first), len(terms), dropped) == (15, 15, ["1/tematicky-vyzkum"])
    old, new = (next(t for t in rows if t.title == "Jednání lokálního partnerství") for rows in (first, terms))
    assert (new.party, new.halves, new.outputs, new.ends) == (Party.BOTH, old.halves, old.outputs, old.ends)
    assert new.deadline["count"] == 3


def test_an_amendment_said_to_be_the_whole_wording_drops_what_it_leaves_out(agreed: Ground) -> None:
    changes = told(agreed, amendment(agreed), Review(accept_all=True, whole=True))
    assert sum(change == "Zrušený závazek" for _, change in changes) >= 13


def test_a_prolonged_agreement_prolongs_its_duties(agreed: Ground) -> None:
    longer = f"{HEADING}\n\nDoba platnosti popisu spolupráce se prodlužuje do 31. 12. 2027.\n"
    draft = amendment(agreed, longer)
    rows = sheet(preview_revision(agreed, SYSTEM, 1, draft, ALL))
    assert {(row.change, row.now.replace(NBSP, " ")) for row in rows} == {("Platnost", "1. 5. 2022–31. 12. 2027")}
    revise_agreement(agreed, SYSTEM, 1, draft, ALL, JULY)
    with looking(agreed, SYSTEM) as work:
        assert work.session.get_one(AgreementRow, 1).ends == date(2027, 12, 31)


@pytest.mark.parametrize(
    "heading, agreement",
    [
        ("Dodatek č. 1 k popisu spolupráce města Chomutov", None),
        ("Dodatek č. 1 k popisu spolupráce ze dne 19. 4. 2022", 1),
        ("Dodatek č. 1 k memorandu o spolupráci", 3),
        ("Dodatek č. 1 k plánu sociálního začleňování", None),
    ],
)
def test_among_several_agreements_the_day_or_the_kind_decides(
    agreed: Ground, heading: str, agreement: int | None
) -> None:
    with working(agreed, SYSTEM) as work:
        for kind in (AgreementKind.COOPERATION, AgreementKind.MEMORANDUM):
            work.session.add(
                AgreementRow(
                    municipality_id=1,
                    kind=kind,
                    title="Další",
                    state=AgreementState.IN_FORCE,
                    starts=date(2023, 1, 1),
                    ends=date(2026, 12, 31),
                )
            )
    assert found(agreed, heading) == agreement


def test_a_document_that_is_no_amendment_changes_nothing_by_itself(agreed: Ground) -> None:
    draft = amendment(agreed, "Obec předloží zprávu do 31. 3. 2025.\n")
    with looking(agreed, SYSTEM) as work:
        page = draft_page(work, draft)
        assert amended_agreement(work, page.draft, running_agreements(work, 1)) is None
