"""A small year of Lipová in which all happens: in time, late, not at all, carried over, for years, all the time."""

from datetime import date

from tests.reports.entries import LIPOVA, TWICE_A_YEAR, duty, entries, meeting
from tracker.fulfilment.event import EvidenceKind
from tracker.obligations.deadline import Continuous, Dated, Precision, Quota
from tracker.obligations.obligation import Act, Party
from tracker.reports.entry import Entry
from tracker.reports.yearly import NO_COMMENTS, Comments, Lot, Yearly, day_over, lot_of

THE_YEAR_IS_OVER = day_over(2026)
_PAPERS = (EvidenceKind.MINUTES, EvidenceKind.ATTENDANCE)
_MEETINGS = (
    meeting(1, date(2025, 3, 1), papers=_PAPERS),
    meeting(2, date(2025, 9, 1), papers=_PAPERS),
    meeting(3, date(2026, 2, 12), papers=_PAPERS),
    meeting(4, date(2026, 11, 5), papers=_PAPERS),
)


def lipova(on: date) -> list[Entry]:
    """Every occurrence as it stood on ``on``."""
    partnership = duty(
        1,
        "Jednání lokálního partnerství",
        TWICE_A_YEAR,
        quote="Jednání LP 2x ročně",
        outputs=("zápis", "prezenční listina"),
    )
    council = duty(
        2,
        "Zpráva zastupitelstvu",
        Dated("2026-06-30"),
        quote="Zpráva do 30. 6. 2026",
        party=Party.MUNICIPALITY,
        act=Act.COUNCIL_REPORT,
        outputs=("usnesení",),
    )
    plan = duty(
        3,
        "Akční plán",
        Dated("2026-09-30", Precision.MONTH),
        quote="září 2026",
        party=Party.ASZ,
        act=Act.DOCUMENT,
    )
    housing = duty(4, "Analýza bydlení", Dated("2025-11-30"), quote="do 30. 11. 2025", act=Act.RESEARCH)
    hours = duty(5, "Vzdělávání", Quota(40, "hodina", due=date(2027, 12, 31)), quote="40 hodin", act=Act.TRAINING)
    news = duty(6, "Předávání informací", Continuous(), quote="průběžně")
    resolution = (EvidenceKind.RESOLUTION,)
    return [
        *entries(partnership, on, _MEETINGS, statements={4: "=SUM(A1) se nekonalo, sešli jsme se."}),
        *entries(council, on, [meeting(5, date(2026, 7, 3), act=Act.COUNCIL_REPORT, papers=resolution, hours=None)]),
        *entries(plan, on, late={"once": "Čekáme na vyhlášení dotace."}),
        *entries(housing, on, [meeting(6, date(2026, 1, 20), act=Act.RESEARCH, hours=None, persons=None)]),
        *entries(hours, on),
        *entries(news, on),
    ]


def yearly(day: date = THE_YEAR_IS_OVER, comments: Comments = NO_COMMENTS) -> Yearly:
    """What the report of Lipová for 2026 is compiled from."""
    before = [entry for entry in lipova(day_over(2025)) if lot_of(entry, 2025) is Lot.YEAR]
    now = tuple(entry for entry in lipova(day) if lot_of(entry, 2026))
    return Yearly(LIPOVA, 2026, day, day, now, tuple(before), comments)
