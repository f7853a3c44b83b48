"""Every report that the house compiles: what it is for, what it must be told, and who compiles it.

Pages and the command line read this one list, so a report that stands here has a page and every form of a file.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.operations.compile_report import compile_compliance
from tracker.operations.ground import Refused, Work
from tracker.people.permissions import Permission
from tracker.reports import compliance_report
from tracker.reports.report import Report


class Ask(StrEnum):
    """What a report must be told besides the day."""

    TOWN = "town"
    YEAR = "year"
    PERIOD = "period"
    AGREEMENT = "agreement"
    PROGRAMME = "programme"
    TOWNS = "towns"


@dataclass(frozen=True, slots=True)
class Wish:
    """What a report is asked about. ``day`` is the day told (today), ``known`` the last day whose records count."""

    town: int | None = None
    year: int | None = None
    first: date | None = None
    last: date | None = None
    agreement: int | None = None
    programme: int | None = None
    towns: tuple[int, ...] = ()
    day: date | None = None
    known: date | None = None

    def need_town(self) -> int:
        if self.town is None:
            raise Refused("Vyberte obec, o které má zpráva být.")
        return self.town

    def need_year(self, work: Work) -> int:
        return self.year or work.today.year


@dataclass(frozen=True, slots=True)
class Offer:
    """One report of the catalogue. ``code`` is its number in the methodology of the house (R1 …)."""

    key: str
    code: str
    title: str
    purpose: str
    asks: tuple[Ask, ...]
    permission: Permission
    compile: Callable[[Work, Wish], Report]


def _compliance(work: Work, wish: Wish) -> Report:
    return compile_compliance(work, wish.need_town(), wish.need_year(work), wish.day, wish.known)


OFFERS: dict[str, Offer] = {
    offer.key: offer
    for offer in (
        Offer(
            compliance_report.KEY,
            "R1",
            "Zpráva o plnění popisu spolupráce",
            "Co bylo na rok dohodnuto, co je splněno, co ne a proč, čí polovina vázne.",
            (Ask.TOWN, Ask.YEAR),
            Permission.COMPILE_REPORT,
            _compliance,
        ),
    )
}
