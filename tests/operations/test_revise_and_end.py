"""A new version of an agreement, and its end before its time, on the sample description of Chomutov."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import col, select

from tests.factories import ground_on
from tracker.fulfilment.settlement import Pile
from tracker.fulfilment.slips import slips
from tracker.fulfilment.standing import Status
from tracker.obligations.agreement import AgreementState, ForbiddenTransition
from tracker.obligations.revision import sheet
from tracker.operations.agreements.end_agreement import end_agreement
from tracker.operations.agreements.revise_agreement import preview_revision, revise_agreement
from tracker.operations.documents.confirm_draft import Review
from tracker.operations.documents.import_document import import_document
from tracker.operations.ground import Ground, Refused, looking
from tracker.operations.sample.places import SAMPLES
from tracker.operations.sample.scenes import begin
from tracker.operations.standings import Item, items
from tracker.people.actor import SYSTEM
from tracker.store.occurrences import OccurrenceRow
from tracker.timeline.czech import NBSP

ALL = Review(accept_all=True)
JULY = date(2024, 7, 1)


@pytest.fixture
def agreed(database_url: str, tmp_path: Path) -> Ground:
    """The sample description of Chomutov in force since May 2022."""
    ground = ground_on(database_url, tmp_path, date(2024, 6, 1))
    begin(ground, "chomutov", None, date(2022, 4, 30))
    return ground


def _amendment(ground: Ground) -> int:
    """The same text with three meetings a year instead of four and without the first meeting."""
    text = (SAMPLES / "chomutov.txt").read_text(encoding="utf-8").replace("Minimálně 4x ročně", "Minimálně 3x ročně")
    kept = [line for line in text.splitlines() if "Jednání o spolupráci" not in line]
    return import_document(ground, SYSTEM, "\n".join(kept).encode(), "dodatek.txt").draft_id


def _quotas(ground: Ground, duty: str) -> dict[str, tuple[float, Status]]:
    with looking(ground, SYSTEM) as work:
        found = items(work, col(OccurrenceRow.key).contains(f"/{duty}/"))
        return {item.row.label: (item.row.quota, item.standing.status) for item in found}


def test_the_preview_tells_what_would_change_and_stores_nothing(agreed: Ground) -> None:
    draft = _amendment(agreed)
    before = _quotas(agreed, "jednani-lokalniho-partnerstvi")
    rows = sheet(preview_revision(agreed, SYSTEM, 1, draft, ALL))
    assert [(row.title, row.change, row.was, row.now.replace(NBSP, " ")) for row in rows if row.change != "Znění"] == [
        ("Jednání lokálního partnerství", "Pravidlo termínu", f"nejméně 4×{NBSP}ročně", "nejméně 3× ročně"),
        ("Jednání o spolupráci", "Zrušený závazek", f"květen 2022 (do konce května{NBSP}2022)", "–"),
    ]
    assert _quotas(agreed, "jednani-lokalniho-partnerstvi") == before


def test_closed_years_keep_the_old_rule_and_open_ones_take_the_new(agreed: Ground) -> None:
    revised = revise_agreement(agreed, SYSTEM, 1, _amendment(agreed), ALL, JULY)
    assert revised.version == 2
    assert _quotas(agreed, "jednani-lokalniho-partnerstvi") == {
        "2022": (3, Status.OVERDUE),
        "2023": (4, Status.OVERDUE),
        "2024": (3, Status.OPEN),
        "2025": (3, Status.PLANNED),
        "2026": (2, Status.PLANNED),
    }
    assert _quotas(agreed, "jednani-o-spolupraci") == {"once": (1, Status.OVERDUE)}


def test_a_draft_revises_once(agreed: Ground) -> None:
    draft = _amendment(agreed)
    revise_agreement(agreed, SYSTEM, 1, draft, ALL, JULY)
    with pytest.raises(Refused, match="už byl vyřízen"):
        revise_agreement(agreed, SYSTEM, 1, draft, ALL, JULY)


def test_a_revision_applies_within_the_agreement(agreed: Ground) -> None:
    with pytest.raises(Refused, match="v době platnosti"):
        revise_agreement(agreed, SYSTEM, 1, _amendment(agreed), ALL, date(2027, 1, 1))


def test_an_early_end_leaves_every_occurrence_in_one_pile(agreed: Ground) -> None:
    settlement = end_agreement(
        agreed, SYSTEM, 1, date(2024, 5, 31), AgreementState.ENDED_BY_AGREEMENT, "Nové vedení města"
    )
    piles = {pile: len(settlement.pile(pile)) for pile in Pile}
    assert piles == {Pile.FULFILLED: 0, Pile.OVERDUE: 16, Pile.OPEN: 9, Pile.RELEASED: 14, Pile.SET_ASIDE: 0}
    meetings = next(line for line in settlement.pile(Pile.OPEN) if line.occurrence.key.endswith("partnerstvi/2024"))
    assert (meetings.quota, meetings.owed, meetings.met_pro_rata) == (4, 2, False)
    with looking(agreed, SYSTEM) as work:
        open_ones = work.session.exec(
            select(OccurrenceRow.key).where(
                col(OccurrenceRow.status).in_([Status.OPEN, Status.PLANNED, Status.DUE_SOON])
            )
        ).all()
    assert open_ones == []


def test_what_has_ended_does_not_end_again(agreed: Ground) -> None:
    end_agreement(agreed, SYSTEM, 1, date(2024, 5, 31), AgreementState.ENDED_BY_DECISION, "Rozhodnutí rady")
    with pytest.raises(ForbiddenTransition, match="Dokument je ukončen"):
        end_agreement(agreed, SYSTEM, 1, date(2024, 5, 31), AgreementState.EXPIRED, "omylem")


@pytest.mark.parametrize(
    "day, reason, wanted",
    [
        (date(2024, 6, 2), "proč ne", "musí ležet v době"),
        (date(2022, 4, 1), "proč ne", "musí ležet v době"),
        (date(2024, 5, 31), "  ", "proč spolupráce skončila"),
    ],
)
def test_an_end_needs_a_day_in_force_and_a_reason(agreed: Ground, day: date, reason: str, wanted: str) -> None:
    with pytest.raises(Refused, match=wanted):
        end_agreement(agreed, SYSTEM, 1, day, AgreementState.ENDED_BY_AGREEMENT, reason)


def _moved(ground: Ground) -> int:
    """The same text with the courses half a year sooner."""
    text = (SAMPLES / "chomutov.txt").read_text(encoding="utf-8")
    assert "prosinec 2026" in text
    data = text.replace("prosinec 2026", "červen 2026").encode()
    return import_document(ground, SYSTEM, data, "dodatek č. 2.txt").draft_id


def _the_courses(ground: Ground) -> Item:
    with looking(ground, SYSTEM) as work:
        (item,) = items(work, col(OccurrenceRow.first_due) == date(2026, 12, 31), col(OccurrenceRow.label) == "once")
        return item


def test_a_term_that_a_revision_moves_keeps_its_first_date_and_stands_among_the_slips(agreed: Ground) -> None:
    revise_agreement(agreed, SYSTEM, 1, _moved(agreed), ALL, JULY)

    before, after = _the_courses(agreed), _the_courses(agreed.as_of(JULY))

    assert [item.standing.due for item in (before, after)] == [date(2026, 12, 31), date(2026, 6, 30)]
    assert after.standing.first_due == date(2026, 12, 31)
    (slip,) = slips([(after.occurrence, after.facts)], JULY)
    assert (slip.days, slip.decision.day, slip.decision.reason, slip.decision.document) == (
        -184,
        JULY,
        "Revize dokumentu, verze 2",
        "dodatek č. 2.txt",
    )


def test_a_second_revision_with_the_same_day_moves_nothing_more(agreed: Ground) -> None:
    revise_agreement(agreed, SYSTEM, 1, _moved(agreed), ALL, JULY)
    revise_agreement(agreed, SYSTEM, 1, _moved(agreed), ALL, date(2024, 8, 1))

    now = _the_courses(agreed.as_of(date(2024, 9, 1)))

    assert len(now.facts.decisions) == 1
    assert (now.standing.due, now.standing.first_due) == (date(2026, 6, 30), date(2026, 12, 31))


def test_for_a_day_before_the_revision_everything_is_told_as_it_was_then(agreed: Ground) -> None:
    def told(day: date) -> list[tuple[str, float, date | None, Status]]:
        with looking(agreed.as_of(day), SYSTEM) as work:
            return [(i.occurrence.key, i.occurrence.quota, i.standing.due, i.standing.status) for i in items(work)]

    days = [date(2024, 5, 31), date(2023, 1, 15), date(2024, 1, 1)]
    then = [told(day) for day in days]

    revise_agreement(agreed.as_of(date(2024, 6, 15)), SYSTEM, 1, _amendment(agreed), ALL, JULY)
    end_agreement(agreed.as_of(date(2024, 9, 1)), SYSTEM, 1, date(2024, 8, 31), AgreementState.ENDED_BY_AGREEMENT, "x")

    assert [told(day) for day in days] == then
    assert told(date(2024, 9, 1)) != told(date(2024, 8, 31))
