"""Municipalities by the names that documents give them; unknown ones are founded by whoever keeps the country."""

from sqlmodel import Session, select

from tracker.drafts.draft import Header
from tracker.operations.ground import Refused, Work
from tracker.people.localities import region_of_locality
from tracker.people.permissions import Permission
from tracker.store.territory import MunicipalityRow, OfficeRow
from tracker.timeline.czech_order import sort_key
from tracker.timeline.folding import folded

UNASSIGNED = "NEZ"
"""The office of municipalities that came in by a document and that nobody has assigned yet."""


class NamedTowns:
    """Finds municipalities within one transaction, each name read once."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._by_name: dict[str, list[MunicipalityRow]] = {}
        for row in work.session.exec(select(MunicipalityRow)):
            self._by_name.setdefault(folded(row.name), []).append(row)

    def find(self, name: str) -> MunicipalityRow | None:
        """The municipality of that name, whatever the case; raises ``Refused`` when there are more of them."""
        found = self._by_name.get(folded(name), [])
        if len(found) > 1:
            raise Refused("Obcí se jménem %(name)s je víc. Zapište ji přímo do evidence.", name=name)
        return found[0] if found else None

    def may_found(self) -> bool:
        """Whether the actor may bring in a municipality that is not here yet."""
        return self._work.may(Permission.READ_COUNTRY)

    def found(self, name: str, office: str = "") -> MunicipalityRow:
        """The municipality of that name, new where there is none; ``office`` is taken where none was assigned."""
        row = self.find(name)
        if row is None:
            if not self.may_found():
                raise Refused("Obec %(name)s tu není. Založí ji ústředí.", name=name)
            row = MunicipalityRow(
                name=name,
                sort_key=sort_key(name),
                region=region_of_locality(name),
                office_id=office_of_code(self._work, office or UNASSIGNED),
            )
            self._work.session.add(row)
            self._work.session.flush()
            self._by_name.setdefault(folded(name), []).append(row)
        elif office and self.may_found() and self._code(row) == UNASSIGNED:
            row.office_id = office_of_code(self._work, office)
            self._work.session.add(row)
        return row

    def _code(self, row: MunicipalityRow) -> str:
        office = self._work.session.get(OfficeRow, row.office_id)
        return office.code if office else UNASSIGNED


def office_of_code(work: Work, code: str) -> int:
    """The office of that code, new where there is none."""
    office = work.session.exec(select(OfficeRow).where(OfficeRow.code == code)).first()
    if office is None:
        name = "Nezařazeno" if code == UNASSIGNED else f"Regionální pracoviště {code}"
        office = OfficeRow(code=code, name=name)
        work.session.add(office)
        work.session.flush()
    assert office.id is not None
    return office.id


def town_of_header(session: Session, header: Header) -> MunicipalityRow | None:
    """The municipality that a header names: by its IČO, else by its name unless both have an IČO and they differ."""
    by_ico = select(MunicipalityRow).where(MunicipalityRow.ico == header.ico)
    if header.ico and (found := session.exec(by_ico).first()):
        return found
    named = session.exec(select(MunicipalityRow).where(MunicipalityRow.name == header.municipality)).all()
    same = [row for row in named if not (row.ico and header.ico)]
    return same[0] if len(same) == 1 else None
