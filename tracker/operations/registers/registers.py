"""Plain registers: the one way to list, read, write and remove their rows, whatever they hold.

A register is a description of fields over a table (``register_catalogue.py``); pages, sheets and imports follow it. The
journal keeps the history of every row by itself.
"""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, func, select

from tracker.operations.ground import Ground, Refused, Work, working
from tracker.operations.registers.register_catalogue import REGISTERS
from tracker.operations.registers.register_fields import Register
from tracker.people.actor import Actor
from tracker.people.permissions import Permission
from tracker.store.territory import MunicipalityRow
from tracker.timeline.sentences import Phrase

KEEP = Permission.IMPORT_DOCUMENT
"""Who brings documents in also keeps the registers read from them."""


ON_A_PAGE = 100
"""Rows of a register shown at once."""


def rows_of(
    work: Work, register: Register, town: int | None = None, parent: int | None = None, page: int | None = None
) -> list[tuple[MunicipalityRow, Any]]:
    """The rows in reach with their municipality, in Czech order; of one municipality, parent or page, when asked."""
    kind: Any = register.row
    query = (
        select(MunicipalityRow, kind)
        .join(kind, kind.municipality_id == MunicipalityRow.id)
        .where(work.in_reach())
        .order_by(col(MunicipalityRow.sort_key), kind.id)
    )
    if town is not None:
        query = query.where(MunicipalityRow.id == town)
    if parent is not None and register.parent is not None:
        query = query.where(getattr(kind, register.parent[1]) == parent)
    if page is not None:
        query = query.offset((page - 1) * ON_A_PAGE).limit(ON_A_PAGE)
    return [(place, row) for place, row in work.session.execute(query)]


def count_rows(work: Work, register: Register, town: int | None = None) -> int:
    """How many rows are in reach, or of one municipality."""
    kind: Any = register.row
    query = select(func.count()).select_from(kind).join(MunicipalityRow, kind.municipality_id == MunicipalityRow.id)
    query = query.where(work.in_reach())
    return work.session.exec(query.where(MunicipalityRow.id == town) if town is not None else query).one()


def row_of(work: Work, register: Register, number: int) -> Any:
    """One row, within reach."""
    return work.get(register.row, number)


def save_row(
    ground: Ground,
    actor: Actor,
    register: Register,
    given: Mapping[str, str],
    number: int | None = None,
    *,
    town: int | None = None,
    parent: int | None = None,
) -> int:
    """Write a new row, or change one; a child belongs where its parent does. Raises ``Refused`` with the field."""
    with working(ground, actor) as work:
        return write_row(work, register, given, number, town=town, parent=parent)


def write_row(
    work: Work,
    register: Register,
    given: Mapping[str, str],
    number: int | None = None,
    *,
    town: int | None = None,
    parent: int | None = None,
) -> int:
    """The same within a transaction that is open already."""
    values = {field.column: field.read(given.get(field.column, ""), work.today) for field in register.fields}
    if fault := register.missing(values):
        raise Refused(fault[1], fault[0])
    try:
        if number is not None:
            row: Any = work.get(register.row, number, KEEP)
            for column, value in values.items():
                setattr(row, column, value)
        else:
            row = register.row.model_validate({**_belongings(work, register, town, parent), **values})
        work.session.add(row)
        work.session.flush()
    except ValidationError as error:
        raise _refusal(register, error) from error
    except IntegrityError as error:
        raise Refused("Takový záznam už tu je, nebo končí dřív, než začíná.", register.label.column) from error
    assert row.id is not None
    return int(row.id)


def remove_row(ground: Ground, actor: Actor, register: Register, number: int) -> None:
    """Remove a row; the journal keeps what it said. A row that others belong to stays."""
    with working(ground, actor) as work:
        row = work.get(register.row, number, KEEP)
        try:
            work.session.delete(row)
            work.session.flush()
        except IntegrityError as error:
            raise Refused("Nejdřív odstraňte záznamy, které k tomuto patří.") from error


def _belongings(work: Work, register: Register, town: int | None, parent: int | None) -> dict[str, Any]:
    """The municipality of a new row, and its parent where it has one."""
    if register.parent is not None and parent is not None:
        over = REGISTERS[register.parent[0]]
        owner: Any = work.get(over.row, parent, KEEP)
        return {"municipality_id": owner.municipality_id, register.parent[1]: parent}
    if register.parent is not None:
        raise Refused("Záznam „%(one)s“ musí k něčemu patřit.", one=Phrase(register.one))
    if town is None:
        raise Refused("Vyberte obec.", "obec")
    return {"municipality_id": work.municipality(town, KEEP).id}


def _refusal(register: Register, error: ValidationError) -> Refused:
    column = str(error.errors()[0]["loc"][0])
    title = next((field.title for field in register.fields if field.column == column), column)
    return Refused("Pole %(title)s je příliš dlouhé nebo má nedovolenou hodnotu.", column, title=Phrase(title))
