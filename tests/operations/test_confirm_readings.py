"""What the parties choose when they confirm a document: which year, what a partial period owes, targets, hours."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import col, select

from tests.factories import ground_on
from tracker.drafts.doubt import DoubtKind
from tracker.obligations.deadline import Quota, from_json
from tracker.obligations.obligation import PartialPeriod, YearKind
from tracker.operations.documents.confirm_draft import Review, confirm_draft
from tracker.operations.documents.import_document import Imported, import_document
from tracker.operations.ground import Ground, looking
from tracker.operations.sample.places import SAMPLES
from tracker.operations.standings import items
from tracker.people.actor import SYSTEM
from tracker.store.agreements import HoursReadingRow, TermRow
from tracker.store.occurrences import OccurrenceRow


@pytest.fixture
def imported(sqlite_url: str, tmp_path: Path) -> tuple[Ground, Imported]:
    """The sample description of Chomutov, read and not confirmed yet."""
    ground = ground_on(sqlite_url, tmp_path, date(2022, 4, 30))
    data = (SAMPLES / "chomutov.txt").read_bytes()
    return ground, import_document(ground, SYSTEM, data, "chomutov.txt")


def doubt_of(imported: Imported, kind: DoubtKind) -> tuple[str, str]:
    """The id of the only doubt of a kind, and of the finding it belongs to."""
    ((doubt, owner),) = [(d.id, owner) for d, owner in imported.draft.all_doubts if d.kind is kind]
    assert owner is not None
    return doubt, owner


def meetings(ground: Ground) -> list[tuple[str, float]]:
    with looking(ground, SYSTEM) as work:
        found = items(work, col(OccurrenceRow.key).contains("jednani-lokalniho-partnerstvi"))
        return [(item.occurrence.label, item.occurrence.quota) for item in found]


@pytest.mark.parametrize(
    "review, quotas",
    [
        (Review(accept_all=True), [3, 4, 4, 4, 3]),
        (Review(accept_all=True, partial=PartialPeriod.FULL), [4, 4, 4, 4, 4]),
        (Review(accept_all=True, partial=PartialPeriod.ROUNDED_DOWN), [2, 4, 4, 4, 2]),
        (Review(accept_all=True, year=YearKind.COOPERATION), [4, 4, 4, 4, 2]),
    ],
)
def test_the_parties_choose_what_a_partial_year_owes(
    imported: tuple[Ground, Imported], review: Review, quotas: list[float]
) -> None:
    ground, done = imported
    confirm_draft(ground, SYSTEM, done.draft_id, review)
    assert [quota for _, quota in meetings(ground)] == quotas


def test_a_cooperation_year_begins_with_the_agreement(imported: tuple[Ground, Imported]) -> None:
    ground, done = imported
    confirm_draft(ground, SYSTEM, done.draft_id, Review(accept_all=True, year=YearKind.COOPERATION))
    assert meetings(ground)[0] == ("2022-05-01..2023-04-30", 4)


def test_an_estimate_taken_as_a_target_becomes_duties_of_its_own(imported: tuple[Ground, Imported]) -> None:
    ground, done = imported
    doubt, _ = doubt_of(done, DoubtKind.ESTIMATE_OR_TARGET)
    confirm_draft(ground, SYSTEM, done.draft_id, Review(accept_all=True, doubts={doubt: 1}))
    with looking(ground, SYSTEM) as work:
        terms = work.session.exec(select(TermRow).order_by(col(TermRow.position).desc()).limit(2)).all()
    told = [(rule.amount, rule.unit) for t in reversed(terms) if isinstance(rule := from_json(t.deadline), Quota)]
    assert told == [(100, "osoba"), (20, "akce")]
    assert {t.quote for t in terms} == {"Předpokládáme účast 100 osob na 20 akcích"}


@pytest.mark.parametrize(
    "choice, supported, stored",
    [(0, None, [None]), (1, 12, [12]), (1, None, []), (None, None, [])],
)
def test_hours_are_fixed_by_a_choice_and_not_by_taking_what_was_proposed(
    imported: tuple[Ground, Imported], choice: int | None, supported: int | None, stored: list[int | None]
) -> None:
    ground, done = imported
    doubt, owner = doubt_of(done, DoubtKind.HOURS_SCOPE)
    chosen = {} if choice is None else {doubt: choice}
    people = {owner: supported} if supported else {}
    confirm_draft(ground, SYSTEM, done.draft_id, Review(accept_all=True, doubts=chosen, supported=people))
    with looking(ground, SYSTEM) as work:
        assert list(work.session.exec(select(HoursReadingRow.persons))) == stored
