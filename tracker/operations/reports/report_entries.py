"""From stored rows to the values that reports are compiled from."""

from collections.abc import Iterable, Sequence

from sqlmodel import col, select

from tracker.operations.ground import Work
from tracker.operations.standings import Item
from tracker.reports.entry import Entry, Paper, Town
from tracker.store.agreements import AgreementRow, VersionRow
from tracker.store.people import PersonRow
from tracker.store.territory import MunicipalityRow, OfficeRow


def entries_of(work: Work, items: Sequence[Item]) -> tuple[Entry, ...]:
    """The items as reports see them; three queries more, however many there are."""
    offices = offices_by_id(work)
    papers = papers_of(work, {item.agreement.id: item.agreement for item in items}.values())
    owners = _names(work, {item.duty.owner_id for item in items if item.duty.owner_id is not None})
    return tuple(
        Entry(
            town=town_of(item.municipality, offices),
            paper=papers[item.agreement.id or 0],
            duty=item.duty.id or 0,
            obligation=item.obligation,
            occurrence=item.occurrence,
            facts=item.facts,
            standing=item.standing,
            owner=owners.get(item.duty.owner_id or 0, ""),
        )
        for item in items
    )


def town_of(row: MunicipalityRow, offices: dict[int, OfficeRow]) -> Town:
    """The municipality with the codes of its office and region."""
    return Town(row.id or 0, row.name, offices[row.office_id].code, row.ico, row.region)


def offices_by_id(work: Work) -> dict[int, OfficeRow]:
    """All regional offices."""
    return {office.id: office for office in work.session.exec(select(OfficeRow)) if office.id is not None}


def newest_versions(work: Work, agreements: Iterable[int]) -> dict[int, VersionRow]:
    """The last version of each agreement."""
    chosen = col(VersionRow.agreement_id).in_(list(agreements))
    versions = work.session.exec(select(VersionRow).where(chosen).order_by(col(VersionRow.number)))
    return {version.agreement_id: version for version in versions}


def papers_of(work: Work, agreements: Iterable[AgreementRow]) -> dict[int, Paper]:
    """The agreements as documents, with the approval of the last version."""
    rows = {row.id: row for row in agreements if row.id is not None}
    newest = newest_versions(work, rows)
    return {number: _paper(row, newest.get(number)) for number, row in rows.items()}


def _paper(row: AgreementRow, version: VersionRow | None) -> Paper:
    return Paper(
        id=row.id or 0,
        title=row.title,
        starts=row.starts,
        ends=row.ends,
        approved_on=version.approved_on if version else None,
        resolution=version.resolution if version else "",
        ended_on=row.ended_on,
    )


def _names(work: Work, numbers: set[int]) -> dict[int, str]:
    rows = work.session.exec(select(PersonRow).where(col(PersonRow.id).in_(list(numbers))))
    return {row.id: row.name for row in rows if row.id is not None}
