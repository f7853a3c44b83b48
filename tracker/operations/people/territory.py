"""Municipalities and regional offices: adding, renaming, moving to another office or into a union."""

from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError
from sqlmodel import col, func, select

from tracker.drafts.header import valid_ico
from tracker.operations.ground import Ground, NotFound, Refused, Work, working
from tracker.people.actor import Actor
from tracker.people.permissions import Permission
from tracker.people.regions import Region
from tracker.store.territory import MunicipalityRow, OfficeRow
from tracker.timeline.czech_order import sort_key

MANAGE = Permission.MANAGE_TERRITORY


@dataclass(frozen=True, slots=True)
class Town:
    """What is known of a municipality; ``union_id`` is the union it belongs to, ``region`` a code or nothing."""

    name: str
    office_id: int | None
    ico: str = ""
    seat: str = ""
    union_id: int | None = None
    region: str = ""


@dataclass(frozen=True, slots=True)
class OfficePage:
    """A regional office with the number of its municipalities."""

    office: OfficeRow
    towns: int


def offices(work: Work) -> list[OfficePage]:
    """Every regional office."""
    work.require(MANAGE)
    query = (
        select(OfficeRow, func.count(col(MunicipalityRow.id)))
        .join(MunicipalityRow, col(MunicipalityRow.office_id) == OfficeRow.id, isouter=True)
        .group_by(col(OfficeRow.id))
        .order_by(col(OfficeRow.name))
    )
    return [OfficePage(office, count) for office, count in work.session.exec(query)]


def save_town(ground: Ground, actor: Actor, told: Town, town_id: int | None = None) -> int:
    """Add a municipality or change one; its id. Raises ``Refused`` with the field at fault."""
    with working(ground, actor) as work:
        return write_town(work, told, town_id)


def write_town(work: Work, told: Town, town_id: int | None = None) -> int:
    """The same within a transaction that is open already."""
    work.require(MANAGE)
    row = work.municipality(town_id, MANAGE) if town_id is not None else None
    name, ico = " ".join(told.name.split()), "".join(told.ico.split())
    if not name or len(name) > 120 or not name.isprintable():
        raise Refused("Zadejte název obce.", "name")
    if ico and not valid_ico(ico):
        raise Refused("IČO má osm číslic a poslední z nich je kontrolní. Zkontrolujte ho.", "ico")
    if told.office_id is None or work.session.get(OfficeRow, told.office_id) is None:
        raise Refused("Vyberte regionální pracoviště.", "office")
    if told.region and told.region not in tuple(Region):
        raise Refused("Vyberte kraj ze seznamu.", "region")
    _check_union(work, told.union_id, town_id)
    if row is None:
        row = MunicipalityRow(name=name, sort_key=sort_key(name), office_id=told.office_id)
        work.session.add(row)
    row.name, row.sort_key, row.ico = name, sort_key(name), ico or None
    row.seat, row.office_id, row.union_id = " ".join(told.seat.split())[:300], told.office_id, told.union_id
    row.region = told.region or None
    try:
        work.session.flush()
    except IntegrityError as error:
        raise Refused("Obec s tímto IČO už tu je.", "ico") from error
    assert row.id is not None
    return row.id


def save_office(ground: Ground, actor: Actor, code: str, name: str, office_id: int | None = None) -> int:
    """Add a regional office or change one; its id."""
    with working(ground, actor) as work:
        work.require(MANAGE)
        code, name = code.strip().upper(), " ".join(name.split())
        if not code.isalnum() or len(code) > 12:
            raise Refused("Zadejte zkratku z písmen a číslic, nejvýše 12 znaků.", "code")
        if not name or len(name) > 120:
            raise Refused("Zadejte název pracoviště.", "name")
        row = work.session.get(OfficeRow, office_id) if office_id is not None else OfficeRow(code=code, name=name)
        if row is None:
            raise NotFound
        row.code, row.name = code, name
        work.session.add(row)
        try:
            work.session.flush()
        except IntegrityError as error:
            raise Refused("Pracoviště s touto zkratkou už tu je.", "code") from error
        assert row.id is not None
        return row.id


def _check_union(work: Work, union_id: int | None, town_id: int | None) -> None:
    """A union has members and is no member itself."""
    if union_id is None:
        return
    union = work.municipality(union_id, MANAGE)
    has_members = (
        town_id is not None
        and work.session.exec(select(MunicipalityRow.id).where(MunicipalityRow.union_id == town_id)).first()
    )
    if union_id == town_id or union.union_id is not None or has_members:
        raise Refused("Svazek nemůže být členem jiného svazku ani sám sebe.", "union")
