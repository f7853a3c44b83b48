"""A document that nobody has approved yet is not said to be in force, and goes its way through the lifecycle."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from tests.drafts.samples import APPROVAL, MEETING, description
from tests.factories import ground_on
from tracker.drafts.doubt import DoubtKind
from tracker.obligations.agreement import AgreementKind, AgreementState
from tracker.operations.agreements.change_state import change_state
from tracker.operations.documents.confirm_draft import Review, confirm_draft
from tracker.operations.documents.import_document import import_document
from tracker.operations.ground import Ground, looking
from tracker.people.actor import SYSTEM
from tracker.store.agreements import AgreementRow

UNAPPROVED = description(MEETING).replace(APPROVAL, "")
DISCUSSED = f"{UNAPPROVED}\nStanovisko lokálního partnerství: projednáno 3. 12. 2029\n"


@pytest.fixture
def ground(sqlite_url: str, tmp_path: Path) -> Ground:
    return ground_on(sqlite_url, tmp_path, date(2029, 12, 15))


def confirmed(ground: Ground, text: str, reading: int | None = None) -> AgreementRow:
    done = import_document(ground, SYSTEM, text.encode(), "popis.txt")
    missing = [d.id for d, _ in done.draft.all_doubts if d.kind is DoubtKind.APPROVAL_MISSING]
    chosen = {name: reading for name in missing if reading is not None}
    confirm_draft(ground, SYSTEM, done.draft_id, Review(accept_all=True, doubts=chosen))
    with looking(ground, SYSTEM) as work:
        return work.session.exec(select(AgreementRow)).one()


@pytest.mark.parametrize(
    "text, reading, state",
    [
        (description(MEETING), None, AgreementState.IN_FORCE),
        (UNAPPROVED, None, AgreementState.IN_FORCE),
        (UNAPPROVED, 1, AgreementState.NEGOTIATED),
        (DISCUSSED, 1, AgreementState.DISCUSSED),
    ],
)
def test_how_far_a_document_has_come_is_chosen_where_its_approval_is_missing(
    ground: Ground, text: str, reading: int | None, state: AgreementState
) -> None:
    assert confirmed(ground, text, reading).state is state


def test_what_comes_before_the_validity_is_agreed_on_before_it_begins(ground: Ground) -> None:
    agreement = confirmed(ground, DISCUSSED, 1)
    assert agreement.id is not None
    assert agreement.starts == date(2030, 1, 1)
    change_state(ground, SYSTEM, agreement.id, AgreementState.APPROVED_BY_COUNCIL, "Usnesení 7/29", date(2029, 12, 12))
    change_state(ground, SYSTEM, agreement.id, AgreementState.APPROVED_BY_ASZ, "Podpis ředitelky")
    with looking(ground, SYSTEM) as work:
        assert work.session.exec(select(AgreementRow.state)).one() is AgreementState.APPROVED_BY_ASZ


def test_a_memorandum_is_kept_as_one(ground: Ground) -> None:
    text = description(MEETING).replace("POPIS SPOLUPRÁCE V OBLASTI", "MEMORANDUM O SPOLUPRÁCI V OBLASTI")
    agreement = confirmed(ground, text)
    assert (agreement.kind, agreement.title) == (AgreementKind.MEMORANDUM, "Memorandum o spolupráci Kamenice 2030–2032")
