"""What a report is asked about."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlmodel import select

from tracker.obligations.obligation import Act
from tracker.operations.ground import Refused, Work
from tracker.operations.reports.report_registers import Towns
from tracker.people.actor import COUNTRY_ROLES, SYSTEM
from tracker.reports.request_pack import Question
from tracker.store.territory import OfficeRow


class Ask(StrEnum):
    """What a report must be told besides the day."""

    TOWN = "town"
    YEAR = "year"
    PERIOD = "period"
    AGREEMENT = "agreement"
    PROGRAMME = "programme"
    TOWNS = "towns"
    REQUEST = "request"


@dataclass(frozen=True, slots=True)
class Wish:
    """What a report is asked about. ``day`` is the day told (today), ``known`` the last day whose records count.

    A request under Act 106/1999 chooses ``levels`` of meetings and ``questions``; none chosen means all of them.
    """

    town: int | None = None
    year: int | None = None
    first: date | None = None
    last: date | None = None
    agreement: int | None = None
    programme: int | None = None
    towns: tuple[int, ...] = ()
    levels: tuple[Act, ...] = ()
    questions: tuple[Question, ...] = ()
    day: date | None = None
    known: date | None = None

    def days(self, work: Work) -> tuple[date, date]:
        """The day told and the last day whose records count."""
        day = self.day or work.today
        return day, self.known or day

    def need_town(self) -> int:
        """The municipality, or a refusal that asks for it."""
        if self.town is None:
            raise Refused("Vyberte obec, o které má zpráva být.", "obec")
        return self.town

    def need_year(self, work: Work) -> int:
        """The year asked for, or the one that runs."""
        return self.year or self.days(work)[0].year

    def period(self, work: Work) -> tuple[date, date]:
        """The days asked for; without them the year so far."""
        day, _ = self.days(work)
        first, last = self.first or date(self.need_year(work), 1, 1), self.last or day
        if last < first:
            raise Refused("Období musí končit nejdřív v den, kdy začíná.", "do")
        return first, last

    def scope(self, work: Work, towns: Towns) -> str:
        """The name of what the report covers: chosen towns, an office, or the country."""
        if self.towns:
            return ", ".join(town.name for town in towns.values())
        if work.actor is SYSTEM or work.roles & COUNTRY_ROLES:
            return "Česká republika"
        codes = {town.office for town in towns.values()}
        names = [office.name for office in work.session.exec(select(OfficeRow)) if office.code in codes]
        return ", ".join(sorted(names))
